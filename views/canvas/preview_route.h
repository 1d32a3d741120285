// Plain links for while something is dragged: two or three straight runs, without looking for obstacles.
#pragma once

#include <vector>

#include "drawing/display_list.h"

namespace nines {

// From the border of one rectangle to the border of the other, horizontal and vertical runs. The end may be a point.
std::vector<Point> previewRoute(const Rect& from, const Rect& to);

// The route in the stroke of the link that it stands for.
DrawGroup previewLine(const DrawGroup& line, const Rect& from, const Rect& to);

// A polyline as a group of its own.
DrawGroup polylineGroup(std::string id, const std::vector<Point>& points, const Stroke& stroke);

}  // namespace nines
