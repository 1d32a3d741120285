#include "layout/shapes.h"

#include <algorithm>
#include <cmath>

namespace nines::routing {

namespace {

constexpr double kLanePenalty = .02;  // per px off the middle between the ends
constexpr double kMostBonus = 40;     // that sharing a trunk may bring
constexpr double kWorthATry = 160;    // beyond the best pair of sides
constexpr std::array<int, 5> kLaneOrder{0, 1, -1, 2, -2};

double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }

struct Shape {
  std::array<Point, 4> points;
  std::size_t count = 0;  // 0: these ports cannot be joined so
  double penalty = 0;
};

// A line along a direction, seen from its start. Corners take their coordinates from the points that they join, never
// from sums: a sum may miss the other end by a rounding error, and the run would be at a slant.
struct Axis {
  Direction along;
  Point start;

  double ahead(Point p) const { return dot(p - start, step(along)); }
  double aside(Point p) const { return isHorizontal(along) ? p.y - start.y : p.x - start.x; }
  // The point at this distance from the start, on the parallel through `p`.
  Point at(double distance, Point p) const {
    const double to = isHorizontal(along) ? start.x + step(along).x * distance : start.y + step(along).y * distance;
    return isHorizontal(along) ? Point{to, p.y} : Point{p.x, to};
  }
};

// Between ports that face each other (or, with a common axis, a straight line).
Shape facing(const Port& p, const Port& q, double stubs, double stub, int lane) {
  const Axis axis{p.leaves, p.at};
  const double ahead = axis.ahead(q.at);
  if (axis.aside(q.at) == 0) {
    if (lane != 0 || ahead <= 0) return {};
    return {{p.at, q.at}, 2, 0};
  }
  const double at = std::round(ahead / 2) + lane * kLane;
  if (ahead < stubs || at < stub || at <= 0 || at > ahead - (stubs - stub)) return {};
  return {{p.at, axis.at(at, p.at), axis.at(at, q.at), q.at}, 4, kLanePenalty * std::abs(lane) * kLane};
}

// Between ports on the same side of both nodes: around the one that reaches further.
Shape around(const Port& p, const Port& q, double stub, int lane) {
  const Axis axis{p.leaves, p.at};
  const double at = std::max(axis.ahead(q.at), 0.0) + stub + lane * kLane;
  if (lane < 0 || at <= 0 || axis.aside(q.at) == 0) return {};
  return {{p.at, axis.at(at, p.at), axis.at(at, q.at), q.at}, 4, 0};
}

Shape corner(const Port& p, const Port& q, double stubP, double stubQ, int lane) {
  const double ahead = Axis{p.leaves, p.at}.ahead(q.at);
  const double back = Axis{q.leaves, q.at}.ahead(p.at);
  if (lane != 0 || ahead < stubP || back < stubQ || ahead <= 0 || back <= 0) return {};
  const Point turn = isHorizontal(p.leaves) ? Point{q.at.x, p.at.y} : Point{p.at.x, q.at.y};
  return {{p.at, turn, q.at}, 3, 0};
}

Shape join(const Task& task, const Port& p, const Port& q, int lane) {
  const double stubP = task.stubOf(task.from);
  const double stubQ = task.stubOf(task.to);
  if (p.leaves == opposite(q.leaves)) return facing(p, q, stubP + stubQ, stubP, lane);
  if (p.leaves == q.leaves) return around(p, q, std::max(stubP, stubQ), lane);
  return corner(p, q, stubP, stubQ, lane);
}

double idealOf(const Shape& shape, const Port& p, const Port& q) {
  double length = 0;
  for (std::size_t k = 1; k < shape.count; ++k) {
    const Point d = shape.points[k] - shape.points[k - 1];
    length += std::abs(d.x) + std::abs(d.y);
  }
  return length + kBendCost * static_cast<double>(shape.count - 2) + p.penalty + q.penalty + shape.penalty;
}

struct Candidate {
  double ideal;
  std::uint16_t from;  // ports
  std::uint16_t to;
  std::int16_t lane;
};

// The heap's top is the least ideal price; ties go by ports and lane, so that the outcome never depends on chance.
bool later(const Candidate& a, const Candidate& b) {
  if (a.ideal != b.ideal) return a.ideal > b.ideal;
  if (a.from != b.from) return a.from > b.from;
  if (a.to != b.to) return a.to > b.to;
  return a.lane > b.lane;
}

std::vector<Candidate> candidates(const Task& task, Effort effort) {
  std::vector<Candidate> found;
  double least = kInfinity;
  const bool all = effort == Effort::all;
  for (std::size_t i = 0; i < task.from.ports.size(); ++i) {
    const Port& p = task.from.ports[i];
    if (!all && !p.main) continue;
    for (std::size_t j = 0; j < task.to.ports.size(); ++j) {
      const Port& q = task.to.ports[j];
      if (!all && !q.main) continue;
      for (const int lane : kLaneOrder) {
        const Shape shape = join(task, p, q, lane);
        if (shape.count == 0) {
          if (lane == 0) break;
          continue;
        }
        const double ideal = idealOf(shape, p, q);
        if (ideal > least + kWorthATry) break;
        least = std::min(least, ideal);
        found.push_back(
            {ideal, static_cast<std::uint16_t>(i), static_cast<std::uint16_t>(j), static_cast<std::int16_t>(lane)});
        if (!all || shape.count < 4) break;
      }
    }
  }
  return found;
}

std::vector<Point> pointsOf(const Shape& shape) {
  return {shape.points.begin(), shape.points.begin() + static_cast<std::ptrdiff_t>(shape.count)};
}

}  // namespace

ShapeResult bestShape(const World& world, const Task& task, Effort effort) {
  std::vector<Candidate> heap = candidates(task, effort);
  std::make_heap(heap.begin(), heap.end(), later);
  ShapeResult result;
  if (!heap.empty()) result.ideal = heap.front().ideal;
  std::vector<Point> points;
  while (!heap.empty() && heap.front().ideal < result.best.cost + kMostBonus) {
    const Candidate c = heap.front();
    std::pop_heap(heap.begin(), heap.end(), later);
    heap.pop_back();
    const Port& p = task.from.ports[c.from];
    const Port& q = task.to.ports[c.to];
    const Shape shape = join(task, p, q, c.lane);
    points.assign(shape.points.begin(), shape.points.begin() + static_cast<std::ptrdiff_t>(shape.count));
    const double extra = p.penalty + q.penalty + shape.penalty;
    const double cost = world.cost(points, task, result.best.cost - extra) + extra;
    if (cost < result.best.cost) result.best = {points, cost};
  }
  return result;
}

std::vector<Point> plainElbow(const Task& task) {
  Shape best;
  double least = kInfinity;
  for (const Port& p : task.from.ports) {
    for (const Port& q : task.to.ports) {
      const Shape shape = join(task, p, q, 0);
      const double ideal = shape.count == 0 ? kInfinity : idealOf(shape, p, q);
      if (ideal >= least) continue;
      least = ideal;
      best = shape;
    }
  }
  if (best.count > 0) return pointsOf(best);
  const Point a = task.from.ports.empty() ? task.from.rect.centre() : task.from.ports.front().at;
  const Point b = task.to.ports.empty() ? task.to.rect.centre() : task.to.ports.front().at;
  return simplified({a, {b.x, a.y}, b});
}

}  // namespace nines::routing
