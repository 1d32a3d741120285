// A design with no more for a workload than a strategy asks for, as comparisons and runbooks of less than what is drawn
// take it.
#pragma once

#include "semantics/strategy.h"

namespace nines {

// More than the strategy is drawn for the workload.
bool isBeyond(const RecoveryPlan& plan, Strategy strategy);

// Without what goes beyond the strategy; ids stay, and so do the workload's places and its records. Of backup and
// restore the live copies in the recovery Region are left out, but for objects, which are what a backup would be; who
// used a copy uses the store itself, which a restore brings back. Units there keep one running instance for a warm
// standby, else none.
Topology reducedTo(const Design& design, const RecoveryPlans& plans, const RecoveryPlan& plan, Strategy strategy);

}  // namespace nines
