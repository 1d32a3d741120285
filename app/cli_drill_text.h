// Drills and the recovery matrix as text for people.
#pragma once

#include <string>

#include "recovery/drill.h"
#include "semantics/design.h"

namespace nines::cli {

// What fails, what takes over, and what becomes of each workload, step by step.
std::string drillText(const Design& design, const Drill& drill, bool colours);

// One row for each workload and outage that affects it, named as --outage takes it.
std::string matrixText(const Design& design, const DrillMatrix& matrix, bool colours);

}  // namespace nines::cli
