// The rule about serverless clusters that pause under workloads that cannot wait for them.
#include <algorithm>
#include <array>
#include <optional>

#include "recovery/durations.h"
#include "rules/families.h"
#include "rules/places.h"
#include "semantics/cold_start.h"
#include "support/apart.h"

namespace nines {

namespace {

// The shorter of what the workload may take after the loss of a host and of a zone; a plain number covers both.
std::optional<double> shortTarget(const Design& design, NodeIndex workload) {
  const Reading target = design.read(workload, "rtoSeconds");
  if (!target.known()) return std::nullopt;
  const Value::Object* byOutage = target.value->asObject();
  if (!byOutage) return target.value->asNumber();
  std::optional<double> out;
  for (const std::string_view kind : {"host", "az"}) {
    const auto at = byOutage->find(kind);
    const auto seconds = at == byOutage->end() ? std::nullopt : at->second.asNumber();
    if (seconds) out = std::min(out.value_or(*seconds), *seconds);
  }
  return out;
}

void checkPause(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const Durations durations(design.profile(), design.topology().assumptions);
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    const std::string_view key = coldStartOf(design, cluster);
    if (key.empty()) continue;
    const double start = durations.range(key).seconds.worst;
    for (const Reach& reach : context.closure().reaching(cluster)) {
      const auto target = reach.hard ? shortTarget(design, reach.workload) : std::nullopt;
      if (!target || *target >= start) continue;
      const ValueAndLimit times = durationsApart(start, *target);
      sink.report({cluster, reach.workload},
                  "{name} pauses when it is idle and then takes about {found} to answer (an assumption), while "
                  "{workload}, which needs it, may be down for {target} at most",
                  {{"name", titled(design, cluster)},
                   {"workload", titled(design, reach.workload)},
                   {"found", times.value},
                   {"target", times.limit}},
                  "autoPause");
    }
  }
}

std::optional<Edit> fixPause(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  Edit edit;
  edit.label = "Let " + titled(design, cluster) + " run when it is idle";
  edit.changes.push_back(SetNodeProperty{finding.subjects.front(), "autoPause", Value(false)});
  return edit;
}

constexpr std::array kRules{
    Rule{.id = "aurora.serverless-pause",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "A cluster that pauses serves no workload that cannot wait for it to wake up",
         .rationale =
             "A paused cluster costs storage only, and the first request after a pause waits until it has started. "
             "Where less downtime is allowed than that takes, every quiet hour ends in a missed target.",
         .rows = {"A32"},
         .sources = {{"Amazon Aurora User Guide, Using Amazon Aurora Serverless v1", "2023-06-10"},
                     {"Course notes, AWS High Availability: Aurora Serverless", "2021"}},
         .check = checkPause,
         .fix = fixPause},
};

}  // namespace

std::span<const Rule> auroraPauseRules() { return kRules; }

}  // namespace nines
