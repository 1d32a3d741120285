#include "layout/aligning.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "layout/arrange.h"
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

// Not above or left of where its container holds it, as Rearrangement::fit() has it.
Point lowest(const Design& design, const Layout& layout, NodeIndex i) {
  constexpr double kFar = 1e9;
  const NodeIndex container = design.parent(i);
  if (container == kNone) return {-kFar, -kFar};
  const Insets insets = insetsOf(design, container);
  const Rect& inner = layout.rect(i);
  const Rect& outer = layout.rect(container);
  return {std::min(outer.left() + insets.left, inner.left()), std::min(outer.top() + insets.top, inner.top())};
}

Rect landingOf(const Design& design, const Layout& layout, const Moved& moved) {
  const Point low = lowest(design, layout, moved.node);
  const Rect& now = layout.rect(moved.node);
  return {std::max(moved.to.x, low.x), std::max(moved.to.y, low.y), now.width, now.height};
}

// Finds places for what is brought into line where nothing beside it lies: on the line, before or behind what is in the
// way, whichever is nearer. What lies over another thing already may go on doing so.
class FreePlaces {
 public:
  // `flat`: the line is horizontal, and things make way along it.
  FreePlaces(const Design& design, const Layout& layout, const std::vector<Moved>& nodes, bool flat)
      : m_design(design), m_layout(layout), m_isMoving(design.nodeCount(), 0), m_flat(flat) {
    for (const Moved& m : nodes) m_isMoving[m.node] = 1;
  }

  // Those that are nearest to the line's beginning come first, so that they keep their order.
  std::vector<Moved> run(std::vector<Moved> nodes) {
    std::ranges::stable_sort(nodes, {}, [&](const Moved& m) { return m_flat ? m.to.x : m.to.y; });
    for (Moved& m : nodes) m.to = freeFor(m);
    return nodes;
  }

 private:
  // Where something that begins here would lie too close to others.
  struct Stretch {
    double from;
    double to;
  };

  Point freeFor(const Moved& moved) {
    const Point low = lowest(m_design, m_layout, moved.node);
    Rect there = landingOf(m_design, m_layout, moved);
    const std::vector<Rect> others = besides(moved.node);
    const bool hidden = std::ranges::any_of(others, [&](const Rect& other) { return other.intersects(there); });
    if (hidden) (m_flat ? there.x : there.y) = nearest(stretchesOf(others, there, gapOf(moved.node)), there, low);
    m_taken.push_back({there, m_design.parent(moved.node)});
    return there.topLeft();
  }

  double beginOf(const Rect& r) const { return m_flat ? r.left() : r.top(); }
  double endOf(const Rect& r) const { return m_flat ? r.right() : r.bottom(); }
  bool isInLine(const Rect& a, const Rect& b) const {
    return m_flat ? a.top() < b.bottom() && b.top() < a.bottom() : a.left() < b.right() && b.left() < a.right();
  }

  // In order and apart from each other.
  std::vector<Stretch> stretchesOf(const std::vector<Rect>& others, const Rect& there, double gap) const {
    const double length = endOf(there) - beginOf(there);
    std::vector<Stretch> all;
    for (const Rect& other : others) {
      if (isInLine(other, there)) all.push_back({beginOf(other) - gap - length, endOf(other) + gap});
    }
    std::ranges::sort(all, {}, &Stretch::from);
    std::vector<Stretch> merged;
    for (const Stretch& stretch : all) {
      if (merged.empty() || stretch.from >= merged.back().to) merged.push_back(stretch);
      else merged.back().to = std::max(merged.back().to, stretch.to);
    }
    return merged;
  }

  double nearest(const std::vector<Stretch>& taken, const Rect& there, Point low) const {
    const double at = beginOf(there);
    for (const Stretch& stretch : taken) {
      if (at <= stretch.from || at >= stretch.to) continue;
      const bool before = stretch.from >= (m_flat ? low.x : low.y) && at - stretch.from < stretch.to - at;
      return before ? stretch.from : stretch.to;
    }
    return at;
  }

  double gapOf(NodeIndex i) const {
    constexpr double kContainerGap = 32;
    if (!m_layout.isSolid(m_design, i)) return kContainerGap;
    return m_flat ? kCardCell.width - kCardSize.width : kCardCell.height - kCardSize.height;
  }

  std::vector<Rect> besides(NodeIndex i) const {
    const NodeIndex container = m_design.parent(i);
    std::vector<Rect> out;
    for (const NodeIndex other : container == kNone ? m_design.topLevel() : m_design.children(container)) {
      if (other == i || m_isMoving[other] != 0 || m_layout.place(other).frame) continue;
      if (!m_layout.rect(other).intersects(m_layout.rect(i))) out.push_back(m_layout.rect(other));
    }
    for (const Taken& taken : m_taken) {
      if (taken.container == container) out.push_back(taken.rect);
    }
    return out;
  }

  struct Taken {
    Rect rect;
    NodeIndex container;
  };

  const Design& m_design;
  const Layout& m_layout;
  std::vector<char> m_isMoving;
  std::vector<Taken> m_taken;
  bool m_flat;
};

bool isFlat(Alignment alignment) {
  return alignment == Alignment::top || alignment == Alignment::middle || alignment == Alignment::bottom;
}

