// Rules about how a workload recovers: what the drills say against its targets.
#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>

#include "recovery/drill.h"
#include "recovery/driller.h"
#include "rules/families.h"
#include "rules/outages.h"
#include "rules/places.h"
#include "support/format.h"

namespace nines {

namespace {

// The worst that outages of one kind do to a workload.
struct Worst {
  const MatrixCell* cell = nullptr;     // null: nothing of this kind can be judged against a target
  double seconds = -1;                  // infinite: it does not come back, or the data is gone
  const MatrixCell* unknown = nullptr;  // of which nobody can say
};

constexpr double kNever = std::numeric_limits<double>::infinity();

// What an outage does to one workload, with all that can be said of it.
WorkloadDrill drilled(const RuleContext& context, std::string_view workload, const Outage& outage) {
  Drill drill = context.driller().drill(outage);
  const auto at = std::ranges::find(drill.workloads, workload, &WorkloadDrill::id);
  return at == drill.workloads.end() ? WorkloadDrill() : std::move(*at);
}

// Whether a store that the workload needs is gone for good: what is not known is no loss yet.
bool losesForGood(const RuleContext& context, std::string_view workload, const Outage& outage) {
  return std::ranges::any_of(drilled(context, workload, outage).losses, &StoreLoss::lost);
}

// Which value is missing, as the end of a sentence. A drill says why a figure is missing, but a link without an
// interval is told by its ends, so that people find it.
std::string missingValue(const RuleContext& context, NodeIndex workload, const Outage& outage) {
  const Design& design = context.design();
  const WorkloadDrill drill = drilled(context, design.node(workload).id, outage);
  for (const StoreLoss& loss : drill.losses) {
    const NodeIndex store = design.indexOf(loss.store);
    if (!loss.written || loss.lost || loss.rpo || store == kNone) continue;
    for (const LinkIndex l : design.outgoing(store)) {
      if (design.link(l).kind != "backs-up") continue;
      if (design.readLink(l, "intervalHours").known() || design.read(design.to(l), "intervalHours").known()) continue;
      return "it is not said how often " + titled(design, store) + " is backed up to " + titled(design, design.to(l));
    }
  }
  std::string why = drill.unknownBecause;
  // It becomes the end of a sentence; the other beginnings are names.
  for (const std::string_view beginning : {"How ", "It ", "Nothing "}) {
    if (why.starts_with(beginning)) why.front() = static_cast<char>(why.front() - 'A' + 'a');
  }
  return why.empty() ? "the drill has no figure for it" : why;
}

std::optional<double> recoveryTime(const RuleContext& /*context*/, std::string_view /*workload*/,
                                   const MatrixCell& cell) {
  if (!cell.recovers) return kNever;
  return cell.rto ? std::optional(cell.rto->worst) : std::nullopt;
}

std::optional<double> lostTime(const RuleContext& context, std::string_view workload, const MatrixCell& cell) {
  if (cell.rpo) return cell.rpo->worst;
  return !cell.recovers && losesForGood(context, workload, cell.outage) ? std::optional(kNever) : std::nullopt;
}

// One kind of target: which it is, and how findings speak of it.
struct Target {
  std::string_view property;
  std::optional<double> MatrixCell::* given;
  std::optional<double> (*found)(const RuleContext&, std::string_view workload, const MatrixCell&);
  std::string_view missed;
  std::string_view never;
  std::string_view unknown;
};

using ByKind = std::map<OutageKind, Worst>;

ByKind worstOf(const RuleContext& context, const Target& target, std::size_t position) {
  ByKind out;
  const DrillMatrix& matrix = context.matrix();
  for (const MatrixColumn& column : matrix.columns) {
    const MatrixCell& cell = column.cells[position];
    if (!cell.affected || !(cell.*target.given)) continue;
    Worst& worst = out[column.kind];
    const auto seconds = target.found(context, matrix.workloads[position], cell);
    if (!seconds) worst.unknown = worst.unknown ? worst.unknown : &cell;
    else if (*seconds > worst.seconds) worst.cell = &cell, worst.seconds = *seconds;
  }
  return out;
}

void report(const RuleContext& context, const Target& target, NodeIndex workload, OutageKind kind, const Worst& worst,
            FindingSink& sink) {
  const Design& design = context.design();
  const auto arguments = [&](const MatrixCell& cell, const std::string& found) {
    return FindingSink::Arguments{{"name", titled(design, workload)},
                                  {"outage", clauseOf(design, cell.outage)},
                                  {"found", found},
                                  {"target", formatDuration((cell.*target.given).value_or(0))}};
  };
  if (worst.cell && worst.seconds > (worst.cell->*target.given).value_or(0)) {
    const bool never = worst.seconds == kNever;
    const std::string found = never ? std::string() : formatDuration(worst.seconds);
    sink.report({workload}, never ? target.never : target.missed, arguments(*worst.cell, found), target.property)
        .variant = toText(kind);
  } else if (worst.unknown) {
    FindingSink::Arguments missing = arguments(*worst.unknown, {});
    missing.emplace_back("why", missingValue(context, workload, worst.unknown->outage));
    sink.reportUnknown({workload}, target.unknown, std::move(missing), target.property).variant = toText(kind);
  }
}

void check(const RuleContext& context, const Target& target, FindingSink& sink) {
  const Design& design = context.design();
  if (!anyHas(design, target.property)) return;
  const DrillMatrix& matrix = context.matrix();
  for (std::size_t i = 0; i < matrix.workloads.size(); ++i) {
    const NodeIndex workload = design.indexOf(matrix.workloads[i]);
    if (!design.read(workload, target.property).known()) continue;
    for (const auto& [kind, worst] : worstOf(context, target, i)) report(context, target, workload, kind, worst, sink);
  }
}

void checkRto(const RuleContext& context, FindingSink& sink) {
  static constexpr Target kTarget{
      "rtoSeconds",
      &MatrixCell::rtoTarget,
      recoveryTime,
      "{name} can take {found} to be back when {outage}, longer than its target of {target}",
      "{name} does not come back by what is drawn when {outage}, and its target is {target}",
      "It cannot be told whether {name} is back within its target of {target} when {outage}: {why}"};
  check(context, kTarget, sink);
}

void checkRpo(const RuleContext& context, FindingSink& sink) {
  static constexpr Target kTarget{
      "rpoSeconds",
      &MatrixCell::rpoTarget,
      lostTime,
      "{name} can lose the last {found} of what it wrote when {outage}, more than its target of {target}",
      "{name} loses data for good when {outage}, and its target is {target}",
      "It cannot be told whether {name} loses no more than its target of {target} when {outage}: {why}"};
  check(context, kTarget, sink);
}

constexpr std::array kRules{
    Rule{
        .id = "workload.rto-target",
        .course2021 = Severity::error,
        .aws2026 = Severity::error,
        .title = "A workload is back within its recovery time target after every kind of outage",
        .rationale =
            "A drill adds up what a recovery takes on its longest path: noticing, deciding, failing over or restoring, "
            "and until clients have followed. Where that is more than the target, the target is a wish.",
        .rows = {"R05", "A08", "K04"},
        .sources = {{"AWS Well-Architected Framework, REL13-BP01: define recovery objectives", "2026-11-22"},
                    {"Course notes, AWS High Availability: Backup and DR strategies", "2021"}},
        .check = checkRto,
        .noFix = "What shortens a recovery costs money; the drill shows which step takes longest."},
    Rule{.id = "workload.rpo-target",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A workload loses no more data than its recovery point target allows",
         .rationale =
             "Asynchronous copies are behind, and backups are as old as their interval. What was written since is lost "
             "with the outage that they are there for.",
         .rows = {"Y07", "I01", "A36"},
         .sources = {{"AWS Well-Architected Framework, REL13-BP01: define recovery objectives", "2026-11-22"},
                     {"Course notes, AWS High Availability: Backup and DR strategies", "2021"}},
         .check = checkRpo,
         .noFix = "Synchronous copies and shorter intervals have a price; the drill shows which store loses most."},
};

}  // namespace

std::span<const Rule> workloadRecoveryRules() { return kRules; }

}  // namespace nines
