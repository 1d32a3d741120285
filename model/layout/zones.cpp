#include "layout/zones.h"

#include <algorithm>
#include <memory>

#include "catalogue/kind_with.h"
#include "layout/placing.h"

namespace nines::placing {

std::vector<std::string> zonesLeft(const Design& design, NodeIndex region) {
  const RegionFact* fact = design.has(region, trait::kRegion) ? awsRegion(design.regionCode(region)) : nullptr;
  if (!fact || !kindWith(design.catalogue(), trait::kZone)) return {};
  std::vector<std::string> left = fact->zones;
  for (const NodeIndex zone : design.withTrait(trait::kZone)) {
    if (design.region(zone) == region) std::erase(left, design.zoneCode(zone));
  }
  return left;
}

// One after the other, each on the drawing that the last one left: zones stand beside those that are there.
Edit addZones(const Design& design, const Layout& layout, NodeIndex region, std::size_t count) {
  count = std::min(count, zonesLeft(design, region).size());
  Edit out;
  if (count == 0) return out;
  const Kind& kind = *kindWith(design.catalogue(), trait::kZone);
  const std::string id = design.node(region).id;
  auto topology = std::make_shared<Topology>(design.topology());
  for (std::size_t k = 0; k < count; ++k) {
    const Design now(std::make_shared<const Topology>(*topology), design.catalogue(), design.profile());
    const Layout drawn = k == 0 ? layout : Layout(now);
    const Spot spot = freeSpot(now, drawn, kind, now.indexOf(id));
    if (!spot.refusal.empty()) return {};
    const Added added = place(now, drawn, {&kind, kind.presets.empty() ? nullptr : &kind.presets.front()}, spot);
    if (!apply(*topology, added.edit)) return added.edit;  // whoever carries it out says why not
    out.changes.insert(out.changes.end(), added.edit.changes.begin(), added.edit.changes.end());
  }
  out.label = "Add " + std::to_string(count) + (count == 1 ? " zone to " : " zones to ") + design.node(region).title();
  return out;
}

}  // namespace nines::placing
