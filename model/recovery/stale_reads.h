// Who goes on with data that gets older: a workload that reads a copy whose source is lost need not be affected.
#pragma once

#include <string>
#include <vector>

#include "recovery/drill.h"
#include "semantics/design.h"

namespace nines {

// Copies that the workload reads on ordinary days and that the drill leaves without further changes, by id.
std::vector<std::string> staleReads(const Design& design, const Drill& drill, const std::string& workload);

}  // namespace nines
