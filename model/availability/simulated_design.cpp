#include "availability/simulated_design.h"

#include <algorithm>

namespace nines {

namespace {

std::vector<SimulatedEvent> eventsOf(const ReliabilityGraph& graph) {
  std::vector<SimulatedEvent> events;
  events.reserve(graph.events().size());
  for (const Event& event : graph.events())
    events.push_back({event.unavailability, event.durationSeconds, event.kind == Event::Kind::switching});
  return events;
}

}  // namespace

std::optional<SimulatedWorkloads> simulateWorkloads(const ReliabilityGraph& graph, const SimulationOptions& options) {
  std::vector<FaultTree::Ref> functions;
  functions.reserve(graph.workloads().size());
  for (const ReliabilityGraph::Workload& workload : graph.workloads()) {
    if (workload.failure.known()) functions.push_back(workload.failure.when);
  }
  const auto years = simulate(graph.tree(), eventsOf(graph), functions, options);
  if (!years) return std::nullopt;
  SimulatedWorkloads out{options.years, options.seed, {}};
  out.workloads.reserve(graph.workloads().size());
  std::size_t next = 0;
  for (const ReliabilityGraph::Workload& workload : graph.workloads()) {
    out.workloads.emplace_back();
    if (workload.failure.known()) out.workloads.back() = years->at(next++);
  }
  return out;
}

std::optional<DowntimeDistribution> simulateWorkload(const ReliabilityGraph& graph, const Topology& topology,
                                                     std::string_view workload, const SimulationOptions& options) {
  const auto all = graph.workloads();
  const auto at = std::ranges::find_if(
      all, [&](const ReliabilityGraph::Workload& w) { return topology.nodes[w.node].id == workload; });
  if (at == all.end() || !at->failure.known()) return std::nullopt;
  auto found = simulateWorkloads(graph, options);
  if (!found) return std::nullopt;
  return std::move(found->workloads[static_cast<std::size_t>(at - all.begin())]);
}

}  // namespace nines
