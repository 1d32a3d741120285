#include "layout/cell_grid.h"

#include <algorithm>
#include <cmath>

namespace nines::routing {

namespace {
constexpr double kCell = 128;       // px; about a card with its gap
constexpr double kMostCells = 512;  // per axis
}  // namespace

CellGrid::CellGrid(const Rect& area) : m_origin(area.topLeft()) {
  const double extent = std::max(area.width, area.height);
  if (!std::isfinite(extent) || extent <= 0) return;
  const double cell = std::max(kCell, extent / kMostCells);
  m_scale = 1 / cell;
  m_columns = static_cast<std::size_t>(std::max(1.0, std::ceil(area.width / cell)));
  m_rows = static_cast<std::size_t>(std::max(1.0, std::ceil(area.height / cell)));
}

}  // namespace nines::routing
