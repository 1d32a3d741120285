#include "semantics/design.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "semantics/id_table.h"

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

// Appends the values of a row by the positions that their properties have in its kind; true if it has others besides.
template <class Kind>
bool placeValues(const Properties& properties, const Kind* kind, std::vector<const Value*>& values) {
  if (!kind) return !properties.empty();
  const std::size_t first = values.size();
  values.resize(first + kind->properties.size());
  bool hasOthers = false;
  for (const auto& [key, value] : properties) {
    const std::uint32_t at = kind->positions.of(PropertyKey(key), kind->properties);
    if (at == PropertyPositions::kNone) hasOthers = true;
    else values[first + at] = &value;
  }
  return hasOthers;
}

// Answers for all links of the same kind between the same kinds at once.
class Legality {
 public:
  explicit Legality(const Catalogue& catalogue) : m_catalogue(catalogue) {}

  // Of unknown kinds nobody can say it.
  bool mayFollow(const LinkKind* link, const Kind* from, const Kind* to) {
    if (!link || !from || !to) return true;
    const auto [at, fresh] = m_answers.try_emplace(std::tuple(link, from, to), false);
    if (fresh) at->second = m_catalogue.mayLink(link->id, from->id, to->id);
    return at->second;
  }

 private:
  const Catalogue& m_catalogue;
  std::map<std::tuple<const LinkKind*, const Kind*, const Kind*>, bool> m_answers;
};

// Sorts the links by the node that `end` gives for each; kNone leaves one out.
template <class Lists, class End>
void bucketLinks(std::size_t nodes, std::size_t links, End end, Lists& out) {
  out.first.assign(nodes + 1, 0);
  for (std::size_t i = 0; i < links; ++i) {
    if (const NodeIndex n = end(i); n != kNone) ++out.first[n + 1];
  }
  for (std::size_t n = 0; n < nodes; ++n) out.first[n + 1] += out.first[n];
  out.links.resize(out.first[nodes]);
  std::vector<std::uint32_t> next(out.first.begin(), out.first.end() - 1);
  for (std::size_t i = 0; i < links; ++i) {
    if (const NodeIndex n = end(i); n != kNone) out.links[next[n]++] = static_cast<LinkIndex>(i);
  }
}

