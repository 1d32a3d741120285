// Lines between nodes that no link joins: the ways that traffic takes in an outage drill.
#pragma once

#include <span>
#include <vector>

#include "layout/router.h"

namespace nines {

// From node to node, in the style of a link's kind: lines of one style that share an end may run as one trunk.
struct FreeLine {
  NodeIndex from = kNone;
  NodeIndex to = kNone;
  LinkIndex like = kNone;  // kNone: of no link's style
};

// In the company of the lines that are shown, and of those before it: the first ones run as if the others were not
// there. All others stay. No points where none can be drawn: an end is missing, or stands in the other.
std::vector<Route> routeFreeLines(const Design& design, const Layout& layout, const Routes& shown,
                                  std::span<const FreeLine> lines);

}  // namespace nines
