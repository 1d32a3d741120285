// What counts as a resource wherever resources are counted: in the inspector, in drills, on the command line.
#pragma once

#include "semantics/design.h"

namespace nines {

// Neither a place, a note nor a workload; a node of an unknown kind is one.
bool isResource(const Design& design, NodeIndex i);

}  // namespace nines
