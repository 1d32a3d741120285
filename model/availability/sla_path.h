// The services on the path of a workload: everything that its users need, directly or through what they use.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "availability/sla_product.h"
#include "semantics/data_sets.h"
#include "semantics/placement.h"

namespace nines {

struct PathFactor {
  std::string key;  // equal for the same service in the same configuration
  SlaFactor shown;
};

struct SlaPath {
  std::vector<PathFactor> factors;  // distinct
  std::string unknownBecause;       // a service without figure, empty if all have one
  std::string brokenBecause;        // why nobody can be served on this path, empty if somebody can

  double product() const;
};

class SlaPathFinder {
 public:
  // One of several alternatives: where it stands and what it needs.
  struct Branch {
    std::string site;
    SlaPath path;
  };

  SlaPathFinder(const Design& design, const DataSets& sets);

  SlaPath pathOf(NodeIndex workload);

 private:
  friend class SlaPathWalk;

  // What a DNS record needs; found once. Empty for a record inside whose own path this is asked (a circle).
  const SlaPath& recordPath(NodeIndex record);
  SlaPath findRecordPath(NodeIndex record);
  // Those targets one of which suffices, by the place where they stand, through records of the same sort.
  std::vector<std::pair<std::string, std::vector<NodeIndex>>> alternativesOf(NodeIndex record) const;
  SlaPath anyOf(NodeIndex record, std::vector<Branch> branches) const;

  const Design& m_design;
  const DataSets& m_sets;
  TierPlacements m_placements;
  std::unordered_map<NodeIndex, SlaPath> m_records;
  std::unordered_set<NodeIndex> m_open;  // records whose path is being found
  bool m_metEnd = false;                 // of a circle, or of what can be followed
  const SlaPath m_nothing;
  SlaPath m_tooDeep;
};

}  // namespace nines
