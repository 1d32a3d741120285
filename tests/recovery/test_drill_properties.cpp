// What holds of every drill, on random designs: those of the generator, which are large and full of poor choices, and
// small sensible ones.
#include <algorithm>
#include <array>
#include <set>

#include "drilled.h"

using namespace nines;
using namespace nines::test;

namespace {

std::string spanProblem(const WorkloadDrill& w) {
  for (const auto& span : {w.rto, w.readRto, w.rpo}) {
    if (span && (!(span->best >= 0) || !(span->best <= span->worst))) return "a span is out of order";
  }
  for (const StoreLoss& loss : w.losses) {
    if (loss.rpo && !(loss.rpo->best <= loss.rpo->worst)) return "a store's loss is out of order";
  }
  if (w.rto && w.readRto && (w.readRto->worst > w.rto->worst || w.readRto->best > w.rto->best))
    return "reads come back after everything else";
  if (!w.rto && w.recovers && w.missing.empty()) return "no recovery time, and nothing is missing";
  if (w.rto && (!w.recovers || w.recoveryUnknown)) return "a recovery time, and it need not recover";
  for (const auto& [span, bounds] : {std::pair(w.rto, w.rtoAtWorst), std::pair(w.rpo, w.rpoAtWorst)}) {
    if (!(bounds.least <= bounds.most)) return "bounds are out of order";
    if (span && bounds != Bounds{span->worst, span->worst}) return "what is known has other bounds";
  }
  if (w.affected) return {};
  const Span zero;
  const bool nothing = w.rto == zero && w.readRto == zero && w.rpo == zero && w.steps.empty() && w.losses.empty();
  return nothing && w.states.size() == 1 ? "" : "not affected, but not without consequence either";
}

// Steps form a directed acyclic graph, in order, and each starts when the last of those before it has ended.
std::string stepProblem(const WorkloadDrill& w) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < w.steps.size(); ++i) {
    const DrillStep& step = w.steps[i];
    const std::string name = step.id + " (" + step.what + ")";
    if (!ids.insert(step.id).second) return name + " is there twice";
    if (step.what.empty() || step.source.text.empty()) return name + " says nothing, or not where its duration is from";
    Span start;
    for (const std::size_t before : step.after) {
      if (before >= i) return name + " is not after those before it";
      start.best = std::max(start.best, w.steps[before].end.best);
      start.worst = std::max(start.worst, w.steps[before].end.worst);
    }
    if (step.start != start) return name + " does not start at the latest end of those before it";
    if (step.duration.best < 0 || step.duration.best > step.duration.worst)
      return name + " has a duration out of order";
    if (step.end != Span{start.best + step.duration.best, start.worst + step.duration.worst})
      return name + " does not end when it should";
  }
  return {};
}

// The recovery time is the latest end of the steps, and the critical ones lead to it without a gap.
std::string criticalProblem(const WorkloadDrill& w) {
  Span latest;
  bool reached = false;
  for (const DrillStep& step : w.steps) {
    latest.best = std::max(latest.best, step.end.best);
    latest.worst = std::max(latest.worst, step.end.worst);
    if (!step.critical) continue;
    reached = reached || (w.rto && step.end.worst == w.rto->worst);
    const bool follows = std::ranges::any_of(step.after, [&](std::size_t before) {
      return w.steps[before].critical && w.steps[before].end.worst == step.start.worst;
    });
    if (step.start.worst > 0 && !follows) return step.id + " is critical, and nothing before it";
  }
  if (w.costliest && (*w.costliest >= w.steps.size() || !w.steps[*w.costliest].critical))
    return "the costliest step is not critical";
  if (!w.rto) return {};
  if (w.rto != latest) return "the recovery time is not the latest end of the steps";
  if (w.rto->worst > 0 && !reached) return "nothing critical ends with the recovery";
  return w.rto->worst > 0 && !w.costliest ? "nothing is the costliest" : "";
}

std::string stateProblem(const std::vector<StateChange>& states, double end, bool recovers, const std::string& path) {
  if (states.empty() || states.front().from != 0) return path + " states do not begin at 0";
  for (std::size_t i = 1; i < states.size(); ++i) {
    if (states[i].from <= states[i - 1].from) return path + " states are not in order";
    if (states[i].state == states[i - 1].state) return path + " states have one twice";
  }
  const bool up = states.back().state == ServiceState::up;
  if (up != recovers) return path + " states do not end as the recovery does";
  return recovers && states.back().from != end ? path + " states are not up from the recovery time on" : "";
}

std::string verdictProblem(const WorkloadDrill& w) {
  const auto judged = [](std::optional<double> target, const std::optional<Span>& span, bool recovers) {
    return target && (span || !recovers) ? std::optional(recovers && span->worst <= *target) : std::nullopt;
  };
  if ((w.rto || !w.recovers) && w.rtoMet != judged(w.rtoTarget, w.rto, w.recovers))
    return "the recovery time is judged wrongly";
  if (w.rpo && w.rpoMet != judged(w.rpoTarget, w.rpo, true)) return "the loss is judged wrongly";
  return {};
}

std::string problemOf(const WorkloadDrill& w) {
  for (const std::string& problem :
       {spanProblem(w), stepProblem(w), criticalProblem(w),
        stateProblem(w.states, worst(w.rto), w.rto.has_value(), "worst"),
        stateProblem(w.bestStates, best(w.rto), w.rto.has_value(), "best"), verdictProblem(w)}) {
    if (!problem.empty()) return problem;
  }
  return {};
}

// Services fail and are listed as down; places fail with what is in them.
bool isPlace(const Design& design, const std::string& id) {
  const NodeIndex node = design.indexOf(id);
  return std::ranges::any_of(std::array{trait::kRegion, trait::kZone, trait::kNetwork, trait::kDataCentre},
                             [&](std::string_view place) { return design.has(node, place); });
}

