// Small random designs of all kinds of resources, odd ones included: what an estimate has to get right.
#pragma once

#include <cstddef>
#include <cstdint>

#include "topology/topology.h"

namespace nines::oracle {

// The same seed gives the same design everywhere. No figure of it takes more than `events` independent events. Besides
// routers and users it has at most `parts` tiers, groups, databases, clusters and the like.
Topology randomDesign(std::uint64_t seed, std::size_t events, int parts = 6);

// The independent events of its largest figure.
std::size_t mostEvents(const Topology& design);

}  // namespace nines::oracle
