// What people do when the primary place of a workload is lost, and when they go back, with the names of one design.
//
// The order of the steps is that of the course notes ("Testing Recovered Data": five for backup and restore, four for
// pilot light, warm standby and multi-site); failover has as many, in the order of drill.md. Nothing is invented: where
// the design lacks what a step needs, the step says what is missing.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "recovery/durations.h"
#include "semantics/closure.h"
#include "semantics/strategy.h"

namespace nines {

enum class RunbookKind { failover, failback };
std::string_view toText(RunbookKind kind);  // "failover", "fail-back"

// One thing to do within a step.
struct RunbookTask {
  std::string what;                    // "Promote orders-db-dr, ...": a sentence without full stop
  std::vector<std::string> resources;  // ids of the nodes that it is about
  // How long it takes and who says so; empty where that depends on what no design knows.
  std::optional<Duration> takes{};
  bool missing = false;  // says what the design lacks for this step
};

struct RunbookStep {
  std::string title;  // "Freeze data changes in eu-central-1"
  std::vector<RunbookTask> tasks;
  std::string owner{};  // who does it; empty: nobody is named (runbook_owners.h)

  // Of all tasks, each once.
  std::vector<std::string> resources() const;
};

struct Runbook {
  std::string workload;  // its id
  std::string name;
  RunbookKind kind = RunbookKind::failover;
  Strategy strategy = Strategy::backupRestore;
  std::string home;  // the place that serves on ordinary days, as people call it
  std::string away;  // the one that takes over
  std::vector<RunbookStep> steps;
  Source source;  // of the order of the steps

  // "Orders: fail-back, warm standby"
  std::string title() const;
};

// "5 min to 15 min"; one figure where both ends are alike.
std::string spanText(const Span& span);
// "AWS User Guide (2023-06-10)".
std::string sourceText(const Source& source);

// What a kind of runbook consists of, before any design gives it names: "{home}" and "{away}" stand for the places.
struct RunbookForm {
  std::string_view id;  // "failback.backup-restore"
  RunbookKind kind = RunbookKind::failover;
  bool liveData = false;  // for pilot light, warm standby and multi-site; else for backup and restore
  std::vector<std::string_view> titles;
  std::vector<std::string_view> rows;  // of the fact sheet that it honours
  Source source;
};
std::span<const RunbookForm> runbookForms();

// The strategy whose runbooks are shown where nobody chooses: declared, else inferred; backup and restore where that is
// none, since it needs least.
Strategy runbookStrategy(const RecoveryPlan& plan);

// `strategy` must not be none.
Runbook makeRunbook(const Design& design, const Closure& closure, const RecoveryPlans& plans, const RecoveryPlan& plan,
                    Strategy strategy, RunbookKind kind);

}  // namespace nines
