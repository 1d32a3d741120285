// What brings a workload's data into another Region.
#include <algorithm>

#include "rules/database_engines.h"
#include "rules/dr_additions.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/replica_fixes.h"
#include "rules/replication.h"
#include "rules/table_sets.h"
#include "semantics/choices.h"

namespace nines {

namespace {

// Of a plan that is added, to be seen and changed on its card: without any nobody could say what can be lost.
constexpr std::int64_t kAddedIntervalHours = 24;

Properties copied(const Design& design, NodeIndex node, std::initializer_list<const char*> keys) {
  const Properties& from = design.node(node).properties;
  Properties out;
  for (const char* key : keys) {
    if (const auto at = from.find(key); at != from.end()) out.insert(*at);
  }
  return out;
}

// The name of a copy, so that two cards can be told apart.
std::string copyName(const Design& design, NodeIndex node) { return named(design, node) + "-dr"; }

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
      mending.add(design.node(table).kind, design.node(region).id, named(design, table),
                  copied(design, table, {"tableName", "capacityMode", "autoScaling", "pitr", "dataGb"}));
  mending.link("replicates", design.node(table).id, copy);
  return true;
}

// A Global Database: a secondary cluster without instances of its own yet.
bool copyCluster(const Design& design, NodeIndex cluster, NodeIndex region, Mending& mending) {
  const bool oneWriter = chooses(design, cluster, "mode", choice::kOneWriter);
  if (!oneWriter || !design.sources(cluster, "replicates").empty()) return false;
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

std::optional<Edit> backUpIn(const Design& design, NodeIndex store, const std::vector<NodeIndex>& regions) {
  NodeIndex linked = kNone;
  for (const NodeIndex target : design.targets(store, "backs-up")) {
    if (linked == kNone && design.has(target, trait::kBackupPlan)) linked = target;
  }
  Value::Array copies;
  if (linked != kNone) {
    const Reading before = design.read(linked, "copyTo");
    if (const Value::Array* ids = before.known() ? before.value->asArray() : nullptr) copies = *ids;
  }
  for (const NodeIndex region : regions) copies.emplace_back(design.node(region).id);
  Mending mending(design, "Copy backups of " + titled(design, store) + " to " + titled(design, regions.front()));
  if (linked != kNone) {
    mending.set(linked, "copyTo", Value(std::move(copies)));
    return mending.take();
  }
  const auto kinds = design.catalogue().kinds();
  const auto kind = std::ranges::find_if(kinds, [](const Kind& k) { return k.has(trait::kBackupPlan); });
  if (kind == kinds.end()) return std::nullopt;
  const NodeId plan =
      mending.add(kind->id, design.node(design.region(store)).id, named(design, store) + "-backups",
                  {{"copyTo", Value(std::move(copies))}, {"intervalHours", Value(kAddedIntervalHours)}});
  mending.link("backs-up", design.node(store).id, plan);
  return mending.take();
}

std::optional<Edit> replicateTo(const Design& design, NodeIndex store, NodeIndex region) {
  Mending mending(design, "Replicate " + titled(design, store) + " to " + titled(design, region));
  const bool made = design.has(store, trait::kBucket)             ? copyBucket(design, store, region, mending)
                    : design.has(store, trait::kTable)            ? copyTable(design, store, region, mending)
                    : design.has(store, trait::kClusterVolume)    ? copyCluster(design, store, region, mending)
                    : design.has(store, trait::kDatabaseInstance) ? copyDatabase(design, store, region, mending)
                                                                  : false;
  return made ? std::optional(mending.take()) : std::nullopt;
}

}  // namespace nines
