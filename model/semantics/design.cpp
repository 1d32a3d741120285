#include "semantics/design.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace nines {

bool Reading::flag(bool otherwise) const {
  const bool* b = value ? value->asBool() : nullptr;
  return b ? *b : otherwise;
}

double Reading::number(double otherwise) const { return value ? value->asNumber().value_or(otherwise) : otherwise; }

std::int64_t Reading::integer(std::int64_t otherwise) const {
  const auto number = value ? value->asNumber() : std::nullopt;
  if (!number) return otherwise;
  if (const auto whole = value->asInteger()) return *whole;
  if (std::trunc(*number) != *number) return otherwise;
  // Beyond what the type holds: the outermost that it does.
  return *number > 0 ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
}

std::string_view Reading::text(std::string_view otherwise) const {
  const std::string* s = value ? value->asText() : nullptr;
  return s ? std::string_view(*s) : otherwise;
}

namespace {

Reading assumedFrom(const PropertySchema& schema) {
  return schema.fallback ? Reading{Reading::State::assumed, &*schema.fallback} : Reading{};
}

Reading setTo(const Value* value) { return value ? Reading{Reading::State::set, value} : Reading{}; }

// What a program that knows more kinds or properties has set.
Reading otherIn(const Properties& properties, std::string_view key) {
  const auto at = properties.find(key);
  return setTo(at == properties.end() ? nullptr : &at->second);
}

}  // namespace

Design::Design(std::shared_ptr<const Topology> topology, const Catalogue& catalogue, const Profile& profile)
    : m_topology(std::move(topology)), m_catalogue(&catalogue), m_profile(&profile) {
  indexNodes();
  indexTraits();
  indexChildren();
  indexLinks();
  indexValues();
  indexEnds();
  placeNodes();
  nameCodes();
  layerReplicas();
}

NodeIndex Design::indexOf(std::string_view id) const {
  const auto at = m_topology->nodes.indexOf(id);
  return at ? static_cast<NodeIndex>(*at) : kNone;
}

LinkIndex Design::linkIndexOf(std::string_view id) const {
  const auto at = m_topology->links.indexOf(id);
  return at ? static_cast<LinkIndex>(*at) : kNone;
}

std::span<const LinkIndex> Design::outgoing(NodeIndex i) const { return m_outgoing.of(i); }

std::span<const LinkIndex> Design::incoming(NodeIndex i) const { return m_incoming.of(i); }

std::span<const LinkIndex> Design::drawnFrom(NodeIndex i) const { return m_drawnFrom.of(i); }

std::span<const LinkIndex> Design::drawnTo(NodeIndex i) const { return m_drawnTo.of(i); }

std::span<const NodeIndex> Design::children(NodeIndex i) const {
  return std::span(m_children).subspan(m_nodes[i].children, m_nodes[i + 1].children - m_nodes[i].children);
}

std::span<const NodeIndex> Design::withTrait(std::string_view trait) const {
  for (const auto& [known, meaning] : Catalogue::knownTraits()) {
    if (known.name == trait) return withTrait(known);
  }
  const auto at = m_withOther.find(trait);
  return at == m_withOther.end() ? std::span<const NodeIndex>() : std::span<const NodeIndex>(at->second);
}

NodeIndex Design::effectiveParent(NodeIndex i) const {
  NodeIndex p = parent(i);
  while (p != kNone && has(p, trait::kTransparent)) p = parent(p);
  return p;
}

std::string_view Design::codeOf(NodeIndex i) const {
  const Reading code = read(i, "code");
  return code.known() ? code.text() : std::string_view();
}

std::string_view Design::regionCode(NodeIndex i) const {
  return has(i, trait::kRegion) && !has(i, trait::kZone) ? m_codes[i] : findRegionCode(i);
}

std::string_view Design::zoneCode(NodeIndex i) const { return has(i, trait::kZone) ? m_codes[i] : findZoneCode(i); }

std::string_view Design::findRegionCode(NodeIndex i) const {
  if (const std::string_view code = codeOf(i); !code.empty()) return code;
  const Node& n = node(i);
  return awsRegion(n.name) ? n.name : n.id;
}

