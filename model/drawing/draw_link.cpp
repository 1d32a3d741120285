// Links by the table of the visual specification, section 4.
#include "drawing/draw_parts.h"
#include "drawing/drill_picture.h"

namespace nines {

namespace draw {

namespace {

std::string descriptionOf(const Design& design, LinkIndex i, const std::string& label) {
  const LinkKind* kind = design.linkKind(i);
  const std::string out = kind ? kind->label : design.link(i).kind;
  return label.empty() ? out : out + " \u00b7 " + label;
}

// Category colour of the data that flows: of the source's kind.
Token colourOfData(const Design& design, LinkIndex i) {
  return design.from(i) == kNone ? Token::link : tonesOf(design, design.from(i)).line;
}

}  // namespace

std::string titleOfWay(const Design& design, NodeIndex from, const NodeId& fromId, NodeIndex to, const NodeId& toId) {
  const auto name = [&](NodeIndex end, const NodeId& id) {
    return end == kNone ? id : std::string(titleOf(design, end));
  };
  return name(from, fromId) + " \u2192 " + name(to, toId);
}

bool isCrossed(const Design& design, const DrillPicture& drill, LinkIndex i) {
  const Traffic* traffic = drill.trafficOf(design.link(i).id);
  const auto isLost = [&](NodeIndex end) {
    const DrillMark* mark = end == kNone ? nullptr : drill.of(design.node(end).id);
    return mark && mark->fate == Fate::failed;
  };
  return traffic && *traffic == Traffic::broken && !(isLost(design.from(i)) && isLost(design.to(i)));
}

bool isTwoWay(const Design& design, LinkIndex i) {
  return design.from(i) != kNone && design.to(i) != kNone && design.has(design.from(i), trait::kTable) &&
         design.has(design.to(i), trait::kTable);
}

LinkLook lookOf(const Design& design, LinkIndex i, LinkLine line) {
  if (line == LinkLine::dotted) {
    // Dots are dashes of next to no length; exactly none is drawn by some viewers and left out by others.
    const Ink ink{Token::storage};
    return {ink, {ink, 2.2, {.1, 4.4}, true}};
  }
  if (line == LinkLine::solid) return {{Token::link}, {{Token::link}, 1.5, {}}, kArrowLength - 2};
  const Ink ink{colourOfData(design, i)};
  if (line == LinkLine::twofold) return {ink, {ink, 5, {}}};
  return {ink, {ink, 1.5, {6, 4}}};
}

LinkLook lookIn(LinkLook usual, LinkLine line, const Traffic* traffic) {
  constexpr double broken = .55;
  if (!traffic) return usual;
  usual.ink = *traffic == Traffic::moved ? Ink{Token::accent} : Ink{Token::link, broken};
  usual.stroke.ink = usual.ink;
  if (*traffic == Traffic::moved && line != LinkLine::twofold) usual.stroke.width = 2.2;
  return usual;
}

LinkLine lineOf(const Design& design, LinkIndex i) {
  const LinkKind* kind = design.linkKind(i);
  if (!kind) return LinkLine::solid;
  if (kind->line == "none") return LinkLine::none;
  if (kind->line == "dotted") return LinkLine::dotted;
  if (kind->line != "double" && kind->line != "dashed") return LinkLine::solid;
  const std::string_view mode = design.readLink(i, "mode").text();
  if (mode == "synchronous") return LinkLine::twofold;
  if (mode == "asynchronous") return LinkLine::dashed;
  return kind->line == "double" ? LinkLine::twofold : LinkLine::dashed;
}

}  // namespace draw

std::vector<DrawGroup> drawLink(const DrawContext& context, LinkIndex i, const Route& route,
                                const std::vector<Point>& hops, const Rect* place) {
  using namespace draw;
  const Design& design = context.design;
  const LinkLine line = lineOf(design, i);
  const std::vector<Point>& points = route.points;
  if (line == LinkLine::none || points.size() < 2) return {};
  const Traffic* traffic = context.drill ? context.drill->trafficOf(design.link(i).id) : nullptr;
  const LinkLook look = lookIn(lookOf(design, i, line), line, traffic);
  const bool twoWay = isTwoWay(design, i);
  // What the label says of a lag is no longer so where nothing flows.
  const bool still = traffic && *traffic != Traffic::moved;
  const std::string label = still ? std::string() : labelOf(design, i);
  const std::string title = titleOfWay(design, design.from(i), design.link(i).from, design.to(i), design.link(i).to);
  const std::string description = descriptionOf(design, i, label);

  GroupBuilder group(context.measure, design.link(i).id, zOf(band::kLink, 0));
  group.describe(title, description);
  const std::vector<Point> hopped = line == LinkLine::solid ? hops : std::vector<Point>();
  const double startCut = twoWay ? look.cut : 0;
  const std::vector<PathStep> path = look.stroke.dash.empty()
                                         ? linkPath(points, hopped, startCut, look.cut)
                                         : dashedPath(points, startCut, look.cut, look.stroke.dash);
  if (path.empty()) return {};
  group.path(path, {}, look.stroke);
  if (line == LinkLine::twofold) group.path(path, {}, {{coreColour(context, i, route)}, 2, {}});
  group.path(arrowHead(points[points.size() - 2], points.back()), look.ink);
  if (twoWay) group.path(arrowHead(points[1], points.front()), look.ink);
  const bool crossed = context.drill && isCrossed(design, *context.drill, i);
  if (const auto middle = crossed ? midRun(route) : std::nullopt) addCross(group, *middle);
  std::vector<DrawGroup> out{group.take()};
  if (label.empty()) return out;
  const Rect pill = place ? *place : placeLabel(context, i, route, pillWidth(context, label));
  const bool inShort = pill.width < pillWidth(context, label);
  DrawGroup beside = linkLabel(context, i, pill, inShort ? labelOf(design, i, true) : label);
  beside.title = title;
  beside.description = description;
  out.push_back(std::move(beside));
  return out;
}

}  // namespace nines
