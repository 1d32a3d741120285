// A place for a node that belongs to others.
#pragma once

#include <optional>
#include <vector>

#include "layout/layout.h"

namespace nines {

// Who a new card belongs to.
struct Fellows {
  std::vector<NodeIndex> nodes;  // that are drawn already
  NodeIndex cluster = kNone;     // whose frame is around them; kNone if there is none
};

// A free cell in the container in the row of the fellows, else as near to that row as there is one. Prefers cells with
// which the frame around all of them covers no name and no strange card. Nothing if the column is full.
std::optional<Rect> placeBesideFellows(const Design& design, const Layout& layout, NodeIndex container, Size size,
                                       const Fellows& fellows);

}  // namespace nines
