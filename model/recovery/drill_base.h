// What all drills of one design look up: worked out once.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "recovery/drill_facts.h"
#include "recovery/durations.h"
#include "semantics/closure.h"
#include "semantics/data_sets.h"
#include "semantics/pairs.h"
#include "semantics/placement.h"
#include "semantics/strategy.h"

namespace nines::drills {

class Base {
 public:
  Base(const Design& design, const Closure& closure, const RecoveryPlans& plans);

  const Design& design() const { return m_design; }
  const Closure& closure() const { return m_closure; }
  const RecoveryPlans& plans() const { return m_plans; }
  const DataSets& sets() const { return m_sets; }
  const Facts& facts() const { return m_facts; }

  // Figures by their keys, read once each (Durations).
  const Duration& range(std::string_view key) const;
  const Duration& lag(std::string_view key) const;

  // Everything that stands in a zone, in a Region, in a data centre, containers included.
  std::span<const NodeIndex> inZone(std::string_view code) const;
  std::span<const NodeIndex> inRegion(std::string_view code) const;
  std::span<const NodeIndex> inSite(NodeIndex centre) const;
  std::string_view regionCode(NodeIndex node) const { return m_facts.regionCode(node); }  // empty outside of Regions

  // The group of a tier, else the node itself.
  NodeIndex unitOf(NodeIndex node) const;
  // Nodes with instances that stand in no zone of their own: tiers and counted caches.
  std::span<const NodeIndex> spread() const { return m_spread; }
  // The zones over which such a node spreads round robin, by code; a cache may name one more than once.
  const std::vector<std::string>& zonesOf(NodeIndex node) const;
  // The zone of a standby that is wanted and not drawn; empty if there is none.
  const std::string& undrawnStandbyZone(NodeIndex database) const;
  std::span<const NodeIndex> undrawnPairs() const { return m_undrawnPairs; }
  // The zones in which an Aurora cluster keeps its storage, at most three: of its instances first, then by code.
  const std::vector<std::string>& storageZones(NodeIndex cluster) const;
  // Whether the Region has a zone other than these.
  bool hasOtherZone(NodeIndex region, std::span<const std::string> lost) const;

  // Closed under what leads on: the order in which the parts of a workload are judged, each after what it needs.
  const std::vector<NodeIndex>& order(NodeIndex workload) const;
  bool hasCircle(NodeIndex workload) const { return m_circular.contains(workload); }  // after order()
  // Those of them that serve it on ordinary days, by index: not what records turn to only when something fails.
  const std::vector<NodeIndex>& ordinary(NodeIndex workload) const;
  // Where a record or balancer sends requests, as units, by index; and where a record does on ordinary days.
  const std::vector<NodeIndex>& routedTo(NodeIndex node) const;
  const std::vector<NodeIndex>& activeTargets(NodeIndex record) const;
  // Hard uses links of a client; of a group those of its tiers as well.
  const std::vector<LinkIndex>& needs(NodeIndex client) const;

 private:
  void place();
  void placeSpread();
  std::vector<NodeIndex> successors(NodeIndex node) const;
  std::vector<NodeIndex> findActive(NodeIndex record) const;

  const Design& m_design;
  const Closure& m_closure;
  const RecoveryPlans& m_plans;
  const DataSets m_sets;
  const Facts m_facts;
  const DrawnZones m_drawnZones;
  const Durations m_durations;
  mutable std::map<std::string, Duration, std::less<>> m_ranges;
  mutable std::map<std::string, Duration, std::less<>> m_lags;
  std::map<std::string_view, std::vector<NodeIndex>> m_zones;
  std::map<std::string_view, std::vector<NodeIndex>> m_regions;
  std::map<NodeIndex, std::vector<NodeIndex>> m_sites;
  std::vector<NodeIndex> m_spread;
  std::map<NodeIndex, std::vector<std::string>> m_spreadZones;
  std::map<NodeIndex, std::string> m_standbyZones;
  std::vector<NodeIndex> m_undrawnPairs;
  const std::vector<std::string> m_noZones;
  const std::string m_noZone;
  mutable std::unordered_map<NodeIndex, std::vector<NodeIndex>> m_orders;
  mutable std::unordered_set<NodeIndex> m_circular;
  mutable std::unordered_map<NodeIndex, std::vector<NodeIndex>> m_ordinary;
  mutable std::unordered_map<NodeIndex, std::vector<NodeIndex>> m_routed;
  mutable std::unordered_map<NodeIndex, std::vector<NodeIndex>> m_active;
  mutable std::unordered_map<NodeIndex, std::vector<std::string>> m_storage;
  mutable std::unordered_map<NodeIndex, std::vector<LinkIndex>> m_needs;
};

}  // namespace nines::drills
