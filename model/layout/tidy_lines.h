// Columns and rows for rectangles that stand roughly in some already. Pure geometry.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "support/geometry.h"

namespace nines::tidying {

// For each coordinate the number of its line, from 0: what lies within `reach` of the first of a line is in that line,
// unless `apart` says of it and one of the line that they may not share one. Ascending with the coordinates.
std::vector<std::size_t> linesOf(std::span<const double> at, double reach,
                                 const std::function<bool(std::size_t, std::size_t)>& apart);

struct Item {
  Rect now;
  Size then;  // containers may get another size
};

// Least distances of two items, beside and above each other.
using GapOf = std::function<Size(std::size_t, std::size_t)>;

// Where each item begins then; the first column and row at `origin`. What begins nearly alike begins alike, in the
// present order; nothing overlaps; space between neighbours that would hold cards is kept in whole cells, what is less
// is closed. Time grows with the square of the number of items.
std::vector<Point> inLines(std::span<const Item> items, Point origin, const GapOf& gap);

}  // namespace nines::tidying
