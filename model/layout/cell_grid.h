// The raster that spatial indexes of a design share.
#pragma once

#include <cstddef>

#include "support/geometry.h"

namespace nines::routing {

// Cells of equal size over an area; what lies outside counts for the cells at the rim.
class CellGrid {
 public:
  struct Range {
    std::size_t x0, x1, y0, y1;  // inclusive
    std::size_t count() const { return (x1 - x0 + 1) * (y1 - y0 + 1); }
  };

  CellGrid() = default;
  explicit CellGrid(const Rect& area);

  std::size_t size() const { return m_columns * m_rows; }
  std::size_t at(std::size_t x, std::size_t y) const { return y * m_columns + x; }
  std::size_t column(double x) const { return index(x - m_origin.x, m_columns); }
  std::size_t row(double y) const { return index(y - m_origin.y, m_rows); }
  Range cells(const Rect& r) const { return cells(r.left(), r.right(), r.top(), r.bottom()); }
  Range cells(double left, double right, double top, double bottom) const {
    return {column(left), column(right), row(top), row(bottom)};
  }

 private:
  std::size_t index(double offset, std::size_t count) const {
    const double cell = offset * m_scale;
    if (!(cell > 0)) return 0;
    const auto last = static_cast<double>(count - 1);
    return cell >= last ? count - 1 : static_cast<std::size_t>(cell);
  }

  Point m_origin;
  double m_scale = 1;  // cells per px
  std::size_t m_columns = 1;
  std::size_t m_rows = 1;
};

}  // namespace nines::routing
