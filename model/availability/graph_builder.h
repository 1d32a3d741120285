// Turns a design into functions of failure (availability.md, "Structure"). The parts of it are implemented by what they
// speak of: compute_structure, traffic_structure, store_structure, cluster_structure, table_structure,
// client_structure. What others of its sort may lead to (a unit) is built in an order in which everything comes after
// what it needs, so that nothing here recurses along the design.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

#include "availability/events.h"
#include "availability/failure.h"
#include "availability/graph_ground.h"
#include "availability/reliability_graph.h"
#include "availability/single_causes.h"
#include "semantics/design.h"
#include "semantics/store_access.h"

namespace nines {

class GraphBuilder {
 public:
  // What becomes of tiers and caches with more instances than can be told apart: nobody can say when they fail, or they
  // fail at least as seldom, or at least as often, as they do in truth. What was not to be told is then between the
  // two.
  enum class Crowds { unknown, best, worst };

  // `reasons` keeps the sentences that failures refer to.
  GraphBuilder(GraphGround& ground, GraphKind kind, FaultTree& tree, EventTable& events,
               std::deque<std::string>& reasons, Crowds crowds = Crowds::unknown);

  // Builds all units that these nodes lead to. Once stop was requested they are worth nothing.
  void prepare(std::span<const NodeIndex> starts, const std::stop_token& stop = {});
  // Of a workload, after prepare().
  Failure workload(NodeIndex users);
  // Of one store by itself, or of a whole global table: the line that it has of its own.
  Failure lineOf(NodeIndex store, bool write);
  // Whether anything built so far is unknown for having too many instances.
  bool metCrowd() const { return m_metCrowd; }

 private:
  using Ref = FaultTree::Ref;

  // Where the running instances of tiers stand.
  struct Zones {
    std::vector<Ref> drawn;   // outages, sorted, each once
    bool onPremises = false;  // some in data centres, which are no zones
    bool everywhere = false;  // some where AWS spreads them over zones by itself
  };
  struct Instances;  // of a group or tier: compute_structure
  struct Crowd {
    std::map<Ref, std::int64_t> inZone;  // instances, by the outage of their zone
    double q = 0;                        // of each of their hosts
    bool isVague = false;                // not all of them stand in zones, or alike: anything may be
  };
  // Links of one client to nodes of one data set, at least one of them hard.
  using LinkSet = std::vector<LinkIndex>;

  std::string_view because(std::string reason);
  Failure unknown(std::string reason) { return {FaultTree::never(), because(std::move(reason))}; }
  Failure either(const std::vector<Failure>& parts) { return anyOf(m_tree, parts); }

  // units
  NodeIndex unitOf(NodeIndex node) const;
  std::vector<NodeIndex> successorsOf(NodeIndex unit) const;
  void build(NodeIndex unit);
  bool isBuilt(NodeIndex unit) const { return m_ground.builtBy[unit] == m_number; }
  Failure unitFailure(NodeIndex node, bool write = false) const;

  // clients
  std::vector<LinkIndex> usesOf(NodeIndex client) const;
  std::vector<LinkSet> neededSets(std::span<const LinkIndex> links) const;
  Failure needOf(std::span<const LinkIndex> links);
  Failure setFailure(const LinkSet& links);
  Failure storesFailure(const LinkSet& links);
  Failure tierNeed(NodeIndex tier);
  std::vector<NodeIndex> groupsOf(NodeIndex tier) const;

  // compute
  Failure buildCompute(NodeIndex unit);
  Failure addTier(NodeIndex tier, Instances& out);
  std::vector<Ref> zonesOfTier(NodeIndex tier);
  std::vector<NodeIndex> tiersOf(NodeIndex unit) const;
  void addOwnEvents(NodeIndex unit, Instances& instances);
  Failure enoughOf(NodeIndex unit, const Instances& instances, std::int64_t needed);

  void noteRegion(NodeIndex tier, std::int64_t running, Instances& out);

