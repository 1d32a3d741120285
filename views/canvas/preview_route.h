// Plain links for while something is dragged.
#pragma once

#include <vector>

#include "drawing/display_list.h"
#include "layout/route_sketch.h"

namespace nines {

// A preview route in the stroke of the link that it stands for.
DrawGroup previewLine(const DrawGroup& line, const Rect& from, const Rect& to);

// The stroke that shows a link's kind: the first one that is drawn.
Stroke strokeOf(const DrawGroup& line);

// A polyline as a group of its own.
DrawGroup polylineGroup(std::string id, const std::vector<Point>& points, const Stroke& stroke);

}  // namespace nines
