// The rule about data that is copied, but not backed up.
#include <algorithm>
#include <array>

#include "rules/families.h"
#include "rules/pitr.h"
#include "rules/places.h"
#include "rules/replication.h"

namespace nines {

namespace {

enum class Kept { no, unknown, yes };

// The retention of a table says how long backups are to be kept, not that there are any.
bool backsItselfUp(const Design& design, NodeIndex store) {
  return design.has(store, trait::kDatabaseInstance) || design.has(store, trait::kClusterVolume);
}

// Whether there is a state of the store before its last change to return to.
Kept keptOf(const Design& design, NodeIndex store) {
  if (!design.targets(store, "backs-up").empty()) return Kept::yes;
  if (backsItselfUp(design, store)) {
    return design.read(store, "backupRetentionDays").number() >= 1 ? Kept::yes : Kept::no;
  }
  if (!design.has(store, trait::kTable)) return Kept::unknown;
  const Reading pitr = design.read(store, "pitr");
  if (pitr.flag() || design.read(store, "onDemandBackups").flag()) return Kept::yes;
  return pitr.known() ? Kept::no : Kept::unknown;
}

std::string_view propertyOf(const Design& design, NodeIndex store) {
  return backsItselfUp(design, store) ? "backupRetentionDays" : "pitr";
}

// Where changes are made: every replica of a global table, the source of other replication. Copies follow their source.
bool takesChanges(const Design& design, NodeIndex store) {
  if (design.has(store, trait::kTable)) return !design.read(store, "witness").flag();
  const auto copies = design.targets(store, "replicates");
  return !design.isReplica(store) && std::ranges::any_of(copies, [&](NodeIndex copy) { return copy != store; });
}

void reportSet(const Design& design, std::span<const NodeIndex> set, FindingSink& sink) {
  const auto is = [&](Kept kept) { return [&design, kept](NodeIndex s) { return keptOf(design, s) == kept; }; };
  if (std::ranges::any_of(set, is(Kept::yes))) return;
  const bool sure = std::ranges::none_of(set, is(Kept::unknown));
  const std::string copies = set.size() == 2 ? "1 other copy" : std::to_string(set.size() - 1) + " other copies";
  for (const NodeIndex store : set) {
    if (!takesChanges(design, store) || (!sure && keptOf(design, store) != Kept::unknown)) continue;
    FindingSink::Arguments arguments{{"name", titled(design, store)}, {"copies", copies}};
    if (sure) {
      sink.report({store},
                  "{name} is replicated with {copies} and has no backup; replication repeats a bad write or deletion "
                  "everywhere, and there is nothing to return to",
                  std::move(arguments), propertyOf(design, store));
    } else {
      sink.reportUnknown({store},
                         "{name} is replicated with {copies}, and it is not said whether there is a backup of it; "
                         "replication repeats a bad write or deletion everywhere",
                         std::move(arguments), propertyOf(design, store));
    }
  }
}

void checkReplicationIsNotBackup(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const StoreSets& stores = context.plans().stores();
  for (const NodeIndex store : design.withTrait(trait::kStore)) {
    // Buckets replicate only with versioning (s3.replication-versioning), which keeps what was there before.
    if (design.has(store, trait::kBucket)) continue;
    const auto set = stores.of(store);
    if (set.size() > 1 && set.front() == store) reportSet(design, set, sink);
  }
}

std::optional<Edit> fixReplicationIsNotBackup(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex store = design.indexOf(finding.subjects.front());
  if (store == kNone) return std::nullopt;
  if (backsItselfUp(design, store)) return keepBackups(design, store, kAdvisedRetentionDays);
  if (!design.has(store, trait::kTable)) return std::nullopt;
  return enablePitr(design, store);
}

constexpr std::array kRules{
    Rule{.id = "dr.replication-is-not-backup",
         .title = "What is replicated is backed up too",
         .rationale =
             "A replica protects against the loss of a place, not against a bad write or deletion: that is copied "
             "within seconds. Only a backup has the state before it.",
         .rows = {"Y10", "R19"},
         .sources = {{"AWS Architecture Blog, Disaster recovery on AWS, part III", "2026-11-22"},
                     {"Trusted Advisor, Amazon RDS Backups", "2026"}},
         .aliases = {"config:db-instance-backup-enabled", "config:dynamodb-pitr-enabled", "securityhub:RDS.11",
                     "securityhub:DynamoDB.2", "trusted-advisor:RDS Backups", "checkov:CKV_AWS_165"},
         .check = checkReplicationIsNotBackup,
         .fix = fixReplicationIsNotBackup},
};

}  // namespace

std::span<const Rule> drBackupRules() { return kRules; }

}  // namespace nines
