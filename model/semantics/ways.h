// The ways that lead from a workload to some of the nodes that it needs: what a view points out on the canvas.
#pragma once

#include <span>
#include <vector>

#include "semantics/design.h"

namespace nines {

struct Ways {
  std::vector<NodeIndex> nodes;  // ascending, both ends included
  std::vector<LinkIndex> links;  // ascending
};

// Everything on some way from `from` to one of `targets`, along uses and routes links, from a primary to its standby,
// and between a cluster or group and its members. Targets that no way leads to are left out; empty if none does.
Ways waysBetween(const Design& design, NodeIndex from, std::span<const NodeIndex> targets);

}  // namespace nines
