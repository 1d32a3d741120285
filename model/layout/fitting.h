// What tidying and fitting ask of a container. Only for files of this folder.
#pragma once

#include "layout/layout.h"

namespace nines::tidying {

// The cluster whose frame is around the node; for a frame without a node, its first member.
NodeIndex frameOf(const Design& design, const Layout& layout, NodeIndex i);

// Of a container, also where nothing is in it: wide enough for what is written in its header, where that is not cut
// today.
Size leastSizeOf(const Design& design, const Layout& layout, NodeIndex container);

}  // namespace nines::tidying
