// Designs that a test draws by hand, a node a line.
#pragma once

#include <utility>

#include "topology/topology.h"

namespace nines::test {

// What puts nodes into `design`, which has to outlive it: each is named by its id.
inline auto nodesInto(Topology& design) {
  return [&design](const char* id, const char* kind, const char* parent, Rect rect, Properties properties = {}) {
    design.nodes.put({id, kind, parent, id, rect, std::move(properties), {}});
  };
}

}  // namespace nines::test
