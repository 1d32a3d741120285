// Where a link may leave or reach a node.
#pragma once

#include "layout/world.h"

namespace nines::routing {

// The ends of a link as the router sees them: places on the sides of both nodes, the middle of a side first, the height
// or column of the other end as an alternative, then lanes beside these. Each end looks at a point: the centre of the
// other end, or the next way point.
Task taskFor(const World& world, LinkIndex link, const Owner& owner);
Task taskFor(const World& world, LinkIndex link, const Owner& owner, Point fromLooksAt, Point toLooksAt);

// An end at a node that looks at a point; `other` is the rectangle of the other end.
Terminal terminalAt(const World& world, NodeIndex node, const Rect& other, Point looksAt);
// A frame's border may run below a card that is no member: no line can be seen to begin there.
void leaveCovered(Terminal& terminal, const Terminal& other);
// Cards around the node: its links cannot avoid them.
void addSolidsAround(const World& world, NodeIndex node, Task& task);

// A way point; `arrived` is the direction in which the line reaches it, if it does already.
Terminal wayPoint(Point at);
Terminal wayPoint(Point at, Direction arrived);

}  // namespace nines::routing
