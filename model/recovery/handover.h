// What users of one side of a record or balancer do that the side which takes them over is not drawn to do.
#pragma once

#include <map>
#include <vector>

#include "semantics/design.h"

namespace nines::drills {

class Base;

// Who uses one set of data on a side.
struct SetUse {
  std::vector<NodeIndex> clients;
  std::vector<NodeIndex> writers;  // those that write, or do not say that they do not
  bool writes = false;             // one of them says that it does
};

// By set: what is used by the parts that `side` leads to.
std::map<NodeIndex, SetUse> useBelow(const Base& base, NodeIndex side);

}  // namespace nines::drills
