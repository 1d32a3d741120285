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

// The Region in which the workload is recovered (RecoveryPlan::recovery). kNone if there is none. Whether a backup gets
// there says backupReaches (semantics/store_sets.h).
NodeIndex recoveryRegion(const RuleContext& context, NodeIndex workload);

}  // namespace nines
