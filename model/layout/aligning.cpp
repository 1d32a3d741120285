#include "layout/aligning.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "layout/rearrangement.h"
#include "layout/roots.h"

namespace nines::placing {

namespace {

std::string_view labelOf(Alignment alignment) {
  switch (alignment) {
    case Alignment::left:
      return "Align left edges";
    case Alignment::centre:
      return "Align centres";
    case Alignment::right:
      return "Align right edges";
    case Alignment::top:
      return "Align top edges";
    case Alignment::middle:
      return "Align middles";
    case Alignment::bottom:
      return "Align bottom edges";
  }
  return {};
}

// Where a node stands so that it is in line with the rectangle around all.
Point inLine(const Rect& node, const Rect& around, Alignment alignment) {
  switch (alignment) {
    case Alignment::left:
      return {around.left(), node.y};
    case Alignment::centre:
      return {std::round(around.centre().x - node.width / 2), node.y};
    case Alignment::right:
      return {around.right() - node.width, node.y};
    case Alignment::top:
      return {node.x, around.top()};
    case Alignment::middle:
      return {node.x, std::round(around.centre().y - node.height / 2)};
    case Alignment::bottom:
      return {node.x, around.bottom() - node.height};
  }
  return node.topLeft();
}

struct Moved {
  NodeIndex node;
  Point to;
};

Edit moved(const Design& design, const Layout& layout, const std::vector<Moved>& nodes, std::string_view label) {
  Rearrangement plan(design, layout);
  for (const Moved& m : nodes) plan.moveTo(m.node, m.to);
  // Room made for one can push another: twice, so that each ends where its container holds it.
  for (int pass = 0; pass < 2; ++pass) {
    for (const Moved& m : nodes) plan.fit(m.node);
  }
  return {std::string(label), plan.changes()};
}

}  // namespace

std::vector<NodeIndex> alignable(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes) {
  std::vector<NodeIndex> placed;
  std::ranges::copy_if(nodes, std::back_inserter(placed), [&](NodeIndex i) { return !layout.place(i).frame; });
  return movableRootsOf(design, layout, placed);
}

Edit align(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes, Alignment alignment) {
  const auto roots = alignable(design, layout, nodes);
  if (roots.size() < kLeastToAlign) return {};
  Rect around;
  for (const NodeIndex i : roots) around = around.united(layout.rect(i));
  std::vector<Moved> targets;
  for (const NodeIndex i : roots) {
    const Point to = inLine(layout.rect(i), around, alignment);
    if (to != layout.rect(i).topLeft()) targets.push_back({i, to});
  }
  return moved(design, layout, targets, labelOf(alignment));
}

Edit distribute(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes, Direction direction) {
  const bool flat = direction == Direction::horizontal;
  const auto start = [&](NodeIndex i) { return flat ? layout.rect(i).x : layout.rect(i).y; };
  const auto length = [&](NodeIndex i) { return flat ? layout.rect(i).width : layout.rect(i).height; };
  auto roots = alignable(design, layout, nodes);
  if (roots.size() < kLeastToDistribute) return {};
  std::ranges::stable_sort(roots, {}, [&](NodeIndex i) { return start(i) + length(i) / 2; });
  double used = 0;
  for (const NodeIndex i : roots) used += length(i);
  const double from = start(roots.front());
  const double gap = (start(roots.back()) + length(roots.back()) - from - used) / static_cast<double>(roots.size() - 1);
  std::vector<Moved> targets;
  double at = from;
  for (const NodeIndex i : roots) {
    Point to = layout.rect(i).topLeft();
    if (i != roots.front() && i != roots.back()) (flat ? to.x : to.y) = std::round(at);
    if (to != layout.rect(i).topLeft()) targets.push_back({i, to});
    at += length(i) + gap;
  }
  return moved(design, layout, targets, flat ? "Distribute horizontally" : "Distribute vertically");
}

}  // namespace nines::placing
