#include "drawing/draw_design.h"

#include <algorithm>
#include <iterator>

#include "drawing/draw_parts.h"
#include "layout/shown_part.h"

namespace nines {

namespace {

std::vector<DrawGroup> drawCard(const DrawContext& context, NodeIndex i) {
  std::vector<DrawGroup> out{draw::cardBody(context, i)};
  const DrillMark* mark = draw::markOf(context, i);
  const auto role = mark && mark->fate == Fate::promoted ? draw::newRole(context.design, i) : std::nullopt;
  if (role) out.push_back(draw::cardChip(context, i, *role));
  else if (const Chip* chip = roleChip(context.design, i)) out.push_back(draw::cardChip(context, i, *chip));
  return out;
}

void addDrill(const DrawContext& context, NodeIndex i, std::vector<DrawGroup>& out) {
  const DrillMark* mark = draw::markOf(context, i);
  const Kind* kind = context.design.kind(i);
  if (!mark || (kind && kind->shape == Shape::note)) return;
  if (!kind || !kind->isContainer()) {
    out.push_back(draw::drillBadge(context, i, *mark));
  } else if (mark->named) {
    out.push_back(draw::lostHatch(context, i));
    if (kind->shape != Shape::region) out.push_back(draw::lostTab(context, i));  // a Region's header has it
  }
}

void addBadge(const DrawContext& context, NodeIndex i, std::vector<DrawGroup>& out) {
  const auto badge = context.badges.find(context.design.node(i).id);
  if (badge == context.badges.end() || badge->second.count == 0 || badge->second.severity < Severity::warning) return;
  out.push_back(draw::badgeOn(context, i, badge->second));
}

std::vector<DrawGroup> drawShape(const DrawContext& context, NodeIndex i) {
  const Kind* kind = context.design.kind(i);
  switch (kind ? kind->shape : Shape::card) {
    case Shape::region:
      return {draw::regionBody(context, i), draw::regionHeader(context, i)};
    case Shape::zone:
      return {draw::zoneBody(context, i)};
    case Shape::box:
      return {draw::boxBody(context, i)};
    case Shape::note:
      return {draw::noteBody(context, i)};
    case Shape::frame:
      if (context.layout.place(i).frame) return {draw::frameBody(context, i), draw::frameLabel(context, i)};
      break;
    case Shape::card:
      break;
  }
  return drawCard(context, i);
}

}  // namespace

std::vector<DrawGroup> drawNode(const DrawContext& context, NodeIndex i) {
  std::vector<DrawGroup> out = drawShape(context, i);
  if (context.drill) addDrill(context, i, out);
  else addBadge(context, i, out);
  std::erase_if(out, [](const DrawGroup& group) { return group.shapes.empty(); });
  return out;
}

std::vector<DrawGroup> drawSetFrame(const DrawContext& context, const SetFrame& frame) {
  std::vector<DrawGroup> out = draw::setFrame(context, frame);
  std::erase_if(out, [](const DrawGroup& group) { return group.shapes.empty(); });
  return out;
}

namespace {

// Null: all of the design.
using Part = const placing::ShownPart*;

bool isLinkIn(const Design& design, Part part, LinkIndex l) {
  const auto ends = [&](NodeIndex i) { return part->has(i) && !part->isCut(i); };
  return !part || (ends(design.from(l)) && ends(design.to(l)));
}

// Lines that are not in the picture are not hopped over.
std::unordered_map<LinkId, std::vector<Point>> hopsAmong(const Design& design, const Routes& routes, Part part) {
  if (!part) return findHops(design, routes);
  Routes shown;
  for (LinkIndex l = 0; l < design.linkCount(); ++l) {
    const auto route = routes.find(design.link(l).id);
    if (route != routes.end() && isLinkIn(design, part, l)) shown.insert(*route);
  }
  return findHops(design, shown);
}

DisplayList drawPart(const DrawContext& whole, const Routes& routes, Part part) {
  DisplayList list;
  const auto take = [&](std::vector<DrawGroup> groups) { std::ranges::move(groups, std::back_inserter(list.groups)); };
  const Design& design = whole.design;
  const DrawContext context{design, part ? part->layout : whole.layout, whole.measure, whole.badges, whole.drill};
  list.groups.reserve(design.nodeCount() * 2 + design.linkCount() * 2);
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    if (!part || part->has(i)) take(drawNode(context, i));
  }
  for (const SetFrame& frame : context.layout.setFrames()) take(drawSetFrame(context, frame));
  const auto hops = hopsAmong(design, routes, part);
  const LabelPlaces labels = placeLabels(whole, routes);
  for (LinkIndex l = 0; l < design.linkCount(); ++l) {
    const LinkId& id = design.link(l).id;
    const auto route = routes.find(id);
    if (route == routes.end() || !isLinkIn(design, part, l)) continue;
    const auto over = hops.find(id);
    const auto label = labels.find(id);
    take(drawLink(context, l, route->second, over == hops.end() ? std::vector<Point>() : over->second,
                  label == labels.end() ? nullptr : &label->second));
  }
  std::ranges::stable_sort(list.groups, {}, &DrawGroup::z);
  for (const DrawGroup& group : list.groups) list.bounds = list.bounds.united(group.bounds);
  return list;
}

DisplayList captioned(DisplayList list, const DrawContext& context) {
  DrawGroup caption = draw::drillCaption(context, list.bounds);
  if (caption.shapes.empty()) return list;
  list.bounds = list.bounds.united(caption.bounds);
  list.groups.insert(list.groups.begin(), std::move(caption));
  return list;
}

}  // namespace

DisplayList drawDesign(const DrawContext& context, const Routes& routes) { return drawPart(context, routes, nullptr); }

DisplayList drawPicture(const Design& design, const TextMeasure& measure) { return drawPicture(design, measure, {}); }

DisplayList drawPicture(const Design& design, const TextMeasure& measure, std::span<const NodeIndex> only,
                        const DrillPicture* drill) {
  const Layout layout(design);
  const Badges noBadges;
  const DrawContext context{design, layout, measure, noBadges, drill};
  const Routes routes = routeLinks(design, layout);
  if (only.empty()) return captioned(drawPart(context, routes, nullptr), context);
  const placing::ShownPart part = placing::shownPart(design, layout, only);
  return captioned(drawPart(context, routes, &part), context);
}

}  // namespace nines
