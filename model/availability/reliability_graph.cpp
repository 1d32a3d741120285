#include "availability/reliability_graph.h"

#include "availability/graph_builder.h"
#include "availability/store_lines.h"

namespace nines {

ReliabilityGraph::ReliabilityGraph(const Design& design, GraphKind kind)
    : m_content(make(design, kind, design.withTrait(trait::kWorkload))) {}

ReliabilityGraph::ReliabilityGraph(const Design& design, std::span<const NodeIndex> users)
    : m_content(make(design, GraphKind::structureOnly, users)) {}

ReliabilityGraph::ReliabilityGraph(Later /*unused*/, const Design& design)
    : m_topology(design.snapshot()), m_catalogue(&design.catalogue()), m_profile(&design.profile()) {}

std::shared_ptr<const ReliabilityGraph> ReliabilityGraph::whenAsked(const Design& design) {
  return std::shared_ptr<const ReliabilityGraph>(new ReliabilityGraph(Later{}, design));
}

const ReliabilityGraph::Content& ReliabilityGraph::content() const {
  if (m_topology) {
    std::call_once(m_once, [this] {
      const Design design(m_topology, *m_catalogue, *m_profile);
      m_content = make(design, GraphKind::figures, design.withTrait(trait::kWorkload));
    });
  }
  return m_content;
}

ReliabilityGraph::Content ReliabilityGraph::make(const Design& design, GraphKind kind,
                                                 std::span<const NodeIndex> users) {
  Content out;
  const bool ofFigures = kind == GraphKind::figures;
  GraphGround ground(design);
  EventTable events(design, ground.places, ground.assumptions, out.tree, ofFigures);
  GraphBuilder builder(ground, kind, out.tree, events, out.reasons);
  builder.prepare(users);
  out.workloads.reserve(users.size());
  for (const NodeIndex i : users) out.workloads.push_back({i, builder.workload(i)});
  for (const NodeIndex i : ofFigures ? storeLines(design, ground.sets) : std::vector<NodeIndex>()) {
    out.stores.push_back({i, builder.lineOf(i, false), builder.lineOf(i, true)});
  }
  out.q.assign(events.q().begin(), events.q().end());
  out.events = events.take();
  if (!ofFigures) return out;
  std::unordered_map<std::string, EventIndex> places;
  for (EventIndex i = 0; i < out.events.size(); ++i) {
    if (isOfPlace(out.events[i])) places.emplace(out.events[i].key, i);
  }
  addInhabitants(design, places, out.events);
  const std::string& problem = ground.assumptions.problem;
  if (problem.empty()) return out;
  const std::string_view reason = out.reasons.emplace_back(problem);
  for (Workload& workload : out.workloads) workload.failure = {FaultTree::never(), reason};
  for (Store& store : out.stores) store.read = store.write = {FaultTree::never(), reason};
  return out;
}

}  // namespace nines
