// Parallel paths of a recovery laid out in rows of the timeline.
#pragma once

#include <string>
#include <vector>

#include "recovery/events.h"

namespace nines {

// A step's bar, in seconds: certain until `solid`, at worst until `to`.
struct StepBar {
  std::size_t step = 0;  // position in the workload's steps
  double from = 0;
  double solid = 0;
  double to = 0;

  bool operator==(const StepBar&) const = default;
};

// Steps one after the other; their bars do not overlap.
struct StepRow {
  std::string title;  // "Critical path", "DNS", "Capacity"; with the subject's name where others are called the same
  bool critical = false;
  std::vector<StepBar> bars;
};

// Every step once, the critical path first, the others as they begin. A row of its own for each path beside it: from
// the step that ends last back over what it waited for.
std::vector<StepRow> stepRows(const Design& design, const WorkloadDrill& workload, DrillEnd end);

}  // namespace nines
