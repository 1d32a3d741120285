// The check of routes: on purpose plain, and apart from everything that the router uses.
#include <algorithm>

#include "layout/router.h"

namespace nines {

namespace {

bool runsThrough(const Rect& r, Point a, Point b) {
  return std::min(a.x, b.x) < r.right() && std::max(a.x, b.x) > r.left() && std::min(a.y, b.y) < r.bottom() &&
         std::max(a.y, b.y) > r.top();
}

bool runsThrough(const Rect& r, const Route& route) {
  for (std::size_t k = 1; k < route.points.size(); ++k) {
    if (runsThrough(r, route.points[k - 1], route.points[k])) return true;
  }
  return false;
}

bool isAround(const Design& design, NodeIndex outer, NodeIndex inner) {
  for (NodeIndex i = design.parent(inner); i != kNone; i = design.parent(i)) {
    if (i == outer) return true;
  }
  return false;
}

}  // namespace

std::vector<NodeIndex> crossedBy(const Design& design, const Layout& layout, LinkIndex link, const Route& route) {
  std::vector<NodeIndex> crossed;
  const NodeIndex from = design.from(link);
  const NodeIndex to = design.to(link);
  for (NodeIndex i = 0; i < layout.size(); ++i) {
    if (i == from || i == to) continue;
    const bool solid = layout.isSolid(design, i);
    const Rect r = solid ? layout.rect(i) : layout.headerOf(design, i);
    if (r.empty() || !runsThrough(r, route)) continue;
    // A card in which an end stands cannot be avoided.
    if (solid && (isAround(design, i, from) || isAround(design, i, to))) continue;
    crossed.push_back(i);
  }
  // Whose label it is, the first member says.
  for (const SetFrame& frame : layout.setFrames()) {
    const NodeIndex first = frame.members.front();
    if (runsThrough(frame.label, route) && std::ranges::find(crossed, first) == crossed.end()) crossed.push_back(first);
  }
  return crossed;
}

}  // namespace nines
