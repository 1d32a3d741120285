// Rules about how a workload recovers: what the drills say against its targets.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "recovery/drill.h"
#include "recovery/driller.h"
#include "rules/families.h"
#include "rules/outages.h"
#include "rules/places.h"
#include "support/apart.h"
#include "support/format.h"

namespace nines {

namespace {

// The worst that outages of one kind do to a workload.
struct Worst {
  const MatrixCell* missed = nullptr;   // that misses the target for certain, by the most
  double seconds = 0;                   // at least; infinite: it does not come back, or the data is gone
  const MatrixCell* unknown = nullptr;  // of which nobody can say
};

constexpr double kNever = std::numeric_limits<double>::infinity();

// Which value is missing, as the end of a sentence.
std::string missingValue(const RuleContext& context, NodeIndex workload, const Outage& outage) {
  const Drill drill = context.driller().drill(outage);
  const auto at = std::ranges::find(drill.workloads, context.design().node(workload).id, &WorkloadDrill::id);
  std::string why = at == drill.workloads.end() ? std::string() : at->unknownBecause;
  // It becomes the end of a sentence; the other beginnings are names.
  for (const std::string_view beginning : {"How ", "It ", "Nothing "}) {
    if (why.starts_with(beginning)) why.front() = static_cast<char>(why.front() - 'A' + 'a');
  }
  return why.empty() ? "the drill has no figure for it" : why;
}

// The step that costs most on the longest path, as what a sentence goes on with; empty where none is known, as where
// the steps depend on what is not said.
std::string longestStep(const RuleContext& context, NodeIndex workload, const Outage& outage) {
  const WorkloadDrill drill = context.driller().drillOf(outage, workload);
  if (!drill.costliest) return {};
  const DrillStep& step = drill.steps[*drill.costliest];
  if (!std::isfinite(step.duration.worst)) return {};
  return "; the longest step is \"" + step.what + "\" with up to " + formatDuration(step.duration.worst);
}

// One kind of target: which it is, and how findings speak of it.
struct Target {
  std::string_view property;
  std::optional<double> MatrixCell::* given;
  Bounds MatrixCell::* atWorst;
  std::string_view missed;
  std::string_view never;
  std::string_view unknown;
  bool hasSteps = false;  // the sentence of a missed one has {step}
};

using ByKind = std::map<OutageKind, Worst>;

ByKind worstOf(const RuleContext& context, const Target& target, std::size_t position) {
  ByKind out;
  const DrillMatrix& matrix = context.matrix();
  for (const MatrixColumn& column : matrix.columns) {
    const MatrixCell& cell = column.cells[position];
    if (!cell.affected || !(cell.*target.given)) continue;
    const Bounds& found = cell.*target.atWorst;
    const double wanted = (cell.*target.given).value_or(0);
    Worst& worst = out[column.kind];
    if (found.least > wanted && (!worst.missed || found.least > worst.seconds))
      worst.missed = &cell, worst.seconds = found.least;
    else if (found.most > wanted && found.least <= wanted && !worst.unknown) worst.unknown = &cell;
  }
  return out;
}

void report(const RuleContext& context, const Target& target, NodeIndex workload, OutageKind kind, const Worst& worst,
            FindingSink& sink) {
  const Design& design = context.design();
  const auto arguments = [&](const MatrixCell& cell, double found) {
    const double wanted = (cell.*target.given).value_or(0);
    const ValueAndLimit times =
        found == kNever ? ValueAndLimit{{}, formatDuration(wanted)} : durationsApart(found, wanted);
    return FindingSink::Arguments{{"name", titled(design, workload)},
                                  {"outage", clauseOf(design, cell.outage)},
                                  {"found", times.value},
                                  {"target", times.limit}};
  };
  if (worst.missed) {
    const bool never = worst.seconds == kNever;
    FindingSink::Arguments said = arguments(*worst.missed, worst.seconds);
    if (target.hasSteps && !never) said.emplace_back("step", longestStep(context, workload, worst.missed->outage));
    sink.report({workload}, never ? target.never : target.missed, std::move(said), target.property).variant =
        toText(kind);
  } else if (worst.unknown) {
    FindingSink::Arguments missing = arguments(*worst.unknown, kNever);
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
      &MatrixCell::rtoAtWorst,
      "{name} can take {found} to be back when {outage}, longer than its target of {target}{step}",
      "{name} does not come back by what is drawn when {outage}, and its target is {target}",
      "It cannot be told whether {name} is back within its target of {target} when {outage}: {why}",
      true};
  check(context, kTarget, sink);
}

void checkRpo(const RuleContext& context, FindingSink& sink) {
  static constexpr Target kTarget{
      "rpoSeconds",
      &MatrixCell::rpoTarget,
      &MatrixCell::rpoAtWorst,
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
