#include "semantics/pairs.h"

#include <algorithm>

namespace nines {

namespace {

// Regions are told apart by their codes.
bool isOfRegion(const Design& design, NodeIndex zone, NodeIndex region) {
  const NodeIndex home = design.region(zone);
  if (home == kNone || region == kNone) return home == region;
  return home == region || design.regionCode(home) == design.regionCode(region);
}

}  // namespace

std::set<std::string, std::less<>> subnetZones(const Design& design, NodeIndex database) {
  std::set<std::string, std::less<>> codes;
  const Reading group = design.read(database, "subnetGroupAzs");
  const Value::Array* entries = group.known() ? group.value->asArray() : nullptr;
  if (!entries) return codes;
  const NodeIndex region = design.region(database);
  const RegionFact* fact = region == kNone ? nullptr : awsRegion(design.regionCode(region));
  for (const Value& entry : *entries) {
    const std::string* id = entry.asText();
    const NodeIndex zone = id ? design.indexOf(*id) : kNone;
    if (zone != kNone && design.has(zone, trait::kZone)) {
      if (isOfRegion(design, zone, region)) codes.emplace(design.zoneCode(zone));
    } else if (id && fact && std::ranges::find(fact->zones, *id) != fact->zones.end()) {
      codes.insert(*id);
    }
  }
  return codes;
}

DrawnZones::DrawnZones(const Design& design) {
  for (const NodeIndex zone : design.withTrait(trait::kZone)) {
    if (design.region(zone) != kNone) m_byRegion[design.region(zone)].emplace(design.zoneCode(zone));
  }
}

const DrawnZones::Codes& DrawnZones::of(NodeIndex region) const {
  const auto at = m_byRegion.find(region);
  return at == m_byRegion.end() ? m_none : at->second;
}

std::string assumedStandbyZone(const Design& design, const DrawnZones& drawn, NodeIndex database) {
  const NodeIndex zone = design.zone(database);
  if (zone == kNone) return {};
  DrawnZones::Codes candidates = subnetZones(design, database);
  if (candidates.empty()) candidates = drawn.of(design.region(database));
  candidates.erase(std::string(design.zoneCode(zone)));
  if (candidates.empty()) return {};
  const NodeIndex chosen = design.indexOf(design.read(database, "chosenStandbyAz").text());
  if (chosen != kNone && design.has(chosen, trait::kZone) && isOfRegion(design, chosen, design.region(database)) &&
      candidates.contains(design.zoneCode(chosen)))
    return std::string(design.zoneCode(chosen));
  const auto next = candidates.upper_bound(design.zoneCode(zone));
  return next == candidates.end() ? *candidates.begin() : *next;
}

}  // namespace nines
