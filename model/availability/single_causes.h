// Which events make a function true all by themselves. Asked of many functions of one tree, whose common parts are
// looked at once. For functions without negation.
#pragma once

#include <unordered_map>
#include <vector>

#include "availability/fault_tree.h"

namespace nines {

class SingleCauses {
 public:
  explicit SingleCauses(const FaultTree& tree) : m_tree(tree) {}

  // Ascending. Empty as well for what is always true: nothing has to happen for it.
  std::vector<EventIndex> of(FaultTree::Ref top);

 private:
  void prepare(FaultTree::Ref top);
  // What lies below through gates any of whose arguments suffice: appended, ascending, each once.
  void addInSeries(FaultTree::Ref top, std::vector<EventIndex>& out);
  // Once per walk: true at its first visit of the gate.
  bool isNew(std::uint32_t gate);

  const FaultTree& m_tree;
  std::vector<std::uint32_t> m_visited;  // by gate: the last walk that came by
  std::uint32_t m_walk = 0;
  std::vector<std::uint32_t> m_open;                                   // of the walk that is under way
  std::vector<bool> m_prepared;                                        // by gate: it and all below
  std::unordered_map<std::uint32_t, std::vector<EventIndex>> m_gates;  // of gates that need several arguments
};

}  // namespace nines
