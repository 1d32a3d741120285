#include "canvas/preview_route.h"

#include <algorithm>
#include <cmath>

namespace nines {

namespace {

// The stroke that shows a link's kind: the first one that is drawn.
Stroke strokeOf(const DrawGroup& line) {
  for (const Shape2D& shape : line.shapes) {
    const auto* path = std::get_if<PathShape>(&shape);
    if (path && path->stroke.ink.visible()) return path->stroke;
  }
  return {{Token::link, 1}, 1.5, {}, false};
}

std::vector<Point> acrossThenDown(Point start, Point end, double turn) {
  return {start, {turn, start.y}, {turn, end.y}, end};
}

std::vector<Point> downThenAcross(Point start, Point end, double turn) {
  return {start, {start.x, turn}, {end.x, turn}, end};
}

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

DrawGroup polylineGroup(std::string id, const std::vector<Point>& points, const Stroke& stroke) {
  DrawGroup group;
  group.id = std::move(id);
  PathShape path;
  path.stroke = stroke;
  Point least = points.front();
  Point most = points.front();
  for (const Point& point : points) {
    path.steps.push_back({path.steps.empty() ? PathStep::Kind::move : PathStep::Kind::line, point, {}, {}});
    least = {std::min(least.x, point.x), std::min(least.y, point.y)};
    most = {std::max(most.x, point.x), std::max(most.y, point.y)};
  }
  group.bounds = Rect{least.x, least.y, most.x - least.x, most.y - least.y}.grown(stroke.width + 1);
  group.shapes.emplace_back(std::move(path));
  return group;
}

DrawGroup previewLine(const DrawGroup& line, const Rect& from, const Rect& to) {
  return polylineGroup(line.id, previewRoute(from, to), strokeOf(line));
}

}  // namespace nines
