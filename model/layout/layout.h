// Where everything is on the canvas: absolute rectangles of nodes, frames around the members of clusters, free places
// for nodes that have none. Pure geometry. Stored rectangles are never changed; a container without one is as large as
// its content asks, one with a rectangle is drawn larger where content without one would not fit.
#pragma once

#include <functional>
#include <vector>

#include "layout/set_frames.h"
#include "semantics/design.h"
#include "support/geometry.h"

namespace nines {

inline constexpr double kGrid = 8;
inline constexpr double kRegionHeader = 24;
inline constexpr double kLockRoom = 16;  // that the sign of a locked node takes beside its name

struct NodePlace {
  Rect rect;           // absolute
  int depth = 0;       // containers above it
  bool frame = false;  // a cluster with drawn members: rect is around them
  int leftOut = 0;     // of these members, where only a part of the design is shown
};

class Layout {
 public:
  explicit Layout(const Design& design);
  // As `drawn` with some of it dragged by `delta` (`moving` by NodeIndex, contents included): frames around where their
  // members are now, all else where it was.
  Layout(const Design& design, const Layout& drawn, const std::vector<char>& moving, Point delta);

  // The same for a picture of some nodes (`shown` by NodeIndex): frames around those of their members that are shown.
  // Global tables have theirs if all of their replicas are shown, or one that stands in a container that is.
  Layout keptTo(const Design& design, const std::vector<char>& shown) const;

  const NodePlace& place(NodeIndex i) const { return m_places[i]; }
  const Rect& rect(NodeIndex i) const { return m_places[i].rect; }
  std::size_t size() const { return m_places.size(); }
  Rect bounds() const { return m_bounds; }
  // Around what is one thing without a node of its own.
  const std::vector<SetFrame>& setFrames() const { return m_setFrames; }
  // Strips that links must keep clear of besides cards: the written part of a Region's or box's header, the name of a
  // zone, the label of a frame. Empty for cards. Texts are measured roughly, on the generous side.
  Rect headerOf(const Design& design, NodeIndex i) const;
  // The stretch of a card's top border that its role chip covers, measured as roughly; empty without one.
  Rect chipOf(const Design& design, NodeIndex i) const;
  // True for what stands in the way of links: every card and note, but no container and no frame.
  bool isSolid(const Design& design, NodeIndex i) const;

 private:
  void finish(const Design& design);

  std::vector<NodePlace> m_places;
  std::vector<SetFrame> m_setFrames;
  Rect m_bounds;
};

// The frame of a cluster whose members stand where `rectOf` says.
Rect frameAround(const Design& design, NodeIndex cluster, const std::function<Rect(NodeIndex)>& rectOf);

// Members that can span a frame: drawn nodes, but no frames and not the cluster itself.
std::vector<NodeIndex> spanningMembers(const Design& design, NodeIndex cluster);

// Whether some of them are shown in a container that is shown as well (`shown` by NodeIndex).
bool isDrawnInside(const Design& design, const std::vector<char>& shown, const std::vector<NodeIndex>& members);

// What a node is among others, as a chip on its card says; null for none.
const Chip* roleChip(const Design& design, NodeIndex i);

// The container in which a card dropped at `at` would stand: the innermost one that contains the point, kNone for the
// canvas. `ignore` and everything in it does not count.
NodeIndex containerAt(const Design& design, const Layout& layout, Point at, NodeIndex ignore = kNone);

// A free place for a card of this size in the container (kNone: the canvas), absolute, snapped to the grid. The first
// free cell of a grid of cards, row by row. In a full container it lies below the content, outside the container's
// border.
Rect freePlace(const Design& design, const Layout& layout, NodeIndex container, Size size = kCardSize);

double snapped(double v);
Point snapped(Point p);

}  // namespace nines
