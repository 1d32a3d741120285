// Edits of a design of which it is known beforehand what they may do to a figure.
#pragma once

#include <cstdint>
#include <optional>

#include "topology/topology.h"

namespace nines::oracle {

// One more instance of something that runs, in another zone than all its others: of a scaling group, a database without
// standby, a cluster, a cache. Nothing where nothing can take one that helps.
std::optional<Topology> withRedundantInstance(const Topology& design, std::uint64_t seed);

// A store or tier of each kind that nothing uses.
Topology withUnusedNodes(const Topology& design);

// A pair, a cluster of two instances and a group of two tiers, each with users and each over two zones, under random
// assumptions; and the same with both halves in one zone.
struct Halves {
  Topology apart;
  Topology together;
};
Halves randomHalves(std::uint64_t seed);

}  // namespace nines::oracle
