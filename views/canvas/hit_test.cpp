#include "canvas/hit_test.h"

#include <algorithm>
#include <cmath>

namespace nines {

namespace {

constexpr double kHandleReach = 7;
constexpr double kBesideLabel = 10;  // from a frame's label to the handle beside it
constexpr double kEdgeReach = 5;
constexpr double kLinkReach = 5;
constexpr double kBendReach = 6;

// Reaches are the same on the screen whatever the zoom; zooming in does not shrink them below the drawn size.
double reach(double screen, double zoom) { return screen / std::min(zoom, 1.0); }

double distanceToRun(Point p, Point a, Point b) {
  const double x = std::clamp(p.x, std::min(a.x, b.x), std::max(a.x, b.x));
  const double y = std::clamp(p.y, std::min(a.y, b.y), std::max(a.y, b.y));
  return std::hypot(p.x - x, p.y - y);
}

bool nearRoute(const Route& route, Point p, double tolerance) {
  for (std::size_t i = 1; i < route.points.size(); ++i) {
    if (distanceToRun(p, route.points[i - 1], route.points[i]) <= tolerance) return true;
  }
  return false;
}

bool onBorder(const Rect& rect, Point p, double tolerance) {
  const Rect outer = rect.grown(tolerance);
  return outer.contains(p) && !rect.grown(-tolerance).contains(p);
}

placing::Edges edgesAt(const Rect& rect, Point p, double tolerance) {
  if (!onBorder(rect, p, tolerance)) return {};
  placing::Edges out;
  out.left = std::abs(p.x - rect.left()) <= tolerance;
  out.right = !out.left && std::abs(p.x - rect.right()) <= tolerance;
  out.top = std::abs(p.y - rect.top()) <= tolerance;
  out.bottom = !out.top && std::abs(p.y - rect.bottom()) <= tolerance;
  return out;
}

// Nodes by how far up they lie: the last one found of the highest rank is hit.
enum class Rank { nothing, border, header, frame, link, regionHeader, card };

Rank containerRank(const Kind& kind, const Rect& rect, Point p, double tolerance) {
  const Rect header{rect.x, rect.y, rect.width, std::min(rect.height, kRegionHeader)};
  if (header.contains(p)) return kind.shape == Shape::region ? Rank::regionHeader : Rank::header;
  return onBorder(rect, p, tolerance) ? Rank::border : Rank::nothing;
}

Rank rankOf(const CanvasScene& scene, NodeIndex i, Point p, double tolerance) {
  const NodePlace& place = scene.layout().place(i);
  if (!place.rect.grown(tolerance).contains(p)) {
    return place.frame && scene.layout().headerOf(scene.design(), i).contains(p) ? Rank::frame : Rank::nothing;
  }
  const Kind* kind = scene.design().kind(i);
  if (place.frame) {
    const bool hit = onBorder(place.rect, p, tolerance) || scene.layout().headerOf(scene.design(), i).contains(p);
    return hit ? Rank::frame : Rank::nothing;
  }
  if (kind && kind->isContainer()) return containerRank(*kind, place.rect, p, tolerance);
  return place.rect.contains(p) ? Rank::card : Rank::nothing;
}

bool isLinkAt(const CanvasScene& scene, LinkIndex i, Point p, double tolerance) {
  const std::string& id = scene.design().link(i).id;
  const DrawGroup* line = scene.links().lineOf(id);
  if (!line || !line->bounds.grown(tolerance).contains(p)) return false;
  const Route* route = scene.links().route(id);
  return route && nearRoute(*route, p, tolerance);
}

LinkIndex linkAt(const CanvasScene& scene, Point p, double tolerance) {
  for (LinkIndex i = static_cast<LinkIndex>(scene.design().linkCount()); i-- > 0;) {
    if (isLinkAt(scene, i, p, tolerance)) return i;
  }
  return kNone;
}

bool hitHandle(const CanvasScene& scene, Point at, const HitContext& context, Hit& hit) {
  for (const NodeIndex i : context.withHandles) {
    const auto side = handleAt(scene, i, at, context.zoom);
    if (!side) continue;
    hit.part = Hit::Part::handle;
    hit.node = i;
    hit.side = *side;
    hit.id = scene.design().node(i).id;
    return true;
  }
  return false;
}

// The nearer end, where both are in reach.
bool hitLinkEnd(const CanvasScene& scene, Point at, LinkIndex link, double zoom, Hit& hit) {
  const Route* route = link == kNone ? nullptr : scene.links().route(scene.design().link(link).id);
  if (!route) return false;
  const auto distance = [&](Point p) { return std::hypot(at.x - p.x, at.y - p.y); };
  const double from = distance(route->points.front());
  const double to = distance(route->points.back());
  if (std::min(from, to) > reach(kHandleReach, zoom)) return false;
  hit.part = Hit::Part::linkEnd;
  hit.link = link;
  hit.end = from < to ? placing::LinkEnd::from : placing::LinkEnd::to;
  hit.id = scene.design().link(link).id;
  return true;
}

void hitLink(const CanvasScene& scene, Point at, LinkIndex link, const HitContext& context, Hit& hit) {
  hit.part = Hit::Part::link;
  hit.link = link;
  hit.id = scene.design().link(link).id;
  hit.node = kNone;
  if (link != context.bendable) return;
  const std::vector<Point> corners = placing::cornersOf(*scene.links().route(hit.id));
  hit.grip = placing::gripAt(corners, at, reach(kLinkReach, context.zoom), reach(kBendReach, context.zoom));
}

// Of lines that share a trunk, the selected one.
LinkIndex linkToHit(const CanvasScene& scene, Point at, const HitContext& context) {
  const double tolerance = reach(kLinkReach, context.zoom);
  if (context.bendable != kNone && isLinkAt(scene, context.bendable, at, tolerance)) return context.bendable;
  return linkAt(scene, at, tolerance);
}

bool hitEdge(const CanvasScene& scene, Point at, const HitContext& context, Hit& hit) {
  if (context.resizable == kNone) return false;
  hit.edges = edgesAt(scene.layout().rect(context.resizable), at, reach(kEdgeReach, context.zoom));
  if (!hit.edges.any()) return false;
  hit.part = Hit::Part::edge;
  hit.node = context.resizable;
  hit.id = scene.design().node(hit.node).id;
  return true;
}

bool hitSet(const CanvasScene& scene, Point at, Hit& hit) {
  for (const SetFrame& frame : scene.layout().setFrames()) {
    if (!frame.label.contains(at)) continue;
    hit.part = Hit::Part::set;
    hit.node = frame.members.front();
    for (const NodeIndex i : frame.members) hit.members.push_back(scene.design().node(i).id);
    return true;
  }
  return false;
}

}  // namespace

std::vector<Point> handlePoints(const Rect& rect) {
  const Point centre = rect.centre();
  return {{centre.x, rect.top()}, {rect.right(), centre.y}, {centre.x, rect.bottom()}, {rect.left(), centre.y}};
}

std::vector<Point> handlePoints(const CanvasScene& scene, NodeIndex i) {
  const Rect& rect = scene.layout().rect(i);
  std::vector<Point> handles = handlePoints(rect);
  if (!scene.layout().place(i).frame) return handles;
  const Rect label = scene.layout().headerOf(scene.design(), i);
  double& x = handles.front().x;
  if (x < label.left() - kBesideLabel || x > label.right() + kBesideLabel) return handles;
  if (label.right() + 2 * kBesideLabel <= rect.right()) x = label.right() + kBesideLabel;
  else if (label.left() - 2 * kBesideLabel >= rect.left()) x = label.left() - kBesideLabel;
  return handles;
}

std::optional<NodeSide> handleAt(const CanvasScene& scene, NodeIndex i, Point at, double zoom) {
  const std::vector<Point> handles = handlePoints(scene, i);
  for (std::size_t side = 0; side < handles.size(); ++side) {
    const double distance = std::hypot(at.x - handles[side].x, at.y - handles[side].y);
    if (distance <= reach(kHandleReach, zoom)) return static_cast<NodeSide>(side);
  }
  return std::nullopt;
}

bool canStartLink(const Design& design, NodeIndex i) {
  const Kind* kind = design.kind(i);
  if (!kind) return true;
  return std::ranges::any_of(design.catalogue().kinds(), [&](const Kind& other) {
    return !design.catalogue().linkKindsBetween(kind->id, other.id).empty();
  });
}

namespace {

struct Ranked {
  NodeIndex node = kNone;
  Rank rank = Rank::nothing;
};

Ranked uppermost(const CanvasScene& scene, Point at, double zoom) {
  const double tolerance = reach(kEdgeReach, zoom);
  Ranked best;
  for (NodeIndex i = 0; i < scene.layout().size(); ++i) {
    const Rank rank = rankOf(scene, i, at, tolerance);
    if (rank == Rank::nothing || rank < best.rank) continue;
    if (rank == best.rank && scene.layout().place(i).depth < scene.layout().place(best.node).depth) continue;
    best = {i, rank};
  }
  return best;
}

}  // namespace

NodeIndex nodeAt(const CanvasScene& scene, Point at, double zoom) { return uppermost(scene, at, zoom).node; }

Hit hitAt(const CanvasScene& scene, Point at, const HitContext& context) {
  Hit hit;
  hit.container = containerAt(scene.design(), scene.layout(), at);
  // Handles are there only where a person has turned to the card: from where a line ends, another one can be drawn.
  if (hitHandle(scene, at, context, hit)) return hit;
  if (hitLinkEnd(scene, at, context.bendable, context.zoom, hit)) return hit;
  if (hitLinkEnd(scene, at, context.hovered, context.zoom, hit)) return hit;
  const Ranked best = uppermost(scene, at, context.zoom);
  hit.node = best.node;
  if (best.rank != Rank::card && hitEdge(scene, at, context, hit)) return hit;
  if (best.rank < Rank::link) {
    if (const LinkIndex link = linkToHit(scene, at, context); link != kNone) {
      hitLink(scene, at, link, context, hit);
      return hit;
    }
  }
  if (best.rank < Rank::frame && hitSet(scene, at, hit)) return hit;
  if (hit.node == kNone) return hit;
  hit.part = Hit::Part::node;
  hit.id = scene.design().node(hit.node).id;
  return hit;
}

std::vector<std::string> idsAt(const CanvasScene& scene, Point at, double zoom) {
  struct Layer {
    bool surrounds;  // the point lies inside, on nothing of its own
    Rank rank;
    int depth;
    std::string id;
  };
  std::vector<Layer> layers;
  const double tolerance = reach(kEdgeReach, zoom);
  for (NodeIndex i = static_cast<NodeIndex>(scene.layout().size()); i-- > 0;) {
    const NodePlace& place = scene.layout().place(i);
    const Rank rank = rankOf(scene, i, at, tolerance);
    if (rank == Rank::nothing && !place.rect.contains(at)) continue;
    const bool surrounds = rank == Rank::nothing;
    layers.push_back(
        {surrounds, surrounds && place.frame ? Rank::frame : rank, place.depth, scene.design().node(i).id});
  }
  for (LinkIndex i = static_cast<LinkIndex>(scene.design().linkCount()); i-- > 0;) {
    if (isLinkAt(scene, i, at, reach(kLinkReach, zoom))) {
      layers.push_back({false, Rank::link, 0, scene.design().link(i).id});
    }
  }
  std::ranges::stable_sort(layers, [](const Layer& a, const Layer& b) {
    if (a.surrounds != b.surrounds) return b.surrounds;
    return a.rank != b.rank ? a.rank > b.rank : a.depth > b.depth;
  });
  std::vector<std::string> out;
  out.reserve(layers.size());
  for (Layer& layer : layers) out.push_back(std::move(layer.id));
  return out;
}

std::vector<std::string> nodesIn(const CanvasScene& scene, const Rect& band) {
  std::vector<std::string> out;
  for (NodeIndex i = 0; i < scene.layout().size(); ++i) {
    if (scene.design().node(i).locked) continue;
    const NodePlace& place = scene.layout().place(i);
    const Kind* kind = scene.design().kind(i);
    const bool wide = place.frame || (kind && kind->isContainer());
    if (wide ? band.contains(place.rect) : band.intersects(place.rect)) out.push_back(scene.design().node(i).id);
  }
  return out;
}

}  // namespace nines
