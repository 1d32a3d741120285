// Where several things that are put down together find room.
#pragma once

#include <span>

#include "layout/layout.h"

namespace nines::placing {

// One of them.
struct BlockPart {
  Rect rect;  // absolute
  NodeIndex container = kNone;
  bool roomy = false;  // keeps the distance that containers keep
  bool frame = false;  // around members that are parts as well: must lie on nothing, but may reach out of the container
};

// The shift, common to all, that brings them below the headers and right of the borders of their containers and then to
// the nearest place where none lies on anything: neither on what stands in its container nor on the frame of a cluster.
// None where that is so as it is. Shifted parts keep the usual gaps, do not reach further to the right out of their
// containers than they did, and come to lie on the grid of the first one's container; there always is room below.
Point shiftToRoom(const Design& design, const Layout& layout, std::span<const BlockPart> parts);

}  // namespace nines::placing
