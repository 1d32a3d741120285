// Where solid links hop over others: crossings of horizontal with vertical runs.
#include <algorithm>
#include <cmath>

#include "drawing/draw_parts.h"
#include "layout/run_index.h"

namespace nines {

namespace {

using draw::kHopRadius;
using draw::kLeastCornerRadius;
using draw::kLeastHopRadius;

// A hop needs this much of its run on either side: for itself, a small one at worst, and for the arrow or the corner
// beyond it, which is sharper then.
constexpr double kRoomAtStart = kLeastHopRadius + 1;
constexpr double kRoomAtEnd = kLeastHopRadius + draw::kArrowLength - 2;  // the line ends within the arrow
constexpr double kRoomAtBend = kHopRadius + kLeastCornerRadius;

// A straight part of a route, on the line `across` of the other axis.
struct Run {
  LinkIndex link;
  std::size_t part;  // of the route
  double across;
  double low;
  double high;
  double lowRoom;  // what a hop must keep from the low end
  double highRoom;
  bool solid;

  routing::Run line(bool horizontal) const { return {horizontal, across, low, high}; }
  bool holds(double at) const { return at > low + 1 && at < high - 1; }
  bool hasRoomAt(double at) const { return at >= low + lowRoom && at <= high - highRoom; }
};

struct Runs {
  std::vector<Run> horizontal;
  std::vector<Run> vertical;
};

void addRuns(const Route& route, LinkIndex link, bool solid, Runs& runs) {
  for (std::size_t i = 0; i + 1 < route.points.size(); ++i) {
    const Point a = route.points[i];
    const Point b = route.points[i + 1];
    const bool flat = a.y == b.y;
    const double from = flat ? a.x : a.y;
    const double to = flat ? b.x : b.y;
    const double startRoom = i == 0 ? kRoomAtStart : kRoomAtBend;
    const double endRoom = i + 2 == route.points.size() ? kRoomAtEnd : kRoomAtBend;
    Run run{link, i, flat ? a.y : a.x, std::min(from, to), std::max(from, to), startRoom, endRoom, solid};
    if (from > to) std::swap(run.lowRoom, run.highRoom);
    (flat ? runs.horizontal : runs.vertical).push_back(run);
  }
}

struct Hop {
  std::size_t part;
  double distance;  // from the start of that part
  Point at;
};

void addHop(const Run& run, const Routes& routes, const Design& design, Point at,
            std::unordered_map<LinkId, std::vector<Hop>>& hops) {
  const LinkId& id = design.link(run.link).id;
  const Point start = routes.at(id).points[run.part];
  hops[id].push_back({run.part, std::abs(at.x - start.x) + std::abs(at.y - start.y), at});
}

std::vector<Point> inOrder(std::vector<Hop> hops) {
  std::ranges::sort(
      hops, [](const Hop& a, const Hop& b) { return a.part != b.part ? a.part < b.part : a.distance < b.distance; });
  std::vector<Point> out;
  for (const Hop& hop : hops) {
    if (out.empty() || !(out.back() == hop.at)) out.push_back(hop.at);
  }
  return out;
}

Runs collectRuns(const Design& design, const Routes& routes) {
  Runs runs;
  for (std::size_t l = 0; l < design.linkCount(); ++l) {
    const auto i = static_cast<LinkIndex>(l);
    const auto route = routes.find(design.link(i).id);
    const draw::LinkLine line = draw::lineOf(design, i);
    if (route == routes.end() || line == draw::LinkLine::none) continue;
    addRuns(route->second, i, line == draw::LinkLine::solid, runs);
  }
  return runs;
}

// The vertical runs by place; the owner of each is its number in the list.
routing::RunIndex indexOf(const Runs& runs) {
  Rect area;
  for (const Run& run : runs.horizontal) area = area.united(run.line(true).rect().grown(1));
  for (const Run& run : runs.vertical) area = area.united(run.line(false).rect().grown(1));
  routing::RunIndex index(area);
  for (std::size_t i = 0; i < runs.vertical.size(); ++i) {
    index.add(runs.vertical[i].line(false), routing::Owner{static_cast<LinkIndex>(i), kNone, kNone, 0});
  }
  return index;
}

}  // namespace

std::unordered_map<LinkId, std::vector<Point>> findHops(const Design& design, const Routes& routes) {
  const Runs runs = collectRuns(design, routes);
  const routing::RunIndex verticals = indexOf(runs);
  std::unordered_map<LinkId, std::vector<Hop>> hops;
  for (const Run& h : runs.horizontal) {
    verticals.visit(h.line(true).rect(), [&](const routing::OwnedRun& crossing) {
      const Run& v = runs.vertical[crossing.owner.link];
      if (v.link == h.link || !h.holds(v.across) || !v.holds(h.across)) return;
      const Point at{v.across, h.across};
      if (h.solid && h.hasRoomAt(at.x)) addHop(h, routes, design, at, hops);
      else if (v.solid && v.hasRoomAt(at.y)) addHop(v, routes, design, at, hops);
    });
  }
  std::unordered_map<LinkId, std::vector<Point>> out;
  for (auto& [id, list] : hops) out.emplace(id, inOrder(std::move(list)));
  return out;
}

}  // namespace nines
