#include "availability/reliability_graph.h"

#include "availability/graph_builder.h"
#include "availability/store_lines.h"

namespace nines {

ReliabilityGraph::ReliabilityGraph(const Design& design, GraphKind kind) {
  const Assumptions assumptions = Assumptions::of(design.profile(), design.topology().assumptions);
  EventTable events(design, assumptions, m_tree, kind == GraphKind::figures);
  GraphBuilder builder(design, assumptions, kind, m_tree, events, m_reasons);
  const std::span<const NodeIndex> users = design.withTrait(trait::kWorkload);
  builder.prepare(users);
  m_workloads.reserve(users.size());
  for (const NodeIndex i : users) m_workloads.push_back({i, builder.workload(i)});
  const bool ofStores = kind == GraphKind::figures;
  for (const NodeIndex i : ofStores ? storeLines(design, builder.sets()) : std::vector<NodeIndex>()) {
    m_stores.push_back({i, builder.lineOf(i, false), builder.lineOf(i, true)});
  }
  m_q.assign(events.q().begin(), events.q().end());
  m_events = events.take();
  if (assumptions.problem.empty() || kind == GraphKind::structureOnly) return;
  const std::string_view problem = m_reasons.emplace_back(assumptions.problem);
  for (Workload& workload : m_workloads) workload.failure = {FaultTree::never(), problem};
  for (Store& store : m_stores) store.read = store.write = {FaultTree::never(), problem};
}

}  // namespace nines
