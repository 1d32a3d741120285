// What each workload has in its recovery Region, and the disaster recovery strategy that this amounts to.
//
// The strategies and their order are those of the course notes ("Backup and DR Strategies", 2021) and of AWS's
// Well-Architected Framework, REL13-BP02; the table is that of drill.md, "Strategy inference": the weakest store and
// the weakest tier decide. It needs no engine: neither durations nor probabilities enter.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "semantics/closure.h"
#include "semantics/design.h"
#include "semantics/store_sets.h"

namespace nines {

// From the least to the most that is ready in the recovery Region.
enum class Strategy { none, backupRestore, pilotLight, warmStandby, multiSite };

// As properties have it ("backup-restore"), and back; nothing for another text.
std::string_view toText(Strategy strategy);
std::optional<Strategy> strategyOf(std::string_view text);

// Compute that is counted together: a scaling group over its tiers, or a tier in no group.
struct TierUnit {
  NodeIndex node = kNone;        // the group, or the tier itself
  NodeIndex region = kNone;      // never kNone
  std::vector<NodeIndex> tiers;  // in id order
  std::int64_t running = 0;
  std::int64_t needed = 0;

  bool isFull() const { return running >= needed; }
};

// The unit of a group, or of a tier that is in none.
TierUnit tierUnit(const Design& design, NodeIndex node);
// Instances of a tier that run, never negative, and small enough to be added up.
std::int64_t runningOf(const Design& design, NodeIndex tier);

// Why it is not one strategy more; `node` of Inferred names the store or unit.
enum class Shortfall {
  noRegion,      // no recovery Region is drawn or named
  nothingThere,  // none: a store has neither replica nor backup there (no node: nothing of the workload stands there)
  notLive,       // backup and restore: a store has no live replica there
  nothingRuns,   // pilot light: no tier runs there
  stopped,       // pilot light: some run, this one does not
  small,         // warm standby: a unit runs less than it needs
  notRouted,     // warm standby: full size, but no Route 53 record of any policy but simple leads to both Regions
  nothing,       // multi-site
};

struct Inferred {
  Strategy strategy = Strategy::none;
  Shortfall shortfall = Shortfall::noRegion;
  NodeIndex node = kNone;

  bool operator==(const Inferred&) const = default;
};

// One workload, as far as recovery in another Region goes.
struct RecoveryPlan {
  NodeIndex workload = kNone;
  // The Region that serves it on ordinary days: what its card says, else the one with role primary if it has nodes
  // there, else where the route with role primary leads, else the one with most of its nodes (the latter two: not one
  // with role recovery, if there is another or it also needs something on premises). kNone if none of these.
  NodeIndex primary = kNone;
  // The data centre that serves it instead: where the route with role primary leads, else that of something it needs.
  NodeIndex site = kNone;
  // The Region that takes over: what its card says, else the one with role recovery, else the other one with nodes of
  // the workload. Never one with the primary's code; kNone if there is none.
  NodeIndex recovery = kNone;
  bool recoveryDrawn = false;  // the card or a Region's role says so

  // Stores in Regions that it needs by hard links, in id order; those of them that it writes, and those that it may
  // write, because a link does not say what it is for. Caches are no stores.
  std::vector<NodeIndex> stores;
  std::vector<NodeIndex> written;
  std::vector<NodeIndex> unclear;
  // Compute in Regions, by Region and id: what it needs by hard links, the counterparts of that, and in its recovery
  // Region also tiers that no workload reaches and that are nobody's counterpart: what is switched off has no route.
  std::vector<TierUnit> units;

  bool routed = false;        // a Route 53 record of it leads to primary (or site) and recovery Region
  bool routedSimply = false;  // only by records of policy simple

  std::optional<Strategy> declared;  // what the card says; "none" is an answer
  // What stands there amounts to this; nothing while the workload needs neither stores nor compute outside of it.
  std::optional<Inferred> inferred;

  // Declared, else inferred.
  std::optional<Strategy> effective() const {
    if (declared) return declared;
    return inferred ? std::optional(inferred->strategy) : std::nullopt;
  }
};

// The plans of all workloads, in one pass over each closure.
class RecoveryPlans {
 public:
  RecoveryPlans(const Design& design, const Closure& closure);

  std::span<const RecoveryPlan> all() const { return m_plans; }  // in id order of the workloads
  const RecoveryPlan* of(NodeIndex workload) const;              // null for what is no workload
  const StoreSets& stores() const { return m_stores; }

 private:
  StoreSets m_stores;
  std::vector<RecoveryPlan> m_plans;
};

// Units of a plan that stand in a Region with this code.
std::vector<const TierUnit*> unitsIn(const Design& design, const RecoveryPlan& plan, std::string_view regionCode);

}  // namespace nines
