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
    std::vector<double> lines = needed;
    std::erase_if(good, [&](double v) { return v < low || v > high; });
    merge(lines, good, kMostLinesEver);
    return lines;
  }

  void addFair(std::vector<double>& lines, double low, double high) {
    std::erase_if(fair, [&](double v) { return v < low || v > high; });
    merge(lines, fair, kMostLines);
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

}  // namespace

std::size_t LineGrid::nearest(const std::vector<double>& lines, double at) {
  const auto next = std::ranges::lower_bound(lines, at);
  if (next == lines.end()) return lines.size() - 1;
  if (next != lines.begin() && at - *(next - 1) < *next - at) return static_cast<std::size_t>(next - lines.begin()) - 1;
  return static_cast<std::size_t>(next - lines.begin());
}

LineGrid::Range LineGrid::Range::within(const Range& other) const {
  const std::size_t from = std::max(first, other.first);
  return {from, std::max(from, std::min(last, other.last))};
}

LineGrid::Range LineGrid::linesWithin(const std::vector<double>& lines, double low, double high) {
  const auto first = std::ranges::upper_bound(lines, low);
  const auto last = std::lower_bound(first, lines.end(), high);
  return {static_cast<std::size_t>(first - lines.begin()), static_cast<std::size_t>(last - lines.begin())};
}

LineGrid::Range LineGrid::edgesWithin(const std::vector<double>& lines, double low, double high) {
  auto [first, last] = linesWithin(lines, low, high);
  if (first > 0) --first;
  const std::size_t edges = lines.size() - 1;
  return {std::min(first, edges), std::min(last, edges)};
}

void LineGrid::build(const World& world, const Task& task, const Rect& window) {
  world.look(window);
  m_world = &world;
  m_task = &task;
  m_window = window;
  chooseLines();
  m_east.assign(m_xs.size() * m_ys.size(), 0);
  m_south.assign(m_xs.size() * m_ys.size(), 0);
  m_tileColumns = (m_xs.size() + kTile - 1) / kTile;
  m_priced.assign(m_tileColumns * ((m_ys.size() + kTile - 1) / kTile), 0);
}

void LineGrid::price(std::size_t i, std::size_t j) {
  m_priced[tileOf(i, j)] = 1;
  const auto around = [](std::size_t line, std::size_t count) {
    return Range{line / kTile * kTile, std::min(line / kTile * kTile + kTile, count)};
  };
  const Tile tile{around(i, m_xs.size()), around(j, m_ys.size())};
  // To the lines at which its last edges end. What lies outside of the window is not known.
  const auto area = [&](double room) {
    const Range& columns = tile.columns;
    const Range& rows = tile.rows;
    const double left = std::max(m_xs[columns.first] - room, m_window.left());
    const double top = std::max(m_ys[rows.first] - room, m_window.top());
    const double right = std::min(m_xs[std::min(columns.last, m_xs.size() - 1)] + room, m_window.right());
    const double bottom = std::min(m_ys[std::min(rows.last, m_ys.size() - 1)] + room, m_window.bottom());
    return Rect{left, top, right - left, bottom - top};
  };
  for (const Terminal* end : {&m_task->from, &m_task->to}) {
    if (end->solid) block(end->rect.grown(m_task->clearance - kHair), tile);
  }
  m_world->runs().visit(area(kTooClose), [&](const OwnedRun& other) { priceRun(other, tile); });
  m_world->frames().visit(area(0), [&](const Item& frame) {
    if (m_world->isForeign(frame, *m_task)) priceBody(frame.rect, tile);
    return true;
  });
  m_world->obstacles().visit(area(m_task->clearance), [&](const Item& item) {
    if (m_world->hinders(item, *m_task)) block(item.rect.grown(m_world->clearanceOf(item, *m_task)), tile);
    return true;
  });
}

void LineGrid::chooseLines() {
  Lines xs;
  Lines ys;
  for (const Terminal* end : {&m_task->from, &m_task->to}) {
    for (const Port& port : end->ports) {
      const Point p = stubEnd(port, m_task->stubOf(*end));
      xs.needed.push_back(p.x);
      ys.needed.push_back(p.y);
    }
  }
  const double room = std::min(kLane, m_task->clearance + 4);
  const auto beside = [&](const Item& item, double more, std::vector<double>& x, std::vector<double>& y) {
    const Rect near = item.rect.grown((item.strip ? std::min(room, 8.0) : room) + more);
    x.insert(x.end(), {near.left(), near.right()});
    y.insert(y.end(), {near.top(), near.bottom()});
    return true;
  };
  m_world->obstacles().visit(m_window, [&](const Item& item) { return beside(item, 0, xs.good, ys.good); });
  m_world->runs().visitShared(m_task->owner, m_window,
                              [&](const Run& run) { (run.horizontal ? ys.good : xs.good).push_back(run.at); });
  m_xs = xs.chosen(m_window.left(), m_window.right());
  m_ys = ys.chosen(m_window.top(), m_window.bottom());
  if (m_xs.size() >= kMostLines && m_ys.size() >= kMostLines) return;
  m_world->obstacles().visit(m_window, [&](const Item& item) { return beside(item, kLane, xs.fair, ys.fair); });
  m_world->runs().visit(m_window, [&](const OwnedRun& other) {
    std::vector<double>& lines = other.run.horizontal ? ys.fair : xs.fair;
    const double aside = other.owner.isBorder() ? kNearBorder + 1 : kLane;
    lines.insert(lines.end(), {other.run.at - aside, other.run.at + aside});
  });
  if (m_xs.size() < kMostLines) xs.addFair(m_xs, m_window.left(), m_window.right());
  if (m_ys.size() < kMostLines) ys.addFair(m_ys, m_window.top(), m_window.bottom());
}

