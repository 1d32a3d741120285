// Pictures without a ground of their own.
#pragma once

#include "drawing/display_list.h"

namespace nines {

// The same picture to be shown on whatever there is, a dark slide or a photograph: what is painted half transparent, so
// that the canvas shows through, gets the canvas's colour behind it, and so do the words of outlines that are not
// filled. Cards and the labels of links have grounds of their own.
DisplayList onAnyGround(DisplayList list, const TextMeasure& measure);

}  // namespace nines
