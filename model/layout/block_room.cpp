#include "layout/block_room.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include "layout/landing.h"
#include "layout/locks.h"
#include "layout/rearrangement.h"

namespace nines::placing {

namespace {

struct Gaps {
  double beside;
  double below;
};
constexpr Gaps kCardGaps{8, 16};  // role chips straddle the upper edge
constexpr Gaps kContainerGaps{24, 24};
constexpr double kFar = std::numeric_limits<double>::max();
constexpr std::size_t kMostPairs = 1024;  // of parts and obstacles, before parts count as one
constexpr std::size_t kNear = 40;         // pairs whose edges are tried in both directions at once

struct Allowed {
  double left = -kFar;
  double top = -kFar;
  double right = kFar;

  bool contains(Point shift) const { return shift.x >= left && shift.x <= right && shift.y >= top; }
};

// Shifts that would bring one part onto one obstacle, borders excluded.
struct Forbidden {
  double left, top, right, bottom;

  bool covers(Point shift) const { return shift.x > left && shift.x < right && shift.y > top && shift.y < bottom; }
  double distance() const { return std::hypot(std::max({left, -right, 0.0}), std::max({top, -bottom, 0.0})); }
};

std::vector<Rect> obstaclesIn(const Design& design, const Layout& layout, NodeIndex container) {
  std::vector<Rect> out;
  for (const NodeIndex i : container == kNone ? design.topLevel() : design.children(container)) {
    if (!layout.place(i).frame) out.push_back(layout.rect(i));
  }
  for (NodeIndex i = 0; i < layout.size(); ++i) {
    if (!layout.place(i).frame) continue;
    // What stands in another container covers its frames.
    const bool here =
        container == kNone ? design.parent(i) == kNone : layout.rect(i).intersects(layout.rect(container));
    if (here) out.push_back(layout.rect(i).united(layout.headerOf(design, i)));
  }
  return out;
}

using Obstacles = std::map<NodeIndex, std::vector<Rect>>;  // by container

Obstacles obstaclesOf(const Design& design, const Layout& layout, std::span<const BlockPart> parts) {
  Obstacles out;
  for (const BlockPart& part : parts) {
    if (!out.contains(part.container)) out.emplace(part.container, obstaclesIn(design, layout, part.container));
  }
  return out;
}

bool liesOnSomething(const BlockPart& part, const Obstacles& obstacles) {
  return std::ranges::any_of(obstacles.at(part.container), [&](const Rect& r) { return r.intersects(part.rect); });
}

// Many parts over many things: what goes into one container is one rectangle.
std::vector<BlockPart> joined(std::span<const BlockPart> parts) {
  std::map<std::pair<NodeIndex, bool>, BlockPart> out;
  for (const BlockPart& part : parts) {
    const auto [at, fresh] = out.try_emplace({part.container, part.frame}, part);
    if (!fresh) at->second.rect = at->second.rect.united(part.rect);
  }
  std::vector<BlockPart> list;
  list.reserve(out.size());
  for (const auto& entry : out) list.push_back(entry.second);
  return list;
}

class Search {
 public:
  Search(const Design& design, const Layout& layout, std::span<const BlockPart> parts, const Obstacles& obstacles,
         Gaps gaps)
      : m_first(parts.front().rect) {
    if (parts.front().container != kNone) m_base = layout.rect(parts.front().container).topLeft();
    for (const BlockPart& part : parts) {
      if (!part.frame) m_allowed.push_back(allowedFor(design, layout, part));
      for (const Rect& r : obstacles.at(part.container)) {
        m_forbidden.push_back({r.left() - gaps.beside - part.rect.right(), r.top() - gaps.below - part.rect.bottom(),
                               r.right() + gaps.beside - part.rect.left(), r.bottom() + gaps.below - part.rect.top()});
      }
    }
  }

