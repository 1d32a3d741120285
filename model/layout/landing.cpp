#include "layout/landing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "layout/rearrangement.h"

namespace nines::placing {

namespace {

struct Gaps {
  double beside;
  double below;
};
constexpr Gaps kCardGaps{8, 16};  // role chips straddle the upper edge
constexpr Gaps kContainerGaps{24, 24};
constexpr Gaps kMovedContainerGaps{8, 8};
constexpr double kFar = std::numeric_limits<double>::max();
constexpr std::size_t kNear = 24;         // obstacles whose edges a single card tries in both directions at once
constexpr std::size_t kMostPairs = 1024;  // of cards and obstacles

// Shifts that would bring one card onto one obstacle, borders excluded.
struct Forbidden {
  double left, top, right, bottom;

  bool covers(Point shift) const { return shift.x > left && shift.x < right && shift.y > top && shift.y < bottom; }
  double distance() const { return std::hypot(std::max({left, -right, 0.0}), std::max({top, -bottom, 0.0})); }
};

struct Allowed {
  double left = -kFar;
  double top = -kFar;
  double right = kFar;

  bool contains(Point shift) const { return shift.x >= left && shift.x <= right && shift.y >= top; }
};

std::span<const NodeIndex> contentsOf(const Design& design, NodeIndex container) {
  return container == kNone ? design.topLevel() : design.children(container);
}

// The room of its container, as far as the card is not beyond it already.
Allowed allowedFor(const Design& design, const Layout& layout, const Landing& card) {
  Allowed out;
  if (card.container == kNone) return out;
  const Rect outer = layout.rect(card.container);
  const Insets insets = insetsOf(design, card.container);
  out.left = std::min(0.0, outer.left() + insets.left - card.rect.left());
  out.top = std::min(0.0, outer.top() + insets.top - card.rect.top());
  out.right = std::max(0.0, outer.right() - insets.right - card.rect.right());
  return out;
}

class Search {
 public:
  Search(const Design& design, const Layout& layout, std::span<const Landing> cards,
         const std::function<bool(NodeIndex)>& leaves, Gaps gaps)
      : m_first(cards.front()), m_single(cards.size() == 1) {
    if (m_first.container != kNone) m_base = layout.rect(m_first.container).topLeft();
    for (const Landing& card : cards) {
      m_allowed.push_back(allowedFor(design, layout, card));
      for (const NodeIndex other : contentsOf(design, card.container)) {
        if (leaves(other) || layout.place(other).frame) continue;
        const Rect& r = layout.rect(other);
        m_forbidden.push_back({r.left() - gaps.beside - card.rect.right(), r.top() - gaps.below - card.rect.bottom(),
                               r.right() + gaps.beside - card.rect.left(), r.bottom() + gaps.below - card.rect.top()});
      }
    }
  }

  Point run() {
    if (!m_single && m_forbidden.size() > kMostPairs) return {};
    std::ranges::sort(m_forbidden, {}, &Forbidden::distance);
    std::vector<double> xs{0};
    std::vector<double> ys{0};
    for (std::size_t i = 0; i < m_forbidden.size() && (!m_single || i < kNear); ++i) {
      xs.push_back(-snappedUp(-m_forbidden[i].left, -m_first.rect.x + m_base.x));
      xs.push_back(snappedUp(m_forbidden[i].right, m_first.rect.x - m_base.x));
      ys.push_back(-snappedUp(-m_forbidden[i].top, -m_first.rect.y + m_base.y));
      ys.push_back(snappedUp(m_forbidden[i].bottom, m_first.rect.y - m_base.y));
    }
    // Always free: below everything.
    double lowest = 0;
    for (const Forbidden& f : m_forbidden) lowest = std::max(lowest, f.bottom);
    ys.push_back(snappedUp(lowest, m_first.rect.y - m_base.y));
    return nearest(candidates(xs, ys));
  }

 private:
  // The next shift from `shift` on that brings a card standing at `at` onto the grid.
  static double snappedUp(double shift, double at) { return std::ceil((at + shift) / kGrid - 1e-9) * kGrid - at; }

  std::vector<Point> candidates(const std::vector<double>& xs, const std::vector<double>& ys) const {
    std::vector<Point> out;
    out.reserve(xs.size() + ys.size() + (m_single ? xs.size() * ys.size() : 0));
    for (const double x : xs) out.push_back({x, 0});
    for (const double y : ys) out.push_back({0, y});
    if (!m_single) return out;
    for (const double x : xs) {
      for (const double y : ys) out.push_back({x, y});
    }
    return out;
  }

  bool isFree(Point shift) const {
    return std::ranges::all_of(m_allowed, [&](const Allowed& a) { return a.contains(shift); }) &&
           std::ranges::none_of(m_forbidden, [&](const Forbidden& f) { return f.covers(shift); });
  }

  Point nearest(std::vector<Point> shifts) const {
    // Of equally near ones the lower, then the one to the right: there is usually room.
    std::ranges::sort(shifts, [](Point a, Point b) {
      const double da = a.x * a.x + a.y * a.y;
      const double db = b.x * b.x + b.y * b.y;
      return da != db ? da < db : a.y != b.y ? a.y > b.y : a.x > b.x;
    });
    const auto at = std::ranges::find_if(shifts, [this](Point shift) { return isFree(shift); });
    return at == shifts.end() ? Point{} : *at;
  }

  Landing m_first;
  bool m_single;
  Point m_base;
  std::vector<Allowed> m_allowed;
  std::vector<Forbidden> m_forbidden;
};

Point besideAll(const Design& design, const Layout& layout, const Landing& container, Gaps gaps,
                const std::function<bool(NodeIndex)>& ignored) {
  const bool overlaps = std::ranges::any_of(contentsOf(design, container.container), [&](NodeIndex other) {
    return !ignored(other) && !layout.place(other).frame && layout.rect(other).intersects(container.rect);
  });
  if (!overlaps) return {};
  return Search(design, layout, {&container, 1}, ignored, gaps).run();
}

}  // namespace

bool isCard(const Design& design, const Layout& layout, NodeIndex i) {
  const Kind* kind = design.kind(i);
  return !(kind && kind->isContainer()) && !layout.place(i).frame;
}

Point shiftToFree(const Design& design, const Layout& layout, std::span<const Landing> cards,
                  const std::function<bool(NodeIndex)>& leaves) {
  const auto hidesOne = [&](const Landing& card) {
    return std::ranges::any_of(contentsOf(design, card.container), [&](NodeIndex other) {
      return isCard(design, layout, other) && !leaves(other) && layout.rect(other).intersects(card.rect);
    });
  };
  if (std::ranges::none_of(cards, hidesOne)) return {};
  return Search(design, layout, cards, leaves, kCardGaps).run();
}

Point shiftBeside(const Design& design, const Layout& layout, const Landing& container) {
  return besideAll(design, layout, container, kContainerGaps, [](NodeIndex) { return false; });
}

Point shiftBeside(const Design& design, const Layout& layout, NodeIndex container, const Landing& to) {
  const Rect before = layout.rect(container);
  return besideAll(design, layout, to, kMovedContainerGaps,
                   [&](NodeIndex other) { return other == container || layout.rect(other).intersects(before); });
}

}  // namespace nines::placing
