// Rules about Regional key-value tables.
#include <array>

#include "rules/families.h"
#include "rules/mending.h"

namespace nines {

namespace {

void checkPitr(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex table : design.withTrait(trait::kTable)) {
    const Reading pitr = design.read(table, "pitr");
    if (pitr.flag()) continue;
    FindingSink::Arguments arguments{{"name", std::string(titleOf(design, table))}};
    if (pitr.known()) {
      sink.report({table},
                  "{name} has no point-in-time recovery, so a bad write or deletion, which its copies repeat, cannot "
                  "be taken back",
                  std::move(arguments), "pitr");
    } else {
      sink.reportUnknown({table},
                         "It is not said whether {name} has point-in-time recovery, without which a bad write or "
                         "deletion cannot be taken back",
                         std::move(arguments), "pitr");
    }
  }
}

std::optional<Edit> fixPitr(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex table = design.indexOf(finding.subjects.front());
  if (table == kNone) return std::nullopt;
  Mending mending(design, "Enable point-in-time recovery for " + std::string(titleOf(design, table)));
  mending.set(table, "pitr", true);
  return mending.take();
}

constexpr std::array kRules{
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
         .check = checkPitr,
         .fix = fixPitr},
};

}  // namespace

std::span<const Rule> dynamodbRules() { return kRules; }

}  // namespace nines
