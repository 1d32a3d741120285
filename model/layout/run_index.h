// Straight pieces of routes by place: what a new route overlaps, shares or crosses.
#pragma once

#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "layout/cell_grid.h"
#include "layout/router.h"

namespace nines::routing {

// A horizontal or vertical piece of a line.
struct Run {
  bool horizontal = true;
  double at = 0;   // y of a horizontal run, x of a vertical one
  double low = 0;  // from here ...
  double high = 0;

  static Run between(Point a, Point b) {
    if (a.y == b.y) return {true, a.y, a.x < b.x ? a.x : b.x, a.x < b.x ? b.x : a.x};
    return {false, a.x, a.y < b.y ? a.y : b.y, a.y < b.y ? b.y : a.y};
  }
  double length() const { return high - low; }
  Rect rect() const { return horizontal ? Rect{low, at, high - low, 0} : Rect{at, low, 0, high - low}; }
  bool operator==(const Run&) const = default;
};

// Whose line a run is. Lines of one style that share their source or their target may run as one trunk; two lines
// between the same ends may not, or one would hide the other.
struct Owner {
  LinkIndex link = kNone;  // kNone: a border of a container or frame
  NodeIndex from = kNone;
  NodeIndex to = kNone;
  std::uint8_t style = 0;

  bool isBorder() const { return link == kNone; }
  bool mayShare(const Owner& other) const {
    return style == other.style && !isBorder() && (from == other.from) != (to == other.to);
  }
};

struct OwnedRun {
  Run run;
  Owner owner;
  bool live = true;
};

class RunIndex {
 public:
  explicit RunIndex(const Rect& area) : m_grid(area), m_heads(m_grid.size(), kEnd) {}

  void add(const Run& run, const Owner& owner);
  void add(const std::vector<Point>& points, const Owner& owner);
  // Takes the runs of a link out that lie on these points.
  void remove(const std::vector<Point>& points, LinkIndex link);

  // Calls see(run) for each live run that meets `area` and with which a line of this owner may run as one trunk.
  template <class See>
  void visitShared(const Owner& owner, const Rect& area, See see) const {
    for (const auto& [runs, node] : {std::pair(&m_from, owner.from), std::pair(&m_to, owner.to)}) {
      const auto at = runs->find(node);
      if (at == runs->end()) continue;
      for (const std::uint32_t k : at->second) {
        const OwnedRun& owned = m_runs[k];
        if (owned.live && owned.owner.mayShare(owner) && meets(owned.run, area)) see(owned.run);
      }
    }
  }

  // Calls see(ownedRun) once for each live run that meets `area`.
  template <class See>
  void visit(const Rect& area, See see) const {
    const CellGrid::Range range = m_grid.cells(area);
    for (std::size_t y = range.y0; y <= range.y1; ++y) {
      for (std::size_t x = range.x0; x <= range.x1; ++x) {
        for (std::uint32_t e = m_heads[m_grid.at(x, y)]; e != kEnd; e = m_entries[e].next) {
          const OwnedRun& owned = m_runs[m_entries[e].run];
          if (!owned.live || !meets(owned.run, area) || !firstCell(owned.run, range, x, y)) continue;
          see(owned);
        }
      }
    }
  }

 private:
  static constexpr std::uint32_t kEnd = 0xffffffffu;
  struct Entry {
    std::uint32_t run;
    std::uint32_t next;
  };

  static bool meets(const Run& run, const Rect& area) {
    if (run.horizontal) {
      return run.at >= area.top() && run.at <= area.bottom() && run.low <= area.right() && run.high >= area.left();
    }
    return run.at >= area.left() && run.at <= area.right() && run.low <= area.bottom() && run.high >= area.top();
  }
  bool firstCell(const Run& run, const CellGrid::Range& range, std::size_t x, std::size_t y) const {
    const std::size_t first = run.horizontal ? m_grid.column(run.low) : m_grid.row(run.low);
    return run.horizontal ? x == range.x0 || first == x : y == range.y0 || first == y;
  }

  CellGrid m_grid;
  std::vector<OwnedRun> m_runs;
  std::vector<Entry> m_entries;
  std::vector<std::uint32_t> m_heads;
  std::unordered_map<NodeIndex, std::vector<std::uint32_t>> m_from;  // the runs of links, by their ends
  std::unordered_map<NodeIndex, std::vector<std::uint32_t>> m_to;
};

}  // namespace nines::routing
