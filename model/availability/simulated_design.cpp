#include "availability/simulated_design.h"

namespace nines {

std::optional<SimulatedWorkloads> simulateWorkloads(const ReliabilityGraph& graph, const SimulationOptions& options) {
  std::vector<SimulatedEvent> events;
  events.reserve(graph.events().size());
  for (const Event& event : graph.events())
    events.push_back({event.unavailability, event.durationSeconds, event.kind == Event::Kind::switching});
  std::vector<FaultTree::Ref> functions;
  functions.reserve(graph.workloads().size());
  for (const ReliabilityGraph::Workload& workload : graph.workloads()) {
    if (workload.failure.known()) functions.push_back(workload.failure.when);
  }
  const auto years = simulate(graph.tree(), events, functions, options);
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

}  // namespace nines
