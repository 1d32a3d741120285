// Rectangles by place: built once, then asked which of them meet an area.
#pragma once

#include <cstdint>
#include <vector>

#include "layout/cell_grid.h"
#include "semantics/design.h"

namespace nines::routing {

struct Item {
  Rect rect;
  NodeIndex node = kNone;
  bool strip = false;  // a header, name or label; otherwise the node's body
};

class RectIndex {
 public:
  RectIndex() = default;
  RectIndex(const Rect& area, std::vector<Item> items);

  bool empty() const { return m_items.empty(); }

  // Calls see(item) once for each item whose rectangle meets `area` (shared edges count), in no meaningful but a fixed
  // order, until it returns false.
  template <class See>
  void visit(const Rect& area, See see) const {
    for (const std::uint32_t k : m_large) {
      if (meets(m_items[k].rect, area) && !see(m_items[k])) return;
    }
    if (m_first.empty()) return;
    const CellGrid::Range range = m_grid.cells(area);
    for (std::size_t y = range.y0; y <= range.y1; ++y) {
      for (std::size_t x = range.x0; x <= range.x1; ++x) {
        const std::size_t cell = m_grid.at(x, y);
        for (std::uint32_t k = m_first[cell]; k < m_first[cell + 1]; ++k) {
          const Item& item = m_items[m_entries[k]];
          if (!meets(item.rect, area) || !firstCell(item.rect, range, x, y)) continue;
          if (!see(item)) return;
        }
      }
    }
  }

 private:
  static bool meets(const Rect& a, const Rect& b) {
    return a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom();
  }
  // An item stands in several cells: it is seen in the first one that the question covers.
  bool firstCell(const Rect& r, const CellGrid::Range& range, std::size_t x, std::size_t y) const {
    return (x == range.x0 || m_grid.column(r.left()) == x) && (y == range.y0 || m_grid.row(r.top()) == y);
  }

  CellGrid m_grid;
  std::vector<Item> m_items;
  std::vector<std::uint32_t> m_first;  // by cell: where its entries begin; one more closes the last
  std::vector<std::uint32_t> m_entries;
  std::vector<std::uint32_t> m_large;  // items over very many cells
};

}  // namespace nines::routing
