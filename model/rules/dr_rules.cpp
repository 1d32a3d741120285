// Rules about the recovery strategy that a workload declares, and the data that it needs in the recovery Region.
#include <algorithm>
#include <array>

#include "rules/dr_support.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/places.h"

namespace nines {

namespace {

void checkDeclared(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const RecoveryPlan& plan : context.plans().all()) {
    if (!plan.recoveryDrawn || design.read(plan.workload, "strategy").known()) continue;
    FindingSink::Arguments arguments{{"name", titled(design, plan.workload)}, {"region", recoveryTitled(design, plan)}};
    if (plan.inferred) arguments.emplace_back("strategy", sentenceName(plan.inferred->strategy));
    Finding& finding = sink.report(
        {plan.workload},
        plan.inferred ? "{name} does not say how it recovers in {region}; what stands there amounts to {strategy}, but "
                        "whether that is meant only a declaration can tell"
                      : "{name} does not say how it recovers in {region}, so nobody can tell what has to stand there",
        std::move(arguments), "strategy");
    if (!isJoined(design, plan.workload)) finding.severity = Severity::info;
  }
}

// Why the topology is not one strategy more.
std::string_view reasonOf(Shortfall shortfall, bool hasNode) {
  switch (shortfall) {
    case Shortfall::noRegion:
      return "no Region for recovery is drawn or named";
    case Shortfall::nothingThere:
      return hasNode ? "{node} has neither a replica nor a backup there" : "nothing of it stands there";
    case Shortfall::notLive:
      return "of {node} only a backup gets there";
    case Shortfall::nothingRuns:
      return "its data is live there, but no app tier runs";
    case Shortfall::stopped:
      return "{node} does not run there";
    case Shortfall::small:
      return "{node} runs {running} of {needed} there";
    case Shortfall::notRouted:
      return "it runs there in full, but no Route 53 record with failover, weighted, latency or multivalue routing "
             "leads "
             "to both Regions";
    case Shortfall::nothing:
      return "its data is live there, its tiers run in full, and DNS leads to both Regions";
  }
  return {};
}

// The reason with its names: it becomes an argument of the sentence.
std::string reasonText(const Design& design, const RecoveryPlan& plan, const Inferred& inferred) {
  Finding reason;
  reason.phrase = reasonOf(inferred.shortfall, inferred.node != kNone);
  if (inferred.node != kNone) reason.arguments.emplace_back("node", titled(design, inferred.node));
  const auto unit = std::ranges::find(plan.units, inferred.node, &TierUnit::node);
  if (unit != plan.units.end()) {
    reason.arguments.emplace_back("running", std::to_string(unit->running));
    reason.arguments.emplace_back("needed", std::to_string(unit->needed));
  }
  return reason.message();
}

// Who declares none or backup and restore promises no compute, and data that is live elsewhere is not a pilot light
// yet: that has its compute defined (dr.pilot-light-compute).
bool isLessThanItSeems(const Design& design, const RecoveryPlan& plan) {
  const bool promisesLess = plan.declared == Strategy::none || plan.declared == Strategy::backupRestore;
  return promisesLess && plan.inferred && plan.inferred->strategy == Strategy::pilotLight && !plan.units.empty() &&
         !definesTiers(recoveryUnits(design, plan));
}

void checkMismatch(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const RecoveryPlan& plan : context.plans().all()) {
    if (!plan.declared || !plan.inferred || plan.inferred->strategy == *plan.declared) continue;
    if (isLessThanItSeems(design, plan)) continue;
    sink.report({plan.workload},
                plan.recovery == kNone
                    ? "{name} declares {declared}, but {reason}, so nothing takes over when its Region is lost"
                    : "{name} declares {declared}, but what stands in {region} amounts to {inferred}: {reason}",
                {{"name", titled(design, plan.workload)},
                 {"declared", std::string(sentenceName(*plan.declared))},
                 {"region", recoveryTitled(design, plan)},
                 {"inferred", std::string(sentenceName(plan.inferred->strategy))},
                 {"reason", reasonText(design, plan, *plan.inferred)}},
                "strategy");
  }
}

void reportBackup(const Design& design, const RecoveryPlan& plan, NodeIndex store, bool sure, FindingSink& sink) {
  FindingSink::Arguments arguments{{"name", titled(design, store)},
                                   {"workload", titled(design, plan.workload)},
                                   {"home", regionTitled(design, store)},
                                   {"region", recoveryTitled(design, plan)}};
  if (sure) {
    sink.report(
        {store},
        "{workload} recovers by backup and restore, but no backup of {name}, which it writes, gets to {region}, "
        "so there is nothing to restore from when {home} is lost",
        std::move(arguments));
  } else {
    sink.reportUnknown({store},
                       "No backup of {name} gets to {region}, where {workload} would need one to restore from if it "
                       "writes there, which none of its links says",
                       std::move(arguments));
  }
}

