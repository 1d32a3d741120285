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

// One end of a line that is on its way: where it was when the line was found, and where it is now.
struct EndOnItsWay {
  Rect before;
  Rect now;

  Point by() const { return now.topLeft() - before.topLeft(); }
};
// The route with its ends where they are now: as it was where both go the same way, else with the piece beside an end
// drawn along. A simple one where that would turn back.
Route stretched(const Route& route, const EndOnItsWay& from, const EndOnItsWay& to);

}  // namespace nines