// What the drawing is told agrees with the steps: what is down failed at once and takes nothing over. The next primary
// of a cache takes over at once, without a step.
std::string changeProblem(const Design& design, const Drill& drill) {
  std::set<std::string> promoted;
  for (const WorkloadDrill& w : drill.workloads) {
    for (const DrillStep& step : w.steps) {
      if (step.kind == StepKind::promote) promoted.insert(step.subject);
    }
  }
  for (const NodeChange& change : drill.nodes) {
    const bool next = change.fate == Fate::promoted && design.has(design.indexOf(change.node), trait::kTableCacheNode);
    if (next && change.at == Span()) promoted.insert(change.node);
  }
  const std::set<std::string> down(drill.down.begin(), drill.down.end());
  if (promoted != std::set<std::string>(drill.promoted.begin(), drill.promoted.end()))
    return "what is promoted is not what has a step that promotes it";
  if (std::ranges::any_of(promoted, [&](const std::string& id) { return down.contains(id); }))
    return "something takes over that is down";
  std::set<std::string> failed;
  for (const NodeChange& change : drill.nodes) {
    if (change.fate != Fate::failed) continue;
    if (change.at != Span()) return change.node + " fails later";
    if (!isPlace(design, change.node)) failed.insert(change.node);
  }
  return failed == down ? "" : "what is down is not what fails";
}

}  // namespace

class TestDrillProperties : public QObject {
  Q_OBJECT

 private slots:
  void everyDrillIsInOrder_data() { designs(); }
  void everyDrillIsInOrder() {
    const Drilled drilled(fetched());
    for (const Outage& outage : drilled.outages()) {
      const Drill drill = drilled.drill(outage);
      QCOMPARE(drill.outage, outage);
      const std::string changes = changeProblem(drilled.design(), drill);
      QVERIFY2(changes.empty(), (toText(outage) + ": " + changes).c_str());
      QCOMPARE(drill.workloads.size(), drilled.design().withTrait(trait::kWorkload).size());
      for (const WorkloadDrill& w : drill.workloads) {
        const std::string problem = problemOf(w);
        QVERIFY2(problem.empty(), at(outage, w, problem).c_str());
      }
    }
  }

  void joinedOutagesAreInOrder_data() { designs(); }
  void joinedOutagesAreInOrder() {
    const Drilled drilled(fetched());
    const auto outages = drilled.outages();
    Rng rng(outages.size());
    for (int i = 0; i < 30 && !outages.empty(); ++i) {
      const Outage outage = joined({rng.pick(outages), rng.pick(outages)});
      for (const WorkloadDrill& w : drilled.drill(outage).workloads) {
        const std::string problem = problemOf(w);
        QVERIFY2(problem.empty(), at(outage, w, problem).c_str());
      }
    }
  }

  void theMatrixIsItsDrills_data() { designs(); }
  void theMatrixIsItsDrills() {
    const Drilled drilled(fetched());
    const auto matrix = drilled.driller().matrix();
    QVERIFY(matrix.has_value());
    std::set<Outage> columns;
    for (const MatrixColumn& column : matrix->columns) {
      QCOMPARE(column.cells.size(), matrix->workloads.size());
      if (column.outage) QVERIFY(columns.insert(*column.outage).second);
      for (std::size_t i = 0; i < column.cells.size(); ++i)
        compareCell(drilled, column, column.cells[i], matrix->workloads[i]);
    }
    for (const OutageKind kind :
         {OutageKind::zone, OutageKind::region, OutageKind::corruption, OutageKind::onPremises}) {
      for (const Outage& outage : offeredOutages(drilled.design(), kind)) QCOMPARE(columns.erase(outage), 1U);
    }
    QVERIFY(columns.empty());
  }

 private:
  static void compareCell(const Drilled& drilled, const MatrixColumn& column, const MatrixCell& cell,
                          const std::string& id) {
    // A cell names the outage where that hits the workload; what a column's outage does is compared either way.
    if (column.outage) QCOMPARE(cell.outage, cell.affected ? *column.outage : Outage());
    const Outage& judged = column.outage ? *column.outage : cell.outage;
    if (!judged.parts.empty()) {
      const Drill drill = drilled.drill(judged);
      const WorkloadDrill* w = find(drill, id);
      QVERIFY(w);
      QCOMPARE(cell.affected, w->affected);
      QCOMPARE(cell.recovers, w->recovers);
      QVERIFY(cell.rto == w->rto && cell.readRto == w->readRto && cell.rpo == w->rpo);
      QVERIFY(cell.rtoTarget == w->rtoTarget && cell.rpoTarget == w->rpoTarget && cell.met == w->met());
    }
    if (column.outage) return;
    // The worst of all of its kind.
    for (const Outage& outage : offeredOutages(drilled.design(), column.kind)) {
      const Drill drill = drilled.drill(outage);
      const WorkloadDrill* w = find(drill, id);
      QVERIFY(w);
      // A missed target is worse than a longer time.
      const bool missed = w->met() == false;
      QVERIFY2(!missed || cell.met == false, at(outage, *w, "misses more than " + toText(cell.outage)).c_str());
      QVERIFY2(worst(w->rto) <= worst(cell.rto) || (cell.met == false && !missed),
               at(outage, *w, "is worse than " + toText(cell.outage)).c_str());
      QVERIFY2(cell.affected || !w->affected, at(outage, *w, "hits it").c_str());
    }
  }
};

QTEST_APPLESS_MAIN(TestDrillProperties)
#include "test_drill_properties.moc"
