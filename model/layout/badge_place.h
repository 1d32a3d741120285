// Where the badge of a card or of a frame around members is, or would be.
#pragma once

#include "support/geometry.h"

namespace nines {

// On the corner of a card; on the border line of a frame.
inline Point badgeCentre(const Rect& rect, bool frame) { return {rect.right() - 5, rect.y + (frame ? 0.5 : 3)}; }

// Lines keep off those of frames, labels off all of them, so that both stay where they are when a badge comes.
inline Rect badgePlace(const Rect& rect, bool frame) {
  const Point centre = badgeCentre(rect, frame);
  return Rect{centre.x, centre.y, 0, 0}.grown(10);
}

}  // namespace nines
