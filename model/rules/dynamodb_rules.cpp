// Rules about Regional key-value tables: their capacity and their backups.
#include <algorithm>
#include <array>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/pitr.h"
#include "rules/places.h"

namespace nines {

namespace {

void checkCapacity(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex table : design.withTrait(trait::kTable)) {
    if (design.read(table, "capacityMode").text() != "provisioned" || design.read(table, "autoScaling").flag())
      continue;
    sink.report({table},
                "{name} has provisioned capacity without auto scaling, so requests above what was set are refused, for "
                "instance those of a Region that failed over",
                {{"name", titled(design, table)}}, "autoScaling");
  }
}

std::optional<Edit> fixCapacity(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex table = design.indexOf(finding.subjects.front());
  if (table == kNone) return std::nullopt;
  Mending mending(design, "Give " + titled(design, table) + " capacity on demand");
  mending.set(table, "capacityMode", Value("on-demand"));
  return mending.take();
}

bool hasOtherBackups(const Design& design, NodeIndex table) {
  return design.read(table, "onDemandBackups").flag() || !design.targets(table, "backs-up").empty();
}

void checkPitr(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex table : design.withTrait(trait::kTable)) {
    const Reading pitr = design.read(table, "pitr");
    if (pitr.flag()) continue;
    FindingSink::Arguments arguments{{"name", std::string(titleOf(design, table))}};
    if (pitr.known()) {
      sink.report({table},
                  hasOtherBackups(design, table)
                      ? "{name} has no point-in-time recovery, so a bad write or deletion takes it back to its last "
                        "backup, and what was written since is lost"
                      : "{name} has no point-in-time recovery, so a bad write or deletion cannot be taken back",
                  std::move(arguments), "pitr");
    } else {
      sink.reportUnknown({table},
                         "It is not said whether {name} has point-in-time recovery, which alone leads back to the "
                         "second before a bad write or deletion",
                         std::move(arguments), "pitr");
    }
  }
}

std::optional<Edit> fixPitr(const RuleContext& context, const Finding& finding) {
  const NodeIndex table = context.design().indexOf(finding.subjects.front());
  return table == kNone ? std::nullopt : std::optional(enablePitr(context.design(), table));
}

// "35 days", or "1 to 35 days", with the other profile's where that differs.
std::string windowText(const Design& design) {
  const auto range = [](std::int64_t least, std::int64_t most) {
    return least == most ? std::to_string(most) : std::to_string(least) + " to " + std::to_string(most);
  };
  const std::int64_t least = limitOf(design, kPitrWindowMinimum);
  const std::int64_t most = limitOf(design, kPitrWindowMaximum);
  const auto theirs = [&](std::string_view key, std::int64_t ours) {
    const Fact* other = differingFact(design, key);
    return other ? other->value.asInteger().value_or(ours) : ours;
  };
  const std::string ours = range(least, most);
  const std::string other = range(theirs(kPitrWindowMinimum, least), theirs(kPitrWindowMaximum, most));
  if (ours == other) return ours + " days";
  return ours + " days" +
         (otherIsToday(design) ? " (AWS allows " + other + " today)" : " (the course teaches " + other + ")");
}

void checkWindow(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t least = limitOf(design, kPitrWindowMinimum);
  const std::int64_t most = limitOf(design, kPitrWindowMaximum);
  const std::string allowed = windowText(design);
  for (const NodeIndex table : design.withTrait(trait::kTable)) {
    const Reading pitr = design.read(table, "pitr");
    const double days = design.read(table, "pitrDays").number(static_cast<double>(most));
    // Without point-in-time recovery there is no window.
    if ((days >= static_cast<double>(least) && days <= static_cast<double>(most)) || (pitr.known() && !pitr.flag())) {
      continue;
    }
    FindingSink::Arguments arguments{{"name", titled(design, table)},
                                     {"days", counted(design.read(table, "pitrDays").integer(), "day")},
                                     {"allowed", allowed}};
    if (pitr.known()) {
      sink.report(
          {table},
          "Point-in-time recovery of {name} is to reach back {days}, but the window that AWS offers is {allowed}, and "
          "it refuses another",
          std::move(arguments), "pitrDays");
    } else {
      sink.reportUnknown(
          {table},
          "It is not said whether {name} has point-in-time recovery; if so, AWS refuses its window of {days}, because "
          "it offers {allowed}",
          std::move(arguments), "pitrDays");
    }
  }
}

