// Lines for while there are no full routes: under a drag, and in large designs until they are known.
#pragma once

#include <vector>

#include "layout/router.h"

namespace nines {

// Two or three straight runs from the border of one rectangle to the border of the other, without looking for
// obstacles. The end may be a point.
std::vector<Point> previewRoute(const Rect& from, const Rect& to);

// A line for each link that has one: its route in `shown` if that still joins its two ends and runs into nothing, a
// simple one else.
Routes sketchRoutes(const Routes& shown, const Design& design, const Layout& layout);

}  // namespace nines
