// What `nines drill` prints: keys are fixed, more may be added; figures in seconds, null where nothing can be said.
#pragma once

#include <span>
#include <string>

#include "recovery/drill.h"

namespace nines {

// The drills in full; with a matrix also its cells, under `matrix`.
std::string drillsJson(std::span<const Drill> drills, const DrillMatrix* matrix = nullptr);

}  // namespace nines
