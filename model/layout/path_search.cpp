#include "layout/path_search.h"

#include <algorithm>
#include <cmath>

namespace nines::routing {

namespace {

constexpr double kLeastPerPx = .05;

// `united` of Rect leaves out empty rectangles; a way point is one.
Rect around(const Rect& a, const Rect& b) {
  const double left = std::min(a.left(), b.left());
  const double top = std::min(a.top(), b.top());
  return {left, top, std::max(a.right(), b.right()) - left, std::max(a.bottom(), b.bottom()) - top};
}

// The straight piece at a port, with its price; infinite if something stands there.
double stubPrice(const World& world, const Task& task, const Port& port, double stub) {
  if (stub <= 0) return port.penalty;
  const Run run = Run::between(port.at, stubEnd(port, stub));
  return world.isFree(run, task) ? port.penalty + stub + world.company(run, task) : kInfinity;
}

Direction headingOf(std::uint32_t state) { return static_cast<Direction>(state % 4); }

// The fewest bends from a heading to an arrival, where the goals lie `ahead` and `aside` (to the arrival's side, if it
// is across) at most, and `inLine` says that they may lie straight ahead.
int leastBends(Direction heading, Direction arrival, double ahead, double aside, bool inLine) {
  if (heading == arrival) {
    if (ahead < 0) return 4;
    return inLine ? 0 : 2;
  }
  if (heading == opposite(arrival)) return 2;
  return ahead >= 0 && aside >= 0 ? 1 : 3;
}

}  // namespace

std::uint32_t PathSearch::pointAt(Point p) const {
  return static_cast<std::uint32_t>(m_grid.rowAt(p.y) * m_grid.columns() + m_grid.columnAt(p.x));
}

Found PathSearch::find(const World& world, const Task& task, double margin, double limit) {
  m_gaveUp = false;
  if (task.from.ports.empty() || task.to.ports.empty()) return {};
  m_grid.build(world, task, around(task.from.rect, task.to.rect).grown(margin));
  m_visits.assign(m_grid.columns() * m_grid.rows() * 4, Visit{});
  m_open.clear();
  m_best = limit;
  m_bestPort = static_cast<std::uint32_t>(task.to.ports.size());
  m_startsMayTurn = task.stubOf(task.from) > 0;
  findGoals(world, task);
  if (m_goals.empty()) return {};
  openStarts(world, task);
  const auto none = static_cast<std::uint32_t>(task.to.ports.size());
  for (std::size_t steps = 0; !m_open.empty(); ++steps) {
    m_gaveUp = steps == m_mostSteps;
    if (m_gaveUp) break;
    const Open next = m_open.front();
    if (m_bestPort != none && next.bound >= m_best) break;
    std::pop_heap(m_open.begin(), m_open.end(), Later());
    m_open.pop_back();
    const Point here = at(next.state / 4);
    const double least = toCome(here.x, here.y, headingOf(next.state));
    const double price = m_visits[next.state].price;
    if (price + least >= m_best || next.bound > price + m_greed * least + kHair) continue;  // too dear, or outdated
    tryGoals(next.state, task);
    expand(next.state);
  }
  if (m_bestPort == task.to.ports.size()) return {};
  return {trace(task), m_best};
}

void PathSearch::openStarts(const World& world, const Task& task) {
  const double stub = task.stubOf(task.from);
  for (const Port& port : task.from.ports) {
    const double price = stubPrice(world, task, port, stub);
    if (price < kInfinity) open(pointAt(stubEnd(port, stub)), port.leaves, price, -1);
  }
}

void PathSearch::findGoals(const World& world, const Task& task) {
  m_goals.clear();
  m_sides = {};
  const double stub = task.stubOf(task.to);
  for (std::uint32_t k = 0; k < task.to.ports.size(); ++k) {
    const Port& port = task.to.ports[k];
    const double price = stubPrice(world, task, port, stub);
    if (price == kInfinity) continue;
    const Point end = stubEnd(port, stub);
    GoalSide& side = m_sides[static_cast<std::size_t>(opposite(port.leaves))];
    side.left = std::min(side.left, end.x);
    side.right = std::max(side.right, end.x);
    side.top = std::min(side.top, end.y);
    side.bottom = std::max(side.bottom, end.y);
    side.least = std::min(side.least, price);
    m_goals.push_back({pointAt(end), k, price});
  }
  std::ranges::sort(m_goals, {}, [](const Goal& g) { return std::pair(g.point, g.port); });
}

// Never more than the way still costs: for the best side of the target, the distance to its
// goals and the bends that the heading makes necessary.
double PathSearch::toCome(double x, double y, Direction heading) const {
  double least = kInfinity;
  for (std::size_t a = 0; a < m_sides.size(); ++a) {
    const GoalSide& side = m_sides[a];
    if (side.least == kInfinity) continue;
    const double dx = std::max(0.0, std::max(side.left - x, x - side.right));
    const double dy = std::max(0.0, std::max(side.top - y, y - side.bottom));
    // How far the goals reach towards each direction.
    const std::array<double, 4> reach{side.right - x, side.bottom - y, x - side.left, y - side.top};
    const auto arrival = static_cast<Direction>(a);
    const int bends = leastBends(heading, arrival, reach[static_cast<std::size_t>(heading)], reach[a],
                                 (isHorizontal(heading) ? dy : dx) == 0);
    least = std::min(least, (1 - kTrunkBonusPerPx) * (dx + dy) + kBendCost * bends + side.least);
  }
  return least;
}

void PathSearch::open(std::uint32_t point, Direction heading, double price, std::int32_t before) {
  const std::uint32_t state = point * 4 + static_cast<std::uint32_t>(heading);
  if (price >= m_visits[state].price) return;
  const Point here = at(point);
  const double least = toCome(here.x, here.y, heading);
  if (price + least >= m_best) return;
  m_visits[state] = {price, before};
  m_open.push_back({price + m_greed * least, state});
  std::push_heap(m_open.begin(), m_open.end(), Later());
}

void PathSearch::walk(std::uint32_t state, std::uint32_t to, Direction heading, double length, double company) {
  if (company == kInfinity || heading == opposite(headingOf(state))) return;
  const double bend = heading == headingOf(state) ? 0 : kBendCost;
  // A route leaves a way point as its port says: a turn on the spot would lead it back over the way it came.
  if (bend > 0 && !m_startsMayTurn && m_visits[state].before < 0) return;
  // Each link of a trunk that lies here makes the way cheaper. However many they are, none pays for going round in
  // circles.
  const double price = std::max(length + std::min(company, m_mostCompany * length), kLeastPerPx * length);
  open(to, heading, m_visits[state].price + price + bend, static_cast<std::int32_t>(state));
}

void PathSearch::expand(std::uint32_t state) {
  const std::uint32_t point = state / 4;
  const auto columns = static_cast<std::uint32_t>(m_grid.columns());
  const std::size_t i = point % columns;
  const std::size_t j = point / columns;
  const double x = m_grid.x(i);
  const double y = m_grid.y(j);
  if (i + 1 < columns) walk(state, point + 1, Direction::east, m_grid.x(i + 1) - x, m_grid.east(i, j));
  if (i > 0) walk(state, point - 1, Direction::west, x - m_grid.x(i - 1), m_grid.east(i - 1, j));
  if (j + 1 < m_grid.rows()) walk(state, point + columns, Direction::south, m_grid.y(j + 1) - y, m_grid.south(i, j));
  if (j > 0) walk(state, point - columns, Direction::north, y - m_grid.y(j - 1), m_grid.south(i, j - 1));
}

void PathSearch::tryGoals(std::uint32_t state, const Task& task) {
  const auto first = std::ranges::lower_bound(m_goals, state / 4, {}, &Goal::point);
  const bool stub = task.stubOf(task.to) > 0;
  for (auto goal = first; goal != m_goals.end() && goal->point == state / 4; ++goal) {
    const Direction arrival = opposite(task.to.ports[goal->port].leaves);
    if (stub && headingOf(state) == opposite(arrival)) continue;
    const double bend = stub && headingOf(state) != arrival ? kBendCost : 0;
    const double total = m_visits[state].price + goal->price + bend;
    if (total >= m_best) continue;
    m_best = total;
    m_bestState = state;
    m_bestPort = goal->port;
  }
}

std::vector<Point> PathSearch::trace(const Task& task) const {
  std::vector<Point> back{task.to.ports[m_bestPort].at};
  std::uint32_t state = m_bestState;
  back.push_back(at(state / 4));
  while (m_visits[state].before >= 0) {
    state = static_cast<std::uint32_t>(m_visits[state].before);
    back.push_back(at(state / 4));
  }
  const double stub = task.stubOf(task.from);
  for (const Port& port : task.from.ports) {
    if (port.leaves != headingOf(state) || !(stubEnd(port, stub) == back.back())) continue;
    back.push_back(port.at);
    break;
  }
  return simplified({back.rbegin(), back.rend()});
}

}  // namespace nines::routing
