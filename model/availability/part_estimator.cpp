#include "availability/part_estimator.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "availability/single_causes.h"

namespace nines {

namespace {

// Pairs of events grow with the square of their number: beyond this only single causes are listed.
constexpr std::size_t kMostEventsForPairs = 2'000;
constexpr std::size_t kMostCutSets = 10'000;

// Of one event each, straight from the gates.
std::vector<CutSet> singleCuts(const OwnTree& own) {
  std::vector<CutSet> out;
  for (const EventIndex event : SingleCauses(own.tree).of(own.top)) out.push_back({{event}, own.q[event]});
  return out;
}

bool isExact(const Probability& p) { return p.outcome == Probability::Outcome::exact; }

}  // namespace

PartEstimator::Functions::Functions(GraphGround& ground, bool described)
    : events(ground.design, ground.places, ground.assumptions, tree, described),
      builder(ground, GraphKind::figures, tree, events, reasons) {}

PartEstimator::PartEstimator(GraphGround& ground, EstimateCache& cache, std::stop_token stop, std::size_t diagramNodes)
    : m_ground(ground),
      m_design(ground.design),
      m_cache(cache),
      m_stop(std::move(stop)),
      m_diagramNodes(diagramNodes),
      m_slas(ground.design, ground.sets) {}

EstimatedPart PartEstimator::workload(NodeIndex users) {
  EstimatedPart out;
  out.workload = m_slas.workload(users);
  ExactFigure& exact = out.workload.exact;
  Functions functions(m_ground, true);
  functions.builder.prepare(std::span(&users, 1));
  const Failure failure = functions.builder.workload(users);
  exact.unknownBecause = m_ground.assumptions.problem;
  if (exact.unknownBecause.empty()) exact.unknownBecause = failure.unknownBecause;
  if (!exact.unknownBecause.empty()) return out;
  const Found found = find(functions, failure.when, true);
  if (isStopped()) return out;
  exact = exactFigure(users, found.figures->probability);
  out.isFinal = isExact(found.figures->probability);
  out.events = functions.events.take();
  fill(out, found);
  return out;
}

EstimatedPart PartEstimator::store(NodeIndex leader) {
  EstimatedPart out;
  out.store = m_slas.store(leader);
  Functions functions(m_ground, false);
  const Failure read = functions.builder.lineOf(leader, false);
  const Failure write = functions.builder.lineOf(leader, true);
  out.store.read = figureOf(functions, leader, read, out.isFinal);
  out.store.write = figureOf(functions, leader, write, out.isFinal);
  return out;
}

void PartEstimator::fill(EstimatedPart& part, const Found& found) const {
  WorkloadEstimate& out = part.workload;
  out.contributors.reserve(found.figures->importance.size());
  for (const EventImportance& importance : found.figures->importance) {
    out.contributors.push_back({found.events[importance.event], importance.birnbaum, importance.criticality,
                                1 - importance.ifPerfect, importance.ifPerfect});
  }
  out.cutSets.reserve(found.figures->cutSets.size());
  for (const CutSet& set : found.figures->cutSets) {
    MinimalCutSet& cut = out.cutSets.emplace_back();
    cut.probability = set.probability;
    cut.events.reserve(set.events.size());
    for (const EventIndex event : set.events) cut.events.push_back(found.events[event]);
  }
  std::ranges::sort(out.cutSets, [](const MinimalCutSet& a, const MinimalCutSet& b) {
    if (a.events.size() != b.events.size()) return a.events.size() < b.events.size();
    return a.probability != b.probability ? a.probability > b.probability : a.events < b.events;
  });
  addSinglePoints(part);
}

// What people mean by it: not that a Region fails, nor that what is redundant fails by itself.
void PartEstimator::addSinglePoints(EstimatedPart& part) {
  std::set<std::string> components;
  for (const MinimalCutSet& cut : part.workload.cutSets) {
    if (cut.events.size() != 1) break;
    const Event& event = part.events[cut.events.front()];
    if (event.kind == Event::Kind::region || event.ofRedundancy || event.component.empty()) continue;
    components.insert(event.component);
  }
  part.workload.singlePoints.assign(components.begin(), components.end());
}

ExactFigure PartEstimator::figureOf(Functions& functions, NodeIndex node, const Failure& failure, bool& isFinal) {
  const std::string& problem = m_ground.assumptions.problem;
  if (!problem.empty()) return {{}, {}, problem};
  if (!failure.known()) return {{}, {}, std::string(failure.unknownBecause)};
  const Found found = find(functions, failure.when, false);
  if (isStopped()) return {};
  isFinal = isFinal && isExact(found.figures->probability);
  return exactFigure(node, found.figures->probability);
}

ExactFigure PartEstimator::exactFigure(NodeIndex node, const Probability& p) const {
  if (isExact(p)) return {p.contrary, p.probability, {}};
  return {{},
          {},
          fmt::format("what {} needs is too large for an exact figure; it is down for {:.3g} to {:.3g} of the time",
                      titleOf(m_design, node), p.probability, p.upper)};
}

PartEstimator::Found PartEstimator::find(Functions& functions, FaultTree::Ref top, bool detailed) {
  if (top.gate() == 0) {  // a constant
    auto figures = std::make_shared<FunctionFigures>();
    figures->probability.probability = figures->probability.upper = top == FaultTree::always() ? 1 : 0;
    figures->probability.contrary = 1 - figures->probability.probability;
    return {std::move(figures), {}};
  }
  if (!functions.cuts) functions.cuts.emplace(functions.tree, functions.events.q());
  SubFunction function = functions.cuts->cut(top);
  function.content.push_back(detailed ? 1 : 0);
  if (auto known = m_cache.find(function.content)) return {std::move(known), std::move(function.events)};
  auto figures = evaluate(function, functions, detailed);
  // What is too large today may not be with more memory; what was stopped says nothing.
  if (isExact(figures->probability) && !isStopped()) m_cache.keep(std::move(function.content), figures);
  return {std::move(figures), std::move(function.events)};
}

std::shared_ptr<const FunctionFigures> PartEstimator::evaluate(const SubFunction& function, const Functions& functions,
                                                               bool detailed) const {
  const OwnTree own = ownTree(function, functions.tree, functions.events.q());
  EvaluationLimits limits;
  limits.diagramNodes = m_diagramNodes;
  limits.stop = m_stop;
  Evaluator evaluator(own.tree, own.q, std::span(&own.top, 1), limits);
  auto out = std::make_shared<FunctionFigures>();
  out->probability = evaluator.probability(own.top);
  if (!detailed || !isExact(out->probability)) return out;
  out->importance = evaluator.importance(own.top);
  const std::size_t order = own.q.size() > kMostEventsForPairs ? 1 : 2;
  const auto sets = evaluator.cutSets(own.top, order);
  if (sets && sets->size() <= kMostCutSets) out->cutSets = *sets;
  else out->cutSets = singleCuts(own);
  return out;
}

}  // namespace nines
