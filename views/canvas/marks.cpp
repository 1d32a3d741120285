#include "canvas/marks.h"

#include <algorithm>
#include <iterator>

#include "canvas/canvas_geometry.h"
#include "canvas/hit_test.h"

namespace nines::marks {

namespace {

constexpr double kHandleRadius = 4.5;
constexpr double kBendRadius = 3.5;
constexpr double kCardRadius = 8;
constexpr double kSmallestHandleZoom = .3;

// Handles keep about their size on the screen when zoomed out.
double handleScale(double zoom) { return 1 / std::clamp(zoom, .5, 1.0); }

Stroke accent(double width) { return {{Token::accent, 1}, width, {}, false}; }

void addCircle(DrawGroup& group, Point at, double radius, double opacity) {
  EllipseShape circle;
  circle.rect = Rect{at.x, at.y, 0, 0}.grown(radius);
  circle.fill = {Token::card, opacity};
  circle.stroke = {{Token::accent, opacity}, 1.8, {}, false};
  group.bounds = group.bounds.united(circle.rect.grown(1));
  group.shapes.emplace_back(std::move(circle));
}

void addResizeHandles(DrawGroup& group, const Rect& rect, double zoom) {
  const double radius = kHandleRadius * handleScale(zoom);
  for (const Point at : handlePoints(rect)) addCircle(group, at, radius, 1);
  for (const Point corner : {Point{rect.left(), rect.top()}, Point{rect.right(), rect.top()},
                             Point{rect.left(), rect.bottom()}, Point{rect.right(), rect.bottom()}}) {
    addCircle(group, corner, radius, 1);
  }
}

// The link's own shapes with another stroke. What is painted over the line, the light core between the two lines of a
// synchronous link, stays.
DrawGroup restroked(DrawGroup group, double wider, Token token) {
  Token line = Token::none;
  for (Shape2D& shape : group.shapes) {
    auto* path = std::get_if<PathShape>(&shape);
    if (!path) continue;
    if (line == Token::none) line = path->stroke.ink.token;
    if (path->stroke.ink.visible() && path->stroke.ink.token == line) {
      path->stroke.width += wider;
      if (token != Token::none) path->stroke.ink.token = token;
    }
    if (path->fill.visible() && token != Token::none) path->fill.token = token;
  }
  group.bounds = group.bounds.grown(wider);
  return group;
}

constexpr double kPale = .5;

Token toneOf(const Design& design, NodeIndex i) {
  const Kind* kind = design.kind(i);
  const Category* category = kind ? design.catalogue().category(kind->category) : nullptr;
  if (kind && kind->shape == Shape::zone) return Token::zone;
  if (kind && kind->shape == Shape::region) return Token::region;
  return toneToken(category ? category->tone : "gen");
}

}  // namespace

double radiusOf(const CanvasScene& scene, NodeIndex i) {
  if (scene.layout().place(i).frame) return 9;
  const Kind* kind = scene.design().kind(i);
  if (!kind) return 8;
  switch (kind->shape) {
    case Shape::region:
      return 10;
    case Shape::zone:
      return 7;
    case Shape::note:
      return 2;
    case Shape::card:
    case Shape::frame:
    case Shape::box:
      break;
  }
  return 8;
}

DrawGroup outline(const Rect& rect, double radius, const Stroke& stroke, Ink fill) {
  DrawGroup group;
  RectShape shape;
  shape.rect = rect;
  shape.radius = radius;
  shape.stroke = stroke;
  shape.fill = fill;
  group.bounds = rect.grown(stroke.width);
  group.shapes.emplace_back(std::move(shape));
  return group;
}

namespace {

// The group elsewhere: a card that only moved keeps its groups, its items are shifted.
DrawGroup shifted(DrawGroup group, Point by) {
  group.bounds = group.bounds.translated(by);
  for (Shape2D& shape : group.shapes) {
    if (auto* rect = std::get_if<RectShape>(&shape)) rect->rect = rect->rect.translated(by);
    if (auto* ellipse = std::get_if<EllipseShape>(&shape)) ellipse->rect = ellipse->rect.translated(by);
    if (auto* icon = std::get_if<IconShape>(&shape)) icon->rect = icon->rect.translated(by);
    if (auto* text = std::get_if<TextShape>(&shape)) text->baseline = text->baseline + by;
    if (auto* path = std::get_if<PathShape>(&shape)) {
      for (PathStep& step : path->steps) {
        step.to = step.to + by;
        step.control1 = step.control1 + by;
        step.control2 = step.control2 + by;
      }
    }
  }
  return group;
}

void addHandles(const CanvasScene& scene, NodeIndex only, double zoom, std::vector<DrawGroup>& out) {
  const Kind* kind = scene.design().kind(only);
  const bool container = kind && kind->isContainer();
  if (container && scene.design().node(only).locked) return;
  if (container) addResizeHandles(out.emplace_back(), scene.layout().rect(only), zoom);
  else if (canStartLink(scene.design(), only)) out.push_back(connectHandles(scene, only, zoom, 1));
}

constexpr int kPerBand = 1000;

}  // namespace

void addSigns(const CanvasScene& scene, std::string_view id, std::vector<DrawGroup>& out) {
  for (const GroupItem* item : scene.itemsOf(id)) {
    const int z = item->group().z;
    if (z < band::kChip * kPerBand || z >= band::kSelection * kPerBand) continue;
    out.push_back(shifted(item->group(), toPoint(item->pos())));
  }
}

std::vector<DrawGroup> selectionInDrill(const CanvasScene& scene, const Selection::Ids& ids) {
  constexpr double off = 3, width = 1.5;
  std::vector<DrawGroup> out;
  for (const std::string& id : ids) {
    const NodeIndex i = scene.design().indexOf(id);
    if (i == kNone) {
      std::ranges::move(hover(scene, id), std::back_inserter(out));
      continue;
    }
    out.push_back(outline(scene.layout().rect(i).grown(off), radiusOf(scene, i) + off, {{Token::text}, width, {}}));
    addSigns(scene, id, out);
  }
  return out;
}

std::vector<DrawGroup> selectedContainers(const CanvasScene& scene, const Selection::Ids& ids) {
  std::vector<DrawGroup> out;
  for (const std::string& id : ids) {
    const NodeIndex i = scene.design().indexOf(id);
    if (i == kNone || scene.layout().isSolid(scene.design(), i)) continue;
    out.push_back(outline(scene.layout().rect(i), radiusOf(scene, i), accent(2)));
  }
  return out;
}

std::vector<DrawGroup> selection(const CanvasScene& scene, const Selection::Ids& ids, double zoom) {
  std::vector<DrawGroup> out;
  for (const std::string& id : ids) {
    const NodeIndex i = scene.design().indexOf(id);
    const DrawGroup* line = i == kNone ? scene.links().lineOf(id) : nullptr;
    if (line) out.push_back(restroked(*line, .7, Token::accent));
    else if (i != kNone && scene.layout().isSolid(scene.design(), i))
      out.push_back(outline(scene.layout().rect(i), radiusOf(scene, i), accent(2)));
  }
  const NodeIndex only = ids.size() == 1 ? scene.design().indexOf(*ids.begin()) : kNone;
  if (only != kNone && zoom >= kSmallestHandleZoom) addHandles(scene, only, zoom, out);
  const LinkIndex link = ids.size() == 1 ? scene.design().linkIndexOf(*ids.begin()) : kNone;
  if (link != kNone && zoom >= kSmallestHandleZoom) out.push_back(linkHandles(scene, link, zoom, 1, true));
  for (const std::string& id : ids) addSigns(scene, id, out);
  return out;
}

std::vector<DrawGroup> focus(const CanvasScene& scene, NodeIndex i) {
  Stroke stroke = accent(2);
  stroke.dash = {2, 2};
  std::vector<DrawGroup> out{outline(scene.layout().rect(i).grown(3), radiusOf(scene, i) + 3, stroke)};
  addSigns(scene, scene.design().node(i).id, out);
  return out;
}

std::vector<DrawGroup> hover(const CanvasScene& scene, std::string_view id) {
  const Design& design = scene.design();
  std::vector<NodeIndex> nodes;
  std::vector<DrawGroup> out;
  if (const NodeIndex i = design.indexOf(id); i != kNone) {
    nodes.push_back(i);
  } else if (const LinkIndex link = design.linkIndexOf(id); link != kNone) {
    if (const DrawGroup* line = scene.links().lineOf(id)) out.push_back(restroked(*line, 1, Token::none));
    nodes = {design.from(link), design.to(link)};
  }
  for (const NodeIndex i : nodes) {
    out.push_back(outline(scene.layout().rect(i), radiusOf(scene, i), {{Token::link, 1}, 1, {}, false}));
    addSigns(scene, design.node(i).id, out);
  }
  return out;
}

std::vector<DrawGroup> pointedOut(const CanvasScene& scene, const Selection::Ids& ids) {
  const Design& design = scene.design();
  std::vector<DrawGroup> out;
  for (const std::string& id : ids) {
    const DrawGroup* line = design.linkIndexOf(id) == kNone ? nullptr : scene.links().lineOf(id);
    if (line) out.push_back(restroked(*line, .7, Token::accent));
  }
  for (const std::string& id : ids) {
    const NodeIndex i = design.indexOf(id);
    if (i == kNone) continue;
    out.push_back(outline(scene.layout().rect(i), radiusOf(scene, i), accent(1.5)));
    addSigns(scene, id, out);
  }
  return out;
}

DrawGroup pointedPlace(const Rect& place) {
  return outline(place, kCardRadius, {{Token::accent, 1}, 1.5, {4, 3}, false}, {Token::accentSoft, .6});
}

DrawGroup linkHandles(const CanvasScene& scene, LinkIndex link, double zoom, double opacity, bool bends) {
  DrawGroup group;
  const Link& row = scene.design().link(link);
  const Route* route = scene.links().route(row.id);
  if (!route) return group;
  if (bends) group = bendHandles(route->points, zoom, row.bends.empty() ? kPale : opacity);
  const double radius = kHandleRadius * handleScale(zoom);
  for (const Point end : {route->points.front(), route->points.back()}) addCircle(group, end, radius, opacity);
  return group;
}

DrawGroup bendHandles(const std::vector<Point>& line, double zoom, double opacity) {
  DrawGroup group;
  const std::vector<Point> corners = placing::cornersOf({line, false});
  for (std::size_t k = 1; k + 1 < corners.size(); ++k) {
    addCircle(group, corners[k], kBendRadius * handleScale(zoom), opacity);
  }
  return group;
}

DrawGroup connectHandles(const CanvasScene& scene, NodeIndex i, double zoom, double opacity) {
  DrawGroup group;
  const double radius = kHandleRadius * handleScale(zoom);
  for (const Point at : handlePoints(scene, i)) addCircle(group, at, radius, opacity);
  return group;
}

DrawGroup dropAllowed(const CanvasScene& scene, NodeIndex container, bool under) {
  const Token tone = toneOf(scene.design(), container);
  const Stroke stroke = under ? Stroke{{tone, 1}, 2, {}, false} : Stroke{{tone, .55}, 1.5, {}, false};
  return outline(scene.layout().rect(container), radiusOf(scene, container), stroke, {tone, under ? .08 : .03});
}

DrawGroup dropRefused(const CanvasScene& scene, NodeIndex container) {
  return outline(scene.layout().rect(container), radiusOf(scene, container), {{Token::err, 1}, 2, {}, false},
                 {Token::errSoft, .5});
}

DrawGroup rubberBand(const Rect& band) { return outline(band, 0, accent(1), {Token::accentSoft, .4}); }

}  // namespace nines::marks