// The far ends by near end and kind of link; `near` gives kNone for what is left out.
template <class Near, class Far, class Type, class Lists>
void bucketEnds(std::size_t nodes, std::size_t links, Near near, Far far, Type type, Lists& out) {
  out.first.assign(nodes * LinkType::kCount + 1, 0);
  const auto bucket = [&](std::size_t l) {
    return near(l) == kNone || !type(l).hasMeaning() ? out.first.size() : near(l) * LinkType::kCount + type(l).number();
  };
  for (std::size_t l = 0; l < links; ++l) {
    if (const std::size_t b = bucket(l); b < out.first.size()) ++out.first[b + 1];
  }
  for (std::size_t b = 1; b < out.first.size(); ++b) out.first[b] += out.first[b - 1];
  out.ends.resize(out.first.back());
  std::vector<std::uint32_t> next(out.first.begin(), out.first.end() - 1);
  for (std::size_t l = 0; l < links; ++l) {
    if (const std::size_t b = bucket(l); b < out.first.size()) out.ends[next[b]++] = far(l);
  }
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

void Design::indexNodes() {
  const std::size_t count = nodeCount();
  const IdTable ids(m_topology->nodes);
  m_nodes.resize(count + 1);
  // Nodes of one kind tend to follow each other: ask the catalogue once per run.
  const Kind* kind = nullptr;
  std::string_view kindId;
  for (std::size_t i = 0; i < count; ++i) {
    const Node& node = m_topology->nodes[i];
    if (i == 0 || node.kind != kindId) {
      kindId = node.kind;
      kind = m_catalogue->kind(kindId);
    }
    NodeInfo& info = m_nodes[i];
    info.kind = kind;
    info.traits = kind ? kind->knownTraits : 0;
    info.parent = node.parent.empty() ? kNone : ids.find(node.parent);
  }
}

void Design::indexTraits() {
  const auto count = static_cast<NodeIndex>(nodeCount());
  for (NodeIndex i = 0; i < count; ++i) {
    for (std::uint32_t left = m_nodes[i].traits; left != 0; left &= left - 1)
      m_withKnown[static_cast<std::size_t>(std::countr_zero(left))].push_back(i);
    const Kind* kind = m_nodes[i].kind;
    if (!kind || kind->traits.size() == static_cast<std::size_t>(std::popcount(kind->knownTraits))) continue;
    for (const std::string& t : kind->traits) m_withOther[t].push_back(i);
  }
}

void Design::indexChildren() {
  const std::size_t count = nodeCount();
  for (std::size_t i = 0; i < count; ++i) {
    if (m_nodes[i].parent == kNone) m_topLevel.push_back(static_cast<NodeIndex>(i));
    else ++m_nodes[m_nodes[i].parent + 1].children;
  }
  for (std::size_t i = 0; i < count; ++i) m_nodes[i + 1].children += m_nodes[i].children;
  m_children.resize(m_nodes[count].children);
  std::vector<std::uint32_t> next(count);
  for (std::size_t i = 0; i < count; ++i) next[i] = m_nodes[i].children;
  for (std::size_t i = 0; i < count; ++i) {
    if (const NodeIndex p = m_nodes[i].parent; p != kNone) m_children[next[p]++] = static_cast<NodeIndex>(i);
  }
}

void Design::indexLinks() {
  const std::size_t count = linkCount();
  const IdTable ids(m_topology->nodes);
  m_links.resize(count);
  Legality legality(*m_catalogue);
  for (std::size_t i = 0; i < count; ++i) {
    const Link& link = m_topology->links[i];
    LinkInfo& info = m_links[i];
    info.kind = m_catalogue->linkKind(link.kind);
    info.type = LinkType(link.kind);
    info.from = ids.find(link.from);
    info.to = ids.find(link.to);
    info.followed = info.from == kNone || info.to == kNone ||
                    legality.mayFollow(info.kind, m_nodes[info.from].kind, m_nodes[info.to].kind);
  }
  const auto ifFollowed = [&](std::size_t i, NodeIndex end) { return m_links[i].followed ? end : kNone; };
  bucketLinks(nodeCount(), count, [&](std::size_t i) { return ifFollowed(i, m_links[i].from); }, m_outgoing);
  bucketLinks(nodeCount(), count, [&](std::size_t i) { return ifFollowed(i, m_links[i].to); }, m_incoming);
  bucketLinks(nodeCount(), count, [&](std::size_t i) { return m_links[i].from; }, m_drawnFrom);
  bucketLinks(nodeCount(), count, [&](std::size_t i) { return m_links[i].to; }, m_drawnTo);
}

void Design::indexValues() {
  for (std::size_t i = 0; i < nodeCount(); ++i) {
    m_nodes[i].values = static_cast<std::uint32_t>(m_values.size());
    m_nodes[i].hasOthers = placeValues(m_topology->nodes[i].properties, m_nodes[i].kind, m_values);
  }
  for (std::size_t i = 0; i < linkCount(); ++i) {
    m_links[i].values = static_cast<std::uint32_t>(m_values.size());
    m_links[i].hasOthers = placeValues(m_topology->links[i].properties, m_links[i].kind, m_values);
  }
}

void Design::indexEnds() {
  const auto ifFollowed = [&](std::size_t l, NodeIndex end) { return m_links[l].followed ? end : kNone; };
  const auto from = [&](std::size_t l) { return m_links[l].from; };
  const auto to = [&](std::size_t l) { return m_links[l].to; };
  const auto type = [&](std::size_t l) { return m_links[l].type; };
  bucketEnds(nodeCount(), linkCount(), [&](std::size_t l) { return ifFollowed(l, from(l)); }, to, type, m_targets);
  bucketEnds(nodeCount(), linkCount(), [&](std::size_t l) { return ifFollowed(l, to(l)); }, from, type, m_sources);
}

void Design::placeNodes() {
  // Parents before children, whatever their ids: breadth first from the canvas.
  std::vector<NodeIndex> order(m_topLevel);
  order.reserve(nodeCount());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeIndex n = order[i];
    NodeInfo& info = m_nodes[n];
    if (info.parent != kNone) {
      const NodeInfo& up = m_nodes[info.parent];
      info.region = has(info.parent, trait::kRegion) ? info.parent : up.region;
      // A Region that was put into a zone has zones of its own only.
      info.zone = has(info.parent, trait::kZone) ? info.parent : has(info.parent, trait::kRegion) ? kNone : up.zone;
    }
    const auto inside = children(n);
    order.insert(order.end(), inside.begin(), inside.end());
  }
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

// Asked for by every rule that tells places apart, so found once.
void Design::nameCodes() {
  m_codes.resize(nodeCount());
  for (const NodeIndex i : withTrait(trait::kRegion)) m_codes[i] = findRegionCode(i);
  for (const NodeIndex i : withTrait(trait::kZone)) m_codes[i] = findZoneCode(i);
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

// Kahn's algorithm over the replicates links of database instances: what is never freed of its sources lies in or below
// a circle and keeps layer 0.
void Design::layerReplicas() {
  m_layers.assign(nodeCount(), 0);
  std::vector<std::uint32_t> sourcesLeft(nodeCount(), 0);
  const auto joinsDatabases = [&](LinkIndex l) {
    return linkType(l) == "replicates" && has(from(l), trait::kDatabaseInstance) &&
           has(to(l), trait::kDatabaseInstance);
  };
  std::vector<NodeIndex> free;
  for (const NodeIndex i : withTrait(trait::kDatabaseInstance)) {
    sourcesLeft[i] = static_cast<std::uint32_t>(std::ranges::count_if(incoming(i), joinsDatabases));
    if (sourcesLeft[i] == 0) free.push_back(i);
  }
  std::vector<std::uint32_t> deepest(nodeCount(), 1);
  for (std::size_t at = 0; at < free.size(); ++at) {
    const NodeIndex i = free[at];
    m_layers[i] = deepest[i];
    for (const LinkIndex l : outgoing(i)) {
      if (!joinsDatabases(l)) continue;
      deepest[to(l)] = std::max(deepest[to(l)], deepest[i] + 1);
      if (--sourcesLeft[to(l)] == 0) free.push_back(to(l));
    }
  }
}

std::string_view titleOf(const Design& design, NodeIndex i) { return design.node(i).title(); }

}  // namespace nines
