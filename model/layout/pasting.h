// Part of a design for the clipboard, and putting it into a design again.
#pragma once

#include <optional>
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

// Whether the node is what one of the outermost of an excerpt was copied from, or a copy of that.
bool isCopied(const Topology& excerpt, const Node& node);

struct Pasted {
  Edit edit;
  std::vector<NodeId> roots;  // what was not inside anything else of the excerpt: to be selected
  std::string refusal;        // one sentence, if something of it may stand nowhere there; then the edit is empty
};
// Adds the content of an excerpt with fresh ids, as one block that lies on nothing: into `into` if all of it may stand
// there, else each part into the innermost container that may hold it at its own place, not into what it is a copy of.
// The block's top left corner comes to stand at `at`, or as near as there is room; without `at` at the first free place
// of `into`, else where the excerpt has it. Zones go beside the others of their Region. Containers grow, and push what
// stands beside them. An empty excerpt gives an empty edit.
Pasted paste(const Design& design, const Layout& layout, const Topology& excerpt, NodeIndex into,
             std::optional<Point> at);

// The same with the middle of the block at the pointer: as a drop there would put it if that hides nothing, else all of
// it into the innermost container below the pointer that may hold it, as near as there is room.
Pasted pasteUnder(const Design& design, const Layout& layout, const Topology& excerpt, Point pointer);

// Adds copies of these nodes in the containers of the originals, a little aside or as near to that as there is room.
Pasted duplicate(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes);

}  // namespace nines::placing
