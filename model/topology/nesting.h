// How deep things may stand in each other.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "topology/topology.h"

namespace nines {

class Draft;

// So many containers may be around a node, one in the other; on the canvas it has none. AWS knows four (account,
// Region, VPC, zone), and groups may come around and between them as people like: nobody draws a tenth of this. What
// lies deeper comes from a program, and whatever asks what is around a node (names, frames, routes, rules) would pay
// for it with each node. readDesign() and apply() refuse alike, so that whatever can be drawn can be saved and read
// again.
inline constexpr std::size_t kMostAround = 64;

inline constexpr std::size_t kNoParent = std::numeric_limits<std::size_t>::max();

// How many containers are around each node, by the position of its parent in the same list (kNoParent: on the canvas).
// Looks at each node once. Nodes that reach the canvas only: there must be no circle.
std::vector<std::size_t> containersAround(std::span<const std::size_t> parents);

// A node of the draft with more than kMostAround containers around it, null if there is none. `parented` are the nodes
// that were added or given another parent since `base`, in which no node lies too deep. Costs what they are many, and
// the size of the draft once where something lies deeper than in `base`.
const Node* nestedTooDeep(const Topology& base, const Draft& draft, std::span<const NodeId> parented);

// What is wrong with the node, with the limit. It "stands" there, or "would stand".
std::string tooDeepReason(const Node& node, std::string_view stands);

}  // namespace nines
