// One function of a large tree by itself: its own events and gates only, numbered anew. What it says does not depend on
// where it stands, so that two that are alike share their figures, in one design or from one edit to the next.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "availability/fault_tree.h"

namespace nines {

struct SubFunction {
  // Types, numbers, probabilities and arguments of all gates, in order: equal for equal functions only.
  std::vector<std::uint32_t> content;
  std::vector<EventIndex> events;  // of the large tree, ascending: position is the number here
  FaultTree::Ref top;              // in the large tree
};

class SubFunctions {
 public:
  SubFunctions(const FaultTree& tree, std::span<const double> q) : m_tree(tree), m_q(q) {}

  SubFunction cut(FaultTree::Ref top);

 private:
  std::uint32_t localBits(FaultTree::Ref ref) const;

  const FaultTree& m_tree;
  std::span<const double> m_q;
  std::vector<std::uint32_t> m_position;  // by gate: where it stands in the function that was cut out last, or the mark
  std::vector<std::uint32_t> m_gates;     // of that function, ascending
};

}  // namespace nines