// Where the nodes are in line, as far as that is elsewhere than now.
std::vector<Moved> lined(const Layout& layout, const std::vector<NodeIndex>& roots, Alignment alignment) {
  std::vector<Moved> targets;
  if (roots.size() < kLeastToAlign) return targets;
  Rect around;
  for (const NodeIndex i : roots) around = around.united(layout.rect(i));
  for (const NodeIndex i : roots) {
    const Point to = inLine(layout.rect(i), around, alignment);
    if (to != layout.rect(i).topLeft()) targets.push_back({i, to});
  }
  return targets;
}

// Whether it would stand outside of what its container has room for now, across the line.
bool leavesContainer(const Design& design, const Layout& layout, const Moved& moved, bool flat) {
  const NodeIndex container = design.parent(moved.node);
  if (container == kNone) return false;
  const Insets insets = insetsOf(design, container);
  const Rect& outer = layout.rect(container);
  const Rect& now = layout.rect(moved.node);
  const Point low = lowest(design, layout, moved.node);
  if (flat)
    return moved.to.y < low.y || moved.to.y + now.height > std::max(outer.bottom() - insets.bottom, now.bottom());
  return moved.to.x < low.x || moved.to.x + now.width > std::max(outer.right() - insets.right, now.right());
}

Edit moved(const Design& design, const Layout& layout, const std::vector<Moved>& nodes, std::string_view label) {
  Rearrangement plan(design, layout);
  for (const Moved& m : nodes) plan.moveTo(m.node, m.to);
  // Room made for one can push another: twice, so that each ends where its container holds it.
  for (int pass = 0; pass < 2; ++pass) {
    for (const Moved& m : nodes) plan.fit(m.node);
  }
  return {std::string(label), plan.changes()};
}

// Where the nodes stand at equal gaps, as far as that is elsewhere than now.
std::vector<Moved> spread(const Layout& layout, std::vector<NodeIndex> roots, Direction direction) {
  const bool flat = direction == Direction::horizontal;
  const auto start = [&](NodeIndex i) { return flat ? layout.rect(i).x : layout.rect(i).y; };
  const auto length = [&](NodeIndex i) { return flat ? layout.rect(i).width : layout.rect(i).height; };
  std::vector<Moved> targets;
  if (roots.size() < kLeastToDistribute) return targets;
  std::ranges::stable_sort(roots, {}, [&](NodeIndex i) { return start(i) + length(i) / 2; });
  double used = 0;
  for (const NodeIndex i : roots) used += length(i);
  const double from = start(roots.front());
  const double gap = (start(roots.back()) + length(roots.back()) - from - used) / static_cast<double>(roots.size() - 1);
  double at = from;
  for (const NodeIndex i : roots) {
    Point to = layout.rect(i).topLeft();
    if (i != roots.front() && i != roots.back()) (flat ? to.x : to.y) = std::round(at);
    if (to != layout.rect(i).topLeft()) targets.push_back({i, to});
    at += length(i) + gap;
  }
  return targets;
}

}  // namespace

std::vector<NodeIndex> alignable(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes) {
  std::vector<NodeIndex> placed;
  std::ranges::copy_if(nodes, std::back_inserter(placed), [&](NodeIndex i) { return !layout.place(i).frame; });
  return movableRootsOf(design, layout, placed);
}

Edit align(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes, Alignment alignment) {
  if (beyondItsContainer(design, layout, nodes, alignment) != kNone) return {};
  const std::vector<Moved> targets = lined(layout, alignable(design, layout, nodes), alignment);
  return moved(design, layout, FreePlaces(design, layout, targets, isFlat(alignment)).run(targets), labelOf(alignment));
}

NodeIndex beyondItsContainer(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes,
                             Alignment alignment) {
  const std::vector<Moved> targets = lined(layout, alignable(design, layout, nodes), alignment);
  const auto at = std::ranges::find_if(
      targets, [&](const Moved& m) { return leavesContainer(design, layout, m, isFlat(alignment)); });
  return at == targets.end() ? kNone : at->node;
}

NodeIndex inTheWay(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes, Direction direction) {
  const std::vector<Moved> targets = spread(layout, alignable(design, layout, nodes), direction);
  std::unordered_map<NodeIndex, Rect> then;
  for (const Moved& m : targets) then[m.node] = landingOf(design, layout, m);
  for (const Moved& m : targets) {
    const NodeIndex container = design.parent(m.node);
    for (const NodeIndex other : container == kNone ? design.topLevel() : design.children(container)) {
      if (other == m.node || layout.place(other).frame) continue;
      const auto at = then.find(other);
      const Rect& there = at == then.end() ? layout.rect(other) : at->second;
      if (there.intersects(then[m.node]) && !layout.rect(other).intersects(layout.rect(m.node))) return other;
    }
  }
  return kNone;
}

Edit distribute(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes, Direction direction) {
  if (inTheWay(design, layout, nodes, direction) != kNone) return {};
  return moved(design, layout, spread(layout, alignable(design, layout, nodes), direction),
               direction == Direction::horizontal ? "Distribute horizontally" : "Distribute vertically");
}

}  // namespace nines::placing
