#include "layout/arrange.h"

#include <algorithm>
#include <cmath>

#include "topology/topology.h"

namespace nines {

namespace {

constexpr double kContainerGap = 24;
constexpr std::size_t kZonesInRow = 6;

class Arranger {
 public:
  Arranger(const Arrangement& how, std::span<const Rect> fixed, std::span<LooseChild> loose)
      : m_how(how), m_fixed(fixed), m_loose(loose) {
    for (const LooseChild& child : loose) (child.container ? m_containers : m_cards) += 1;
    m_bottom = how.insets.top;
    for (const Rect& r : fixed) m_bottom = std::max(m_bottom, r.bottom() + kContainerGap);
  }

  void run() {
    if (m_cards > 0) placeCards();
    if (m_containers > 0) placeContainers();
  }

 private:
  std::size_t columns() const {
    if (m_how.width > 0) {
      const double room = m_how.width - m_how.insets.left - m_how.insets.right + kCardCell.width - kCardSize.width;
      return static_cast<std::size_t>(std::clamp(std::floor(room / kCardCell.width), 1.0, 4096.0));
    }
    if (m_how.column) return 1;
    return static_cast<std::size_t>(std::clamp(std::ceil(std::sqrt(static_cast<double>(m_cards))), 1.0, 4096.0));
  }

  // Marks the cells that fixed rectangles cover; false if that would be too much work.
  bool markTaken(std::size_t columns, std::size_t rows) {
    m_taken.assign(columns * rows, false);
    std::size_t budget = 16 * (m_fixed.size() + m_cards) + 4096;
    for (const Rect& r : m_fixed) {
      const auto [c0, c1] =
          cells(r.left() - m_how.insets.left, r.right() - m_how.insets.left, kCardCell.width, kCardSize.width, columns);
      const auto [r0, r1] =
          cells(r.top() - m_how.insets.top, r.bottom() - m_how.insets.top, kCardCell.height, kCardSize.height, rows);
      const std::size_t count = (c1 - c0) * (r1 - r0);
      if (count > budget) return false;
      budget -= count;
      for (std::size_t row = r0; row < r1; ++row) {
        for (std::size_t column = c0; column < c1; ++column) m_taken[row * columns + column] = true;
      }
    }
    return true;
  }

  // The half-open range of cells whose cards would touch [low, high].
  static std::pair<std::size_t, std::size_t> cells(double low, double high, double pitch, double card,
                                                   std::size_t count) {
    constexpr double kClear = 8;
    const double last = static_cast<double>(count);
    const double from = std::clamp(std::floor((low - kClear - card) / pitch) + 1, 0.0, last);
    const double to = std::clamp(std::ceil((high + kClear) / pitch), 0.0, last);
    return {static_cast<std::size_t>(from), static_cast<std::size_t>(std::max(from, to))};
  }

  void placeCards() {
    const std::size_t across = columns();
    const std::size_t rows = (m_cards + m_fixed.size()) / across + 2;
    const bool marked = markTaken(across, rows);
    double top = marked ? m_how.insets.top : m_bottom;
    std::size_t cell = 0;
    const std::size_t known = marked ? across * rows : 0;
    bool below = !marked;
    for (LooseChild& child : m_loose) {
      if (child.container) continue;
      while (!below && cell < known && m_taken[cell]) ++cell;
      if (!below && cell >= known) {
        below = true;
        cell = 0;
        top = m_bottom;
      }
      const std::size_t row = cell / across;
      const std::size_t column = cell % across;
      const double x = m_how.insets.left + kCardCell.width * static_cast<double>(column);
      const double y = top + kCardCell.height * static_cast<double>(row);
      child.rect = {x, y, child.size.width, child.size.height};
      m_lowest = std::max(m_lowest, child.rect.bottom() + kContainerGap);
      ++cell;
    }
    m_bottom = std::max(m_bottom, m_lowest);
  }

  void placeContainers() {
    const auto square = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(m_containers))));
    double x = m_how.insets.left;
    double y = m_bottom;
    double rowHeight = 0;
    std::size_t inRow = 0;
    for (LooseChild& child : m_loose) {
      if (!child.container) continue;
      const bool tooWide = m_how.width > 0 ? x + child.size.width > m_how.width - m_how.insets.right
                                           : inRow >= (child.zone ? kZonesInRow : square);
      if (inRow > 0 && tooWide) {
        x = m_how.insets.left;
        y += rowHeight + kContainerGap;
        rowHeight = 0;
        inRow = 0;
      }
      child.rect = {x, y, child.size.width, child.size.height};
      x += child.size.width + kContainerGap;
      rowHeight = std::max(rowHeight, child.size.height);
      ++inRow;
    }
  }

  const Arrangement& m_how;
  std::span<const Rect> m_fixed;
  std::span<LooseChild> m_loose;
  std::vector<bool> m_taken;
  std::size_t m_cards = 0;
  std::size_t m_containers = 0;
  double m_bottom = 0;  // below everything placed so far
  double m_lowest = 0;
};

}  // namespace

Insets insetsOf(Shape shape) {
  switch (shape) {
    case Shape::region:
      return {24, 40, 24, 24};
    case Shape::zone:
      return {21, 32, 21, 16};
    case Shape::box:
      return {16, 32, 16, 16};
    default:
      return {8, 8, 8, 8};
  }
}

Rect frameAround(const Rect& members) {
  const Insets& room = kFrameInsets;
  return {members.x - room.left, members.y - room.top, members.width + room.left + room.right,
          members.height + room.top + room.bottom};
}

Rect frameTab(const Rect& frame, double letters, double more) {
  constexpr double kAt = 76;
  constexpr double kHeight = 16;    // a whole number above and below the border
  constexpr double kAdvance = 4.9;  // of a letter at 10 px, semibold
  constexpr double kBothMargins = 18;
  const double room = std::max(0.0, frame.width - 2 * kFrameInsets.left);
  const double width = std::min(room, std::ceil(kBothMargins + more + kAdvance * letters));
  const double start = std::max(kFrameInsets.left, std::min(kAt, frame.width - kFrameInsets.left - width));
  return {frame.x + start, frame.y - kHeight / 2, width, kHeight};
}

double lettersOf(std::string_view utf8) {
  return static_cast<double>(std::ranges::count_if(utf8, [](char c) { return (c & 0xC0) != 0x80; }));
}

void arrange(const Arrangement& how, std::span<const Rect> fixed, std::span<LooseChild> loose) {
  if (!loose.empty()) Arranger(how, fixed, loose).run();
}

}  // namespace nines
