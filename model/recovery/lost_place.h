// What an outage takes with the place in which it stands.
#pragma once

#include "recovery/drill.h"
#include "semantics/design.h"

namespace nines {

// Whether the node stands in a zone, Region or data centre that the outage names, in whatever depth. As an outage does
// not end by itself, what works again under that node's name does so elsewhere.
bool standsInLost(const Design& design, NodeIndex node, const Outage& outage);

// Whether the change is that a node of a lost place works again, elsewhere.
bool isElsewhere(const Design& design, const Outage& outage, const NodeChange& change);

}  // namespace nines
