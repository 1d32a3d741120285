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

// Whether a zone with this code is drawn in the Region, for one that AWS does not know.
bool isDrawnIn(const Design& design, std::string_view code, NodeIndex region) {
  return std::ranges::any_of(design.withTrait(trait::kZone), [&](NodeIndex zone) {
    return design.zoneCode(zone) == code && isOfRegion(design, zone, region);
  });
}

// The code of a zone of the Region: of a node that is one, or a code that the Region has or is drawn with. Empty where
// it is neither.
std::string zoneOfRegion(const Design& design, const std::string& name, NodeIndex region) {
  const NodeIndex zone = design.indexOf(name);
  if (zone != kNone && design.has(zone, trait::kZone))
    return isOfRegion(design, zone, region) ? std::string(design.zoneCode(zone)) : std::string();
  if (region == kNone) return {};
  const RegionFact* fact = awsRegion(design.regionCode(region));
  const bool isReal = fact && std::ranges::find(fact->zones, name) != fact->zones.end();
  return isReal || isDrawnIn(design, name, region) ? name : std::string();
}

// Where people want the standby, if that is theirs to say.
std::string chosenZone(const Design& design, NodeIndex database) {
  if (!mayChooseStandbyZone(design, database)) return {};
  return zoneOfRegion(design, std::string(design.read(database, "chosenStandbyAz").text()), design.region(database));
}

}  // namespace

std::set<std::string, std::less<>> subnetZones(const Design& design, NodeIndex database) {
  std::set<std::string, std::less<>> codes;
  const Reading group = design.read(database, "subnetGroupAzs");
  const Value::Array* entries = group.known() ? group.value->asArray() : nullptr;
  if (!entries) return codes;
  const NodeIndex region = design.region(database);
  for (const Value& entry : *entries) {
    const std::string* name = entry.asText();
    std::string code = name ? zoneOfRegion(design, *name, region) : std::string();
    if (!code.empty()) codes.insert(std::move(code));
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

bool mayChooseStandbyZone(const Design& design, NodeIndex database) {
  return design.read(database, "engine").text() != "sqlserver" ||
         design.profile().flag("rds.sqlServer.standbyZoneChoice").value_or(true);
}

std::string assumedStandbyZone(const Design& design, const DrawnZones& drawn, NodeIndex database) {
  const NodeIndex zone = design.zone(database);
  if (zone == kNone) return {};
  const std::string own(design.zoneCode(zone));
  DrawnZones::Codes candidates = subnetZones(design, database);
  std::string chosen = chosenZone(design, database);
  const bool inGroup = candidates.empty() || candidates.contains(chosen);
  if (!chosen.empty() && chosen != own && inGroup) return chosen;
  if (candidates.empty()) candidates = drawn.of(design.region(database));
  candidates.erase(own);
  if (candidates.empty()) return {};
  const auto next = candidates.upper_bound(design.zoneCode(zone));
  return next == candidates.end() ? *candidates.begin() : *next;
}

}  // namespace nines
