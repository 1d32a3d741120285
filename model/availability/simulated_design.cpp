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

// By itself: with others a year takes a look at all of them at each event, and events that it does not need are drawn.
std::optional<DowntimeDistribution> yearsOf(const ReliabilityGraph& graph, std::span<const SimulatedEvent> events,
                                            const ReliabilityGraph::Workload& workload,
                                            const SimulationOptions& options) {
  auto years = simulate(graph.tree(), events, std::span(&workload.failure.when, 1), options);
  return years ? std::optional(std::move(years->front())) : std::nullopt;
}

}  // namespace

std::optional<SimulatedWorkloads> simulateWorkloads(const ReliabilityGraph& graph, const SimulationOptions& options) {
  if (!graph.makeReady(options.stop)) return std::nullopt;
  const std::vector<SimulatedEvent> events = eventsOf(graph);
  SimulatedWorkloads out{options.years, options.seed, {}};
  out.workloads.reserve(graph.workloads().size());
  for (const ReliabilityGraph::Workload& workload : graph.workloads()) {
    out.workloads.emplace_back();
    if (!workload.failure.known()) continue;
    out.workloads.back() = yearsOf(graph, events, workload, options);
    if (!out.workloads.back()) return std::nullopt;
  }
  return out;
}

std::optional<DowntimeDistribution> simulateWorkload(const ReliabilityGraph& graph, const Topology& topology,
                                                     std::string_view workload, const SimulationOptions& options) {
  if (!graph.makeReady(options.stop)) return std::nullopt;
  const auto all = graph.workloads();
  const auto at = std::ranges::find_if(
      all, [&](const ReliabilityGraph::Workload& w) { return topology.nodes[w.node].id == workload; });
  if (at == all.end() || !at->failure.known()) return std::nullopt;
  return yearsOf(graph, eventsOf(graph), *at, options);
}

}  // namespace nines
