// The cheapest route of any shape: A* over a sparse grid of lines, with prices for bends, crossings and company.
#pragma once

#include <array>

#include "layout/line_grid.h"

namespace nines::routing {

class PathSearch {
 public:
  // Greed above 1: the search heads for the target, looks at far fewer points and may miss a slightly cheaper way. It
  // gives up after so many points. Bad company costs at most so much per px: where every lane is taken, a search that
  // avoids it looks at everything before it gives in.
  void setEffort(double greed, std::size_t mostSteps, double mostCompany = kInfinity) {
    m_greed = greed;
    m_mostSteps = mostSteps;
    m_mostCompany = mostCompany;
  }
  // Whether the last search ended at that bound, and not because there is no way.
  bool gaveUp() const { return m_gaveUp; }
  // Finds a route that costs less than `limit` (a rough bound) within `margin` px around both ends. Work is bounded;
  // none found: no points.
  Found find(const World& world, const Task& task, double margin, double limit);

 private:
  // A state is a point of the grid and the direction in which the route arrives there.
  struct Visit {
    double price = kInfinity;  // so far
    std::int32_t before = -1;
  };
  struct Open {
    double bound;  // price so far and the least to come
    std::uint32_t state;
  };
  struct Goal {
    std::uint32_t point;
    std::uint32_t port;
    double price;  // of the last piece
  };
  // The goals on one side of the target: where they are, and the least price of their last piece.
  struct GoalSide {
    double left = kInfinity, top = kInfinity, right = -kInfinity, bottom = -kInfinity;
    double least = kInfinity;
  };

  // Order of the heap: the least bound on top, ties by state, so that the outcome never depends on chance.
  struct Later {
    bool operator()(const Open& a, const Open& b) const {
      return a.bound != b.bound ? a.bound > b.bound : a.state > b.state;
    }
  };
  std::uint32_t pointAt(Point p) const;
  void openStarts(const World& world, const Task& task);
  void findGoals(const World& world, const Task& task);
  double toCome(double x, double y, Direction heading) const;
  void open(std::uint32_t point, Direction heading, double price, std::int32_t before);
  // `length` px to there, and the price of the company.
  void walk(std::uint32_t state, std::uint32_t to, Direction heading, double length, double company);
  void expand(std::uint32_t state);
  void tryGoals(std::uint32_t state, const Task& task);
  std::vector<Point> trace(const Task& task) const;
  Point at(std::uint32_t point) const {
    return {m_grid.x(point % m_grid.columns()), m_grid.y(point / m_grid.columns())};
  }

  LineGrid m_grid;
  std::vector<Visit> m_visits;
  std::vector<Open> m_open;
  std::vector<Goal> m_goals;
  std::array<GoalSide, 4> m_sides;  // by the direction in which a route arrives
  double m_greed = 1;
  std::size_t m_mostSteps = 0;
  double m_mostCompany = kInfinity;
  bool m_startsMayTurn = true;
  bool m_gaveUp = false;
  double m_best = kInfinity;
  std::uint32_t m_bestState = 0;
  std::uint32_t m_bestPort = 0;
};

}  // namespace nines::routing
