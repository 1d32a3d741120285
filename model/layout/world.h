// What a link router knows of the canvas, and what a route through it costs.
#pragma once

#include <array>
#include <limits>
#include <span>
#include <vector>

#include "layout/rect_index.h"
#include "layout/route_facts.h"
#include "layout/run_index.h"

namespace nines::routing {

// Prices in px of line. A bend outweighs any small detour; a crossing is worth some px but no bend.
inline constexpr double kBendCost = 120;
inline constexpr double kCrossingCost = 25;
inline constexpr double kOverlapCost = 80;       // two lines closer than a lane, once ...
inline constexpr double kOverlapPerPx = 4;       // ... and for their common length
inline constexpr double kTrunkBonusPerPx = .15;  // shared by links of one source or target
inline constexpr double kForeignPerPx = .5;      // inside a frame that is none of the link's business
inline constexpr double kBorderPerPx = 4;        // along the border of a container or frame
inline constexpr double kLane = 12;
inline constexpr double kTooClose = 10;  // parallel lines of different links
inline constexpr double kNearBorder = 5;
inline constexpr double kStub = 12;  // straight piece at each end: room for the arrow
inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr double kHair = .01;  // lines that touch an edge do not cross it

// Prices of company are sums over whatever lies in an area, in an order that depends on how the canvas is cut into
// cells. Each summand is a multiple of 1/1024 px: such sums have no rounding errors, and so no order.
inline double exactPrice(double price) {
  constexpr double kUnit = 0x1.8p42;  // doubles of this size are 1/1024 apart
  return (price + kUnit) - kUnit;
}

enum class Direction : std::uint8_t { east, south, west, north };

inline Point step(Direction d) {
  constexpr std::array<Point, 4> kSteps{Point{1, 0}, Point{0, 1}, Point{-1, 0}, Point{0, -1}};
  return kSteps[static_cast<std::size_t>(d)];
}
inline bool isHorizontal(Direction d) { return d == Direction::east || d == Direction::west; }
inline Direction opposite(Direction d) { return static_cast<Direction>((static_cast<unsigned>(d) + 2) % 4); }

// A place where a route may begin or end.
struct Port {
  Point at;
  Direction leaves = Direction::east;  // of a route that begins here; one that ends here comes from there
  double penalty = 0;                  // 0 in the middle of a side
  bool main = true;                    // tried first
};

// One end of a route: a node, or a way point that a person placed.
struct Terminal {
  NodeIndex node = kNone;  // kNone: a way point
  Rect rect;
  bool solid = true;  // the route must not run through rect
  std::vector<Port> ports;
};

struct Task {
  Terminal from;
  Terminal to;
  Owner owner;
  std::vector<NodeIndex> transparent;  // cannot be avoided: solids around one of the ends, what lies under a pointer
  double clearance = 8;                // to cards, px
  double stub = kStub;

  double stubOf(const Terminal& terminal) const { return terminal.node == kNone ? 0 : stub; }
};

// A route with its price: that of its course and of the ports it uses. No points: none was found.
struct Found {
  std::vector<Point> points;
  double cost = kInfinity;
};

class World {
 public:
  // `shown`, by NodeIndex: what else there is stands in nobody's way. Empty: all nodes.
  World(const Design& design, const Layout& layout, std::span<const char> shown = {});

  const Design& design() const { return m_design; }
  const Layout& layout() const { return m_layout; }
  const RectIndex& obstacles() const { return m_obstacles; }
  const RectIndex& frames() const { return m_frames; }
  // The nearest card that the node stands in, kNone for none.
  NodeIndex solidAbove(NodeIndex i) const { return m_solidAbove[i]; }
  const RunIndex& runs() const { return m_runs; }
  RunIndex& runs() { return m_runs; }

  // Whether an obstacle counts for this task; its own ends are judged apart.
  bool hinders(const Item& item, const Task& task) const;
  double clearanceOf(const Item& item, const Task& task) const;
  bool isForeign(const Item& frame, const Task& task) const;

  // What the route costs; infinite if it runs into something (`limit` reached: any value from there on).
  double cost(const std::vector<Point>& points, const Task& task, double limit = kInfinity) const;
  // What a single run costs besides its length: its company of other lines, borders and foreign frames.
  double company(const Run& run, const Task& task) const;
  bool isFree(const Run& run, const Task& task) const;

  // All that was asked of this world since: what lies outside had no say in the answers.
  void beginLook() { m_looked = {}; }
  const Area& looked() const { return m_looked; }
  void look(const Rect& at) const { m_looked.add(Area(at)); }

 private:
  const Design& m_design;
  const Layout& m_layout;
  RectIndex m_obstacles;
  RectIndex m_frames;
  std::vector<NodeIndex> m_solidAbove;
  RunIndex m_runs;
  mutable Area m_looked;
};

double lengthOf(const std::vector<Point>& points);
// Without repeated points and points in the middle of a straight line.
std::vector<Point> simplified(const std::vector<Point>& points);

}  // namespace nines::routing
