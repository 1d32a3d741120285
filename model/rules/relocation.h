// What a move would do to the ties between nodes, without carrying it out.
#pragma once

#include <vector>

#include "semantics/design.h"

namespace nines {

// A node, with all in it, in another container. Reads the design only.
class Relocation {
 public:
  // `home`: kNone for the canvas. It is not inside of the node.
  Relocation(const Design& design, NodeIndex node, NodeIndex home);

  // Whether a member would come to stand in another Region than its cluster or group, or a standby in its primary's
  // zone or in another Region, that does not already.
  bool breaksTies() const;

 private:
  struct Place {
    NodeIndex region = kNone;
    NodeIndex zone = kNone;
  };

  Place before(NodeIndex n) const { return {m_design.region(n), m_design.zone(n)}; }
  Place after(NodeIndex n) const;
  bool moves(NodeIndex n) const;
  bool areApart(Place a, Place b) const;
  bool shareZone(Place a, Place b) const;
  bool breaks(LinkIndex l) const;

  const Design& m_design;
  std::vector<NodeIndex> m_moved;  // sorted
  Place m_home;
};

}  // namespace nines
