// What rules ask about targets of workloads, and what is left of a store when its Region is lost.
#pragma once

#include <optional>
#include <string_view>

#include "rules/rulebook.h"

namespace nines {

// Whether Regions with two different codes are drawn: only then one number given as a target covers the Region too.
bool hasSecondRegion(const Design& design);
// The workload's target for the loss of a Region, in seconds; `key` is "rtoSeconds" or "rpoSeconds".
std::optional<double> regionTarget(const Design& design, NodeIndex workload, std::string_view key, bool secondRegion);

// The Region in which the workload is recovered: what its card says, else the one with that role, else the other Region
// in which it has nodes. kNone if there is none.
NodeIndex recoveryRegion(const RuleContext& context, NodeIndex workload);

// Whether a backup of the store gets into the Region: by a plan or bucket that stands there, by a plan's or the store's
// own copies, or by a bucket's replication.
bool backupReaches(const Design& design, NodeIndex store, NodeIndex region);

}  // namespace nines
