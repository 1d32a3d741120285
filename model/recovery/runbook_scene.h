// What the steps of runbooks ask of a design: which copies and backups there are in the other place, what runs there,
// which records lead to it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "recovery/runbook.h"

namespace nines {

// Where backups of a store are kept in the other place.
struct BackupHolder {
  NodeIndex node = kNone;  // a plan, a bucket, or the store itself if its own backups are copied there
  bool copied = false;     // it stands elsewhere and copies them there
};

class RunbookScene {
 public:
  RunbookScene(const Design& design, const Closure& closure, const RecoveryPlans& plans, const RecoveryPlan& plan,
               Strategy strategy);

  const Design& design() const { return m_design; }
  const RecoveryPlan& plan() const { return m_plan; }
  const Durations& durations() const { return m_durations; }
  Strategy strategy() const { return m_strategy; }
  const std::string& home() const { return m_home; }
  const std::string& away() const { return m_away; }
  bool hasAway() const { return m_plan.recovery != kNone; }

  // Stores that do not stand in the recovery Region themselves, in id order.
  const std::vector<NodeIndex>& stores() const { return m_stores; }
  const std::vector<const TierUnit*>& homeUnits() const { return m_homeUnits; }
  const std::vector<const TierUnit*>& awayUnits() const { return m_awayUnits; }
  // Units of the primary place that nothing in the recovery Region stands in for.
  std::vector<const TierUnit*> unitsWithoutCounterpart() const;
  // Route 53 records that the workload asks.
  const std::vector<NodeIndex>& records() const { return m_records; }

  // The live copy in the recovery Region that is least behind; kNone if there is none.
  NodeIndex copyOf(NodeIndex store) const;
  std::optional<BackupHolder> backupOf(NodeIndex store) const;
  // Whether what takes over has a link to the data. What is deployed anew uses what was used before.
  bool isUsedAway(NodeIndex store) const;
  // Where a record, or one that it leads to, ends in the given place (a Region's code; empty: anywhere else).
  std::vector<NodeIndex> targetsIn(NodeIndex record, bool away) const;
  // Clients of a store in the same place, those that are said to write only if asked for.
  std::vector<NodeIndex> clientsOf(NodeIndex store, bool writing) const;
  // What their links do not say of it, in words: "it is not said whether app writes to orders-db-dr"; mostly empty.
  std::string unsaidAccess(NodeIndex store) const;
  // The same of how often the store is backed up to this plan or bucket.
  std::string unsaidInterval(NodeIndex store, NodeIndex holder) const;
  // Whether a link replicates straight from one to the other.
  bool replicates(NodeIndex from, NodeIndex to) const;

  bool isAway(NodeIndex node) const;
  // The name; with its Region where another resource of the same kind has the same name elsewhere.
  std::string name(NodeIndex node) const;
  std::string names(const std::vector<NodeIndex>& nodes) const;
  std::string id(NodeIndex node) const { return m_design.node(node).id; }
  std::vector<std::string> ids(const std::vector<NodeIndex>& nodes) const;

  // Tasks are made of these.
  RunbookTask task(std::string what, const std::vector<NodeIndex>& nodes, std::optional<Duration> takes = {}) const;
  RunbookTask missing(std::string what, const std::vector<NodeIndex>& nodes) const;

  // How long a restore of the store takes; nothing where nobody says so (objects that lie in another bucket).
  std::optional<Duration> restoring(NodeIndex store) const;
  // What is not known and counts as nothing: "; its size is unknown and counts as 0 GB". Mostly empty.
  std::string sizeNote(NodeIndex store) const;
  Duration starting(const TierUnit& unit) const;
  // Until clients of a record hold no older answer.
  Duration answering(NodeIndex record) const;
  // Whether the record's answers follow the health of what it leads to.
  bool switchesItself(NodeIndex record) const;
  // Where the value of a property comes from: the design, or whoever says so of the default.
  Source sourceOf(NodeIndex node, std::string_view key) const;

 private:
  double lagOf(LinkIndex link) const;
  bool isRestoredBySize(NodeIndex store) const;
  void collectRecords(const Closure& closure);

  const Design& m_design;
  const RecoveryPlan& m_plan;
  const StoreSets& m_sets;
  Durations m_durations;
  Strategy m_strategy;
  std::string m_home;
  std::string m_away;
  std::vector<NodeIndex> m_stores;
  std::vector<const TierUnit*> m_homeUnits;
  std::vector<const TierUnit*> m_awayUnits;
  std::vector<NodeIndex> m_records;
};

// "database", "cluster", "table", "bucket": what a restore makes a new one of.
std::string_view storeNoun(const Design& design, NodeIndex store);

// The tasks of each step, in the order of the form's titles.
std::vector<std::vector<RunbookTask>> failoverTasks(const RunbookScene& scene);
std::vector<std::vector<RunbookTask>> failbackTasks(const RunbookScene& scene);

}  // namespace nines
