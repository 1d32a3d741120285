// What is around each node, found once for all of them: however deep a design nests, it takes one step per node.
// Private to the formats.
#pragma once

#include <vector>

#include "semantics/design.h"

namespace nines {

class Enclosures {
 public:
  explicit Enclosures(const Design& design);

  // kNone where there is none.
  NodeIndex account(NodeIndex i) const { return m_places[i].account; }  // the nearest
  NodeIndex outermost(NodeIndex i) const { return m_places[i].outermost; }
  std::uint32_t depth(NodeIndex i) const { return m_places[i].depth; }  // how many containers are around it

 private:
  struct Place {
    NodeIndex account = kNone;
    NodeIndex outermost = kNone;
    std::uint32_t depth = 0;
  };
  std::vector<Place> m_places;
};

}  // namespace nines
