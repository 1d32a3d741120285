#include "availability/part_estimator.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "availability/single_causes.h"

namespace nines {

namespace {

// Pairs of events grow with the square of their number: beyond this only single causes are listed.
constexpr std::size_t kMostEventsForPairs = 2'000;
constexpr std::size_t kMostCutSets = 10'000;

// Of one event each, straight from the gates.
std::vector<CutSet> singleCuts(const FaultTree& tree, FaultTree::Ref top, std::span<const double> q) {
  std::vector<CutSet> out;
  for (const EventIndex event : SingleCauses(tree).of(top)) out.push_back({{event}, q[event]});
  return out;
}

// Three digits, rounded away from each other, so that what is said holds as well.
std::string between(double lower, double upper) {
  const auto said = [](double value, bool up) {
    if (value <= 0 || value >= 1) return fmt::format("{:.3g}", value);
    const double unit = std::pow(10, std::floor(std::log10(value)) - 2);
    return fmt::format("{:.3g}", (up ? std::ceil(value / unit) : std::floor(value / unit)) * unit);
  };
  return fmt::format("{} to {}", said(lower, false), said(upper, true));
}

bool isExact(const Probability& p) { return p.outcome == Probability::Outcome::exact; }

}  // namespace

PartEstimator::Functions::Functions(GraphGround& ground, bool described, GraphBuilder::Crowds crowds)
    : events(ground.design, ground.places, ground.assumptions, tree, described),
      builder(ground, GraphKind::figures, tree, events, reasons, crowds) {}

PartEstimator::PartEstimator(GraphGround& ground, EstimateCache& cache, std::stop_token stop, std::size_t diagramNodes)
    : m_ground(ground),
      m_design(ground.design),
      m_cache(cache),
      m_stop(std::move(stop)),
      m_diagramNodes(diagramNodes),
      m_slas(ground.design, ground.sets) {}

EstimatedPart PartEstimator::workload(NodeIndex users) {
  const auto estimate = std::make_shared<WorkloadEstimate>(m_slas.workload(users));
  EstimatedPart out{estimate, nullptr, true};
  ExactFigure& exact = estimate->exact;
  Functions functions(m_ground, true);
  functions.builder.prepare(std::span(&users, 1));
  const Failure failure = functions.builder.workload(users);
  exact.unknownBecause = m_ground.assumptions.problem;
  if (exact.unknownBecause.empty() && !failure.known()) {
    exact.unknownBecause = functions.builder.metCrowd() ? crowdedReason(users, failure.unknownBecause)
                                                        : std::string(failure.unknownBecause);
  }
  if (!exact.unknownBecause.empty()) return out;
  const Found found = find(functions, failure.when, true);
  if (isStopped()) return out;
  exact = exactFigure(users, found.figures->probability);
  out.isFinal = isExact(found.figures->probability);
  estimate->events = functions.events.take();
  fill(*estimate, found);
  return out;
}

EstimatedPart PartEstimator::store(NodeIndex leader) {
  const auto estimate = std::make_shared<StoreEstimate>(m_slas.store(leader));
  EstimatedPart out{nullptr, estimate, true};
  Functions functions(m_ground, false);
  const Failure read = functions.builder.lineOf(leader, false);
  const Failure write = functions.builder.lineOf(leader, true);
  estimate->read = figureOf(functions, leader, read, out.isFinal);
  estimate->write = figureOf(functions, leader, write, out.isFinal);
  return out;
}

void PartEstimator::fill(WorkloadEstimate& out, const Found& found) {
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
  addSinglePoints(out);
}

// What people mean by it: not that a Region fails, nor that what is redundant fails by itself.
void PartEstimator::addSinglePoints(WorkloadEstimate& out) {
  std::set<std::string> components;
  for (const MinimalCutSet& cut : out.cutSets) {
    if (cut.events.size() != 1) break;
    const Event& event = out.events[cut.events.front()];
    if (event.kind == Event::Kind::region || event.ofRedundancy || event.component.empty()) continue;
    components.insert(event.component);
  }
  out.singlePoints.assign(components.begin(), components.end());
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

// With what is certain of the workload all the same; the reason alone where nothing else keeps it unknown.
std::string PartEstimator::crowdedReason(NodeIndex users, std::string_view reason) {
  const auto best = withCrowds(users, GraphBuilder::Crowds::best);
  const auto worst = withCrowds(users, GraphBuilder::Crowds::worst);
  if (!best || !worst) return std::string(reason);
  return fmt::format("{}; {} is down for {} of the time", reason, titleOf(m_design, users),
                     between(best->probability, worst->upper));
}

std::optional<Probability> PartEstimator::withCrowds(NodeIndex users, GraphBuilder::Crowds crowds) {
  Functions functions(m_ground, false, crowds);
  functions.builder.prepare(std::span(&users, 1), m_stop);
  const Failure failure = functions.builder.workload(users);
  if (!failure.known() || isStopped()) return std::nullopt;
  return find(functions, failure.when, false).figures->probability;
}

ExactFigure PartEstimator::exactFigure(NodeIndex node, const Probability& p) const {
  if (isExact(p)) return {p.contrary, p.probability, {}};
  return {{},
          {},
          fmt::format("what {} needs is too large for an exact figure; it is down for {} of the time",
                      titleOf(m_design, node), between(p.probability, p.upper))};
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
  const FaultTree& tree = functions.tree;
  const std::span<const double> q = functions.events.q();
  EvaluationLimits limits;
  limits.diagramNodes = m_diagramNodes;
  limits.stop = m_stop;
  Evaluator evaluator(tree, q, std::span(&function.top, 1), limits);
  auto out = std::make_shared<FunctionFigures>();
  out->probability = evaluator.probability(function.top);
  if (!detailed || !isExact(out->probability)) return out;
  out->importance = evaluator.importance(function.top);
  const std::size_t order = function.events.size() > kMostEventsForPairs ? 1 : 2;
  auto sets = evaluator.cutSets(function.top, order);
  if (sets && sets->size() <= kMostCutSets) out->cutSets = std::move(*sets);
  else out->cutSets = singleCuts(tree, function.top, q);
  // The function by itself: its events are numbered in their order.
  const auto numbered = [&](EventIndex& event) {
    event = static_cast<EventIndex>(std::ranges::lower_bound(function.events, event) - function.events.begin());
  };
  for (EventImportance& importance : out->importance) numbered(importance.event);
  for (CutSet& set : out->cutSets) std::ranges::for_each(set.events, numbered);
  return out;
}

}  // namespace nines
