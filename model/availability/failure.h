// When something is not served: a function of the fault tree, or a reason why nobody can say.
#pragma once

#include <string_view>
#include <vector>

#include "availability/fault_tree.h"

namespace nines {

struct Failure {
  FaultTree::Ref when = FaultTree::never();
  std::string_view unknownBecause{};  // a sentence that names the resource; owned by the graph. Empty: `when` is true

  bool known() const { return unknownBecause.empty(); }
  bool operator==(const Failure&) const = default;
};

// What needs all of these, any of which fails it.
Failure anyOf(FaultTree& tree, const std::vector<Failure>& parts);
// What any of these serves, so that all have to fail. What is unknown of one is unknown of all: a figure that left it
// out would be made up.
Failure allOf(FaultTree& tree, const std::vector<Failure>& parts);

}  // namespace nines
