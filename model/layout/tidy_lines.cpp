#include "layout/tidy_lines.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "layout/arrange.h"
#include "layout/layout.h"

namespace nines::tidying {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

// One axis: along x what is beside each other keeps its distance, along y what is above each other.
class Axis {
 public:
  Axis(std::span<const Item> items, const GapOf& gap, bool alongX) : m_items(items), m_gap(gap), m_alongX(alongX) {}

  std::vector<double> run(double origin) const {
    std::vector<double> lows(m_items.size());
    for (std::size_t i = 0; i < lows.size(); ++i) lows[i] = low(i);
    const auto line = linesOf(lows, cell() / 2, [&](std::size_t a, std::size_t b) { return areApart(a, b); });
    std::vector<std::vector<std::size_t>> lines;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] >= lines.size()) lines.resize(line[i] + 1);
      lines[line[i]].push_back(i);
    }
    std::vector<double> out(m_items.size(), origin);
    std::vector<std::size_t> before;
    double begin = origin;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      if (k > 0) begin = std::max(begin, beginOf(lines[k], lines[k - 1], before, out));
      for (const std::size_t i : lines[k]) out[i] = begin;
      before.insert(before.end(), lines[k].begin(), lines[k].end());
    }
    return out;
  }

 private:
  double cell() const { return m_alongX ? kCardCell.width : kCardCell.height; }
  double low(std::size_t i) const { return m_alongX ? m_items[i].now.x : m_items[i].now.y; }
  double high(std::size_t i) const { return m_alongX ? m_items[i].now.right() : m_items[i].now.bottom(); }
  double lengthThen(std::size_t i) const { return m_alongX ? m_items[i].then.width : m_items[i].then.height; }
  double gap(std::size_t a, std::size_t b) const {
    const Size both = m_gap(a, b);
    return m_alongX ? both.width : both.height;
  }

  // Two items are beside or above each other, whichever they are more clearly for the smaller of them; exactly on each
  // other: above. So each pair is kept apart along one axis.
  bool areApart(std::size_t a, std::size_t b) const {
    const Rect& ra = m_items[a].now;
    const Rect& rb = m_items[b].now;
    const double across = std::min(ra.right(), rb.right()) - std::max(ra.left(), rb.left());
    const double down = std::min(ra.bottom(), rb.bottom()) - std::max(ra.top(), rb.top());
    const bool beside =
        across / std::max(1.0, std::min(ra.width, rb.width)) < down / std::max(1.0, std::min(ra.height, rb.height));
    return beside == m_alongX;
  }

  double beginOf(const std::vector<std::size_t>& line, const std::vector<std::size_t>& previous,
                 const std::vector<std::size_t>& before, const std::vector<double>& out) const {
    double least = -kNever;
    double slack = kNever;
    for (const std::size_t b : line) {
      for (const std::size_t a : before) {
        if (!areApart(a, b)) continue;
        least = std::max(least, out[a] + lengthThen(a) + gap(a, b));
        slack = std::min(slack, low(b) - high(a) - gap(a, b));
      }
    }
    if (slack < kNever) return least + std::floor(std::max(0.0, slack) / cell()) * cell();
    // Nothing holds it: as far from the line before as it is now.
    return out[previous.front()] + snapped(lowOf(line) - lowOf(previous));
  }

  double lowOf(const std::vector<std::size_t>& line) const {
    double least = kNever;
    for (const std::size_t i : line) least = std::min(least, low(i));
    return least;
  }

  std::span<const Item> m_items;
  const GapOf& m_gap;
  bool m_alongX;
};

}  // namespace

std::vector<std::size_t> linesOf(std::span<const double> at, double reach,
                                 const std::function<bool(std::size_t, std::size_t)>& apart) {
  std::vector<std::size_t> order(at.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return at[i]; });
  std::vector<std::size_t> out(at.size());
  std::vector<std::size_t> line;  // the present one
  std::size_t number = 0;
  for (const std::size_t i : order) {
    const bool joins = line.empty() || (at[i] - at[line.front()] <= reach &&
                                        std::ranges::none_of(line, [&](std::size_t other) { return apart(other, i); }));
    if (!joins) {
      line.clear();
      ++number;
    }
    line.push_back(i);
    out[i] = number;
  }
  return out;
}

std::vector<Point> inLines(std::span<const Item> items, Point origin, const GapOf& gap) {
  const std::vector<double> xs = Axis(items, gap, true).run(origin.x);
  const std::vector<double> ys = Axis(items, gap, false).run(origin.y);
  std::vector<Point> out(items.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = {xs[i], ys[i]};
  return out;
}

}  // namespace nines::tidying