  // crowds
  Failure crowdIsUnknown(NodeIndex i);
  Failure addCrowd(NodeIndex tier, const Sla* sla, std::int64_t running, Instances& out);
  static Crowd crowdOf(const Instances& instances, bool areAlike);
  static void spreadCrowd(std::span<const Ref> zones, std::int64_t count, Crowd& out);
  Failure fewOfCrowd(NodeIndex unit, const Crowd& crowd, std::int64_t spare);

  // traffic
  Failure buildBalancer(NodeIndex balancer);
  Failure buildRecord(NodeIndex record);
  std::vector<NodeIndex> routedTo(NodeIndex node) const;
  std::vector<NodeIndex> neededTargets(NodeIndex record) const;
  FailureRate switchRate(NodeIndex record, std::span<const Ref> sides, Ref whole);

  // stores
  Failure storeFailure(NodeIndex store, bool write);
  Failure findStore(NodeIndex store, bool write);
  Failure database(NodeIndex i);
  Ref undrawnStandbyZone(NodeIndex i);
  Failure bucket(NodeIndex i);
  Failure gateway(NodeIndex i);
  Failure buildServer(NodeIndex i);
  Failure location(NodeIndex i);
  Failure dataCentre(NodeIndex centre);
  Failure noFigure(NodeIndex i);
  const Sla* slaOf(NodeIndex i, std::string_view configuration) const;

  // clusters
  // What reading, writing and instance endpoints share.
  struct Cluster {
    std::string_view unknownBecause;
    Ref everywhere;                               // its Region and its own failures
    std::vector<std::pair<NodeIndex, Ref>> gone;  // instances, and when each is
    Ref fewToWrite;                               // too few copies of the storage are up to write, to read
    Ref fewToRead;
    Ref change;  // the switch to another instance
  };
  const Cluster& clusterParts(NodeIndex i);
  Cluster findCluster(NodeIndex i);
  void addStorage(NodeIndex i, std::vector<Ref> zones, Cluster& out);
  void addRedundancy(NodeIndex i, const std::vector<Ref>& zones, Cluster& out);
  Failure cluster(NodeIndex i, bool write);
  // Why nothing can be said of a store, even if it serves nobody as it is drawn.
  Failure unfinished(NodeIndex store);
  Failure clusterInstance(NodeIndex i, bool write);

  // tables and caches
  Failure table(NodeIndex i);
  Ref globalEvent(NodeIndex i);
  Failure buildCache(NodeIndex i, bool write);
  struct CacheNodes {
    std::vector<Ref> zones;
    std::vector<Ref> gone;
    std::vector<std::string> ids;
  };
  Failure cacheNodes(NodeIndex i);
  Failure findCacheNodes(NodeIndex i);
  CacheNodes drawnCacheNodes(NodeIndex i, double q);
  CacheNodes countedCacheNodes(NodeIndex i, double q, std::int64_t count);
  Failure crowdOfNodes(NodeIndex i, std::int64_t count, double hostDown, double ownDown);
  std::vector<Ref> zonesOfCache(NodeIndex i);

  GraphGround& m_ground;
  const std::uint32_t m_number;  // of this builder
  const Design& m_design;
  const Assumptions& m_assumptions;
  const bool m_structureOnly;
  const Crowds m_crowds;
  bool m_metCrowd = false;
  const Anchors& m_anchors;
  FaultTree& m_tree;
  EventTable& m_events;
  std::deque<std::string>& m_reasons;
  const DataSets& m_sets;
  TierPlacements& m_placements;
  SingleCauses m_causes;
  std::array<std::unordered_map<NodeIndex, Failure>, 2> m_stores;  // read, write
  std::unordered_map<NodeIndex, Zones> m_zones;                    // of units of compute
  std::unordered_map<NodeIndex, Failure> m_groupNeeds;             // what a group asks for its tiers
  std::unordered_map<NodeIndex, Ref> m_globalTables;               // by data set: the event of the whole table
  std::unordered_map<NodeIndex, Cluster> m_clusters;
};

}  // namespace nines
