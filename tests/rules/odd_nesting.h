// Designs in which things were drawn where nothing can stand: cards in cards, Regions in tables, zones in databases.
#pragma once

#include <string>
#include <vector>

#include "rng.h"
#include "topology/edit.h"

namespace nines::test {

// Puts about this share of the nodes into any other node that is not inside of them.
inline void nestOddly(Topology& topology, Rng& rng, double share) {
  std::vector<std::string> ids;
  for (const auto& node : topology.nodes.rows()) ids.push_back(node->id);
  for (const std::string& id : ids) {
    if (!rng.chance(share)) continue;
    // What would stand inside itself is refused, and stays where it is.
    static_cast<void>(apply(topology, {"", {SetNodeParent{id, rng.pick(ids)}}}));
  }
}

}  // namespace nines::test
