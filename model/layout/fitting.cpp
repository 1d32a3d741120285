// Containers to the size of their content. Declared in fitting.h and tidying.h.
#include "layout/fitting.h"

#include <algorithm>
#include <cmath>

#include "layout/arrange.h"
#include "layout/placing.h"
#include "layout/tidying.h"

namespace nines {

namespace {

constexpr double kHeaderRoom = 16;
constexpr Size kEmptySize{188, 120};
constexpr double kLeastHeight = 64;  // of what has something in it, wherever that stands

// One direction of a container: as far as its content needs and at least so long, but nowhere beyond what it has.
struct Stretch {
  double begin;
  double end;
};

Stretch shrunk(Stretch now, Stretch need, double least) {
  const double begin = std::max(now.begin, need.begin);
  const double end = std::min(now.end, std::max(need.end, begin + least));
  return {std::max(now.begin, std::min(begin, end - least)), end};
}

}  // namespace

namespace tidying {

NodeIndex frameOf(const Design& design, const Layout& layout, NodeIndex i) {
  const NodeIndex cluster = design.clusterOf(i);
  if (cluster != kNone && layout.place(cluster).frame) return cluster;
  for (const SetFrame& frame : layout.setFrames()) {
    if (std::ranges::binary_search(frame.members, i)) return frame.members.front();
  }
  return kNone;
}

Size leastSizeOf(const Design& design, const Layout& layout, NodeIndex container) {
  const Rect header = layout.headerOf(design, container);
  const bool whole = header.width + kHeaderRoom <= layout.rect(container).width;
  return {std::max(kEmptySize.width, whole ? std::ceil(header.width + kHeaderRoom) : 0), kEmptySize.height};
}

}  // namespace tidying

namespace placing {

Edit fitToContent(const Design& design, const Layout& layout, NodeIndex container) {
  if (container == kNone || !holdsOthers(design, layout, container)) return {};
  const Insets insets = nines::insetsOf(design.kind(container) ? design.kind(container)->shape : Shape::box);
  Rect around;
  for (const NodeIndex child : design.children(container)) {
    if (layout.place(child).frame) continue;
    Rect room = layout.rect(child);
    if (tidying::frameOf(design, layout, child) != kNone) {
      room.y -= kFrameInsets.top;
      room.height += kFrameInsets.top + kFrameInsets.bottom;
    }
    around = around.united(room);
  }
  const Rect now = layout.rect(container);
  const Size least = tidying::leastSizeOf(design, layout, container);
  Stretch needAcross{now.left(), now.left() + kEmptySize.width};
  Stretch needDown{now.top(), now.top() + kEmptySize.height};
  if (!around.empty()) {
    needAcross = {around.left() - insets.left, around.right() + insets.right};
    needDown = {around.top() - insets.top, around.bottom() + insets.bottom};
  }
  const Stretch across = shrunk({now.left(), now.right()}, needAcross, least.width);
  const Stretch down = shrunk({now.top(), now.bottom()}, needDown, kLeastHeight);
  const Rect then{across.begin, down.begin, across.end - across.begin, down.end - down.begin};
  Edit edit = resize(design, layout, container, then);
  if (!edit.empty()) edit.label = "Fit " + design.node(container).title() + " to its content";
  return edit;
}

}  // namespace placing

}  // namespace nines
