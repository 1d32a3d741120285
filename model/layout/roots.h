// What has to move when people move what they selected.
#pragma once

#include <span>
#include <vector>

#include "layout/layout.h"

namespace nines::placing {

// The nodes that have to move so that all of `nodes` do: members for a frame, nothing that stands in another of them.
// In the design's order.
std::vector<NodeIndex> rootsOf(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes);

// The same of those that gestures may move: what is locked, chosen itself or as member of a frame, stays.
std::vector<NodeIndex> movableRootsOf(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes);

// The nodes and everything that stands in them.
std::vector<NodeIndex> withContents(const Design& design, std::vector<NodeIndex> nodes);

// What belongs to a part of a design: these nodes with everything that stands in them, a cluster among them with its
// members. In the design's order, each once.
std::vector<NodeIndex> partOf(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes);

}  // namespace nines::placing
