// Where the instances of a node stand: in which distinct zones, and how many there are.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "semantics/design.h"

namespace nines {

struct Placement {
  std::int64_t instances = 0;
  // Region and zone code, or the data centre; zones that are not drawn are left out.
  std::set<std::string> zones;

  void add(const Placement& other);
};

// The data centre around the node, kNone if there is none.
NodeIndex dataCentreOf(const Design& design, NodeIndex i);

// Names the zone or data centre around the node, so that equal names mean the same place; empty where it is unknown.
std::string placeOf(const Design& design, NodeIndex i);

// The drawn zones that a cluster whose nodes are counted, not drawn, names for them, in its order.
std::vector<NodeIndex> zonesNamedBy(const Design& design, NodeIndex cluster);

// The drawn members of a cluster that have this trait.
Placement memberPlacement(const Design& design, NodeIndex cluster, Trait memberTrait);

// Placements of app tiers; remembers which zones each container has.
class TierPlacements {
 public:
  explicit TierPlacements(const Design& design) : m_design(design) {}

  // The running instances of a tier. In a Region or VPC they stand round robin in its drawn zones, by code.
  Placement of(NodeIndex tier);
  // Nodes of a cache that are counted and not drawn: over the zones that it names, else over those around it, in turn.
  Placement ofCounted(NodeIndex cache);
  // The codes of the zones over which a tier outside any zone spreads: those of its VPC, else those of its Region.
  const std::set<std::string>& zonesAround(NodeIndex tier);

 private:
  const std::set<std::string>& zonesBelow(NodeIndex container);

  const Design& m_design;
  std::unordered_map<NodeIndex, std::set<std::string>> m_zones;
  const std::set<std::string> m_none;
};

}  // namespace nines
