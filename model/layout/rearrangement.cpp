#include "layout/rearrangement.h"

#include <algorithm>
#include <cmath>

#include "layout/bending.h"

namespace nines {

namespace {

constexpr double kSide = 8;
constexpr double kBelowHeader = 8;
constexpr double kZoneTop = 24;

// The length that holds `needed`: as it is, else grown to the grid.
double roomFor(double length, double needed) {
  return needed <= length ? length : std::ceil(needed / kGrid - 1e-9) * kGrid;
}

bool overlaps(double a, double aEnd, double b, double bEnd) { return a < bEnd && b < aEnd; }

}  // namespace

Insets insetsOf(const Design& design, NodeIndex container) {
  if (container == kNone) return {};
  const Kind* kind = design.kind(container);
  const double top = kind && kind->shape == Shape::zone ? kZoneTop : kRegionHeader + kBelowHeader;
  return {kSide, top, kSide, kSide};
}

NodeIndex Rearrangement::parent(NodeIndex i) const {
  const auto at = m_parents.find(i);
  return at == m_parents.end() ? m_design.parent(i) : at->second;
}

Point Rearrangement::origin(NodeIndex container) const {
  return container == kNone ? Point{} : rect(container).topLeft();
}

Rect Rearrangement::relative(NodeIndex i) const {
  if (const auto at = m_rects.find(i); at != m_rects.end()) return at->second;
  const NodeIndex parentThen = m_design.parent(i);
  const Point base = parentThen == kNone ? Point{} : m_layout.rect(parentThen).topLeft();
  return m_layout.rect(i).translated(Point{} - base);
}

Rect Rearrangement::rect(NodeIndex i) const { return relative(i).translated(origin(parent(i))); }

Rect Rearrangement::drawn(NodeIndex i) const {
  return m_layout.place(i).frame ? frameAround(m_design, i, [this](NodeIndex member) { return rect(member); })
                                 : rect(i);
}

void Rearrangement::moveTo(NodeIndex i, Point topLeft) {
  Rect now = relative(i);
  const Point at = topLeft - origin(parent(i));
  now.x = at.x;
  now.y = at.y;
  m_rects[i] = now;
}

void Rearrangement::reshape(NodeIndex i, const Rect& absolute) {
  const Point shift = absolute.topLeft() - rect(i).topLeft();
  if (shift != Point{}) {
    for (const NodeIndex child : m_design.children(i)) {
      if (parent(child) != i || m_layout.place(child).frame) continue;
      m_rects[child] = relative(child).translated(Point{} - shift);
    }
  }
  m_rects[i] = absolute.translated(Point{} - origin(parent(i)));
}

void Rearrangement::reparent(NodeIndex i, NodeIndex parentNow) {
  if (parent(i) == parentNow) return;
  const Rect absolute = rect(i);
  m_parents[i] = parentNow;
  m_rects[i] = absolute.translated(Point{} - origin(parentNow));
}

std::span<const NodeIndex> Rearrangement::siblings(NodeIndex i) const {
  const NodeIndex above = parent(i);
  return above == kNone ? m_design.topLevel() : m_design.children(above);
}

Rect Rearrangement::pushAway(NodeIndex container, const Rect& after) {
  struct Step {
    Rect before, after;
  };
  std::vector<NodeIndex> waiting;
  for (const NodeIndex other : siblings(container)) {
    if (other != container && parent(other) == parent(container) && !m_layout.place(other).frame)
      waiting.push_back(other);
  }
  Rect around;
  std::vector<Step> steps{{rect(container), after}};
  // What is pushed pushes in turn what it would come to lie over.
  for (std::size_t k = 0; k < steps.size() && !waiting.empty(); ++k) {
    const Step step = steps[k];
    const double dx = step.after.right() - step.before.right();
    const double dy = step.after.bottom() - step.before.bottom();
    std::erase_if(waiting, [&](NodeIndex other) {
      const Rect there = rect(other);
      const bool beside = there.left() >= step.before.right() &&
                          overlaps(there.top(), there.bottom(), step.after.top(), step.after.bottom());
      const bool below = there.top() >= step.before.bottom() &&
                         overlaps(there.left(), there.right(), step.after.left(), step.after.right());
      if (k > 0 && !there.intersects(step.after)) return false;
      const Point push{beside ? dx : 0, below ? dy : 0};
      if (push == Point{}) return false;
      moveTo(other, there.topLeft() + push);
      around = around.united(rect(other));
      steps.push_back({there, rect(other)});
      return true;
    });
  }
  return around;
}

void Rearrangement::keepAsDrawn(NodeIndex container) {
  for (NodeIndex c = container; c != kNone; c = parent(c)) {
    const auto& stored = m_design.node(c).rect;
    const Rect& drawn = m_layout.rect(c);
    if (stored && Size{stored->width, stored->height} != Size{drawn.width, drawn.height})
      m_rects.emplace(c, relative(c));
  }
}

void Rearrangement::grow(NodeIndex container, Size size) {
  const Rect before = rect(container);
  const Rect after{before.x, before.y, std::max(before.width, size.width), std::max(before.height, size.height)};
  if (after == before) return keepAsDrawn(container);
  const NodeIndex above = parent(container);
  const Rect reached = after.united(pushAway(container, after));
  reshape(container, after);
  if (above == kNone) return;
  const Rect outer = rect(above);
  const Insets insets = insetsOf(m_design, above);
  grow(above, {roomFor(outer.width, reached.right() + insets.right - outer.x),
               roomFor(outer.height, reached.bottom() + insets.bottom - outer.y)});
}

Rect Rearrangement::makeRoom(NodeIndex container, const Rect& wanted) {
  return makeRoom(container, wanted, insetsOf(m_design, container));
}

Rect Rearrangement::makeRoom(NodeIndex container, const Rect& wanted, const Insets& insets) {
  if (container == kNone) return wanted;
  const Rect outer = rect(container);
  Rect out = wanted;
  out.x = std::max(out.x, outer.x + insets.left);
  out.y = std::max(out.y, outer.y + insets.top);
  grow(container, {roomFor(outer.width, out.right() + insets.right - outer.x),
                   roomFor(outer.height, out.bottom() + insets.bottom - outer.y)});
  return out;
}

void Rearrangement::fit(NodeIndex i) {
  const NodeIndex container = parent(i);
  Insets insets = insetsOf(m_design, container);
  if (container != kNone && container == m_design.parent(i)) {
    const Rect inner = m_layout.rect(i);
    const Rect outer = m_layout.rect(container);
    insets.left = std::min(insets.left, inner.left() - outer.left());
    insets.top = std::min(insets.top, inner.top() - outer.top());
    insets.right = std::min(insets.right, outer.right() - inner.right());
    insets.bottom = std::min(insets.bottom, outer.bottom() - inner.bottom());
  }
  const Rect wanted = rect(i);
  moveTo(i, makeRoom(container, wanted, insets).topLeft());
}

std::vector<Change> Rearrangement::changes() const {
  std::vector<NodeIndex> touched;
  touched.reserve(m_rects.size());
  for (const auto& entry : m_rects) touched.push_back(entry.first);
  std::ranges::sort(touched);
  std::vector<Change> out;
  for (const NodeIndex i : touched) {
    const NodeIndex now = parent(i);
    if (now == m_design.parent(i)) continue;
    out.emplace_back(SetNodeParent{m_design.node(i).id, now == kNone ? NodeId() : m_design.node(now).id});
  }
  for (const NodeIndex i : touched) {
    const Rect now = m_rects.at(i);
    if (m_design.node(i).rect != now) out.emplace_back(SetNodeRect{m_design.node(i).id, now});
  }
  if (out.empty()) return out;
  const auto bends = placing::bendsAlong(m_design, m_layout, [this](NodeIndex i) { return drawn(i); });
  out.insert(out.end(), bends.begin(), bends.end());
  return out;
}

}  // namespace nines
