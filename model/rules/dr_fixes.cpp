// Corrections of what a workload declares, and of the data that it needs in its recovery Region.
#include <algorithm>

#include "rules/database_engines.h"
#include "rules/dr_support.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/replica_fixes.h"
#include "rules/replication.h"
#include "rules/table_sets.h"

namespace nines {

namespace {

// Whether declaring what the topology amounts to would be no error in itself.
bool isDeclarable(const RuleContext& context, const RecoveryPlan& plan) {
  const Design& design = context.design();
  if (!plan.inferred) return false;
  switch (plan.inferred->strategy) {
    case Strategy::none:
      return false;  // to give recovery up is for a person to say
    case Strategy::backupRestore:
      return std::ranges::all_of(plan.written, [&](NodeIndex s) { return outlivesRegion(context, plan, s); });
    case Strategy::pilotLight:
    case Strategy::warmStandby:
      return definesTiers(recoveryUnits(design, plan));
    case Strategy::multiSite:
      return std::ranges::all_of(plan.units, &TierUnit::isFull);
  }
  return false;
}

Properties copied(const Design& design, NodeIndex node, std::initializer_list<const char*> keys) {
  const Properties& from = design.node(node).properties;
  Properties out;
  for (const char* key : keys) {
    if (const auto at = from.find(key); at != from.end()) out.insert(*at);
  }
  return out;
}

// The name of a copy, so that two cards can be told apart.
std::string copyName(const Design& design, NodeIndex node) { return titled(design, node) + "-dr"; }

bool copyBucket(const Design& design, NodeIndex bucket, NodeIndex region, Mending& mending) {
  if (!design.read(bucket, "versioning").flag()) mending.set(bucket, "versioning", true);
  const NodeId copy = mending.add(design.node(bucket).kind, design.node(region).id, copyName(design, bucket),
                                  {{"versioning", Value(true)}});
  mending.link("replicates", design.node(bucket).id, copy);
  return true;
}

// Not for a strong table, for which two Regions would not do, nor for a set that lacks this Region for other reasons.
bool copyTable(const Design& design, NodeIndex table, NodeIndex region, Mending& mending) {
  const NodeIndex account = accountOf(design, table);
  const NodeIndex other = accountOf(design, region);
  if (account != kNone && other != kNone && account != other) return false;
  if (design.read(table, "consistency").text() == "strong" || tableSetOf(design, table).size() > 1) return false;
  const NodeId copy =
      mending.add(design.node(table).kind, design.node(region).id, titled(design, table),
                  copied(design, table, {"tableName", "capacityMode", "autoScaling", "pitr", "dataGb"}));
  mending.link("replicates", design.node(table).id, copy);
  return true;
}

// A Global Database: a secondary cluster without instances of its own yet.
bool copyCluster(const Design& design, NodeIndex cluster, NodeIndex region, Mending& mending) {
  const std::string_view mode = design.read(cluster, "mode").text();
  if ((mode != "provisioned" && mode != "serverless-v2") || !design.sources(cluster, "replicates").empty())
    return false;
  const std::size_t drawn = design.zonesOfCode(region).size();
  const std::size_t zones = drawn > 0 ? drawn : design.realZones(region);
  if (zones > 0 && static_cast<std::int64_t>(zones) < limitOf(design, "aurora.zones.minimum")) return false;
  const NodeId copy = mending.add(design.node(cluster).kind, design.node(region).id, copyName(design, cluster),
                                  copied(design, cluster, {"engine", "dataGb"}));
  mending.link("replicates", design.node(cluster).id, copy, {{"technology", Value("global-database")}});
  return true;
}

// Whether AWS would make a read replica of this database.
bool mayBeSource(const Design& design, NodeIndex database) {
  const std::string engine(engineOf(design, database));
  if (engine.empty() || design.isReplica(database)) return false;
  const auto most = findLimit(design, perSourceLimit(engine));
  if (!most || static_cast<std::int64_t>(replicasOf(design, database).size()) >= *most) return false;
  return maySource(design, database) && replicaEditionFitness(design, database) == Fitness::fit &&
         replicaVersionFitness(design, database) == Fitness::fit;
}

bool copyDatabase(const Design& design, NodeIndex database, NodeIndex region, Mending& mending) {
  if (!mayBeSource(design, database)) return false;
  const auto zone = mending.zone(region, {});
  if (!zone) return false;
  // Replicas are made from backups.
  if (backupDays(design, database) < limitOf(design, kSourceRetentionMinimum)) {
    mending.set(database, "backupRetentionDays", kAdvisedRetentionDays);
  }
  Properties properties =
      copied(design, database, {"engine", "engineVersion", "edition", "storageEngine", "instanceClass", "allocatedGb"});
  properties.emplace("lagAlarm", Value(true));
  const NodeId copy =
      mending.add(design.node(database).kind, zone->id, copyName(design, database), std::move(properties));
  mending.link("replicates", design.node(database).id, copy);
  return true;
}

}  // namespace

std::optional<Edit> fixStrategy(const RuleContext& context, const Finding& finding) {
  const RecoveryPlan* plan = planOfSubject(context, finding);
  if (!plan || !plan->inferred || !isDeclarable(context, *plan)) return std::nullopt;
  Mending mending(context.design(), "Declare " + std::string(sentenceName(plan->inferred->strategy)) + " for " +
                                        titled(context.design(), plan->workload));
  mending.set(plan->workload, "strategy", Value(toText(plan->inferred->strategy)));
  return mending.take();
}

// A plan of the store copies to the recovery Region too; where it has none, one is added.
std::optional<Edit> fixBackupThere(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex store = design.indexOf(finding.subjects.front());
  if (store == kNone || design.region(store) == kNone) return std::nullopt;
  const Lack lack = backupsLacking(context, store);
  if (lack.open || lack.regions.empty()) return std::nullopt;
  NodeIndex linked = kNone;
  for (const NodeIndex target : design.targets(store, "backs-up")) {
    if (linked == kNone && design.has(target, trait::kBackupPlan)) linked = target;
  }
  Value::Array copies;
  if (linked != kNone) {
    const Reading before = design.read(linked, "copyTo");
    if (const Value::Array* ids = before.known() ? before.value->asArray() : nullptr) copies = *ids;
  }
  for (const NodeIndex region : lack.regions) copies.emplace_back(design.node(region).id);
  Mending mending(design, "Copy backups of " + titled(design, store) + " to " + titled(design, lack.regions.front()));
  if (linked != kNone) {
    mending.set(linked, "copyTo", Value(std::move(copies)));
    return mending.take();
  }
  const auto kinds = design.catalogue().kinds();
  const auto kind = std::ranges::find_if(kinds, [](const Kind& k) { return k.has(trait::kBackupPlan); });
  if (kind == kinds.end()) return std::nullopt;
  const NodeId plan = mending.add(kind->id, design.node(design.region(store)).id, titled(design, store) + "-backups",
                                  {{"copyTo", Value(std::move(copies))}});
  mending.link("backs-up", design.node(store).id, plan);
  return mending.take();
}

std::optional<Edit> fixDataThere(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex store = design.indexOf(finding.subjects.front());
  if (store == kNone) return std::nullopt;
  const Lack lack = liveCopiesLacking(context, store);
  if (lack.open || lack.regions.size() != 1) return std::nullopt;
  const NodeIndex region = lack.regions.front();
  Mending mending(design, "Replicate " + titled(design, store) + " to " + titled(design, region));
  const bool made = design.has(store, trait::kBucket)             ? copyBucket(design, store, region, mending)
                    : design.has(store, trait::kTable)            ? copyTable(design, store, region, mending)
                    : design.has(store, trait::kClusterVolume)    ? copyCluster(design, store, region, mending)
                    : design.has(store, trait::kDatabaseInstance) ? copyDatabase(design, store, region, mending)
                                                                  : false;
  return made ? std::optional(mending.take()) : std::nullopt;
}

}  // namespace nines
