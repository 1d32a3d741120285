#include "layout/rect_index.h"

namespace nines::routing {

namespace {
constexpr std::size_t kLarge = 4096;  // cells
}

RectIndex::RectIndex(const Rect& area, std::vector<Item> items) : m_grid(area), m_items(std::move(items)) {
  m_first.assign(m_grid.size() + 1, 0);
  const auto eachCell = [this](const CellGrid::Range& range, auto use) {
    for (std::size_t y = range.y0; y <= range.y1; ++y) {
      for (std::size_t x = range.x0; x <= range.x1; ++x) use(m_grid.at(x, y));
    }
  };
  for (std::uint32_t k = 0; k < m_items.size(); ++k) {
    const CellGrid::Range range = m_grid.cells(m_items[k].rect);
    if (range.count() > kLarge) m_large.push_back(k);
    else eachCell(range, [this](std::size_t cell) { ++m_first[cell + 1]; });
  }
  for (std::size_t cell = 1; cell < m_first.size(); ++cell) m_first[cell] += m_first[cell - 1];
  m_entries.resize(m_first.back());
  std::vector<std::uint32_t> next(m_first.begin(), m_first.end() - 1);
  for (std::uint32_t k = 0; k < m_items.size(); ++k) {
    const CellGrid::Range range = m_grid.cells(m_items[k].rect);
    if (range.count() > kLarge) continue;
    eachCell(range, [&](std::size_t cell) { m_entries[next[cell]++] = k; });
  }
}

}  // namespace nines::routing
