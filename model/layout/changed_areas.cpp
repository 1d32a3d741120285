#include "layout/changed_areas.h"

namespace nines::routing {

namespace {
constexpr std::size_t kLarge = 1024;  // cells
}

void ChangedAreas::add(const Area& area, std::uint32_t source) {
  const auto mark = static_cast<std::uint32_t>(m_marks.size());
  m_marks.push_back({area, source});
  const CellGrid::Range range = m_grid.cells(area.left, area.right, area.top, area.bottom);
  if (range.count() > kLarge) {
    m_large.push_back(mark);
    return;
  }
  for (std::size_t y = range.y0; y <= range.y1; ++y) {
    for (std::size_t x = range.x0; x <= range.x1; ++x) {
      std::uint32_t& head = m_heads[m_grid.at(x, y)];
      m_entries.push_back({mark, head});
      head = static_cast<std::uint32_t>(m_entries.size() - 1);
    }
  }
}

}  // namespace nines::routing
