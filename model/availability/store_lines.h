// Which stores have a line of their own in an estimate: one per set of nodes with the same data.
#pragma once

#include <vector>

#include "semantics/data_sets.h"
#include "semantics/design.h"

namespace nines {

// In id order: of each set the store that stands for it, a source; of equals (or in a circle) the first.
std::vector<NodeIndex> storeLines(const Design& design, const DataSets& sets);

}  // namespace nines
