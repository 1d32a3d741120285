// Orthogonal link routes around cards and headers.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "layout/layout.h"

namespace nines {

struct Route {
  std::vector<Point> points;  // horizontal and vertical runs; first and last lie on the borders of the two ends
  bool blocked = false;       // no free path was found: it crosses something
  bool operator==(const Route&) const = default;
};

// Routes by link id. Links that are drawn as frames (member), links between a frame and one of its members and links of
// a node to itself have none.
using Routes = std::unordered_map<LinkId, Route>;

// Bends that people placed are way points, as long as the route can pass them without running into something; where two
// of them, or one and an end, lie in line, it runs straight there. Lines of
// one style that share their source or target may run as one trunk; others keep lanes of 12 px where there is room. The
// same design gives the same routes. To follow a design that changes see layout/route_keeper.h.
Routes routeLinks(const Design& design, const Layout& layout);

// The cards and headers that a route runs through, its own ends excepted.
std::vector<NodeIndex> crossedBy(const Design& design, const Layout& layout, LinkIndex link, const Route& route);

}  // namespace nines
