#include "recovery/runbook.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "recovery/reduction.h"
#include "recovery/runbook_scene.h"
#include "rules/dr_support.h"
#include "rules/places.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr auto kCourse = "Course notes, AWS High Availability: Testing Recovered Data";

const std::vector<RunbookForm>& forms() {
  static const std::vector<RunbookForm> kForms{
      {.id = "failover.backup-restore",
       .kind = RunbookKind::failover,
       .titles = {"Notice and decide", "Find the backups", "Restore the data in {away}", "Deploy the applications",
                  "Re-point users to {away}"},
       .rows = {"A20", "I02"},
       .source = {"Nines outage drill: order of steps", "2026-11-27"}},
      {.id = "failover.live-data",
       .kind = RunbookKind::failover,
       .liveData = true,
       .titles = {"Notice and decide", "Let the copies in {away} take over", "Bring the applications to full size",
                  "Re-point users to {away}"},
       .rows = {},
       .source = {"Nines outage drill: order of steps", "2026-11-27"}},
      {.id = "failback.backup-restore",
       .kind = RunbookKind::failback,
       .titles = {"Freeze data changes in {away}", "Take a backup", "Restore the backup in {home}",
                  "Re-point users to {home}", "Unfreeze the changes"},
       .rows = {"G07", "A20", "I02"},
       .source = {kCourse, "2021"}},
      {.id = "failback.live-data",
       .kind = RunbookKind::failback,
       .liveData = true,
       .titles = {"Replicate from {away} back to {home}", "Freeze data changes in {away}", "Re-point users to {home}",
                  "Unfreeze the changes"},
       .rows = {"G08"},
       .source = {kCourse, "2021"}},
  };
  return kForms;
}

std::string filled(std::string_view title, const RunbookScene& scene) {
  std::string out(title);
  for (const auto& [sign, name] :
       {std::pair<std::string_view, const std::string&>("{home}", scene.home()), {"{away}", scene.away()}}) {
    if (const auto at = out.find(sign); at != std::string::npos) out.replace(at, sign.size(), name);
  }
  return out;
}

}  // namespace

std::string_view toText(RunbookKind kind) { return kind == RunbookKind::failover ? "failover" : "fail-back"; }

std::vector<std::string> RunbookStep::resources() const {
  std::vector<std::string> out;
  for (const RunbookTask& task : tasks) {
    for (const std::string& id : task.resources) {
      if (std::ranges::find(out, id) == out.end()) out.push_back(id);
    }
  }
  return out;
}

std::string Runbook::title() const {
  return name + ": " + std::string(toText(kind)) + ", " + std::string(sentenceName(strategy));
}

std::string spanText(const Span& span) {
  const std::string worst = formatDuration(span.worst);
  const std::string best = formatDuration(span.best);
  return best == worst ? worst : best + " to " + worst;
}

std::string sourceText(const Source& source) {
  return source.date.empty() ? source.text : source.text + " (" + source.date + ")";
}

std::span<const RunbookForm> runbookForms() { return forms(); }

Strategy runbookStrategy(const RecoveryPlan& plan) {
  const Strategy strategy = plan.effective().value_or(Strategy::none);
  return strategy == Strategy::none ? Strategy::backupRestore : strategy;
}

namespace {

Runbook bookOf(const Design& design, const Closure& closure, const RecoveryPlans& plans, const RecoveryPlan& plan,
               Strategy strategy, RunbookKind kind) {
  const RunbookScene scene(design, closure, plans, plan, strategy);
  const auto form = std::ranges::find_if(
      forms(), [&](const RunbookForm& f) { return f.kind == kind && f.liveData == keepsDataLive(strategy); });
  std::vector<std::vector<RunbookTask>> tasks =
      kind == RunbookKind::failover ? failoverTasks(scene) : failbackTasks(scene);
  Runbook book{.workload = design.node(plan.workload).id,
               .name = titled(design, plan.workload),
               .kind = kind,
               .strategy = strategy,
               .home = scene.home(),
               .away = scene.away(),
               .steps = {},
               .source = form->source};
  book.steps.reserve(form->titles.size());
  for (std::size_t i = 0; i < form->titles.size(); ++i)
    book.steps.push_back({filled(form->titles[i], scene), std::move(tasks.at(i))});
  return book;
}

}  // namespace

// Of less than what is drawn, as strategies are compared: a live copy that the strategy does without takes nothing
// over.
Runbook makeRunbook(const Design& design, const Closure& closure, const RecoveryPlans& plans, const RecoveryPlan& plan,
                    Strategy strategy, RunbookKind kind) {
  if (keepsDataLive(strategy) || !isBeyond(plan, strategy)) return bookOf(design, closure, plans, plan, strategy, kind);
  auto topology = std::make_shared<const Topology>(reducedTo(design, plans, plan, strategy));
  const Design reduced(std::move(topology), design.catalogue(), design.profile());
  const Closure reaches(reduced);
  const RecoveryPlans its(reduced, reaches);
  const RecoveryPlan* own = its.of(reduced.indexOf(design.node(plan.workload).id));
  return own ? bookOf(reduced, reaches, its, *own, strategy, kind)
             : bookOf(design, closure, plans, plan, strategy, kind);
}

}  // namespace nines
