// What rules ask about what is left of a store when its Region is lost.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rules/rulebook.h"

namespace nines {

// The Region in which the workload is recovered (RecoveryPlan::recovery). kNone if there is none. Whether a backup gets
// there says backupReaches (semantics/store_sets.h).
NodeIndex recoveryRegion(const RuleContext& context, NodeIndex workload);

// Where a copy of the store belongs: the recovery Region of the workload (where none is given: of all that reach the
// store or what it keeps backups of, if they agree), unless that is the store's own or in another account; else
// otherRegionFor(). kNone if only a person can tell.
NodeIndex copyRegionFor(const RuleContext& context, NodeIndex store, NodeIndex workload = kNone);

// Whether the workload stops without the node.
bool dependsHard(const RuleContext& context, NodeIndex workload, NodeIndex node);

// One store that a workload with a target for the loss of a Region rests on.
struct RegionDemand {
  NodeIndex workload = kNone;
  NodeIndex store = kNone;
  std::string_view kind;  // "recovery time target" where there is one, else "recovery point target"
  double seconds = 0;
};
// Those whose stores have this trait and stand in a Region, by workload and store. Left out is where all that is asked
// for is a backup that gets into the recovery Region: under backup and restore, and for a workload that declares
// nothing, which has no more than that either.
std::vector<RegionDemand> regionDemands(const RuleContext& context, Trait storeTrait);

}  // namespace nines
