// What all drills of one design look up: worked out once.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "recovery/drill_facts.h"
#include "recovery/durations.h"
#include "recovery/handover.h"
#include "semantics/closure.h"
#include "semantics/data_sets.h"
#include "semantics/pairs.h"
#include "semantics/placement.h"
#include "semantics/strategy.h"

namespace nines::drills {

// How far the end of a replicates link is behind its beginning.
struct Lag {
  std::optional<double> seconds{};  // at worst; nothing where nobody says it
  const Duration* usual = nullptr;  // where that comes from, unless the link says it itself
};

// Texts are looked up without being copied.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

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
  Lag lagOf(LinkIndex link) const;
  bool knows(std::string_view key) const;

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
  // Clusters without drawn instances, and caches without drawn nodes or a number of them, in the zone's Region:
  // whatever of them serves may stand in the zone.
  std::span<const NodeIndex> unplaced(std::string_view zone) const;
  // The zones in which an Aurora cluster keeps its storage, at most three: of its instances first, then by code.
  const std::vector<std::string>& storageZones(NodeIndex cluster) const;
  // Codes of the drawn zones of the Region, wherever it is drawn, sorted.
  const std::vector<std::string>& zonesIn(NodeIndex region) const;
  // Whether the Region has a zone other than these.
  bool hasOtherZone(NodeIndex region, std::span<const std::string> lost) const;

  // Who is judged by it: units, clients, records and balancers that lead to it.
  std::span<const NodeIndex> users(NodeIndex node) const;
  // It or something that it leads to runs less than it needs, on ordinary days.
  bool leadsToLack(NodeIndex node) const;
  // Clusters that are stopped and take writes once they run; and whether something leads to one.
  const std::vector<NodeIndex>& stopped() const { return m_stopped; }
  bool leadsToStopped(NodeIndex node) const;
  // Closed under what leads on: the order in which the parts of a workload are judged, each after what it needs.
  const std::vector<NodeIndex>& order(NodeIndex workload) const;
  bool hasCircle(NodeIndex workload) const { return partsOf(workload).hasCircle; }
  // Those of them that serve it on ordinary days, by index: not what records turn to only when something fails.
  const std::vector<NodeIndex>& ordinary(NodeIndex workload) const;
  // A record that changes its answers with the health of what it leads to: one of a simple policy cannot.
  bool asksHealth(NodeIndex record) const;
  // Records in order() that ask for the health of what they lead to.
  const std::vector<NodeIndex>& watching(NodeIndex workload) const;
  // Where it is in order(), if it is.
  std::optional<std::uint32_t> position(NodeIndex workload, NodeIndex node) const;
  // Where a record or balancer sends requests, as units, by index; and where a record does on ordinary days.
  const std::vector<NodeIndex>& routedTo(NodeIndex node) const;
  const std::vector<NodeIndex>& activeTargets(NodeIndex record) const;
  // Who uses which data behind a target of a record or balancer.
  const std::map<NodeIndex, SetUse>& useOf(NodeIndex side) const;
  // Hard uses links of a client; of a group those of its tiers as well.
  const std::vector<LinkIndex>& needs(NodeIndex client) const;

 private:
  void place();
  void placeSpread();
  void placeUnknown();
  void collectUsers() const;
  std::vector<char> above(std::vector<NodeIndex> open) const;
  struct Parts {
    std::vector<NodeIndex> order;
    std::vector<std::pair<NodeIndex, std::uint32_t>> positions;  // in order, by node
    std::vector<NodeIndex> watching;
    bool hasCircle = false;
  };
  const Parts& partsOf(NodeIndex workload) const;
  std::vector<NodeIndex> successors(NodeIndex node) const;
  std::vector<NodeIndex> findActive(NodeIndex record) const;

  const Design& m_design;
  const Closure& m_closure;
  const RecoveryPlans& m_plans;
  const DataSets m_sets;
  const Facts m_facts;
  const DrawnZones m_drawnZones;
  const Durations m_durations;
  using Figures = std::unordered_map<std::string, Duration, TextHash, std::equal_to<>>;
  mutable Figures m_ranges;
  mutable Figures m_lags;
  std::map<std::string_view, std::vector<NodeIndex>> m_zones;
  std::map<std::string_view, std::vector<NodeIndex>> m_regions;
  std::map<NodeIndex, std::vector<NodeIndex>> m_sites;
  std::vector<NodeIndex> m_spread;
  std::map<NodeIndex, std::vector<std::string>> m_spreadZones;
  std::map<NodeIndex, std::string> m_standbyZones;
  std::vector<NodeIndex> m_undrawnPairs;
  std::map<std::string_view, std::vector<NodeIndex>> m_unplaced;  // by zone
  const std::vector<std::string> m_noZones;
  const std::string m_noZone;
  mutable std::unordered_map<NodeIndex, Parts> m_parts;
  mutable std::vector<std::uint32_t> m_firstUser;  // by node: where its range in m_users begins
  mutable std::vector<NodeIndex> m_users;
  mutable std::vector<char> m_lacks;
  std::vector<NodeIndex> m_stopped;
  mutable std::vector<char> m_waits;
  mutable std::unordered_map<NodeIndex, std::vector<NodeIndex>> m_ordinary;
  mutable std::unordered_map<NodeIndex, std::vector<NodeIndex>> m_routed;
  mutable std::unordered_map<NodeIndex, std::vector<NodeIndex>> m_active;
  mutable std::unordered_map<NodeIndex, std::map<NodeIndex, SetUse>> m_uses;
  mutable std::unordered_map<NodeIndex, std::vector<std::string>> m_storage;
  mutable std::unordered_map<NodeIndex, std::vector<LinkIndex>> m_needs;
  std::map<std::string_view, std::vector<std::string>> m_zoneCodes;  // by the Region's code
};

}  // namespace nines::drills
