// Which nodes hold the same data: nodes joined by standby, member and replicates links.
#pragma once

#include <vector>

#include "semantics/design.h"

namespace nines {

class DataSets {
 public:
  // Links that the catalogue does not allow between their ends join nothing.
  explicit DataSets(const Design& design);

  // The same number for all nodes of one set: the smallest of their indexes.
  NodeIndex setOf(NodeIndex i) const { return m_set[i]; }
  // Indexes in id order.
  std::vector<NodeIndex> nodesOf(NodeIndex set) const;

 private:
  std::vector<NodeIndex> m_set;
  std::vector<NodeIndex> m_next;  // the next node of the same set, kNone at its end
};

}  // namespace nines
