// What rules ask about global tables.
#pragma once

#include <vector>

#include "semantics/table_sets.h"

namespace nines {

// Whether one of them stands in another Region than the table.
bool reachesOtherRegion(const Design& design, NodeIndex table, const std::vector<NodeIndex>& set);

}  // namespace nines
