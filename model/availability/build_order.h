// An order in which everything comes after what it leads to.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "semantics/design.h"

namespace nines {

struct BuildStep {
  NodeIndex node = kNone;  // of a circle the first
  std::vector<NodeIndex>
      inCircle;  // all nodes that lead to each other, by index; empty for what does not lead to itself
};

// Everything that `starts` lead to, once. Without recursion, so that no chain is too long; linear in what `successors`
// gives, which is asked for once per node.
std::vector<BuildStep> buildOrder(std::size_t nodes, std::span<const NodeIndex> starts,
                                  const std::function<std::vector<NodeIndex>(NodeIndex)>& successors);

}  // namespace nines