void LineGrid::block(const Rect& r, const Tile& tile) {
  const auto [row0, row1] = linesWithin(m_ys, r.top(), r.bottom()).within(tile.rows);
  const auto [edge0, edge1] = edgesWithin(m_xs, r.left(), r.right()).within(tile.columns);
  for (std::size_t j = row0; j < row1; ++j) {
    for (std::size_t i = edge0; i < edge1; ++i) m_east[j * m_xs.size() + i] = kInfinity;
  }
  const auto [column0, column1] = linesWithin(m_xs, r.left(), r.right()).within(tile.columns);
  const auto [drop0, drop1] = edgesWithin(m_ys, r.top(), r.bottom()).within(tile.rows);
  for (std::size_t j = drop0; j < drop1; ++j) {
    for (std::size_t i = column0; i < column1; ++i) m_south[j * m_xs.size() + i] = kInfinity;
  }
}

void LineGrid::priceRun(const OwnedRun& other, const Tile& tile) {
  if (other.owner.isBorder()) return priceAlong(other.run, kNearBorder, kBorderPerPx, 0, tile);
  if (other.owner.mayShare(m_task->owner)) {
    priceAlong(other.run, kTooClose, kOverlapPerPx, -kTrunkBonusPerPx, tile);
    return priceAcross(other.run, kCrossingCost / 2, tile);
  }
  priceAlong(other.run, kTooClose, kOverlapPerPx + 1, kOverlapPerPx + 1, tile);
  priceAcross(other.run, kCrossingCost, tile);
}

// Prices edges that run beside the run: `perPx` of their common length, `exact` where they lie on it.
void LineGrid::priceAlong(const Run& run, double apart, double perPx, double exact, const Tile& tile) {
  const std::vector<double>& lines = run.horizontal ? m_ys : m_xs;
  const std::vector<double>& along = run.horizontal ? m_xs : m_ys;
  std::vector<double>& prices = run.horizontal ? m_east : m_south;
  const auto [line0, line1] =
      linesWithin(lines, run.at - apart, run.at + apart).within(run.horizontal ? tile.rows : tile.columns);
  if (line0 >= line1) return;
  const auto [edge0, edge1] = edgesWithin(along, run.low, run.high).within(run.horizontal ? tile.columns : tile.rows);
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
void LineGrid::priceAcross(const Run& run, double price, const Tile& tile) {
  const std::vector<double>& lines = run.horizontal ? m_xs : m_ys;
  const std::vector<double>& along = run.horizontal ? m_ys : m_xs;
  std::vector<double>& prices = run.horizontal ? m_south : m_east;
  const auto over = std::ranges::upper_bound(along, run.at);
  if (over == along.begin() || over == along.end()) return;
  const auto k = static_cast<std::size_t>(over - along.begin()) - 1;
  const Range& edges = run.horizontal ? tile.rows : tile.columns;
  if (k < edges.first || k >= edges.last) return;
  const auto [line0, line1] = linesWithin(lines, run.low, run.high).within(run.horizontal ? tile.columns : tile.rows);
  for (std::size_t line = line0; line < line1; ++line) {
    const std::size_t at = run.horizontal ? k * m_xs.size() + line : line * m_xs.size() + k;
    prices[at] += price;
  }
}

void LineGrid::priceBody(const Rect& r, const Tile& tile) {
  const auto [row0, row1] = linesWithin(m_ys, r.top(), r.bottom()).within(tile.rows);
  const auto [edge0, edge1] = edgesWithin(m_xs, r.left(), r.right()).within(tile.columns);
  for (std::size_t j = row0; j < row1; ++j) {
    for (std::size_t i = edge0; i < edge1; ++i) {
      const double inside = std::min(r.right(), m_xs[i + 1]) - std::max(r.left(), m_xs[i]);
      m_east[j * m_xs.size() + i] += exactPrice(kForeignPerPx * inside);
    }
  }
  const auto [column0, column1] = linesWithin(m_xs, r.left(), r.right()).within(tile.columns);
  const auto [drop0, drop1] = edgesWithin(m_ys, r.top(), r.bottom()).within(tile.rows);
  for (std::size_t j = drop0; j < drop1; ++j) {
    const double inside = std::min(r.bottom(), m_ys[j + 1]) - std::max(r.top(), m_ys[j]);
    for (std::size_t i = column0; i < column1; ++i) m_south[j * m_xs.size() + i] += exactPrice(kForeignPerPx * inside);
  }
}

}  // namespace nines::routing
