// Bringing several nodes into line, and spreading them evenly: the edits of the Arrange menu.
#pragma once

#include <span>
#include <vector>

#include "layout/layout.h"
#include "topology/edit.h"

namespace nines::placing {

enum class Alignment { left, centre, right, top, middle, bottom };
enum class Direction { horizontal, vertical };

inline constexpr std::size_t kLeastToAlign = 2;
inline constexpr std::size_t kLeastToDistribute = 3;

// Those of the nodes that can be brought into line: no frames, whose place is that of their members, nothing that is
// locked, and nothing that stands in another of them.
std::vector<NodeIndex> alignable(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes);

// Moves the nodes, with everything inside, so that their edges or middles are in line: with the outermost edge, or with
// the middle of the rectangle around all of them. What would come to lie over something beside it goes along the line
// to where it does not; containers grow along it. Empty if nothing changes, fewer than kLeastToAlign are left, or the
// line lies beyond the container of one of them.
Edit align(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes, Alignment alignment);

// The first that would have to leave its container to be in line; kNone: all can stay.
NodeIndex beyondItsContainer(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes,
                             Alignment alignment);

// Gives neighbours equal gaps, to a whole pixel; the first and the last one stay. Empty if nothing changes, fewer than
// kLeastToDistribute are left, or something is in the way.
Edit distribute(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes, Direction direction);

// On what one of them would come to lie at equal gaps; kNone: on nothing.
NodeIndex inTheWay(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes, Direction direction);

}  // namespace nines::placing
