// Which app tiers of a workload take over from which in its recovery Region.
#pragma once

#include <vector>

#include "semantics/strategy.h"

namespace nines {

// Units of a Region that do the same: behind one balancer or record each of them is an alternative to the others.
using Alternatives = std::vector<std::vector<const TierUnit*>>;
Alternatives alternativesOf(const Design& design, const std::vector<const TierUnit*>& units);

// What of the primary Region nothing takes over from in the recovery Region, as far as tiers name their counterparts.
struct Unpaired {
  // No tier names any: then only the numbers tell. Of so many different ones so few are there.
  std::size_t here = 0;
  std::size_t there = 0;
  // Others do, these do not: the first tier of each.
  std::vector<NodeIndex> tiers;

  bool any() const { return here > there || !tiers.empty(); }
};
Unpaired unpairedTiers(const Design& design, const RecoveryPlan& plan);

}  // namespace nines
