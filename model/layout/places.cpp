// Where something dropped or added would stand.
#include <algorithm>
#include <cmath>
#include <vector>

#include "layout/arrange.h"
#include "layout/layout.h"

namespace nines {

namespace {

bool isInside(const Design& design, NodeIndex i, NodeIndex ancestor) {
  for (; i != kNone; i = design.parent(i)) {
    if (i == ancestor) return true;
  }
  return false;
}

// What a card in this container must not lie on: its children, frames, and strangers that lie over it. What stands in a
// child is covered by the child.
std::vector<Rect> obstaclesIn(const Design& design, const Layout& layout, NodeIndex container, const Rect& area) {
  std::vector<Rect> found;
  for (NodeIndex i = 0; i < layout.size(); ++i) {
    const bool child = design.parent(i) == container;
    if (container != kNone && !layout.rect(i).intersects(area)) continue;  // asked first, it is the cheapest
    if (!child && !layout.place(i).frame && (container == kNone || isInside(design, i, container))) continue;
    if (container != kNone && isInside(design, container, i)) continue;
    found.push_back(layout.rect(i));
    if (layout.place(i).frame) found.push_back(layout.headerOf(design, i));
  }
  return found;
}

double snappedUp(double v) { return std::ceil(v / kGrid) * kGrid; }

}  // namespace

NodeIndex containerAt(const Design& design, const Layout& layout, Point at, NodeIndex ignore) {
  NodeIndex best = kNone;
  for (NodeIndex i = 0; i < layout.size(); ++i) {
    if (!design.kind(i) || !design.kind(i)->isContainer() || !layout.rect(i).contains(at)) continue;
    if (best != kNone && layout.place(i).depth < layout.place(best).depth) continue;
    if (ignore != kNone && isInside(design, i, ignore)) continue;
    best = i;
  }
  return best;
}

Rect freePlace(const Design& design, const Layout& layout, NodeIndex container, Size size) {
  constexpr double kGap = 8;
  const bool canvas = container == kNone;
  const Rect area = canvas ? layout.bounds() : layout.rect(container);
  const Kind* kind = canvas ? nullptr : design.kind(container);
  const Insets insets = canvas ? Insets{} : insetsOf(kind ? kind->shape : Shape::box);
  const std::vector<Rect> obstacles = obstaclesIn(design, layout, container, area);
  const double stepX = snappedUp(size.width + kGap);
  const double stepY = snappedUp(size.height + 2 * kGap);
  const double left = canvas && area.empty() ? 3 * kGrid : snappedUp(area.left() + insets.left);
  const double top = canvas && area.empty() ? 3 * kGrid : snappedUp(area.top() + insets.top);
  double lowest = top;
  for (const Rect& r : obstacles) lowest = std::max(lowest, snappedUp(r.bottom() + 2 * kGap));
  const double right = std::max(area.right() - insets.right, left + size.width);
  // A narrow zone may be a little tighter than a card on the grid.
  const double bottom = canvas ? lowest : area.bottom() - insets.bottom;
  for (double y = top; y + size.height <= bottom; y += stepY) {
    for (double x = left; x + size.width <= right; x += stepX) {
      const Rect cell{x, y, size.width, size.height};
      const Rect around = cell.grown(kGap);
      if (std::ranges::none_of(obstacles, [&](const Rect& r) { return r.intersects(around); })) return cell;
    }
  }
  return {left, lowest, size.width, size.height};
}

}  // namespace nines
