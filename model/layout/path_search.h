// The cheapest route of any shape: A* over a sparse grid of lines, with prices for bends, crossings and company.
#pragma once

#include "layout/line_grid.h"

namespace nines::routing {

class PathSearch {
 public:
  // Finds a route that costs less than `limit` (a rough bound) within `margin` px around both ends. Work is bounded;
  // none found: no points.
  Found find(const World& world, const Task& task, double margin, double limit);

 private:
  struct Node {
    double price;  // so far
    std::int32_t before;
  };
  struct Open {
    double bound;  // price so far and the least to come
    std::uint32_t state;
  };
  struct Goal {
    std::uint32_t state;  // with horizontal arrival; + 1 for vertical
    std::uint32_t port;
    double price;         // of the last piece
  };

  // Order of the heap: the least bound on top, ties by state, so that the outcome never depends on chance.
  static bool later(const Open& a, const Open& b);
  std::uint32_t stateAt(Point p, bool horizontal) const;
  void openStarts(const World& world, const Task& task);
  void findGoals(const World& world, const Task& task);
  double toCome(std::size_t i, std::size_t j) const;
  void relax(std::uint32_t from, std::size_t i, std::size_t j, bool horizontal, double price);
  void expand(std::uint32_t state);
  void tryGoals(std::uint32_t state, const Task& task);
  std::vector<Point> trace(const Task& task) const;

  LineGrid m_grid;
  std::vector<Node> m_nodes;
  std::vector<Open> m_open;
  std::vector<Goal> m_goals;
  Rect m_goalArea;
  double m_best = kInfinity;
  std::uint32_t m_bestState = 0;
  std::uint32_t m_bestPort = 0;
};

}  // namespace nines::routing
