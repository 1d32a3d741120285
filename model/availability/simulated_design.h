// A design simulated: how the years of its workloads differ.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "availability/reliability_graph.h"
#include "availability/simulation.h"

namespace nines {

struct SimulatedWorkloads {
  std::uint32_t years = 0;
  std::uint64_t seed = 0;
  // In the order of the estimates; nothing where nobody can say when it is down.
  std::vector<std::optional<DowntimeDistribution>> workloads;
};

// Draws the very events of the estimate; switches take constant times. Each workload has years of its own, so that
// what it does not need costs nothing; `yearsDone` counts those of all of them. Nothing if it was stopped.
std::optional<SimulatedWorkloads> simulateWorkloads(const ReliabilityGraph& graph, const SimulationOptions& options);

// Of one of them, with the years that it has among all; `topology` is what the graph was made of. Nothing where
// nobody can say when it is down, either.
std::optional<DowntimeDistribution> simulateWorkload(const ReliabilityGraph& graph, const Topology& topology,
                                                     std::string_view workload, const SimulationOptions& options);

}  // namespace nines