std::string_view Design::findZoneCode(NodeIndex i) const {
  if (const std::string_view code = codeOf(i); !code.empty()) return code;
  const Node& n = node(i);
  if (region(i) != kNone) {
    const RegionFact* fact = awsRegion(regionCode(region(i)));
    if (fact && std::ranges::find(fact->zones, n.name) != fact->zones.end()) return n.name;
  }
  return n.id;
}

std::vector<std::string> Design::drawnZones(NodeIndex region) const {
  std::set<std::string> codes;
  for (const NodeIndex zone : withTrait(trait::kZone)) {
    if (this->region(zone) == region) codes.emplace(zoneCode(zone));
  }
  return {codes.begin(), codes.end()};
}

std::vector<std::string> Design::zonesOfCode(NodeIndex region) const {
  std::set<std::string> codes;
  for (const NodeIndex zone : withTrait(trait::kZone)) {
    const NodeIndex home = this->region(zone);
    if (home != kNone && regionCode(home) == regionCode(region)) codes.emplace(zoneCode(zone));
  }
  return {codes.begin(), codes.end()};
}

std::size_t Design::realZones(NodeIndex region) const {
  const RegionFact* fact = awsRegion(regionCode(region));
  return fact ? fact->zones.size() : 0;
}

Reading Design::read(NodeIndex i, const PropertyKey& key) const {
  const NodeInfo& info = m_nodes[i];
  const std::uint32_t at = info.kind ? info.kind->positions.of(key, info.kind->properties) : PropertyPositions::kNone;
  if (at == PropertyPositions::kNone) return info.hasOthers ? otherIn(node(i).properties, key.text()) : Reading{};
  if (const Value* value = m_values[info.values + at]) return {Reading::State::set, value};
  const PropertySchema& schema = info.kind->properties[at];
  if (schema.fallback || schema.fallbackFrom.empty()) return assumedFrom(schema);
  const std::uint32_t other = info.kind->positions.of(PropertyKey(schema.fallbackFrom), info.kind->properties);
  const Reading theirs = setTo(m_values[info.values + other]);
  return theirs.known() ? Reading{Reading::State::assumed, theirs.value} : assumedFrom(info.kind->properties[other]);
}

Reading Design::readLink(LinkIndex i, const PropertyKey& key) const {
  const LinkInfo& info = m_links[i];
  const std::uint32_t at = info.kind ? info.kind->positions.of(key, info.kind->properties) : PropertyPositions::kNone;
  if (at == PropertyPositions::kNone) return info.hasOthers ? otherIn(link(i).properties, key.text()) : Reading{};
  if (const Value* value = m_values[info.values + at]) return {Reading::State::set, value};
  return assumedFrom(info.kind->properties[at]);
}

bool Design::holds(const Condition& condition, NodeIndex i) const {
  const auto isOf = [&](std::string_view linkKind) {
    return [this, linkKind](LinkIndex l) { return link(l).kind == linkKind; };
  };
  if (!condition.incoming.empty() && std::ranges::none_of(incoming(i), isOf(condition.incoming))) return false;
  if (!condition.outgoing.empty() && std::ranges::none_of(outgoing(i), isOf(condition.outgoing))) return false;
  if (condition.property.empty()) return true;
  const Reading reading = read(i, condition.property);
  if (!reading.known()) return false;
  return condition.is.empty() || std::ranges::find(condition.is, *reading.value) != condition.is.end();
}

NodeIndex Design::standbyOf(NodeIndex primary) const {
  for (const NodeIndex standby : targets(primary, "standby")) {
    if (has(standby, trait::kStandby)) return standby;
  }
  return kNone;
}

NodeIndex Design::primaryOf(NodeIndex standby) const {
  const auto primaries = sources(standby, "standby");
  return primaries.empty() ? kNone : primaries.front();
}

bool Design::isMultiAz(NodeIndex database) const {
  return read(database, "multiAz").flag() || standbyOf(database) != kNone;
}

NodeIndex Design::clusterOf(NodeIndex member) const {
  const auto clusters = targets(member, "member");
  return clusters.empty() ? kNone : clusters.front();
}

bool Design::isReplica(NodeIndex i) const {
  if (!has(i, trait::kDatabaseInstance)) return false;
  return std::ranges::any_of(sources(i, "replicates"), [&](NodeIndex n) { return has(n, trait::kDatabaseInstance); });
}

std::string_view titleOf(const Design& design, NodeIndex i) { return design.node(i).title(); }

}  // namespace nines
