// Areas of the canvas where something is not as it was.
#pragma once

#include <cstdint>
#include <vector>

#include "layout/cell_grid.h"
#include "layout/route_facts.h"

namespace nines::routing {

class ChangedAreas {
 public:
  // `within`: about where the areas are.
  explicit ChangedAreas(const Rect& within) : m_grid(within), m_heads(m_grid.size(), kEnd) {}

  // `source` says what was or is there.
  void add(const Area& area, std::uint32_t source);

  // True if an area that meets `looked` has a source for which judge(source) holds.
  template <class Judge>
  bool any(const Area& looked, Judge judge) const {
    const auto hit = [&](std::uint32_t k) { return m_marks[k].area.meets(looked) && judge(m_marks[k].source); };
    const CellGrid::Range range = m_grid.cells(looked.left, looked.right, looked.top, looked.bottom);
    if (range.count() >= m_marks.size()) {
      for (std::uint32_t k = 0; k < m_marks.size(); ++k) {
        if (hit(k)) return true;
      }
      return false;
    }
    for (const std::uint32_t k : m_large) {
      if (hit(k)) return true;
    }
    for (std::size_t y = range.y0; y <= range.y1; ++y) {
      for (std::size_t x = range.x0; x <= range.x1; ++x) {
        for (std::uint32_t e = m_heads[m_grid.at(x, y)]; e != kEnd; e = m_entries[e].next) {
          if (hit(m_entries[e].mark)) return true;
        }
      }
    }
    return false;
  }

 private:
  static constexpr std::uint32_t kEnd = 0xffffffffu;
  struct Mark {
    Area area;
    std::uint32_t source;
  };
  struct Entry {
    std::uint32_t mark;
    std::uint32_t next;
  };

  CellGrid m_grid;
  std::vector<Mark> m_marks;
  std::vector<Entry> m_entries;
  std::vector<std::uint32_t> m_heads;
  std::vector<std::uint32_t> m_large;  // marks over many cells
};

}  // namespace nines::routing
