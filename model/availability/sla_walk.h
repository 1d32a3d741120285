// One walk along a path: from what is asked for to everything that it needs. Breadth first without recursion, so that
// long chains and circles do no harm.
#pragma once

#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "availability/sla_figures.h"
#include "availability/sla_path.h"

namespace nines {

class SlaPathWalk {
 public:
  explicit SlaPathWalk(SlaPathFinder& finder);

  // Asks for what this client needs to do its work.
  void addClient(NodeIndex client);
  // Asks for targets that share the work; returns where they stand.
  TargetPlaces addTargets(std::span<const NodeIndex> targets);
  SlaPath finish() &&;

 private:
  struct Task {
    NodeIndex node;
    bool serves;  // its own figure counts too, not only what it needs
  };

  void add(NodeIndex node, bool serves);
  void serve(NodeIndex node);
  void follow(NodeIndex client);
  std::vector<LinkIndex> hardUses(NodeIndex client) const;
  void useSet(NodeIndex client, std::span<const LinkIndex> links);
  void useStores(NodeIndex client, std::span<const LinkIndex> links);
  // One factor for the best of these targets; several tables count as what their set is.
  void useAny(std::span<const NodeIndex> candidates);
  std::vector<NodeIndex> tiersOf(NodeIndex node) const;
  // False if none of the tiers runs.
  bool servePool(std::span<const NodeIndex> tiers, TargetPlaces& places);
  void serveBalancer(NodeIndex balancer);
  void merge(const SlaPath& path);
  void addFigure(std::string key, const SlaFigure& figure, std::span<const NodeIndex> nodes);
  void addDataCentre(NodeIndex node);
  void fail(std::string why);

  SlaPathFinder& m_finder;
  const Design& m_design;
  SlaPath m_path;
  std::unordered_set<std::string> m_keys;
  std::vector<Task> m_tasks;
  std::unordered_set<NodeIndex> m_served;
  std::unordered_set<NodeIndex> m_followed;
};

}  // namespace nines
