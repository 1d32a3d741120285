// The timeline of a drill as a file that leaves the program.
#pragma once

#include <string>

#include "recovery/events.h"

namespace nines {

// For people: what fails, how each workload fares against its targets, and every step with when it begins and ends, at
// best or at worst, and where its duration comes from.
std::string timelineMarkdown(const Design& design, const Drill& drill, DrillEnd end);
// For programs that calculate: the steps alone, as the dock's rows are copied. Nothing that people wrote becomes a
// formula.
std::string timelineCsv(const Design& design, const Drill& drill, DrillEnd end);

}  // namespace nines
