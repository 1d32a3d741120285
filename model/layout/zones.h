// The Availability Zones of a Region that is drawn already.
#pragma once

#include <string>
#include <vector>

#include "layout/layout.h"
#include "topology/edit.h"

namespace nines::placing {

// Codes of the zones that the real Region has and that are not drawn in this one, in AWS's order; none where the node
// is no Region, or one that Nines does not know.
std::vector<std::string> zonesLeft(const Design& design, NodeIndex region);

// Draws the next `count` of them side by side, in one step; as many as there are, if fewer. Empty if there are none.
// Where apply() would refuse a zone, the edit that it refuses.
Edit addZones(const Design& design, const Layout& layout, NodeIndex region, std::size_t count);

}  // namespace nines::placing
