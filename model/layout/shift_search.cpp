#include "layout/shift_search.h"

#include <algorithm>
#include <cmath>

#include "layout/rearrangement.h"

namespace nines::placing {

namespace {

// The next shift from `shift` on that brings what stands at `at` onto the grid.
double snappedUp(double shift, double at) { return std::ceil((at + shift) / kGrid - 1e-9) * kGrid - at; }

}  // namespace

bool ShiftSearch::Forbidden::covers(Point shift) const {
  return shift.x > left && shift.x < right && shift.y > top && shift.y < bottom;
}

double ShiftSearch::Forbidden::distance() const {
  return std::hypot(std::max({left, -right, 0.0}), std::max({top, -bottom, 0.0}));
}

ShiftSearch::ShiftSearch(const Layout& layout, NodeIndex container, const Rect& first)
    : m_first(first.topLeft() - (container == kNone ? Point{} : layout.rect(container).topLeft())) {}

void ShiftSearch::keepInside(const Design& design, const Layout& layout, NodeIndex container, const Rect& part) {
  if (container == kNone) return;
  const Rect outer = layout.rect(container);
  const Insets insets = insetsOf(design, container);
  m_allowed.push_back({std::min(0.0, outer.left() + insets.left - part.left()),
                       std::min(0.0, outer.top() + insets.top - part.top()),
                       std::max(0.0, outer.right() - insets.right - part.right())});
}

void ShiftSearch::keepOff(const Rect& part, const Rect& obstacle, Gaps gaps) {
  m_forbidden.push_back({obstacle.left() - gaps.beside - part.right(), obstacle.top() - gaps.below - part.bottom(),
                         obstacle.right() + gaps.beside - part.left(), obstacle.bottom() + gaps.below - part.top()});
}

Point ShiftSearch::run(Directions directions, std::size_t nearest) {
  std::ranges::sort(m_forbidden, {}, &Forbidden::distance);
  std::vector<double> xs{0};
  std::vector<double> ys{0};
  for (std::size_t i = 0; i < std::min(m_forbidden.size(), nearest); ++i) {
    const Forbidden& f = m_forbidden[i];
    xs.insert(xs.end(), {-snappedUp(-f.left, -m_first.x), snappedUp(f.right, m_first.x)});
    ys.insert(ys.end(), {-snappedUp(-f.top, -m_first.y), snappedUp(f.bottom, m_first.y)});
  }
  // Always free: below everything.
  double lowest = 0;
  for (const Forbidden& f : m_forbidden) lowest = std::max(lowest, f.bottom);
  ys.push_back(snappedUp(lowest, m_first.y));
  std::vector<Point> shifts;
  for (const double x : xs) {
    for (const double y : ys) {
      if (directions == Directions::both || x == 0 || y == 0) shifts.push_back({x, y});
    }
  }
  return nearestFree(std::move(shifts));
}

bool ShiftSearch::isFree(Point shift) const {
  return std::ranges::all_of(m_allowed, [&](const Allowed& a) { return a.contains(shift); }) &&
         std::ranges::none_of(m_forbidden, [&](const Forbidden& f) { return f.covers(shift); });
}

Point ShiftSearch::nearestFree(std::vector<Point> shifts) const {
  // Of equally near ones the lower, then the one to the right: there is usually room.
  std::ranges::sort(shifts, [](Point a, Point b) {
    const double da = a.x * a.x + a.y * a.y;
    const double db = b.x * b.x + b.y * b.y;
    return da != db ? da < db : a.y != b.y ? a.y > b.y : a.x > b.x;
  });
  const auto at = std::ranges::find_if(shifts, [this](Point shift) { return isFree(shift); });
  return at == shifts.end() ? Point{} : *at;
}

}  // namespace nines::placing
