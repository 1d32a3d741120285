// Where a link may leave or reach a node.
#pragma once

#include "layout/world.h"

namespace nines::routing {

// The ends of a link as the router sees them: places on the sides of both nodes, the middle of a side first, the height
// or column of the other end as an alternative, then lanes beside these. Each end looks at a point: the centre of the
// other end, or the next way point.
Task taskFor(const World& world, LinkIndex link, const Owner& owner);
Task taskFor(const World& world, LinkIndex link, const Owner& owner, Point fromLooksAt, Point toLooksAt);

// A way point; `arrived` is the direction in which the line reaches it, if it does already.
Terminal wayPoint(Point at);
Terminal wayPoint(Point at, Direction arrived);

}  // namespace nines::routing
