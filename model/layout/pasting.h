// Part of a design for the clipboard, and putting it into a design again.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "layout/layout.h"
#include "topology/edit.h"

namespace nines::placing {

// A design of its own that holds these nodes with everything inside, a cluster with its members, and the links among
// all of them. What stood in something else stands on the canvas, where it was drawn. Named like the design.
Topology excerpt(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes);

// The same of what a picture of these nodes shows (layout/shown_part.h), for that picture to carry: with the design's
// assumptions, the comments that are pinned to what is shown, and the waivers of findings that are about that alone.
Topology shownExcerpt(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes);

struct Pasted {
  Edit edit;
  std::vector<NodeId> roots;  // what was not inside anything else of the excerpt: to be selected
  std::string refusal;        // one sentence, if something of it may stand nowhere there; then the edit is empty
};
// Adds the content of an excerpt with fresh ids, as one block: into `into` at a free place if all of it may stand
// there, else with its top left corner at `at`, or nearby where its cards would hide others, each part in the innermost
// container there that may hold it. Containers grow. An empty excerpt gives an empty edit.
Pasted paste(const Design& design, const Layout& layout, const Topology& excerpt, NodeIndex into, Point at);

// Adds copies of these nodes, a little aside in the containers of the originals, where cards hide no others.
Pasted duplicate(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes);

}  // namespace nines::placing
