// Which workload is spoken of where nobody has chosen one: by the status bar, and by the availability dock at first.
#pragma once

#include "analysis/report.h"

namespace nines {

// The workload that needs attention: it misses most of both targets, rather that of availability, or has both to be
// looked at, or has the least to spare; of equal ones the first by id. Null where no workload has a figure.
const WorkloadEstimate* mostInNeed(const Report& report);

}  // namespace nines
