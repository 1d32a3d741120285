// What rules of several families ask about where nodes stand.
#pragma once

#include <string>
#include <vector>

#include "semantics/design.h"

namespace nines {

// The name people gave it, as it is: for names of what is made after it.
std::string named(const Design& design, NodeIndex i);
// The same for a sentence: on one line, not too long.
std::string titled(const Design& design, NodeIndex i);
// The names of several, as one part of a sentence; past `most` some stand for all: "a, b, c and 3 more".
std::string titles(const Design& design, const std::vector<NodeIndex>& nodes, std::size_t most = 6);
// The name of the Region around the node; "no Region" outside of all.
std::string regionTitled(const Design& design, NodeIndex i);

// Regions are told apart by their codes, since a design of several accounts draws one more than once. Two nodes outside
// of all Regions count as together.
bool sameRegion(const Design& design, NodeIndex a, NodeIndex b);
// Both stand in a Region, and not in the same.
bool otherRegions(const Design& design, NodeIndex a, NodeIndex b);

// The account around the node, kNone if none is drawn.
NodeIndex accountOf(const Design& design, NodeIndex i);
// The VPC around the node, likewise.
NodeIndex networkOf(const Design& design, NodeIndex i);
// The data centre around the node, likewise.
NodeIndex siteOf(const Design& design, NodeIndex i);

// The drawn Region that a copy of the node belongs to: another Region of its account, the one for recovery where there
// are several. kNone if only a person can tell.
NodeIndex otherRegionFor(const Design& design, NodeIndex i);

// Whether any link begins or ends at the node. What has none yet is a fresh card, of which nothing can be missing.
bool isJoined(const Design& design, NodeIndex i);

}  // namespace nines
