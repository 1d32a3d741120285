#include "layout/line_grid.h"

#include <algorithm>
#include <cmath>

namespace nines::routing {

namespace {

constexpr std::size_t kMostLines = 50;       // per axis, before lanes of second choice are left out
constexpr std::size_t kMostLinesEver = 280;  // per axis

// Coordinates of lines along one axis: those that must be there and those that may help, by merit.
struct Lines {
  std::vector<double> needed;
  std::vector<double> good;
  std::vector<double> fair;

  // Only lines within [low, high]: what stands further out is not known to the grid.
  std::vector<double> chosen(double low, double high) {
    std::ranges::sort(needed);
    needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
    for (std::vector<double>* lines : {&good, &fair}) {
      std::erase_if(*lines, [&](double v) { return v < low || v > high; });
    }
    std::vector<double> lines = needed;
    merge(lines, good, kMostLinesEver);
    if (lines.size() < kMostLines) merge(lines, fair, kMostLines);
    return lines;
  }

  // Adds what is not as good as there already; evenly fewer if they are too many.
  static void merge(std::vector<double>& lines, std::vector<double>& extra, std::size_t most) {
    std::ranges::sort(extra);
    std::vector<double> fresh;
    for (const double v : extra) {
      if (!fresh.empty() && v - fresh.back() < 5) continue;
      const auto next = std::ranges::lower_bound(lines, v - 5);
      if (next != lines.end() && *next < v + 5) continue;
      fresh.push_back(v);
    }
    const std::size_t room = most > lines.size() ? most - lines.size() : 0;
    const std::size_t stride = fresh.size() > room ? fresh.size() / std::max<std::size_t>(room, 1) + 1 : 1;
    const std::size_t before = lines.size();
    for (std::size_t k = 0; k < fresh.size(); k += stride) lines.push_back(fresh[k]);
    std::inplace_merge(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(before), lines.end());
  }
};

// The half-open range of lines strictly between two coordinates.
std::pair<std::size_t, std::size_t> linesWithin(const std::vector<double>& lines, double low, double high) {
  const auto first = std::ranges::upper_bound(lines, low);
  const auto last = std::lower_bound(first, lines.end(), high);
  return {static_cast<std::size_t>(first - lines.begin()), static_cast<std::size_t>(last - lines.begin())};
}

// The half-open range of edges (k: from line k to k + 1) that overlap an open interval.
std::pair<std::size_t, std::size_t> edgesWithin(const std::vector<double>& lines, double low, double high) {
  auto [first, last] = linesWithin(lines, low, high);
  if (first > 0) --first;
  const std::size_t edges = lines.size() - 1;
  return {std::min(first, edges), std::min(last, edges)};
}

}  // namespace

std::size_t LineGrid::nearest(const std::vector<double>& lines, double at) {
  const auto next = std::ranges::lower_bound(lines, at);
  if (next == lines.end()) return lines.size() - 1;
  if (next != lines.begin() && at - *(next - 1) < *next - at) return static_cast<std::size_t>(next - lines.begin()) - 1;
  return static_cast<std::size_t>(next - lines.begin());
}

void LineGrid::build(const World& world, const Task& task, const Rect& window) {
  world.look(window);
  chooseLines(world, task, window);
  m_east.assign(m_xs.size() * m_ys.size(), 0);
  m_south.assign(m_xs.size() * m_ys.size(), 0);
  for (const Terminal* end : {&task.from, &task.to}) {
    if (end->solid) block(end->rect.grown(task.clearance - kHair));
  }
  world.runs().visit(window, [&](const OwnedRun& other) { priceRun(other, task); });
  world.frames().visit(window, [&](const Item& frame) {
    if (world.isForeign(frame, task)) priceBody(frame.rect);
    return true;
  });
  world.obstacles().visit(window, [&](const Item& item) {
    if (world.hinders(item, task)) block(item.rect.grown(world.clearanceOf(item, task)));
    return true;
  });
}

void LineGrid::chooseLines(const World& world, const Task& task, const Rect& window) {
  Lines xs;
  Lines ys;
  for (const Terminal* end : {&task.from, &task.to}) {
    for (const Port& port : end->ports) {
      const Point p = stubEnd(port, task.stubOf(*end));
      xs.needed.push_back(p.x);
      ys.needed.push_back(p.y);
    }
  }
  const double room = std::min(kLane, task.clearance + 4);
  world.obstacles().visit(window, [&](const Item& item) {
    const double gap = item.strip ? std::min(room, 8.0) : room;
    const Rect near = item.rect.grown(gap);
    const Rect wide = item.rect.grown(gap + kLane);
    xs.good.insert(xs.good.end(), {near.left(), near.right()});
    ys.good.insert(ys.good.end(), {near.top(), near.bottom()});
    xs.fair.insert(xs.fair.end(), {wide.left(), wide.right()});
    ys.fair.insert(ys.fair.end(), {wide.top(), wide.bottom()});
    return true;
  });
  world.runs().visit(window, [&](const OwnedRun& other) {
    std::vector<double>& lines = other.run.horizontal ? ys.fair : xs.fair;
    const double aside = other.owner.isBorder() ? kNearBorder + 1 : kLane;
    lines.insert(lines.end(), {other.run.at - aside, other.run.at + aside});
    if (other.owner.mayShare(task.owner)) (other.run.horizontal ? ys.good : xs.good).push_back(other.run.at);
  });
  m_xs = xs.chosen(window.left(), window.right());
  m_ys = ys.chosen(window.top(), window.bottom());
}

void LineGrid::block(const Rect& r) {
  const auto [row0, row1] = linesWithin(m_ys, r.top(), r.bottom());
  const auto [edge0, edge1] = edgesWithin(m_xs, r.left(), r.right());
  for (std::size_t j = row0; j < row1; ++j) {
    for (std::size_t i = edge0; i < edge1; ++i) m_east[j * m_xs.size() + i] = kInfinity;
  }
  const auto [column0, column1] = linesWithin(m_xs, r.left(), r.right());
  const auto [drop0, drop1] = edgesWithin(m_ys, r.top(), r.bottom());
  for (std::size_t j = drop0; j < drop1; ++j) {
    for (std::size_t i = column0; i < column1; ++i) m_south[j * m_xs.size() + i] = kInfinity;
  }
}

void LineGrid::priceRun(const OwnedRun& other, const Task& task) {
  if (other.owner.isBorder()) return priceAlong(other.run, kNearBorder, kBorderPerPx, 0);
  if (other.owner.mayShare(task.owner)) {
    priceAlong(other.run, kTooClose, kOverlapPerPx, -kTrunkBonusPerPx);
    return priceAcross(other.run, kCrossingCost / 2);
  }
  priceAlong(other.run, kTooClose, kOverlapPerPx + 1, kOverlapPerPx + 1);
  priceAcross(other.run, kCrossingCost);
}

// Prices edges that run beside the run: `perPx` of their common length, `exact` where they lie on it.
void LineGrid::priceAlong(const Run& run, double apart, double perPx, double exact) {
  const std::vector<double>& lines = run.horizontal ? m_ys : m_xs;
  const std::vector<double>& along = run.horizontal ? m_xs : m_ys;
  std::vector<double>& prices = run.horizontal ? m_east : m_south;
  const auto [line0, line1] = linesWithin(lines, run.at - apart, run.at + apart);
  const auto [edge0, edge1] = edgesWithin(along, run.low, run.high);
  for (std::size_t line = line0; line < line1; ++line) {
    const double price = std::abs(lines[line] - run.at) < .5 && apart != kNearBorder ? exact : perPx;
    for (std::size_t k = edge0; k < edge1; ++k) {
      const double common = std::min(run.high, along[k + 1]) - std::max(run.low, along[k]);
      const std::size_t at = run.horizontal ? line * m_xs.size() + k : k * m_xs.size() + line;
      prices[at] += exactPrice(price * std::max(0.0, common));
    }
  }
}

// Prices the edge of each crossing line that steps over the run.
void LineGrid::priceAcross(const Run& run, double price) {
  const std::vector<double>& lines = run.horizontal ? m_xs : m_ys;
  const std::vector<double>& along = run.horizontal ? m_ys : m_xs;
  std::vector<double>& prices = run.horizontal ? m_south : m_east;
  const auto over = std::ranges::upper_bound(along, run.at);
  if (over == along.begin() || over == along.end()) return;
  const auto k = static_cast<std::size_t>(over - along.begin()) - 1;
  const auto [line0, line1] = linesWithin(lines, run.low, run.high);
  for (std::size_t line = line0; line < line1; ++line) {
    const std::size_t at = run.horizontal ? k * m_xs.size() + line : line * m_xs.size() + k;
    prices[at] += price;
  }
}

void LineGrid::priceBody(const Rect& r) {
  const auto [row0, row1] = linesWithin(m_ys, r.top(), r.bottom());
  const auto [edge0, edge1] = edgesWithin(m_xs, r.left(), r.right());
  for (std::size_t j = row0; j < row1; ++j) {
    for (std::size_t i = edge0; i < edge1; ++i) {
      const double inside = std::min(r.right(), m_xs[i + 1]) - std::max(r.left(), m_xs[i]);
      m_east[j * m_xs.size() + i] += exactPrice(kForeignPerPx * inside);
    }
  }
  const auto [column0, column1] = linesWithin(m_xs, r.left(), r.right());
  const auto [drop0, drop1] = edgesWithin(m_ys, r.top(), r.bottom());
  for (std::size_t j = drop0; j < drop1; ++j) {
    const double inside = std::min(r.bottom(), m_ys[j + 1]) - std::max(r.top(), m_ys[j]);
    for (std::size_t i = column0; i < column1; ++i) m_south[j * m_xs.size() + i] += exactPrice(kForeignPerPx * inside);
  }
}

}  // namespace nines::routing
