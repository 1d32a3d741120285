// Places for the children of one container that have none of their own.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "support/geometry.h"

namespace nines {

// Room between a container's border and its content.
struct Insets {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
};

// What the layout keeps free where it chooses places itself (visual specification, section 4).
Insets insetsOf(Shape shape);

inline constexpr Size kCardCell{168, 72};  // a card with the gap to the next one

// What a frame keeps around its members.
inline constexpr Insets kFrameInsets{13, 18, 13, 8};
// The frame of a cluster whose members fill this rectangle.
Rect frameAround(const Rect& members);
// The label on its upper border, for a text of so many letters: past the chip of the first member, a long one of a
// narrow frame further left. Measured roughly, on the generous side; `more` px are for signs beside the text.
Rect frameTab(const Rect& frame, double letters, double more);
// Letters as people count them.
double lettersOf(std::string_view utf8);

struct LooseChild {
  Size size;
  bool container = false;
  bool zone = false;
  Rect rect;  // result, relative to the container
};

struct Arrangement {
  Insets insets;
  double width = 0;     // of the container; 0: as wide as it becomes
  bool column = false;  // cards stand in one column where the width is free
};

// Finds places: cards in the first free cells, row by row, clear of `fixed`; containers in rows below. The order of
// `loose` is the order of places. Time grows linearly with both lists.
void arrange(const Arrangement& how, std::span<const Rect> fixed, std::span<LooseChild> loose);

}  // namespace nines
