// The steps of a drill as a table, for the clipboard.
#pragma once

#include "copying/text_table.h"
#include "recovery/events.h"

namespace nines {

// A row for each step, as the timeline has them: workload by workload in the drill's order, the critical path first.
// Workloads without steps have a row of their own. Times count from the outage.
TextTable timelineTable(const Design& design, const Drill& drill, DrillEnd end);

}  // namespace nines
