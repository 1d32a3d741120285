// Where something of a drawing has to be painted anew: a line is seldom more than a few thin strips of the rectangle
// around it, and the rest of that rectangle may be most of a design.
#pragma once

#include <vector>

#include "drawing/display_list.h"

namespace nines {

// Rectangles that together hold all that the group paints, its strokes included; smoothing reaches a pixel further.
// One, its bounds, where it is small or more than lines.
std::vector<Rect> paintedAreas(const DrawGroup& group);

}  // namespace nines
