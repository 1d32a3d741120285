#include "layout/path_search.h"

#include <algorithm>
#include <cmath>

namespace nines::routing {

namespace {

constexpr std::size_t kMostSteps = 20'000;

// `united` of Rect leaves out empty rectangles; a way point is one.
Rect around(const Rect& a, const Rect& b) {
  const double left = std::min(a.left(), b.left());
  const double top = std::min(a.top(), b.top());
  return {left, top, std::max(a.right(), b.right()) - left, std::max(a.bottom(), b.bottom()) - top};
}

}  // namespace

bool PathSearch::later(const Open& a, const Open& b) {
  return a.bound != b.bound ? a.bound > b.bound : a.state > b.state;
}

std::uint32_t PathSearch::stateAt(Point p, bool horizontal) const {
  const std::size_t at = m_grid.rowAt(p.y) * m_grid.columns() + m_grid.columnAt(p.x);
  return static_cast<std::uint32_t>(at * 2 + (horizontal ? 0 : 1));
}

Found PathSearch::find(const World& world, const Task& task, double margin, double limit) {
  if (task.from.ports.empty() || task.to.ports.empty()) return {};
  m_grid.build(world, task, around(task.from.rect, task.to.rect).grown(margin));
  m_nodes.assign(m_grid.columns() * m_grid.rows() * 2, {kInfinity, -1});
  m_open.clear();
  m_best = limit;
  m_bestPort = static_cast<std::uint32_t>(task.to.ports.size());
  findGoals(world, task);
  if (m_goals.empty()) return {};
  openStarts(world, task);
  std::make_heap(m_open.begin(), m_open.end(), later);
  for (std::size_t steps = 0; steps < kMostSteps && !m_open.empty() && m_open.front().bound < m_best; ++steps) {
    const Open next = m_open.front();
    std::pop_heap(m_open.begin(), m_open.end(), later);
    m_open.pop_back();
    const std::size_t point = next.state / 2;
    const double least = m_nodes[next.state].price + toCome(point % m_grid.columns(), point / m_grid.columns());
    if (next.bound > least + kHair) continue;  // a cheaper way to here was opened since
    tryGoals(next.state, task);
    expand(next.state);
  }
  if (m_bestPort == task.to.ports.size()) return {};
  return {trace(task), m_best};
}

void PathSearch::openStarts(const World& world, const Task& task) {
  const double stub = task.stubOf(task.from);
  for (const Port& port : task.from.ports) {
    const Point end = stubEnd(port, stub);
    double price = port.penalty + stub;
    if (stub > 0) {
      const Run run = Run::between(port.at, end);
      if (!world.isFree(run, task)) continue;
      price += world.company(run, task);
    }
    const std::uint32_t state = stateAt(end, isHorizontal(port.leaves));
    if (price >= m_nodes[state].price) continue;
    m_nodes[state] = {price, -1};
    m_open.push_back({price + toCome(m_grid.columnAt(end.x), m_grid.rowAt(end.y)), state});
  }
}

void PathSearch::findGoals(const World& world, const Task& task) {
  m_goals.clear();
  const double stub = task.stubOf(task.to);
  for (std::uint32_t k = 0; k < task.to.ports.size(); ++k) {
    const Port& port = task.to.ports[k];
    const Point end = stubEnd(port, stub);
    double price = port.penalty + stub;
    if (stub > 0) {
      const Run run = Run::between(port.at, end);
      if (!world.isFree(run, task)) continue;
      price += world.company(run, task);
    }
    const Rect here{end.x, end.y, 0, 0};
    m_goalArea = m_goals.empty() ? here : around(m_goalArea, here);
    m_goals.push_back({stateAt(end, true), k, price});
  }
  std::ranges::sort(m_goals, {}, [](const Goal& g) { return std::pair(g.state, g.port); });
}

// Never more than the way still costs: the distance, and a bend where the goals lie neither straight ahead nor beside.
double PathSearch::toCome(std::size_t i, std::size_t j) const {
  const double x = m_grid.x(i);
  const double y = m_grid.y(j);
  const double dx = std::max({0.0, m_goalArea.left() - x, x - m_goalArea.right()});
  const double dy = std::max({0.0, m_goalArea.top() - y, y - m_goalArea.bottom()});
  return (1 - kTrunkBonusPerPx) * (dx + dy) + (dx > 0 && dy > 0 ? kBendCost : 0);
}

void PathSearch::relax(std::uint32_t from, std::size_t i, std::size_t j, bool horizontal, double price) {
  const bool bends = (from % 2 == 0) != horizontal;
  const double total = m_nodes[from].price + price + (bends ? kBendCost : 0);
  const auto state = static_cast<std::uint32_t>((j * m_grid.columns() + i) * 2 + (horizontal ? 0 : 1));
  if (total >= m_nodes[state].price) return;
  const double bound = total + toCome(i, j);
  if (bound >= m_best) return;
  m_nodes[state] = {total, static_cast<std::int32_t>(from)};
  m_open.push_back({bound, state});
  std::push_heap(m_open.begin(), m_open.end(), later);
}

void PathSearch::expand(std::uint32_t state) {
  const std::size_t point = state / 2;
  const std::size_t i = point % m_grid.columns();
  const std::size_t j = point / m_grid.columns();
  const double x = m_grid.x(i);
  const double y = m_grid.y(j);
  if (i + 1 < m_grid.columns() && m_grid.east(i, j) < kInfinity) {
    relax(state, i + 1, j, true, m_grid.x(i + 1) - x + m_grid.east(i, j));
  }
  if (i > 0 && m_grid.east(i - 1, j) < kInfinity) {
    relax(state, i - 1, j, true, x - m_grid.x(i - 1) + m_grid.east(i - 1, j));
  }
  if (j + 1 < m_grid.rows() && m_grid.south(i, j) < kInfinity) {
    relax(state, i, j + 1, false, m_grid.y(j + 1) - y + m_grid.south(i, j));
  }
  if (j > 0 && m_grid.south(i, j - 1) < kInfinity) {
    relax(state, i, j - 1, false, y - m_grid.y(j - 1) + m_grid.south(i, j - 1));
  }
}

void PathSearch::tryGoals(std::uint32_t state, const Task& task) {
  const std::uint32_t flat = state - state % 2;
  const auto first = std::ranges::lower_bound(m_goals, flat, {}, &Goal::state);
  for (auto goal = first; goal != m_goals.end() && goal->state == flat; ++goal) {
    const bool straight = isHorizontal(task.to.ports[goal->port].leaves) == (state % 2 == 0);
    const bool bends = !straight && task.stubOf(task.to) > 0;
    const double total = m_nodes[state].price + goal->price + (bends ? kBendCost : 0);
    if (total >= m_best) continue;
    m_best = total;
    m_bestState = state;
    m_bestPort = goal->port;
  }
}

std::vector<Point> PathSearch::trace(const Task& task) const {
  std::vector<Point> back{task.to.ports[m_bestPort].at};
  std::uint32_t state = m_bestState;
  while (true) {
    const std::size_t point = state / 2;
    back.push_back({m_grid.x(point % m_grid.columns()), m_grid.y(point / m_grid.columns())});
    if (m_nodes[state].before < 0) break;
    state = static_cast<std::uint32_t>(m_nodes[state].before);
  }
  const Point start = back.back();
  const double stub = task.stubOf(task.from);
  const bool horizontal = state % 2 == 0;
  for (const Port& port : task.from.ports) {
    if (stubEnd(port, stub) == start && isHorizontal(port.leaves) == horizontal) {
      back.push_back(port.at);
      break;
    }
  }
  return simplified({back.rbegin(), back.rend()});
}

}  // namespace nines::routing
