#include "layout/fellow_place.h"

#include <algorithm>
#include <cmath>

#include "layout/arrange.h"
#include "layout/rearrangement.h"

namespace nines {

namespace {

constexpr double kGap = 8;
constexpr double kMostSteps = 10'000;

class Search {
 public:
  Search(const Design& design, const Layout& layout, NodeIndex container, Size size, const Fellows& fellows)
      : m_design(design),
        m_layout(layout),
        m_container(container),
        m_size(size),
        m_fellows(fellows),
        m_outer(layout.rect(container)),
        m_insets(insetsOf(design, container)) {
    for (const NodeIndex f : fellows.nodes) m_around = m_around.united(layout.rect(f));
    collectObstacles();
    collectUncovered();
    collectColumns();
  }

  std::optional<Rect> run() const {
    if (m_fellows.nodes.empty()) return std::nullopt;
    if (const auto cell = nearest(true)) return cell;
    return nearest(false);
  }

 private:
  bool isAround(NodeIndex i) const {
    for (NodeIndex c = m_container; c != kNone; c = m_design.parent(c)) {
      if (c == i) return true;
    }
    return false;
  }

  void collectObstacles() {
    for (NodeIndex i = 0; i < m_layout.size(); ++i) {
      if (i == m_fellows.cluster || isAround(i) || !m_layout.rect(i).intersects(m_outer)) continue;
      m_obstacles.push_back(m_layout.rect(i));
      if (m_layout.place(i).frame) m_obstacles.push_back(m_layout.headerOf(m_design, i));
    }
  }

  // What the frame must not come to lie over. What it covers already does not count.
  void collectUncovered() {
    if (m_fellows.cluster == kNone) return;
    const Rect now = frameAround(m_around);
    const auto add = [&](const Rect& r) {
      if (!r.empty() && !r.intersects(now)) m_uncovered.push_back(r);
    };
    for (NodeIndex i = 0; i < m_layout.size(); ++i) {
      if (i == m_fellows.cluster) continue;
      if (m_layout.isSolid(m_design, i) || m_layout.place(i).frame) add(m_layout.rect(i));
      add(m_layout.headerOf(m_design, i));
    }
  }

  // Where a card stands in its own container, it would stand here.
  void collectColumns() {
    const auto add = [&](double x) {
      if (x >= m_outer.x + m_insets.left && x + m_size.width <= m_outer.right() - m_insets.right &&
          std::ranges::find(m_columns, x) == m_columns.end()) {
        m_columns.push_back(x);
      }
    };
    for (const NodeIndex f : m_fellows.nodes) {
      const NodeIndex home = m_design.parent(f);
      if (home != kNone) add(m_outer.x + m_layout.rect(f).x - m_layout.rect(home).x);
    }
    for (const NodeIndex f : m_fellows.nodes) {
      if (m_design.parent(f) != m_container) continue;
      add(m_layout.rect(f).x + kCardCell.width);
      add(m_layout.rect(f).x - kCardCell.width);
    }
    add(m_outer.x + std::round((m_outer.width - m_size.width) / 2));
  }

  bool isFree(const Rect& cell) const {
    const Rect around = cell.grown(kGap);
    return std::ranges::none_of(m_obstacles, [&](const Rect& r) { return r.intersects(around); });
  }

  bool framesOnlyFellows(const Rect& cell) const {
    const Rect frame = frameAround(m_around.united(cell));
    return std::ranges::none_of(m_uncovered, [&](const Rect& r) { return r.intersects(frame); });
  }

  std::optional<Rect> at(double y, bool tidyFrame) const {
    if (y < m_outer.y + m_insets.top || y + m_size.height > m_outer.bottom() - m_insets.bottom) return std::nullopt;
    for (const double x : m_columns) {
      const Rect cell{x, y, m_size.width, m_size.height};
      if (isFree(cell) && (!tidyFrame || framesOnlyFellows(cell))) return cell;
    }
    return std::nullopt;
  }

  std::optional<Rect> nearest(bool tidyFrame) const {
    std::vector<double> rows;
    rows.reserve(m_fellows.nodes.size());
    for (const NodeIndex f : m_fellows.nodes) rows.push_back(m_layout.rect(f).y);
    std::ranges::sort(rows);
    rows.erase(std::ranges::unique(rows).begin(), rows.end());
    const double far = std::max(m_outer.bottom(), rows.back()) - std::min(m_outer.y, rows.front());
    // Bounded, however far away somebody put a card.
    const int steps = static_cast<int>(std::min(far / kGrid, kMostSteps));
    for (int step = 0; step <= steps; ++step) {
      const double away = step * kGrid;
      for (const double row : rows) {
        if (const auto below = at(row + away, tidyFrame)) return below;
        if (const auto above = at(row - away, tidyFrame)) return above;
      }
    }
    return std::nullopt;
  }

  const Design& m_design;
  const Layout& m_layout;
  NodeIndex m_container;
  Size m_size;
  const Fellows& m_fellows;
  Rect m_outer;
  Insets m_insets;
  Rect m_around;  // all fellows
  std::vector<Rect> m_obstacles;
  std::vector<Rect> m_uncovered;
  std::vector<double> m_columns;
};

}  // namespace

std::optional<Rect> placeBesideFellows(const Design& design, const Layout& layout, NodeIndex container, Size size,
                                       const Fellows& fellows) {
  if (container == kNone) return std::nullopt;
  return Search(design, layout, container, size, fellows).run();
}

}  // namespace nines
