// What a picture or diagram of a part of a design shows.
#pragma once

#include <span>
#include <vector>

#include "layout/layout.h"
#include "layout/router.h"

namespace nines::placing {

// The nodes that are asked for, with everything inside, clusters with their members (placing::partOf), and the frames
// that are drawn in a container among them: whoever asks for a VPC expects the groups that are seen in it, wherever
// they belong. A frame with members elsewhere surrounds those that are shown. A card alone brings no frame along.
struct ShownPart {
  std::vector<NodeIndex> nodes;  // in the design's order
  Layout layout;                 // as it is, but for the frames; only those global tables that are shown have theirs

  bool has(NodeIndex i) const;
  // Both of its ends are shown, and so it is: the same links in pictures, diagrams and the design that a picture
  // carries.
  bool hasLink(const Design& design, LinkIndex l) const;
  // A frame of which members are left out: it has another border here than in the whole design.
  bool isCut(NodeIndex i) const { return layout.place(i).leftOut > 0; }
  // Whether it ends at such a border.
  bool isRerouted(const Design& design, LinkIndex l) const;
};

// No nodes: all of the design.
ShownPart shownPart(const Design& design, const Layout& layout, std::span<const NodeIndex> only);

// The routes of its links: those of the whole design, and new ones, found in the company of these, for links that end
// at a border which is elsewhere in the part.
Routes shownRoutes(const Design& design, const ShownPart& part, const Routes& whole);

}  // namespace nines::placing
