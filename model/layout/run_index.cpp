#include "layout/run_index.h"

namespace nines::routing {

void RunIndex::add(const Run& run, const Owner& owner) {
  const auto index = static_cast<std::uint32_t>(m_runs.size());
  m_runs.push_back({run, owner, true});
  if (owner.from != kNone) m_from[owner.from].push_back(index);
  if (owner.to != kNone) m_to[owner.to].push_back(index);
  const CellGrid::Range range = m_grid.cells(run.rect());
  for (std::size_t y = range.y0; y <= range.y1; ++y) {
    for (std::size_t x = range.x0; x <= range.x1; ++x) {
      std::uint32_t& head = m_heads[m_grid.at(x, y)];
      m_entries.push_back({index, head});
      head = static_cast<std::uint32_t>(m_entries.size() - 1);
    }
  }
}

void RunIndex::add(const std::vector<Point>& points, const Owner& owner) {
  for (std::size_t k = 1; k < points.size(); ++k) add(Run::between(points[k - 1], points[k]), owner);
}

void RunIndex::remove(const std::vector<Point>& points, LinkIndex link) {
  for (std::size_t k = 1; k < points.size(); ++k) {
    const Run run = Run::between(points[k - 1], points[k]);
    const CellGrid::Range range = m_grid.cells(run.rect());
    for (std::uint32_t e = m_heads[m_grid.at(range.x0, range.y0)]; e != kEnd; e = m_entries[e].next) {
      OwnedRun& owned = m_runs[m_entries[e].run];
      if (owned.owner.link == link) owned.live = false;
    }
  }
}

}  // namespace nines::routing