std::optional<Edit> fixWindow(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex table = design.indexOf(finding.subjects.front());
  if (table == kNone) return std::nullopt;
  const std::int64_t days = nearestPitrWindow(design, table);
  Mending mending(design,
                  "Let point-in-time recovery of " + titled(design, table) + " reach back " + counted(days, "day"));
  mending.set(table, "pitrDays", days);
  return mending.take();
}

// What keeps backups of the table beyond point-in-time recovery.
struct Keeping {
  bool enough = false;
  bool unclear = false;               // a plan does not say for how long
  std::vector<NodeIndex> shortPlans;  // plans that keep them for too few days
};

Keeping keepingOf(const Design& design, NodeIndex table, double days) {
  Keeping keeping;
  keeping.enough = design.read(table, "onDemandBackups").flag();
  for (const NodeIndex target : design.targets(table, "backs-up")) {
    if (!design.has(target, trait::kBackupPlan)) {
      keeping.enough = true;  // an export to a bucket stays until somebody deletes it
      continue;
    }
    const Reading retention = design.read(target, "retentionDays");
    if (!retention.known()) keeping.unclear = true;
    else if (retention.number() >= days) keeping.enough = true;
    else keeping.shortPlans.push_back(target);
  }
  return keeping;
}

std::string recoveryText(const Design& design, NodeIndex table) {
  const Reading pitr = design.read(table, "pitr");
  return pitr.known() && !pitr.flag() ? "point-in-time recovery, which is off," : "point-in-time recovery";
}

void checkLongTerm(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const auto most = static_cast<double>(limitOf(design, kPitrWindowMaximum));
  for (const NodeIndex table : design.withTrait(trait::kTable)) {
    const Reading wanted = design.read(table, "backupRetentionDays");
    if (!wanted.known() || wanted.number() <= most) continue;
    const Keeping keeping = keepingOf(design, table, wanted.number());
    if (keeping.enough) continue;
    FindingSink::Arguments arguments{{"name", titled(design, table)},
                                     {"days", counted(wanted.integer(), "day")},
                                     {"pitr", recoveryText(design, table)},
                                     {"limit", limitText(design, kPitrWindowMaximum, Bound::most)}};
    if (keeping.unclear) {
      sink.reportUnknown({table},
                         "Backups of {name} are to be kept for {days}, and its backup plan does not say for how long "
                         "it keeps them; {pitr} reaches back {limit} days at most",
                         std::move(arguments), "backupRetentionDays");
    } else if (!keeping.shortPlans.empty()) {
      const NodeIndex plan = keeping.shortPlans.front();
      arguments.emplace_back("plan", titled(design, plan));
      arguments.emplace_back("kept", counted(design.read(plan, "retentionDays").integer(), "day"));
      sink.report({table},
                  "Backups of {name} are to be kept for {days}, but {plan} keeps them for {kept} and {pitr} reaches "
                  "back {limit} days at most",
                  std::move(arguments), "backupRetentionDays");
    } else {
      sink.report({table},
                  "Backups of {name} are to be kept for {days}, but {pitr} reaches back {limit} days at most; longer "
                  "than that only on-demand backups or a backup plan keep them",
                  std::move(arguments), "backupRetentionDays");
    }
  }
}

// A plan of the table that keeps its backups for too few days keeps them longer; else a new plan is added.
std::optional<Edit> fixLongTerm(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex table = design.indexOf(finding.subjects.front());
  const NodeIndex region = table == kNone ? kNone : design.region(table);
  if (region == kNone) return std::nullopt;
  const Reading wanted = design.read(table, "backupRetentionDays");
  if (!wanted.known() || !wanted.value->asInteger()) return std::nullopt;
  const std::int64_t days = wanted.integer();
  NodeIndex linked = kNone;
  for (const NodeIndex target : design.targets(table, "backs-up")) {
    if (linked == kNone && design.has(target, trait::kBackupPlan)) linked = target;
  }
  Mending mending(design, "Keep backups of " + titled(design, table) + " for " + counted(days, "day"));
  if (linked != kNone) {
    mending.set(linked, "retentionDays", days);
    return mending.take();
  }
  const auto kinds = design.catalogue().kinds();
  const auto kind = std::ranges::find_if(kinds, [](const Kind& k) { return k.has(trait::kBackupPlan); });
  if (kind == kinds.end()) return std::nullopt;
  const NodeId plan = mending.add(kind->id, design.node(region).id, named(design, table) + "-backups",
                                  {{"retentionDays", Value(days)}});
  mending.link("backs-up", design.node(table).id, plan);
  return mending.take();
}

