// Alignment guides: lines along which what is being moved stands in line with others, and equal distances to its
// neighbours. Pure geometry; the canvas draws them and lets go of them.
#pragma once

#include <string_view>
#include <vector>

#include "layout/layout.h"

namespace nines::placing {

// A line through an edge or the middle that two or more rectangles have in common.
struct Guide {
  bool vertical = true;
  double at = 0;   // x of a vertical line, y of a horizontal one
  double low = 0;  // from here ...
  double high = 0;
  std::string_view edge;  // "Left edges", "Centres", "Right edges", "Top edges", "Middles", "Bottom edges"
  bool operator==(const Guide&) const = default;
};

// A distance between neighbours that occurs twice.
struct EqualGap {
  bool horizontal = true;
  double at = 0;   // y of a horizontal distance, x of a vertical one
  double low = 0;  // from border ...
  double high = 0;
  bool operator==(const EqualGap&) const = default;
};

class Guides {
 public:
  // For a node that moves among others of its sort: cards are compared with cards, containers with containers. Only
  // those count that meet `view` and do not move themselves (`moving` by NodeIndex).
  Guides(const Design& design, const Layout& layout, NodeIndex node, const std::vector<char>& moving, const Rect& view);

  // Where a rectangle wanted at `wanted` goes: per axis into line or to equal distances if that is within `reach`, the
  // nearest first, else as `otherwise` says.
  Point drawn(const Rect& wanted, Point otherwise, double reach) const;
  // What holds of a rectangle at this place: at most one line per axis, and two equal gaps per axis.
  std::vector<Guide> lines(const Rect& placed) const;
  std::vector<EqualGap> gaps(const Rect& placed) const;

 private:
  std::vector<Rect> m_others;
};

}  // namespace nines::placing
