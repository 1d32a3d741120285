// Failover: the recovery Region takes over.
#include "recovery/runbook_scene.h"
#include "rules/dr_support.h"
#include "rules/limits.h"
#include "rules/places.h"
#include "semantics/archives.h"

namespace nines {

namespace {

using Tasks = std::vector<RunbookTask>;

// The health check that notices: interval times threshold.
Duration noticing(const RunbookScene& scene, NodeIndex record) {
  const Design& design = scene.design();
  const double seconds =
      design.read(record, "healthCheckIntervalSeconds").number() * design.read(record, "failureThreshold").number();
  const bool own = design.read(record, "healthCheckIntervalSeconds").state == Reading::State::set;
  return {{seconds, seconds}, scene.sourceOf(record, own ? "healthCheckIntervalSeconds" : "failureThreshold"), {}};
}

Tasks deciding(const RunbookScene& scene) {
  Tasks tasks;
  bool watched = false;
  for (const NodeIndex record : scene.records()) {
    if (!scene.design().read(record, "healthCheck").flag()) continue;
    watched = true;
    tasks.push_back(scene.task("See that the health check of " + scene.name(record) + " has failed", {record},
                               noticing(scene, record)));
  }
  if (!watched)
    tasks.push_back(scene.missing("No Route 53 health check of this workload notices the loss: a person has to", {}));
  tasks.push_back(scene.task("Decide that " + scene.away() + " takes over", {}, scene.durations().range("decide")));
  return tasks;
}

RunbookTask noRegion() {
  return {.what = "The design has no recovery Region: draw one, or name it on the workload's card",
          .resources = {},
          .missing = true};
}

RunbookTask promoteCluster(const RunbookScene& scene, NodeIndex store, NodeIndex copy) {
  const Design& design = scene.design();
  for (const LinkIndex l : design.incoming(copy)) {
    if (design.link(l).kind == "replicates" && design.readLink(l, "technology").text() == "binlog")
      return scene.task("Promote " + scene.name(copy) + ", a replica cluster of " + scene.name(store), {copy},
                        scene.durations().range("replica.promotion"));
  }
  return scene.task("Fail the global database of " + scene.name(store) + " over to " + scene.name(copy), {copy, store},
                    scene.durations().range("aurora.globalFailover"));
}

// What makes the copy take writes.
Tasks takeOver(const RunbookScene& scene, NodeIndex store, NodeIndex copy) {
  const Design& design = scene.design();
  if (design.has(copy, trait::kTable))
    return {scene.task("Nothing to promote: " + scene.name(copy) + ", a replica of the global table, takes writes",
                       {copy})};
  if (design.has(copy, trait::kBucket))
    return {scene.task(
        "Nothing to promote: " + scene.name(copy) + " holds what was replicated from " + scene.name(store), {copy})};
  if (!design.has(copy, trait::kClusterVolume))
    return {scene.task("Promote " + scene.name(copy) + ", a replica of " + scene.name(store) +
                           ", to a database of its own; it restarts",
                       {copy}, scene.durations().range("replica.promotion"))};
  Tasks tasks;
  // Nothing can be promoted of a cluster that does not run.
  if (design.read(copy, "stopped").flag())
    tasks.push_back(scene.task("Start the stopped cluster " + scene.name(copy), {copy},
                               scene.durations().range("aurora.startStopped")));
  tasks.push_back(promoteCluster(scene, store, copy));
  if (design.members(copy).empty())
    tasks.push_back(scene.missing("No instance of " + scene.name(copy) + " is drawn: see that it has one", {copy}));
  return tasks;
}

// What takes over as it is drawn does without: its data is kept there, and nothing is done about it.
RunbookTask unused(const RunbookScene& scene, NodeIndex store, NodeIndex copy) {
  return scene.missing("Nothing drawn in " + scene.away() + " uses " + scene.name(copy) + ", which has the data of " +
                           scene.name(store) + ": link what takes over to it if it is needed there",
                       {copy});
}

std::string holderText(const RunbookScene& scene, NodeIndex store, const BackupHolder& holder) {
  const std::string what = holder.node == store ? "its automatic backups" : scene.name(holder.node);
  return what + (holder.copied ? ", copied to " + scene.away() : std::string());
}

// Objects of an archive class cannot be read before they were retrieved.
std::optional<RunbookTask> retrieve(const RunbookScene& scene, NodeIndex node) {
  const Design& design = scene.design();
  if (!design.has(node, trait::kBucket)) return std::nullopt;
  const auto retrieval = archiveRetrieval(design, node);
  if (!retrieval) return std::nullopt;
  const std::string archive(design.read(node, "storageClass").text());
  const PropertySchema* schema = design.kind(node)->property("storageClass");
  const std::string label = schema ? std::string(schema->choiceLabel(archive)) : archive;
  return scene.task("Retrieve what is needed from " + scene.name(node) + " (" + label + ", " + retrieval->speed + ")",
                    {node}, scene.durations().range(retrieval->key));
}

RunbookTask restore(const RunbookScene& scene, NodeIndex store) {
  const std::string noun(storeNoun(scene.design(), store));
  if (const auto holder = scene.backupOf(store))
    return scene.task("Restore " + scene.name(store) + " from " + holderText(scene, store, *holder) + " as a new " +
                          noun + scene.sizeNote(store),
                      {store, holder->node}, scene.restoring(store));
  return scene.missing("No backup of " + scene.name(store) + " reaches " + scene.away() + ": its data is lost",
                       {store});
}

Tasks archives(const RunbookScene& scene) {
  Tasks tasks;
  for (const NodeIndex store : scene.stores()) {
    const NodeIndex copy = scene.copyOf(store);
    if (copy != kNone && !scene.isUsedAway(store)) continue;
    const auto holder = copy == kNone ? scene.backupOf(store) : std::nullopt;
    if (holder) {
      tasks.push_back(
          scene.task("Find the newest backup of " + scene.name(store) + " in " + holderText(scene, store, *holder),
                     {holder->node, store}));
      if (const std::string unsaid = scene.unsaidInterval(store, holder->node); !unsaid.empty())
        tasks.push_back(scene.missing("How much is lost is not known: " + unsaid, {holder->node, store}));
    }
    const NodeIndex kept = holder ? holder->node : copy;
    if (auto first = kept == kNone ? std::nullopt : retrieve(scene, kept)) tasks.push_back(std::move(*first));
  }
  if (tasks.empty() && !scene.stores().empty())
    tasks.push_back(scene.task("Nothing to retrieve: no data of this workload is kept as a backup only", {}));
  return tasks;
}

Tasks restores(const RunbookScene& scene) {
  Tasks tasks;
  for (const NodeIndex store : scene.stores()) {
    const NodeIndex copy = scene.copyOf(store);
    if (copy != kNone && !scene.isUsedAway(store)) {
      tasks.push_back(unused(scene, store, copy));
      continue;
    }
    if (copy == kNone) {
      tasks.push_back(restore(scene, store));
      continue;
    }
    for (RunbookTask& task : takeOver(scene, store, copy)) tasks.push_back(std::move(task));
  }
  return tasks;
}

Tasks promotions(const RunbookScene& scene) {
  Tasks tasks;
  for (const NodeIndex store : scene.stores()) {
    const NodeIndex copy = scene.copyOf(store);
    if (copy != kNone && !scene.isUsedAway(store)) {
      tasks.push_back(unused(scene, store, copy));
      continue;
    }
    if (copy == kNone) {
      tasks.push_back(scene.missing(scene.name(store) + " has no live copy in " + scene.away() + ", which " +
                                        std::string(sentenceName(scene.strategy())) + " needs",
                                    {store}));
      if (scene.backupOf(store)) tasks.push_back(restore(scene, store));
      continue;
    }
    for (RunbookTask& task : takeOver(scene, store, copy)) tasks.push_back(std::move(task));
  }
  return tasks;
}

RunbookTask deploy(const RunbookScene& scene, const TierUnit& unit) {
  return scene.task("Deploy " + scene.name(unit.node) + " in " + scene.away() + " (" +
                        counted(unit.needed, "instance") + "), where it is not drawn",
                    {unit.node}, scene.durations().range("compute.deploy"));
}

// What the strategy promises and the unit does not keep; mostly empty.
std::string shortOf(const RunbookScene& scene, const TierUnit& unit) {
  const std::string says = " expects " + scene.name(unit.node);
  if (scene.strategy() == Strategy::warmStandby && unit.running == 0) return "Warm standby" + says + " to run already";
  if (scene.strategy() == Strategy::multiSite && !unit.isFull())
    return "Multi-site" + says + " to run at full size (" + counted(unit.needed, "instance") + ")";
  return {};
}

RunbookTask grow(const RunbookScene& scene, const TierUnit& unit) {
  const std::string name = scene.name(unit.node);
  if (unit.isFull())
    return scene.task("Nothing to start: " + name + " runs all it needs (" + std::to_string(unit.running) + " of " +
                          std::to_string(unit.needed) + ")",
                      {unit.node});
  if (unit.running == 0)
    return scene.task("Start " + name + ": " + counted(unit.needed, "instance"), {unit.node}, scene.starting(unit));
  return scene.task("Scale " + name + " from " + std::to_string(unit.running) + " to " + std::to_string(unit.needed),
                    {unit.node}, scene.starting(unit));
}

Tasks compute(const RunbookScene& scene) {
  Tasks tasks;
  for (const TierUnit* unit : scene.awayUnits()) {
    if (unit->tiers.empty()) continue;
    if (std::string lack = shortOf(scene, *unit); !lack.empty())
      tasks.push_back(scene.missing(std::move(lack), {unit->node}));
    tasks.push_back(grow(scene, *unit));
  }
  for (const TierUnit* unit : scene.unitsWithoutCounterpart()) {
    if (scene.strategy() != Strategy::backupRestore)
      tasks.push_back(scene.missing("Nothing in " + scene.away() + " stands in for " + scene.name(unit->node) +
                                        ", which " + std::string(sentenceName(scene.strategy())) + " needs",
                                    {unit->node}));
    tasks.push_back(deploy(scene, *unit));
  }
  if (tasks.empty()) tasks.push_back(scene.task("Nothing to start: the workload has no compute in a Region", {}));
  return tasks;
}

// A record that answers with the other place.
RunbookTask redirect(const RunbookScene& scene, NodeIndex record) {
  const std::string name = scene.name(record);
  const std::vector<NodeIndex> targets = scene.targetsIn(record, true);
  if (targets.empty())
    return scene.missing(name + " leads to nothing in " + scene.away() + ": add a target there", {record});
  std::vector<NodeIndex> nodes{record};
  nodes.insert(nodes.end(), targets.begin(), targets.end());
  return scene.task(scene.switchesItself(record)
                        ? "See that " + name + " answers with " + scene.names(targets) +
                              ", as it does by itself once its health check has failed"
                        : "Change " + name + " so that it answers with " + scene.names(targets) + " only",
                    nodes, scene.answering(record));
}

// Applications that do not know the new place of their data yet.
Tasks rePoint(const RunbookScene& scene) {
  Tasks tasks;
  const Duration takes = scene.durations().range("repoint");
  for (const NodeIndex store : scene.stores()) {
    const NodeIndex copy = scene.copyOf(store);
    if (copy != kNone && !scene.isUsedAway(store)) continue;
    const bool restored = copy == kNone && scene.backupOf(store);
    if (copy == kNone && !restored) continue;
    if (copy != kNone && !scene.clientsOf(copy, true).empty()) continue;
    const std::string where = restored ? "the restored " + scene.name(store) : scene.name(copy);
    const std::vector<NodeIndex> clients = copy == kNone ? std::vector<NodeIndex>() : scene.clientsOf(copy, false);
    const std::string who = clients.empty() ? "the application in " + scene.away() : scene.names(clients);
    std::vector<NodeIndex> nodes = clients;
    nodes.push_back(restored ? store : copy);
    if (const std::string unsaid = copy == kNone ? "" : scene.unsaidAccess(copy); !unsaid.empty())
      tasks.push_back(
          scene.missing("Whoever writes to " + where + " already need not be pointed at it: " + unsaid, nodes));
    tasks.push_back(
        scene.task("Point " + who + " at " + where +
                       (restored ? ": a restore makes a new " + std::string(storeNoun(scene.design(), store)) +
                                       ", with a name of its own"
                                 : std::string()),
                   nodes, takes));
  }
  for (const NodeIndex record : scene.records()) tasks.push_back(redirect(scene, record));
  if (scene.records().empty())
    tasks.push_back(scene.missing("No Route 53 record leads users to " + scene.away() + ": tell them the new address",
                                  {scene.plan().workload}));
  return tasks;
}

}  // namespace

std::vector<Tasks> failoverTasks(const RunbookScene& scene) {
  const bool restoring = scene.strategy() == Strategy::backupRestore;
  if (!scene.hasAway()) {
    std::vector<Tasks> out(restoring ? 5 : 4, Tasks{noRegion()});
    out.front() = deciding(scene);
    return out;
  }
  if (restoring) return {deciding(scene), archives(scene), restores(scene), compute(scene), rePoint(scene)};
  return {deciding(scene), promotions(scene), compute(scene), rePoint(scene)};
}

}  // namespace nines
