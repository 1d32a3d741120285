// Fail-back: the primary place serves again.
#include "recovery/runbook_scene.h"
#include "rules/limits.h"
#include "rules/places.h"

namespace nines {

namespace {

using Tasks = std::vector<RunbookTask>;

RunbookTask noRegion() {
  return {.what = "The design has no recovery Region, so nothing to come back from", .resources = {}, .missing = true};
}

std::vector<NodeIndex> nodesOf(const std::vector<const TierUnit*>& units) {
  std::vector<NodeIndex> out;
  out.reserve(units.size());
  for (const TierUnit* unit : units) out.push_back(unit->node);
  return out;
}

// What serves in the recovery Region in place of the store.
std::string substitute(const RunbookScene& scene, NodeIndex store) {
  const NodeIndex copy = scene.copyOf(store);
  return copy == kNone ? "what was restored of " + scene.name(store) + " in " + scene.away() : scene.name(copy);
}

std::vector<NodeIndex> withCopy(const RunbookScene& scene, NodeIndex store) {
  const NodeIndex copy = scene.copyOf(store);
  return copy == kNone ? std::vector<NodeIndex>{store} : std::vector<NodeIndex>{copy, store};
}

Tasks freeze(const RunbookScene& scene) {
  const std::vector<NodeIndex> units = nodesOf(scene.awayUnits());
  if (units.empty())
    return {scene.missing(
        "The design draws nothing that runs in " + scene.away() + ": stop the writes of what was deployed there", {})};
  Tasks tasks;
  tasks.reserve(units.size());
  for (const NodeIndex unit : units) tasks.push_back(scene.task("Stop the writes of " + scene.name(unit), {unit}));
  return tasks;
}

Tasks backUp(const RunbookScene& scene) {
  Tasks tasks;
  for (const NodeIndex store : scene.stores())
    tasks.push_back(scene.task("Take a backup of " + substitute(scene, store), withCopy(scene, store)));
  return tasks;
}

Tasks restoreHome(const RunbookScene& scene) {
  Tasks tasks;
  for (const NodeIndex store : scene.stores()) {
    const std::string noun(storeNoun(scene.design(), store));
    tasks.push_back(scene.task("Restore that backup in " + scene.home() + " as a new " + noun + " in place of " +
                                   scene.name(store) + scene.sizeNote(store),
                               {store}, scene.restoring(store)));
  }
  return tasks;
}

// The answer of the record goes back by itself where it asks for the health of the primary place.
RunbookTask returnRecord(const RunbookScene& scene, NodeIndex record) {
  const std::string name = scene.name(record);
  const std::vector<NodeIndex> targets = scene.targetsIn(record, false);
  if (targets.empty())
    return scene.missing(name + " leads to nothing in " + scene.home() + ": add a target there", {record});
  std::vector<NodeIndex> nodes{record};
  nodes.insert(nodes.end(), targets.begin(), targets.end());
  return scene.task(scene.switchesItself(record)
                        ? "Let the health check of " + name + " pass again, so that it answers with " +
                              scene.names(targets) + "; until here it must not"
                        : "Change " + name + " back to " + scene.names(targets),
                    nodes, scene.answering(record));
}

// Clients of a store that is another one than before.
std::optional<RunbookTask> pointHome(const RunbookScene& scene, NodeIndex store, const std::string& why) {
  const std::vector<NodeIndex> clients = scene.clientsOf(store, false);
  if (clients.empty()) return std::nullopt;
  std::vector<NodeIndex> nodes = clients;
  nodes.push_back(store);
  return scene.task("Point " + scene.names(clients) + " at the new " + scene.name(store) + why, nodes,
                    scene.durations().range("repoint"));
}

Tasks records(const RunbookScene& scene) {
  Tasks tasks;
  for (const NodeIndex record : scene.records()) tasks.push_back(returnRecord(scene, record));
  if (tasks.empty())
    tasks.push_back(scene.missing("No Route 53 record leads users to " + scene.home() + ": tell them the address",
                                  {scene.plan().workload}));
  return tasks;
}

Tasks rePointAfterRestore(const RunbookScene& scene) {
  Tasks tasks;
  for (const NodeIndex store : scene.stores()) {
    const std::string noun(storeNoun(scene.design(), store));
    if (auto task = pointHome(scene, store, ": a restore makes a new " + noun + ", with a name of its own"))
      tasks.push_back(std::move(*task));
  }
  for (RunbookTask& task : records(scene)) tasks.push_back(std::move(task));
  return tasks;
}

bool isReplicaDatabase(const RunbookScene& scene, NodeIndex copy) {
  return copy != kNone && scene.design().has(copy, trait::kDatabaseInstance);
}

RunbookTask reverse(const RunbookScene& scene, NodeIndex store, NodeIndex copy) {
  const Design& design = scene.design();
  const std::string from = scene.name(copy);
  const std::string to = scene.name(store);
  if (design.has(store, trait::kTable))
    return scene.task("Nothing to set up: " + to + ", in the same global table as " + from + ", catches up by itself",
                      {copy, store});
  if (design.has(store, trait::kClusterVolume))
    return scene.task("See that " + to + " is a secondary of " + from +
                          " again: a switchover of the global database reverses the replication by itself",
                      {copy, store});
  if (design.has(store, trait::kBucket))
    return scene.task(scene.replicates(copy, store)
                          ? "See that " + from + " replicates to " + to + ", as the design has it"
                          : "Replicate " + from + " to " + to + ", the objects that exist already included",
                      {copy, store});
  return scene.task("Make a read replica of " + from + " in " + scene.home() + " in place of " + to +
                        ", which cannot become a replica itself",
                    {copy, store});
}

Tasks reverseAll(const RunbookScene& scene) {
  Tasks tasks;
  std::vector<NodeIndex> followed;
  for (const NodeIndex store : scene.stores()) {
    const NodeIndex copy = scene.copyOf(store);
    if (copy == kNone) {
      tasks.push_back(scene.missing(
          scene.name(store) + " has no live copy in " + scene.away() + " that could be replicated back", {store}));
      continue;
    }
    tasks.push_back(reverse(scene, store, copy));
    followed.push_back(store);
  }
  if (!followed.empty())
    tasks.push_back(scene.task("Wait until " + scene.home() + " has caught up with all changes", followed));
  return tasks;
}

Tasks rePointLive(const RunbookScene& scene) {
  Tasks tasks;
  const Design& design = scene.design();
  for (const NodeIndex store : scene.stores()) {
    const NodeIndex copy = scene.copyOf(store);
    if (copy == kNone) continue;
    if (design.has(store, trait::kClusterVolume))
      tasks.push_back(scene.task("Switch the global database over to " + scene.name(store), {store, copy}));
    if (!isReplicaDatabase(scene, copy)) continue;
    tasks.push_back(scene.task("Promote the new replica in " + scene.home() + " in place of " + scene.name(store),
                               {store}, scene.durations().range("replica.promotion")));
    if (auto task = pointHome(scene, store, {})) tasks.push_back(std::move(*task));
  }
  for (RunbookTask& task : records(scene)) tasks.push_back(std::move(task));
  return tasks;
}

// As before the loss, so that it can happen again.
Tasks protectAgain(const RunbookScene& scene) {
  Tasks tasks;
  for (const NodeIndex store : scene.stores()) {
    const NodeIndex copy = scene.copyOf(store);
    const auto holder = scene.backupOf(store);
    if (isReplicaDatabase(scene, copy))
      tasks.push_back(
          scene.task("Make " + scene.name(copy) + " anew as a replica of " + scene.name(store), {copy, store}));
    else if (copy == kNone && holder)
      tasks.push_back(scene.task("Back " + scene.name(store) + " up to " + scene.name(holder->node) + " again",
                                 {store, holder->node}));
  }
  for (const TierUnit* unit : scene.awayUnits()) {
    if (unit->isFull()) continue;
    tasks.push_back(scene.task("Scale " + scene.name(unit->node) + " back from " + std::to_string(unit->needed) +
                                   " to " + std::to_string(unit->running),
                               {unit->node}));
  }
  return tasks;
}

Tasks unfreeze(const RunbookScene& scene) {
  Tasks tasks;
  const std::vector<NodeIndex> units = nodesOf(scene.homeUnits());
  if (units.empty()) tasks.push_back(scene.task("Let the application in " + scene.home() + " write again", {}));
  else tasks.push_back(scene.task("Let " + scene.names(units) + " write again", units));
  for (RunbookTask& task : protectAgain(scene)) tasks.push_back(std::move(task));
  return tasks;
}

}  // namespace

std::vector<Tasks> failbackTasks(const RunbookScene& scene) {
  const bool restoring = scene.strategy() == Strategy::backupRestore;
  if (!scene.hasAway()) return std::vector<Tasks>(restoring ? 5 : 4, Tasks{noRegion()});
  if (restoring) return {freeze(scene), backUp(scene), restoreHome(scene), rePointAfterRestore(scene), unfreeze(scene)};
  return {reverseAll(scene), freeze(scene), rePointLive(scene), unfreeze(scene)};
}

}  // namespace nines
