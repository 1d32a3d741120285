// Collects what a gesture does to rectangles and parents, in absolute coordinates, and gives the smallest list of
// changes that does it. Containers make room for what is put into them.
#pragma once

#include <unordered_map>
#include <vector>

#include "layout/arrange.h"
#include "layout/layout.h"
#include "topology/edit.h"

namespace nines {

// What a container keeps free when something is put into it: less than where the layout itself chooses the place.
// None for kNone (the canvas). The top leaves room for the header and for role chips, which straddle a card's edge.
Insets insetsOf(const Design& design, NodeIndex container);

class Rearrangement {
 public:
  // Both must outlive this.
  Rearrangement(const Design& design, const Layout& layout) : m_design(design), m_layout(layout) {}

  NodeIndex parent(NodeIndex i) const;
  // Absolute, everything so far counted in.
  Rect rect(NodeIndex i) const;

  // What stands inside moves along.
  void moveTo(NodeIndex i, Point topLeft);
  // What stands inside stays where it is on the canvas.
  void reshape(NodeIndex i, const Rect& absolute);
  // Stays where it is on the canvas.
  void reparent(NodeIndex i, NodeIndex parent);

  // Where something that wants `wanted` ends up in the container: not above or left of its insets. The container grows
  // to the right and downwards as far as needed, pushes what stands there, and its own container grows in turn.
  Rect makeRoom(NodeIndex container, const Rect& wanted);
  // Puts an existing node into the room its container makes. One that stood closer to a border than the insets allow
  // may do so again.
  void fit(NodeIndex i);

  // Parents first, then rectangles, then the bends of links that follow from both; only what differs from the design.
  std::vector<Change> changes() const;

 private:
  Point origin(NodeIndex container) const;
  Rect relative(NodeIndex i) const;
  Rect drawn(NodeIndex i) const;  // rect(), of a frame where its members put it
  Rect makeRoom(NodeIndex container, const Rect& wanted, const Insets& insets);
  // Moves siblings beside and below as far as the container grows; gives back the rectangle around them.
  Rect pushAway(NodeIndex container, const Rect& after);
  void grow(NodeIndex container, Size size);
  // A container drawn larger than it is stored, for content without a place, stays so once that content has one.
  void keepAsDrawn(NodeIndex container);
  std::span<const NodeIndex> siblings(NodeIndex i) const;

  const Design& m_design;
  const Layout& m_layout;
  std::unordered_map<NodeIndex, Rect> m_rects;  // relative to the parent
  std::unordered_map<NodeIndex, NodeIndex> m_parents;
};

}  // namespace nines
