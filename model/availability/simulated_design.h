// A design simulated: how the years of its workloads differ.
#pragma once

#include <optional>
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

// Draws the very events of the estimate; switches take constant times. Nothing if it was stopped.
std::optional<SimulatedWorkloads> simulateWorkloads(const ReliabilityGraph& graph, const SimulationOptions& options);

}  // namespace nines
