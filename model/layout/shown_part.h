// What a picture or diagram of a part of a design shows.
#pragma once

#include <span>
#include <vector>

#include "layout/layout.h"

namespace nines::placing {

// The nodes that are asked for, with everything inside, clusters with their members (placing::partOf), and the frames
// that are drawn in a container among them: whoever asks for a VPC expects the groups that are seen in it, wherever
// they belong. A frame with members elsewhere surrounds those that are shown. A card alone brings no frame along.
struct ShownPart {
  std::vector<NodeIndex> nodes;  // in the design's order
  Layout layout;                 // as it is, but for the frames; only those global tables that are shown have theirs

  bool has(NodeIndex i) const;
  // A frame of which members are left out: links to it end where nothing is.
  bool isCut(NodeIndex i) const { return layout.place(i).leftOut > 0; }
};

// No nodes: all of the design.
ShownPart shownPart(const Design& design, const Layout& layout, std::span<const NodeIndex> only);

}  // namespace nines::placing