void checkBackup(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const RecoveryPlan& plan : context.plans().all()) {
    if (plan.effective() != Strategy::backupRestore) continue;
    const auto lacks = [&](NodeIndex store) { return plan.recovery == kNone || !outlivesRegion(context, plan, store); };
    for (const NodeIndex store : plan.written) {
      if (lacks(store)) reportBackup(design, plan, store, true, sink);
    }
    for (const NodeIndex store : plan.unclear) {
      if (lacks(store)) reportBackup(design, plan, store, false, sink);
    }
  }
}

void reportData(const Design& design, const RecoveryPlan& plan, NodeIndex store, bool sure, FindingSink& sink) {
  FindingSink::Arguments arguments{
      {"name", titled(design, store)},
      {"workload", titled(design, plan.workload)},
      {"strategy", std::string(plan.declared ? sentenceName(*plan.declared) : std::string_view())},
      {"region", recoveryTitled(design, plan)}};
  if (sure) {
    sink.report({store},
                "{workload} declares {strategy}, which keeps data live in the recovery Region, but {name}, which it "
                "writes, has no replica in {region} and would have to be restored first",
                std::move(arguments));
  } else {
    sink.reportUnknown({store},
                       "{name} has no replica in {region}; {strategy}, which {workload} declares, needs one if it "
                       "writes there, which none of its links says",
                       std::move(arguments));
  }
}

void checkData(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const StoreSets& stores = context.plans().stores();
  for (const RecoveryPlan& plan : context.plans().all()) {
    if (!plan.declared || !keepsDataLive(*plan.declared)) continue;
    const auto lacks = [&](NodeIndex store) {
      return plan.recovery == kNone || !stores.liveIn(store, design.regionCode(plan.recovery));
    };
    for (const NodeIndex store : plan.written) {
      if (lacks(store)) reportData(design, plan, store, true, sink);
    }
    for (const NodeIndex store : plan.unclear) {
      if (lacks(store)) reportData(design, plan, store, false, sink);
    }
  }
}

constexpr std::array kRules{
    Rule{.id = "dr.strategy-declared",
         .title = "A workload with a recovery Region declares its strategy",
         .rationale =
             "What has to stand in a recovery Region, and what it costs, follows from the strategy. Where none is "
             "declared, nobody can tell a gap from a decision; none is an answer too.",
         .rows = {"G02"},
         .sources = {{"Course notes, AWS High Availability: Backup and DR strategies", "2021"},
                     {"AWS Resilience Hub API, multi-Region disaster recovery approach", "2026-08-07"}},
         .check = checkDeclared,
         .fix = fixStrategy},
    Rule{
        .id = "dr.strategy-mismatch",
        .title = "The declared strategy is what the topology amounts to",
        .rationale =
            "In a disaster only what is there counts. The weakest store and the weakest tier decide: one store without "
            "a replica makes a warm standby a restore.",
        .rows = {"G02"},
        .sources = {{"Course notes, AWS High Availability: Backup and DR strategies", "2021"},
                    {"AWS Well-Architected Framework, REL13-BP02", "2026-11-22"}},
        .check = checkMismatch,
        .fix = fixStrategy},
    Rule{.id = "dr.backup-in-recovery-region",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Backup and restore: backups of every store get to the recovery Region",
         .rationale =
             "Automatic backups and point-in-time recovery die with their Region. What is to be restored elsewhere has "
             "to be copied there while all is well.",
         .rows = {"G03"},
         .sources = {{"Course notes, AWS High Availability: Backup and DR strategies", "2021"},
                     {"AWS Well-Architected Framework, REL13-BP02", "2026-11-22"}},
         .check = checkBackup,
         .fix = fixBackupThere},
    Rule{.id = "dr.data-in-recovery-region",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Pilot light or better: every store is live in the recovery Region",
         .rationale =
             "From pilot light on, data stores are always on in the recovery Region; only then can compute start on "
             "current data at once. Restoring a store takes hours and loses what came after the backup.",
         .rows = {"G04"},
         .sources = {{"Course notes, AWS High Availability: Backup and DR strategies", "2021"},
                     {"AWS Well-Architected Framework, REL13-BP02", "2026-11-22"}},
         .check = checkData,
         .fix = fixDataThere},
};

}  // namespace

std::span<const Rule> drRules() { return kRules; }

}  // namespace nines
