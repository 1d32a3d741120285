#include "availability/what_if.h"

#include <algorithm>

#include "availability/evaluation.h"

namespace nines {

namespace {

// Small: an answer is wanted while a person clicks from card to card.
constexpr std::size_t kDiagramNodes = 200'000;

struct NodeEvents {
  std::vector<EventIndex> all;   // about the node
  std::vector<EventIndex> down;  // which of them put it down
  bool isPlace = false;
};

bool isPlace(Event::Kind kind) {
  return kind == Event::Kind::region || kind == Event::Kind::zone || kind == Event::Kind::dataCentre;
}

bool isInstance(Event::Kind kind) { return kind == Event::Kind::host || kind == Event::Kind::auroraHost; }

NodeEvents eventsOf(const ReliabilityGraph& graph, std::string_view node) {
  NodeEvents out;
  std::vector<EventIndex> places;
  std::vector<EventIndex> instances;
  std::vector<EventIndex> own;
  const auto events = graph.events();
  for (EventIndex i = 0; i < events.size(); ++i) {
    if (events[i].component != node) continue;
    out.all.push_back(i);
    if (isPlace(events[i].kind)) places.push_back(i);
    else if (isInstance(events[i].kind)) instances.push_back(i);
    else if (events[i].kind == Event::Kind::own) own.push_back(i);
  }
  out.isPlace = !places.empty();
  out.down = out.isPlace ? places : instances.empty() ? own : instances;
  return out;
}

// Whether the function asks for any of these events, both ascending.
bool dependsOn(const std::vector<EventImportance>& importance, const std::vector<EventIndex>& events) {
  return std::ranges::any_of(importance,
                             [&](const EventImportance& i) { return std::ranges::binary_search(events, i.event); });
}

std::optional<double> exact(const Probability& p) {
  return p.outcome == Probability::Outcome::exact ? std::optional(p.probability) : std::nullopt;
}

std::optional<WhatIfFigures> figuresOf(const ReliabilityGraph& graph, FaultTree::Ref top, const NodeEvents& events,
                                       const std::vector<double>& doubled, const std::stop_token& stop) {
  const EvaluationLimits limits{kDiagramNodes, stop};
  Evaluator evaluator(graph.tree(), graph.q(), std::span(&top, 1), limits);
  const auto now = exact(evaluator.probability(top));
  if (!now || !dependsOn(evaluator.importance(top), events.all)) return std::nullopt;
  const auto perfect = exact(evaluator.given(top, {}, events.all));
  const auto down = exact(evaluator.given(top, events.down, {}));
  if (!perfect || !down) return std::nullopt;
  WhatIfFigures out{{}, *now, *perfect, *down, std::nullopt};
  if (!events.isPlace) {
    Evaluator twins(graph.tree(), doubled, std::span(&top, 1), limits);
    out.doubled = exact(twins.probability(top));
  }
  return out;
}

}  // namespace

std::vector<WhatIfFigures> whatIf(const ReliabilityGraph& graph, const Topology& topology, std::string_view node,
                                  std::size_t most, const std::stop_token& stop) {
  std::vector<WhatIfFigures> out;
  if (!graph.makeReady(stop)) return out;
  const NodeEvents events = eventsOf(graph, node);
  if (events.down.empty()) return out;
  std::vector<double> doubled(graph.q().begin(), graph.q().end());
  for (const EventIndex i : events.down) doubled[i] *= doubled[i];
  for (const ReliabilityGraph::Workload& workload : graph.workloads()) {
    if (stop.stop_requested()) return {};
    if (!workload.failure.known()) continue;
    auto figures = figuresOf(graph, workload.failure.when, events, doubled, stop);
    if (!figures) continue;
    figures->workload = topology.nodes[workload.node].id;
    out.push_back(std::move(*figures));
    if (out.size() == most) break;
  }
  return out;
}

}  // namespace nines
