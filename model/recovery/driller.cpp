#include "recovery/driller.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "recovery/damage.h"
#include "recovery/drill_base.h"
#include "recovery/drill_changes.h"
#include "recovery/drill_result.h"
#include "recovery/judge.h"
#include "support/sort_unique.h"

namespace nines {

struct Driller::Parts {
  Parts(const Design& design, const Closure& closure, const RecoveryPlans& plans)
      : base(design, closure, plans), damage(base), seen(design.nodeCount(), 0) {}

  std::vector<NodeIndex> affected();

  drills::Base base;
  drills::Damage damage;
  std::vector<char> seen;  // while affected() looks; all 0 between
};

// Workloads with something that is hit in their closure: what they reach by hard links, and the copies of that.
std::vector<NodeIndex> Driller::Parts::affected() {
  const Design& design = base.design();
  std::vector<NodeIndex> out;
  std::vector<NodeIndex> open;
  const auto visit = [&](NodeIndex n) {
    if (!std::exchange(seen[n], 1)) open.push_back(n);
  };
  std::ranges::for_each(damage.hit(), visit);
  for (std::size_t k = 0; k < open.size(); ++k) {
    const NodeIndex n = open[k];
    for (const Reach& reach : base.closure().reaching(n)) {
      if (reach.hard) out.push_back(reach.workload);
    }
    std::ranges::for_each(design.sources(n, "replicates"), visit);
    // A copy's standby or instance is part of the copy.
    if (design.has(n, trait::kStandby)) std::ranges::for_each(design.sources(n, "standby"), visit);
    if (design.has(n, trait::kClusterInstance) && design.clusterOf(n) != kNone) visit(design.clusterOf(n));
    // One link between two tables stands for both directions.
    if (design.has(n, trait::kTable)) std::ranges::for_each(design.targets(n, "replicates"), visit);
  }
  for (const NodeIndex n : open) seen[n] = 0;
  sortUnique(out);
  return out;
}

Driller::Driller(const Design& design, const Closure& closure, const RecoveryPlans& plans)
    : m_parts(std::make_unique<Parts>(design, closure, plans)) {}

Driller::~Driller() = default;

Drill Driller::drill(const Outage& outage, Workloads workloads) const {
  const Design& design = m_parts->base.design();
  m_parts->damage.set(outage);
  const std::vector<NodeIndex> affected = m_parts->affected();
  Drill out;
  out.outage = outage;
  drills::Changes changes(m_parts->base, m_parts->damage);
  for (const NodeIndex workload : design.withTrait(trait::kWorkload)) {
    const bool isHit = std::ranges::binary_search(affected, workload);
    if (!isHit && workloads == Workloads::affected) continue;
    WorkloadDrill result;
    result.id = design.node(workload).id;
    if (isHit) {
      const drills::Prospect prospect(m_parts->base, m_parts->damage, workload);
      result = drills::resultOf(m_parts->base, prospect, workload);
      changes.add(prospect.dark(), result);
    } else {
      result.rto = result.readRto = result.rpo = Span{};
    }
    drills::judgeTargets(drills::targetsOf(design, workload, outage), result);
    out.workloads.push_back(std::move(result));
  }
  changes.finish(out);
  return out;
}

WorkloadDrill Driller::drillOf(const Outage& outage, NodeIndex workload) const {
  m_parts->damage.set(outage);
  const drills::Prospect prospect(m_parts->base, m_parts->damage, workload);
  WorkloadDrill out = drills::resultOf(m_parts->base, prospect, workload);
  drills::judgeTargets(drills::targetsOf(m_parts->base.design(), workload, outage), out);
  return out;
}

namespace {

// Of two outages for one workload the one to be shown: a missed target, then not coming back, then what nobody knows,
// then the longer time, then the greater loss.
bool isWorse(const MatrixCell& a, const MatrixCell& b) {
  const auto rank = [](const MatrixCell& c) {
    return std::tuple(c.affected, c.met == false, c.affected && !c.recovers, c.affected && !c.rto,
                      c.rto ? c.rto->worst : 0, c.affected && !c.rpo, c.rpo ? c.rpo->worst : 0);
  };
  return rank(a) > rank(b);
}

std::optional<bool> metOf(const MatrixCell& cell) {
  WorkloadDrill both;
  both.rtoTarget = cell.rtoTarget;
  both.rpoTarget = cell.rpoTarget;
  both.rtoMet = drills::verdict(cell.rtoTarget, cell.rtoAtWorst);
  both.rpoMet = drills::verdict(cell.rpoTarget, cell.rpoAtWorst);
  return both.met();
}

class MatrixBuilder {
 public:
  MatrixBuilder(const drills::Base& base, drills::Damage& damage, Driller::Cells which, const std::stop_token& stop)
      : m_base(base),
        m_damage(damage),
        m_which(which),
        m_stop(stop),
        m_workloads(base.design().withTrait(trait::kWorkload)) {}