  Point run() {
    std::ranges::sort(m_forbidden, {}, &Forbidden::distance);
    std::vector<double> xs{0};
    std::vector<double> ys{0};
    for (std::size_t i = 0; i < std::min(m_forbidden.size(), kNear); ++i) {
      const Forbidden& f = m_forbidden[i];
      xs.insert(xs.end(), {-snappedUp(-f.left, m_base.x - m_first.x), snappedUp(f.right, m_first.x - m_base.x)});
      ys.insert(ys.end(), {-snappedUp(-f.top, m_base.y - m_first.y), snappedUp(f.bottom, m_first.y - m_base.y)});
    }
    // Always free: below everything.
    double lowest = 0;
    for (const Forbidden& f : m_forbidden) lowest = std::max(lowest, f.bottom);
    ys.push_back(snappedUp(lowest, m_first.y - m_base.y));
    return nearest(xs, ys);
  }

 private:
  // The room of its container, as far as the part is not beyond it already.
  static Allowed allowedFor(const Design& design, const Layout& layout, const BlockPart& part) {
    Allowed out;
    if (part.container == kNone) return out;
    const Rect outer = layout.rect(part.container);
    const Insets insets = insetsOf(design, part.container);
    out.left = std::min(0.0, outer.left() + insets.left - part.rect.left());
    out.top = std::min(0.0, outer.top() + insets.top - part.rect.top());
    out.right = std::max(0.0, outer.right() - insets.right - part.rect.right());
    return out;
  }

  // The next shift from `shift` on that brings what stands at `at` onto the grid.
  static double snappedUp(double shift, double at) { return std::ceil((at + shift) / kGrid - 1e-9) * kGrid - at; }

  bool isFree(Point shift) const {
    return std::ranges::all_of(m_allowed, [&](const Allowed& a) { return a.contains(shift); }) &&
           std::ranges::none_of(m_forbidden, [&](const Forbidden& f) { return f.covers(shift); });
  }

  Point nearest(const std::vector<double>& xs, const std::vector<double>& ys) const {
    std::vector<Point> shifts;
    shifts.reserve(xs.size() * ys.size());
    for (const double x : xs) {
      for (const double y : ys) shifts.push_back({x, y});
    }
    // Of equally near ones the lower, then the one to the right: there is usually room.
    std::ranges::sort(shifts, [](Point a, Point b) {
      const double da = a.x * a.x + a.y * a.y;
      const double db = b.x * b.x + b.y * b.y;
      return da != db ? da < db : a.y != b.y ? a.y > b.y : a.x > b.x;
    });
    const auto at = std::ranges::find_if(shifts, [this](Point shift) { return isFree(shift); });
    return at == shifts.end() ? Point{} : *at;
  }

  Rect m_first;
  Point m_base;
  std::vector<Allowed> m_allowed;
  std::vector<Forbidden> m_forbidden;
};

// Out of headers and borders, where containers would make room for each part by itself.
Point shiftInside(const Design& design, const Layout& layout, std::span<const BlockPart> parts) {
  Point out;
  for (const BlockPart& part : parts) {
    if (part.container == kNone || part.frame) continue;
    const Rect outer = layout.rect(part.container);
    const Insets insets = insetsOf(design, part.container);
    out.x = std::max(out.x, outer.x + insets.left - part.rect.x);
    out.y = std::max(out.y, outer.y + insets.top - part.rect.y);
  }
  if (parts.size() > 1 || parts.front().container == kNone) return out;
  const NodeIndex container = parts.front().container;
  return out + shiftInto(design, container, layout.rect(container), parts.front().rect.translated(out),
                         insetsOf(design, container));
}

}  // namespace

Point shiftToRoom(const Design& design, const Layout& layout, std::span<const BlockPart> parts) {
  if (parts.empty()) return {};
  std::vector<BlockPart> moved(parts.begin(), parts.end());
  const Point inside = shiftInside(design, layout, parts);
  for (BlockPart& part : moved) part.rect = part.rect.translated(inside);
  const Obstacles obstacles = obstaclesOf(design, layout, moved);
  if (std::ranges::none_of(moved, [&](const BlockPart& part) { return liesOnSomething(part, obstacles); })) {
    return inside;
  }
  std::size_t pairs = 0;
  for (const BlockPart& part : moved) pairs += obstacles.at(part.container).size();
  if (pairs > kMostPairs) moved = joined(moved);
  const bool roomy = std::ranges::any_of(parts, &BlockPart::roomy);
  return inside + Search(design, layout, moved, obstacles, roomy ? kContainerGaps : kCardGaps).run();
}

}  // namespace nines::placing
