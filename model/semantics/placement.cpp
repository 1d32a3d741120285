#include "semantics/placement.h"

#include <algorithm>
#include <vector>

namespace nines {

void Placement::add(const Placement& other) {
  instances += other.instances;
  zones.insert(other.zones.begin(), other.zones.end());
}

NodeIndex dataCentreOf(const Design& design, NodeIndex i) {
  NodeIndex at = design.parent(i);
  while (at != kNone && !design.has(at, trait::kDataCentre)) at = design.parent(at);
  return at;
}

std::string placeOf(const Design& design, NodeIndex i) {
  if (const NodeIndex zone = design.zone(i); zone != kNone) {
    const NodeIndex region = design.region(zone);
    return (region == kNone ? std::string() : std::string(design.regionCode(region))) + "/" +
           std::string(design.zoneCode(zone));
  }
  const NodeIndex centre = dataCentreOf(design, i);
  return centre == kNone ? std::string() : "data-centre/" + design.node(centre).id;
}

std::vector<NodeIndex> zonesNamedBy(const Design& design, NodeIndex cluster) {
  std::vector<NodeIndex> out;
  const Reading named = design.read(cluster, "nodeAzs");
  const Value::Array* ids = named.known() ? named.value->asArray() : nullptr;
  if (!ids) return out;
  for (const Value& id : *ids) {
    const std::string* text = id.asText();
    const NodeIndex zone = text ? design.indexOf(*text) : kNone;
    if (zone != kNone && design.has(zone, trait::kZone)) out.push_back(zone);
  }
  return out;
}

Placement memberPlacement(const Design& design, NodeIndex cluster, Trait memberTrait) {
  const std::vector<NodeIndex> linked = design.members(cluster);
  Placement out;
  for (const NodeIndex member : std::set<NodeIndex>(linked.begin(), linked.end())) {
    if (!design.has(member, memberTrait)) continue;
    ++out.instances;
    if (std::string place = placeOf(design, member); !place.empty()) out.zones.insert(std::move(place));
  }
  return out;
}

Placement TierPlacements::of(NodeIndex tier) {
  constexpr std::int64_t kMost = 1'000'000'000;  // keeps sums far from overflow, whatever the file says
  Placement out;
  out.instances = std::clamp<std::int64_t>(m_design.read(tier, "running").integer(1), 0, kMost);
  if (out.instances == 0) return out;
  if (std::string place = placeOf(m_design, tier); !place.empty()) {
    out.zones.insert(std::move(place));
    return out;
  }
  const NodeIndex region = m_design.region(tier);
  const std::string prefix = (region == kNone ? std::string() : std::string(m_design.regionCode(region))) + "/";
  for (const std::string& code : zonesAround(tier)) {
    if (static_cast<std::int64_t>(out.zones.size()) == out.instances) break;
    out.zones.insert(prefix + code);
  }
  return out;
}

Placement TierPlacements::ofCounted(NodeIndex cache) {
  Placement out;
  out.instances = std::max<std::int64_t>(0, m_design.read(cache, "nodes").integer());
  const auto place = [&](NodeIndex at, std::string_view code) {
    const NodeIndex region = m_design.region(at);
    return (region == kNone ? std::string() : std::string(m_design.regionCode(region))) + "/" + std::string(code);
  };
  const std::vector<NodeIndex> named = zonesNamedBy(m_design, cache);
  for (std::size_t n = 0; n < named.size() && static_cast<std::int64_t>(n) < out.instances; ++n) {
    out.zones.insert(place(named[n], m_design.zoneCode(named[n])));
  }
  if (!named.empty()) return out;
  for (const std::string& code : zonesAround(cache)) {
    if (static_cast<std::int64_t>(out.zones.size()) == out.instances) break;
    out.zones.insert(place(cache, code));
  }
  return out;
}

const std::set<std::string>& TierPlacements::zonesAround(NodeIndex tier) {
  for (NodeIndex at = m_design.parent(tier); at != kNone; at = m_design.parent(at)) {
    if (!m_design.has(at, trait::kNetwork) && !m_design.has(at, trait::kRegion)) continue;
    if (const auto& zones = zonesBelow(at); !zones.empty()) return zones;
  }
  return m_none;
}

const std::set<std::string>& TierPlacements::zonesBelow(NodeIndex container) {
  const auto [at, isNew] = m_zones.try_emplace(container);
  if (!isNew) return at->second;
  std::vector<NodeIndex> open{container};
  while (!open.empty()) {
    const NodeIndex node = open.back();
    open.pop_back();
    for (const NodeIndex child : m_design.children(node)) {
      if (m_design.has(child, trait::kZone)) at->second.emplace(m_design.zoneCode(child));
      else open.push_back(child);
    }
  }
  return at->second;
}

}  // namespace nines
