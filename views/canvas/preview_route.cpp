#include "canvas/preview_route.h"

#include <algorithm>

namespace nines {

Stroke strokeOf(const DrawGroup& line) {
  for (const Shape2D& shape : line.shapes) {
    const auto* path = std::get_if<PathShape>(&shape);
    if (path && path->stroke.ink.visible()) return path->stroke;
  }
  return {{Token::link, 1}, 1.5, {}, false};
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
