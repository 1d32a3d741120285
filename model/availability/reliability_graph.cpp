#include "availability/reliability_graph.h"

#include "availability/graph_builder.h"
#include "availability/store_lines.h"

namespace nines {

ReliabilityGraph::ReliabilityGraph(const Design& design, GraphKind kind)
    : m_content(make(design, kind, design.withTrait(trait::kWorkload))) {}

ReliabilityGraph::ReliabilityGraph(const Design& design, std::span<const NodeIndex> users)
    : m_content(make(design, GraphKind::structureOnly, users)) {}

ReliabilityGraph::ReliabilityGraph(Later /*unused*/, const Design& design)
    : m_topology(design.snapshot()), m_catalogue(&design.catalogue()), m_profile(&design.profile()), m_isMade(false) {}

std::shared_ptr<const ReliabilityGraph> ReliabilityGraph::whenAsked(const Design& design) {
  return std::shared_ptr<const ReliabilityGraph>(new ReliabilityGraph(Later{}, design));
}

bool ReliabilityGraph::makeReady(const std::stop_token& stop) const {
  if (m_isMade.load(std::memory_order_acquire)) return true;
  const std::lock_guard lock(m_making);
  if (m_isMade.load(std::memory_order_relaxed)) return true;
  if (stop.stop_requested()) return false;
  const Design design(m_topology, *m_catalogue, *m_profile);
  Content content = make(design, GraphKind::figures, design.withTrait(trait::kWorkload), stop);
  if (stop.stop_requested()) return false;
  m_content = std::move(content);
  m_isMade.store(true, std::memory_order_release);
  return true;
}

const ReliabilityGraph::Content& ReliabilityGraph::content() const {
  makeReady({});
  return m_content;
}

ReliabilityGraph::Content ReliabilityGraph::make(const Design& design, GraphKind kind, std::span<const NodeIndex> users,
                                                 const std::stop_token& stop) {
  Content out;
  const bool ofFigures = kind == GraphKind::figures;
  GraphGround ground(design);
  EventTable events(design, ground.places, ground.assumptions, out.tree, ofFigures);
  GraphBuilder builder(ground, kind, out.tree, events, out.reasons);
  out.workloads.reserve(users.size());
  builder.prepare(users, stop);
  for (const NodeIndex i : users) {
    if (stop.stop_requested()) return out;
    out.workloads.push_back({i, builder.workload(i)});
  }
  for (const NodeIndex i : ofFigures ? storeLines(design, ground.sets) : std::vector<NodeIndex>()) {
    if (stop.stop_requested()) return out;
    out.stores.push_back({i, builder.lineOf(i, false), builder.lineOf(i, true)});
  }
  out.q.assign(events.q().begin(), events.q().end());
  out.events = events.take();
  if (!ofFigures) return out;
  out.events = withInhabitants(design, std::move(out.events));
  const std::string& problem = ground.assumptions.problem;
  if (problem.empty()) return out;
  const std::string_view reason = out.reasons.emplace_back(problem);
  for (Workload& workload : out.workloads) workload.failure = {FaultTree::never(), reason};
  for (Store& store : out.stores) store.read = store.write = {FaultTree::never(), reason};
  return out;
}

}  // namespace nines
