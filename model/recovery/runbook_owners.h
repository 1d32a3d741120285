// Who does the steps of a runbook. A design keeps the names with the workload, by the runbook's kind, its strategy and
// the number of the step: a property of its own that nothing else reads.
#pragma once

#include <string>

#include "recovery/runbook.h"
#include "topology/edit.h"

namespace nines {

// Fills in `owner` of each step that has one.
void readOwners(const Design& design, Runbook& runbook);

// The step (from 0) gets this owner; none: nobody. Changes nothing where it has that one, or there is no such step.
Edit ownerEdit(const Design& design, const Runbook& runbook, std::size_t step, std::string owner);

}  // namespace nines
