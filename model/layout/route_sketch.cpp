#include "layout/route_sketch.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "layout/link_router.h"

namespace nines {

namespace {

using namespace routing;

std::vector<Point> acrossThenDown(Point start, Point end, double turn) {
  return {start, {turn, start.y}, {turn, end.y}, end};
}

std::vector<Point> downThenAcross(Point start, Point end, double turn) {
  return {start, {start.x, turn}, {end.x, turn}, end};
}

// Takes the point at an end along, and what beside it the piece between them needs. False if that would turn round.
bool drawAlong(Point& end, Point& corner, Point by) {
  const bool flat = end.y == corner.y;
  const double before = flat ? corner.x - end.x : corner.y - end.y;
  end = end + by;
  (flat ? corner.y : corner.x) += flat ? by.y : by.x;
  const double now = flat ? corner.x - end.x : corner.y - end.y;
  return before * now > 0 && std::abs(now) >= kStub;
}

bool onBorder(const Rect& r, Point p) {
  const Rect inner = r.grown(-kHair);
  const bool inside = p.x > inner.left() && p.x < inner.right() && p.y > inner.top() && p.y < inner.bottom();
  return r.grown(kHair).contains(p) && !inside;
}

class Sketch {
 public:
  Sketch(const Design& design, const Layout& layout) : m_design(design), m_layout(layout) {}

  bool holds(LinkIndex link, const Route& route) {
    return onBorder(m_layout.rect(m_design.from(link)), route.points.front()) &&
           onBorder(m_layout.rect(m_design.to(link)), route.points.back()) && (route.blocked || isFree(link, route));
  }

  Route simple(LinkIndex link) const {
    std::vector<Point> points = previewRoute(m_layout.rect(m_design.from(link)), m_layout.rect(m_design.to(link)));
    std::vector<Point> course = simplified(points);
    return {course.size() < 2 ? std::move(points) : std::move(course), false};
  }

 private:
  bool isFree(LinkIndex link, const Route& route) {
    if (!m_world) m_world.emplace(m_design, m_layout);
    const World& world = *m_world;
    bool free = true;
    for (std::size_t k = 1; k < route.points.size() && free; ++k) {
      const Rect run = Run::between(route.points[k - 1], route.points[k]).rect();
      world.obstacles().visit(run, [&](const Item& item) {
        free = !item.rect.grown(-kHair).intersects(run) || cannotAvoid(world, link, item);
        return free;
      });
    }
    return free;
  }

  // A route's own ends, and cards in which one of them stands.
  bool cannotAvoid(const World& world, LinkIndex link, const Item& item) const {
    for (NodeIndex end : {m_design.from(link), m_design.to(link)}) {
      if (item.node == end) return true;
      for (; !item.strip && end != kNone; end = world.solidAbove(end)) {
        if (item.node == end) return true;
      }
    }
    return false;
  }

  const Design& m_design;
  const Layout& m_layout;
  std::optional<World> m_world;  // made when it is first needed: at first nothing is shown
};

}  // namespace

std::vector<Point> previewRoute(const Rect& from, const Rect& to) {
  const Point a = from.centre();
  const Point b = to.centre();
  const double gapAcross = std::max(to.left() - from.right(), from.left() - to.right());
  const double gapDown = std::max(to.top() - from.bottom(), from.top() - to.bottom());
  if (gapAcross >= gapDown) {
    const bool rightwards = b.x >= a.x;
    const Point start{rightwards ? from.right() : from.left(), a.y};
    const Point end{rightwards ? to.left() : to.right(), b.y};
    return acrossThenDown(start, end, std::round((start.x + end.x) / 2));
  }
  const bool downwards = b.y >= a.y;
  const Point start{a.x, downwards ? from.bottom() : from.top()};
  const Point end{b.x, downwards ? to.top() : to.bottom()};
  return downThenAcross(start, end, std::round((start.y + end.y) / 2));
}

Route stretched(const Route& route, const EndOnItsWay& from, const EndOnItsWay& to) {
  std::vector<Point> points = simplified(route.points);
  if (from.by() == to.by()) {
    for (Point& point : points) point = point + from.by();
    return {std::move(points), route.blocked};
  }
  bool straight = points.size() < 3;
  straight = straight || !drawAlong(points.front(), points[1], from.by());
  straight = straight || !drawAlong(points.back(), points[points.size() - 2], to.by());
  if (straight) points = simplified(previewRoute(from.now, to.now));
  if (points.size() < 2) points = previewRoute(from.now, to.now);
  return {std::move(points), route.blocked};
}

Routes sketchRoutes(const Routes& shown, const Design& design, const Layout& layout) {
  Sketch sketch(design, layout);
  Routes routes;
  routes.reserve(design.linkCount());
  for (LinkIndex link = 0; link < design.linkCount(); ++link) {
    if (!isRouted(design, layout, link)) continue;
    const LinkId& id = design.link(link).id;
    const auto at = shown.find(id);
    const bool kept = at != shown.end() && sketch.holds(link, at->second);
    routes.emplace(id, kept ? at->second : sketch.simple(link));
  }
  return routes;
}

}  // namespace nines
