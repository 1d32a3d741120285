// What rules ask about a database and its standby: where the two stand, drawn or not.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "semantics/design.h"

namespace nines {

// The codes of the zones that the database's subnet group names: nodes by id, or codes that its Region has. Those of
// other Regions do not count: a subnet group belongs to one VPC.
std::set<std::string, std::less<>> subnetZones(const Design& design, NodeIndex database);

// The codes of the zones that are drawn in each Region, collected once for all databases.
class DrawnZones {
 public:
  using Codes = std::set<std::string, std::less<>>;

  explicit DrawnZones(const Design& design);
  const Codes& of(NodeIndex region) const;

 private:
  std::unordered_map<NodeIndex, Codes> m_byRegion;
  Codes m_none;
};

// Whether people may choose the zone of the standby; of SQL Server AWS says that they may not.
bool mayChooseStandbyZone(const Design& design, NodeIndex database);

// The code of the zone in which a standby that is wanted but not drawn counts: the one that was chosen for it (a drawn
// one, or a code that the Region has), if that may be chosen and it can stand there; else the next of the subnet
// group's, without one the next drawn zone of the Region, by code. Empty where there is none.
std::string assumedStandbyZone(const Design& design, const DrawnZones& drawn, NodeIndex database);

// Calls visit(primary, standby) for every drawn pair.
template <class Visit>
void forEachPair(const Design& design, Visit visit) {
  for (const NodeIndex standby : design.withTrait(trait::kStandby)) {
    for (const NodeIndex primary : design.sources(standby, "standby")) {
      if (design.has(primary, trait::kDatabaseInstance)) visit(primary, standby);
    }
  }
}

}  // namespace nines
