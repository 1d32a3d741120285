// Global tables: sets of tables that replicates links join, whatever their direction.
#pragma once

#include <vector>

#include "semantics/design.h"

namespace nines {

// The tables of the set that this one belongs to, itself included, in id order.
std::vector<NodeIndex> tableSetOf(const Design& design, NodeIndex table);
// All sets of two tables or more, each once, by their first table.
std::vector<std::vector<NodeIndex>> globalTables(const Design& design);

}  // namespace nines
