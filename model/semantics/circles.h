// Circles in a directed graph over the nodes of a design.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "semantics/design.h"

namespace nines {

// The strongly connected components that have a circle: two nodes or more that lead to each other, or a node that leads
// to itself. Each in id order, and sorted by their first nodes. Explored is what `starts` lead to, each node once, so
// that it takes time linear in what `successors` gives.
std::vector<std::vector<NodeIndex>> circlesOf(const Design& design, std::span<const NodeIndex> starts,
                                              const std::function<std::vector<NodeIndex>(NodeIndex)>& successors);

}  // namespace nines
