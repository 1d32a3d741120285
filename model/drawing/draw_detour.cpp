#include "drawing/draw_detour.h"

#include "drawing/draw_parts.h"
#include "layout/free_lines.h"
#include "layout/run_index.h"

namespace nines {

namespace {

using namespace draw;

bool isCopying(const Detour& detour) { return detour.kind == DetourKind::replication; }

// The copy is as far behind as it was before: the way is another, not the kind of copying.
std::string detourLabel(const Design& design, const Detour& detour) {
  if (!isCopying(detour)) return {};
  const LinkIndex instead = design.linkIndexOf(detour.instead);
  const std::string lag = instead == kNone ? std::string() : labelOf(design, instead, true);
  return lag.empty() ? "re-pointed" : "re-pointed \u00b7 " + lag;
}

// Where the route crosses another one and has the room for a hop, as links do. Where both could, the link has been
// drawn already: the detour hops.
void addHops(const Route& route, const Route& other, std::vector<Point>& hops) {
  for (std::size_t k = 1; k < route.points.size(); ++k) {
    const routing::Run own = routing::Run::between(route.points[k - 1], route.points[k]);
    const double first = k == 1 ? kHopRadius + 1 : kHopRadius + kCornerRadius;
    const bool forward =
        own.horizontal ? route.points[k - 1].x < route.points[k].x : route.points[k - 1].y < route.points[k].y;
    const double low = own.low + (forward ? first : kHopRadius + kCornerRadius);
    const double high = own.high - (forward ? kHopRadius + kCornerRadius : first);
    for (std::size_t j = 1; j < other.points.size(); ++j) {
      const routing::Run across = routing::Run::between(other.points[j - 1], other.points[j]);
      if (across.horizontal == own.horizontal || across.at < low || across.at > high) continue;
      if (own.at <= across.low + 1 || own.at >= across.high - 1) continue;
      hops.push_back(own.horizontal ? Point{across.at, own.at} : Point{own.at, across.at});
    }
  }
}

}  // namespace

std::string detourKey(const Detour& detour) {
  return (isCopying(detour) ? "DETOUR-COPY " : "DETOUR ") + detour.from + " " + detour.to;
}

Stroke detourStroke(DetourKind kind) {
  return {{Token::accent}, 2.2, kind == DetourKind::replication ? std::vector<double>{6, 4} : std::vector<double>()};
}

std::vector<DetourLine> detourLines(const DrawContext& context, const Routes& routes, const LabelPlaces& labels,
                                    std::span<const Detour> detours) {
  const Design& design = context.design;
  std::vector<FreeLine> lines;
  lines.reserve(detours.size());
  for (const Detour& detour : detours)
    lines.push_back({design.indexOf(detour.from), design.indexOf(detour.to), design.linkIndexOf(detour.instead)});
  const std::vector<Route> found = routeFreeLines(design, context.layout, routes, lines);
  std::vector<DetourLine> out;
  out.reserve(detours.size());
  FreeLabels places(context, routes, labels);
  for (std::size_t k = 0; k < detours.size(); ++k) {
    DetourLine line{detours[k], found[k], {}};
    const double width = pillWidth(context, detourLabel(design, detours[k]));
    if (found[k].points.size() >= 2) {
      const Rect ends = context.layout.rect(lines[k].from).united(context.layout.rect(lines[k].to));
      const Rect label = places.add(found[k], ends, width);
      if (width > 0) line.label = label;
    }
    if (!isCopying(detours[k])) {
      for (LinkIndex l = 0; l < design.linkCount(); ++l) {
        const auto crossed = routes.find(design.link(l).id);
        if (crossed != routes.end()) addHops(line.route, crossed->second, line.hops);
      }
      for (const DetourLine& before : out) addHops(line.route, before.route, line.hops);
    }
    out.push_back(std::move(line));
  }
  return out;
}

std::vector<DrawGroup> drawDetour(const DrawContext& context, const DetourLine& line) {
  const std::vector<Point>& points = line.route.points;
  if (points.size() < 2) return {};
  const Detour& detour = line.detour;
  const bool copying = isCopying(detour);
  const NodeIndex from = context.design.indexOf(detour.from);
  const NodeIndex to = context.design.indexOf(detour.to);
  const std::string title = titleOfWay(context.design, from, detour.from, to, detour.to);
  const char* description = copying ? "New replication" : "Traffic now";
  // Above links, whose trunks it may share.
  GroupBuilder group(context.measure, detourKey(detour), zOf(band::kLink, 1));
  group.describe(title, description);
  const std::vector<PathStep> path = linkPath(points, line.hops, 0, copying ? kArrowLength : kArrowLength - 2);
  if (path.empty()) return {};
  group.path(path, {}, detourStroke(detour.kind));
  group.path(arrowHead(points[points.size() - 2], points.back()), {Token::accent});
  std::vector<DrawGroup> out{group.take()};
  if (!line.label) return out;
  DrawGroup beside = freeLabel(context, detourKey(detour), from, to, *line.label, detourLabel(context.design, detour));
  beside.title = title;
  beside.description = description;
  out.push_back(std::move(beside));
  return out;
}

}  // namespace nines