constexpr std::array kRules{
    Rule{.id = "dynamodb.capacity",
         .title = "The capacity of a table follows its load",
         .rationale =
             "Provisioned capacity without auto scaling refuses what exceeds it. A replica that was sized for its own "
             "Region fails when it has to take over another's load.",
         .rows = {"Y03", "Y11"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB", "2021"},
                     {"Amazon DynamoDB API Reference, CreateGlobalTable", "2026-08-07"}},
         .aliases = {"config:dynamodb-autoscaling-enabled", "securityhub:DynamoDB.1", "checkov:CKV2_AWS_16",
                     "prowler:dynamodb_table_autoscaling_enabled", "cfn-guard:dynamodb_autoscaling_enabled"},
         .check = checkCapacity,
         .fix = fixCapacity},
    Rule{.id = "dynamodb.pitr",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "A table has point-in-time recovery",
         .rationale =
             "A global table copies a bad write to every Region within a second. Point-in-time recovery restores "
             "the table as it was at any second of its window, up to about five minutes ago.",
         .rows = {"I01", "Y10"},
         .sources = {{"Amazon DynamoDB Developer Guide, Point-in-time recovery", "2023-02-22"},
                     {"Amazon DynamoDB API Reference, RecoveryPeriodInDays", "2026-08-07"}},
         .aliases = {"config:dynamodb-pitr-enabled", "securityhub:DynamoDB.2",
                     "trusted-advisor:DynamoDB Point-in-time Recovery", "checkov:CKV_AWS_28", "checkov:CKV_AWS_165",
                     "prowler:dynamodb_tables_pitr_enabled", "trivy:AWS-0024", "cfn-guard:dynamodb_pitr_enabled"},
         .suppressedBy = {"dr.replication-is-not-backup"},
         .limits = {{"dynamodb.pitrDays.maximum", "Days that the window reaches back, at most"}},
         .check = checkPitr,
         .fix = fixPitr},
    Rule{.id = "dynamodb.pitr-window",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "The window of point-in-time recovery is one that AWS offers",
         .rationale =
             "In the course the window is 35 days, always. AWS has let people choose from 1 to 35 days since; what was "
             "written before the window cannot be restored.",
         .rows = {"I01"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB point-in-time recovery", "2021"},
                     {"Amazon DynamoDB API Reference, RecoveryPeriodInDays", "2026-08-07"}},
         .limits = {{"dynamodb.pitrDays.minimum", "Days of the window, at least"},
                    {"dynamodb.pitrDays.maximum", "Days of the window, at most"}},
         .check = checkWindow,
         .fix = fixWindow},
    Rule{.id = "dynamodb.long-term-backup",
         .title = "Backups that are kept for long do not rest on point-in-time recovery",
         .rationale =
             "Point-in-time recovery forgets what is older than its window. On-demand backups stay until somebody "
             "deletes them, those of a backup plan as long as the plan says.",
         .rows = {"K01"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB on-demand backup and restore", "2021"},
                     {"Amazon DynamoDB Developer Guide, On-demand backup", "2023-02-22"}},
         .aliases = {"config:dynamodb-in-backup-plan", "config:dynamodb-resources-protected-by-backup-plan",
                     "securityhub:DynamoDB.4", "trusted-advisor:DynamoDB Table Not Included in Backup Plan",
                     "prowler:dynamodb_table_protected_by_backup_plan", "cfn-guard:dynamodb_in_backup_plan",
                     "cfn-guard:dynamodb_resources_protected_by_backup_plan"},
         .limits = {{"dynamodb.pitrDays.maximum", "Days that point-in-time recovery reaches back, at most"}},
         .check = checkLongTerm,
         .fix = fixLongTerm},
};

}  // namespace

std::span<const Rule> dynamodbRules() { return kRules; }

}  // namespace nines