  // Both give nothing and say so where they are told to stop.
  template <class Affected>
  bool giveColumn(const Driller::TakeColumn& take, const Outage& outage, const Affected& affected) {
    MatrixColumn column;
    column.kind = outage.parts.front().kind;
    column.outage = outage;
    column.title = placeTitle(m_base.design(), outage.parts.front());
    column.cells = SharedCells<MatrixCell>(untouched(outage));
    for (const NodeIndex workload : hitBy(outage, affected)) {
      const std::size_t at = position(workload);
      if (!isAsked(std::as_const(column.cells)[at])) continue;
      std::optional<MatrixCell> cell = judged(workload, outage, std::as_const(column.cells)[at]);
      if (!cell) return false;
      column.cells.set(at, std::move(*cell));
    }
    return take(std::move(column));
  }

  template <class Affected>
  bool giveWorst(const Driller::TakeColumn& take, OutageKind kind, std::string title, const Affected& affected) {
    const std::vector<Outage> outages = offeredOutages(m_base.design(), kind);
    if (outages.empty()) return true;
    MatrixColumn column;
    column.kind = kind;
    column.title = std::move(title);
    column.cells = SharedCells<MatrixCell>(untouched(outages.front()));
    for (const Outage& outage : outages) {
      if (m_stop.stop_requested()) return false;
      for (const NodeIndex workload : hitBy(outage, affected)) {
        const std::size_t at = position(workload);
        if (!isAsked(std::as_const(column.cells)[at])) continue;
        const MatrixCell& worst = std::as_const(column.cells)[at];
        std::optional<MatrixCell> cell = judged(workload, outage, worst);
        if (!cell) return false;
        if (isWorse(*cell, worst)) column.cells.set(at, std::move(*cell));
      }
    }
    return take(std::move(column));
  }

 private:
  using Cells = std::vector<std::shared_ptr<MatrixCell>>;

  bool isAsked(const MatrixCell& cell) const {
    return m_which == Driller::Cells::all || cell.rtoTarget || cell.rpoTarget;
  }

  // The workloads that it affects, if anybody asks.
  template <class Affected>
  std::vector<NodeIndex> hitBy(const Outage& outage, const Affected& affected) {
    if (std::ranges::none_of(untouched(outage), [&](const auto& cell) { return isAsked(*cell); })) return {};
    m_damage.set(outage);
    return affected();
  }

  std::size_t position(NodeIndex workload) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(m_workloads, workload) - m_workloads.begin());
  }

  // What a cell says where the outage leaves the workload alone: its targets alone, which depend on the kind of outage.
  const Cells& untouched(const Outage& outage) {
    Cells& cells = m_untouched[outage.parts.front().kind];
    if (!cells.empty()) return cells;
    for (const NodeIndex workload : m_workloads) {
      auto cell = std::make_shared<MatrixCell>();
      const drills::Targets targets = drills::targetsOf(m_base.design(), workload, outage);
      cell->rto = cell->readRto = cell->rpo = Span{};
      cell->rtoTarget = targets.rto;
      cell->rpoTarget = targets.rpo;
      cell->met = metOf(*cell);
      cells.push_back(std::move(cell));
    }
    return cells;
  }

  // Nothing where it was told to stop.
  std::optional<MatrixCell> judged(NodeIndex workload, const Outage& outage, const MatrixCell& other) const {
    const drills::Prospect prospect(m_base, m_damage, workload, m_stop);
    if (prospect.stopped()) return std::nullopt;
    MatrixCell cell;
    static_cast<RecoveryFigures&>(cell) = prospect.figures();
    cell.outage = outage;
    cell.affected = true;
    cell.rtoTarget = other.rtoTarget;
    cell.rpoTarget = other.rpoTarget;
    cell.met = metOf(cell);
    for (const drills::Unsaid& unsaid : prospect.missing())
      cell.missing.push_back(drills::missingValue(m_base.design(), unsaid));
    return cell;
  }

  const drills::Base& m_base;
  drills::Damage& m_damage;
  const Driller::Cells m_which;
  const std::stop_token& m_stop;
  const std::span<const NodeIndex> m_workloads;
  std::map<OutageKind, Cells> m_untouched;
};

}  // namespace

bool Driller::eachColumn(const TakeColumn& take, const std::stop_token& stop, Cells cells) const {
  const Design& design = m_parts->base.design();
  if (design.withTrait(trait::kWorkload).empty()) return true;
  MatrixBuilder builder(m_parts->base, m_parts->damage, cells, stop);
  const auto affected = [&] { return m_parts->affected(); };
  for (const OutageKind kind : {OutageKind::zone, OutageKind::region, OutageKind::onPremises, OutageKind::corruption}) {
    for (const Outage& outage : offeredOutages(design, kind)) {
      if (stop.stop_requested()) return false;
      if (!builder.giveColumn(take, outage, affected)) return false;
    }
  }
  return builder.giveWorst(take, OutageKind::host, "Worst host", affected) &&
         builder.giveWorst(take, OutageKind::maintenance, "Worst maintenance", affected);
}

std::optional<DrillMatrix> Driller::matrix(const std::stop_token& stop, Cells cells) const {
  const Design& design = m_parts->base.design();
  DrillMatrix out;
  for (const NodeIndex w : design.withTrait(trait::kWorkload)) out.workloads.push_back(design.node(w).id);
  const auto keep = [&out](MatrixColumn column) {
    out.columns.push_back(std::move(column));
    return true;
  };
  return eachColumn(keep, stop, cells) ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace nines
