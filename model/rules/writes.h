// Who writes where, and letting a client write elsewhere.
#pragma once

#include <vector>

#include "rules/mending.h"
#include "semantics/design.h"

namespace nines {

// Whether this is a uses link that writes, with or without reading.
bool writes(const Design& design, LinkIndex l);

// What the client writes to the one node it writes to the other from then on; what it reads it goes on reading there.
// Gives back the links that still read.
std::vector<LinkIndex> moveWrites(Mending& mending, const Design& design, NodeIndex client, NodeIndex from,
                                  NodeIndex to);

}  // namespace nines
