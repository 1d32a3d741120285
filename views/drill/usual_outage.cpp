#include "drill/usual_outage.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "semantics/closure.h"
#include "semantics/strategy.h"

namespace nines {

namespace {

// How many workloads each Region serves on ordinary days, by its code.
std::map<std::string_view, int> primariesOf(const Design& design) {
  std::map<std::string_view, int> out;
  const Closure closure(design);
  const RecoveryPlans plans(design, closure);
  for (const RecoveryPlan& plan : plans.all()) {
    if (plan.primary != kNone) ++out[design.regionCode(plan.primary)];
  }
  return out;
}

// How many cards stand in each zone, or in each Region.
std::map<std::string_view, int> cardsByPlace(const Design& design, OutageKind kind) {
  std::map<std::string_view, int> out;
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    const NodeIndex zone = design.zone(i);
    const NodeIndex region = design.region(i);
    if (kind == OutageKind::zone && zone != kNone && zone != i) ++out[design.zoneCode(zone)];
    if (kind == OutageKind::region && region != kNone && region != i) ++out[design.regionCode(region)];
  }
  return out;
}

// Of the Region in which it fails; empty for what stands in none.
std::string_view regionCodeOf(const Design& design, const OutagePart& part) {
  if (part.kind == OutageKind::region) return part.place;
  if (part.kind != OutageKind::zone) {
    const NodeIndex node = design.indexOf(part.place);
    const NodeIndex region = node == kNone ? kNone : design.region(node);
    return region == kNone ? std::string_view() : design.regionCode(region);
  }
  for (const NodeIndex zone : design.withTrait(trait::kZone)) {
    if (design.zoneCode(zone) == part.place && design.region(zone) != kNone)
      return design.regionCode(design.region(zone));
  }
  return {};
}

}  // namespace

Outage usualOutage(const Design& design, OutageKind kind) {
  const auto offered = offeredOutages(design, kind);
  if (offered.empty()) return {};
  const auto primaries = primariesOf(design);
  const auto cards = cardsByPlace(design, kind);
  const auto numberOf = [](const auto& numbers, std::string_view key) {
    const auto at = numbers.find(key);
    return at == numbers.end() ? 0 : at->second;
  };
  // Where most workloads run, and there not one where nothing happens: that would be a poor beginning.
  return *std::ranges::max_element(offered, {}, [&](const Outage& outage) {
    const OutagePart& part = outage.parts.front();
    return std::pair(numberOf(primaries, regionCodeOf(design, part)), numberOf(cards, part.place));
  });
}

Outage usualOutage(const Design& design) {
  for (const OutageKind kind : {OutageKind::zone, OutageKind::region, OutageKind::host, OutageKind::onPremises,
                                OutageKind::corruption, OutageKind::maintenance}) {
    if (Outage usual = usualOutage(design, kind); !usual.parts.empty()) return usual;
  }
  return {};
}

}  // namespace nines
