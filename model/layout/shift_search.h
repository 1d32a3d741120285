// The nearest shift after which nothing lies on what is in its way, for dropped cards and containers (landing) and for
// blocks that are pasted (block_room).
#pragma once

#include <cstddef>
#include <vector>

#include "layout/layout.h"

namespace nines::placing {

// Room that is kept, in px: to the left and right, above and below.
struct Gaps {
  double beside;
  double below;
};
inline constexpr Gaps kCardGaps{8, 16};  // role chips straddle the upper edge
inline constexpr Gaps kContainerGaps{24, 24};

class ShiftSearch {
 public:
  enum class Directions { alongAxes, both };  // shifts along one axis alone, or along both at once

  // After it the top left corner of `first` lies on the grid of `container`.
  ShiftSearch(const Layout& layout, NodeIndex container, const Rect& first);

  // What is shifted, in the room of its container, as far as it is not beyond it already; the container may grow
  // downwards.
  void keepInside(const Design& design, const Layout& layout, NodeIndex container, const Rect& part);
  void keepOff(const Rect& part, const Rect& obstacle, Gaps gaps);
  std::size_t pairs() const { return m_forbidden.size(); }

  // Tries the edges of the `nearest` pairs of a part and an obstacle, and what is below everything. None if all of that
  // is taken.
  Point run(Directions directions, std::size_t nearest);

 private:
  // Shifts that would bring one part onto one obstacle, borders excluded.
  struct Forbidden {
    double left, top, right, bottom;

    bool covers(Point shift) const;
    double distance() const;
  };
  struct Allowed {
    double left;
    double top;
    double right;

    bool contains(Point shift) const { return shift.x >= left && shift.x <= right && shift.y >= top; }
  };

  bool isFree(Point shift) const;
  Point nearestFree(std::vector<Point> shifts) const;

  Point m_first;  // on the grid's own axes
  std::vector<Allowed> m_allowed;
  std::vector<Forbidden> m_forbidden;
};

}  // namespace nines::placing
