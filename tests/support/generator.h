// Seeded designs and edits of any size, for property tests, fuzzing seeds and benchmarks. No Qt; the same seed gives
// the same design everywhere.
#pragma once

#include <cstddef>
#include <cstdint>

#include "rng.h"
#include "topology/edit.h"
#include "topology/topology.h"

namespace nines::test {

// A design with exactly `nodes` nodes and about 1.1 links per node: Regions in pairs, each with a VPC over three zones,
// balancer, scaled tiers, an RDS primary with standby and replicas, an Aurora cluster, DynamoDB tables behind DAX,
// buckets and backups; users and DNS on the canvas, here and there a data centre or an account. Every node has a
// rectangle, siblings do not overlap, all invariants hold. Some properties are poor choices, so that rules find
// something.
Topology generateDesign(std::uint64_t seed, std::size_t nodes);

// Any JSON-shaped value that survives a save and a load exactly, at most `depth` levels deep.
Value randomValue(Rng& rng, int depth = 2);

// An edit of one to four changes that apply() accepts on this topology and whose result can be saved and loaded. Over
// many calls every kind of Change occurs.
Edit randomEdit(Rng& rng, const Topology& topology);

}  // namespace nines::test
