#include "availability/estimate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <set>

#include "availability/single_causes.h"
#include "availability/sla_product.h"
#include "availability/sub_function.h"

namespace nines {

namespace {

// Pairs of events grow with the square of their number: beyond this only single causes are listed.
constexpr std::size_t kMostEventsForPairs = 2'000;
constexpr std::size_t kMostCutSets = 10'000;

// Figures of one function, with the events that they speak of.
struct Found {
  std::shared_ptr<const FunctionFigures> figures;
  std::vector<EventIndex> events;
};

// Of one event each, straight from the gates.
std::vector<CutSet> singleCuts(const OwnTree& own) {
  std::vector<CutSet> out;
  for (const EventIndex event : SingleCauses(own.tree).of(own.top)) out.push_back({{event}, own.q[event]});
  return out;
}

class Estimator {
 public:
  Estimator(const Design& design, const ReliabilityGraph& graph, const EstimateOptions& options)
      : m_design(design),
        m_graph(graph),
        m_options(options),
        m_cache(options.cache ? *options.cache : m_own),
        m_functions(graph.tree(), graph.q()) {}

  std::optional<Estimates> run() {
    Estimates out = estimateSlas(m_design);
    out.events.assign(m_graph.events().begin(), m_graph.events().end());
    assert(out.workloads.size() == m_graph.workloads().size() && out.stores.size() == m_graph.stores().size());
    for (std::size_t i = 0; i < out.workloads.size() && !isStopped(); ++i)
      fill(out.workloads[i], m_graph.workloads()[i]);
    for (std::size_t i = 0; i < out.stores.size() && !isStopped(); ++i) {
      const ReliabilityGraph::Store& store = m_graph.stores()[i];
      out.stores[i].read = figureOf(store.node, store.read);
      out.stores[i].write = figureOf(store.node, store.write);
    }
    if (isStopped()) return std::nullopt;
    m_cache.endRun();
    return out;
  }

 private:
  bool isStopped() const { return m_options.stop.stop_requested(); }

  void fill(WorkloadEstimate& out, const ReliabilityGraph::Workload& workload) {
    if (!workload.failure.known()) {
      out.exact.unknownBecause = workload.failure.unknownBecause;
      return;
    }
    const Found found = find(workload.failure.when, true);
    if (isStopped()) return;
    out.exact = exactFigure(workload.node, found.figures->probability);
    for (const EventImportance& importance : found.figures->importance) {
      out.contributors.push_back({found.events[importance.event], importance.birnbaum, importance.criticality,
                                  1 - importance.ifPerfect, importance.ifPerfect});
    }
    for (const CutSet& set : found.figures->cutSets) {
      MinimalCutSet& cut = out.cutSets.emplace_back();
      cut.probability = set.probability;
      for (const EventIndex event : set.events) cut.events.push_back(found.events[event]);
    }
    std::ranges::sort(out.cutSets, [](const MinimalCutSet& a, const MinimalCutSet& b) {
      if (a.events.size() != b.events.size()) return a.events.size() < b.events.size();
      return a.probability != b.probability ? a.probability > b.probability : a.events < b.events;
    });
    addSinglePoints(out);
  }

  // What people mean by it: not that a Region fails, nor that what is redundant fails by itself.
  void addSinglePoints(WorkloadEstimate& out) const {
    std::set<std::string> components;
    for (const MinimalCutSet& cut : out.cutSets) {
      if (cut.events.size() != 1) break;
      const Event& event = m_graph.events()[cut.events.front()];
      if (event.kind == Event::Kind::region || event.ofRedundancy || event.component.empty()) continue;
      components.insert(event.component);
    }
    out.singlePoints.assign(components.begin(), components.end());
  }

  ExactFigure figureOf(NodeIndex node, const Failure& failure) {
    if (!failure.known()) return {{}, {}, std::string(failure.unknownBecause)};
    const Found found = find(failure.when, false);
    return isStopped() ? ExactFigure{} : exactFigure(node, found.figures->probability);
  }

  ExactFigure exactFigure(NodeIndex node, const Probability& p) const {
    if (p.outcome == Probability::Outcome::exact) return {p.contrary, p.probability, {}};
    return {{},
            {},
            fmt::format("what {} needs is too large for an exact figure; it is down for {:.3g} to {:.3g} of the time",
                        titleOf(m_design, node), p.probability, p.upper)};
  }

  Found find(FaultTree::Ref top, bool detailed) {
    if (top.gate() == 0) {  // a constant
      auto figures = std::make_shared<FunctionFigures>();
      figures->probability.probability = figures->probability.upper = top == FaultTree::always() ? 1 : 0;
      figures->probability.contrary = 1 - figures->probability.probability;
      return {std::move(figures), {}};
    }
    SubFunction function = m_functions.cut(top);
    function.content.push_back(detailed ? 1 : 0);
    if (auto known = m_cache.find(function.content)) return {std::move(known), std::move(function.events)};
    auto figures = evaluate(function, detailed);
    // What is too large today may not be with more memory; what was stopped says nothing.
    const bool isExact = figures->probability.outcome == Probability::Outcome::exact;
    if (isExact && !isStopped()) m_cache.keep(std::move(function.content), figures);
    return {std::move(figures), std::move(function.events)};
  }

  std::shared_ptr<const FunctionFigures> evaluate(const SubFunction& function, bool detailed) const {
    const OwnTree own = ownTree(function, m_graph.tree(), m_graph.q());
    EvaluationLimits limits;
    limits.diagramNodes = m_options.diagramNodes;
    limits.stop = m_options.stop;
    Evaluator evaluator(own.tree, own.q, std::span(&own.top, 1), limits);
    auto out = std::make_shared<FunctionFigures>();
    out->probability = evaluator.probability(own.top);
    if (!detailed || out->probability.outcome != Probability::Outcome::exact) return out;
    out->importance = evaluator.importance(own.top);
    const std::size_t order = own.q.size() > kMostEventsForPairs ? 1 : 2;
    const auto sets = evaluator.cutSets(own.top, order);
    if (sets && sets->size() <= kMostCutSets) out->cutSets = *sets;
    else out->cutSets = singleCuts(own);
    return out;
  }

  const Design& m_design;
  const ReliabilityGraph& m_graph;
  const EstimateOptions& m_options;
  EstimateCache m_own;  // within one run: functions that are alike
  EstimateCache& m_cache;
  SubFunctions m_functions;
};

}  // namespace

std::optional<Estimates> estimate(const Design& design, const EstimateOptions& options) {
  return estimate(design, ReliabilityGraph(design), options);
}

std::optional<Estimates> estimate(const Design& design, const ReliabilityGraph& graph, const EstimateOptions& options) {
  return Estimator(design, graph, options).run();
}

}  // namespace nines
