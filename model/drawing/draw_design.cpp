#include "drawing/draw_design.h"

#include <algorithm>
#include <iterator>

#include "drawing/draw_parts.h"

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

DisplayList drawDesign(const DrawContext& context, const Routes& routes) {
  DisplayList list;
  const auto take = [&](std::vector<DrawGroup> groups) { std::ranges::move(groups, std::back_inserter(list.groups)); };
  const Design& design = context.design;
  list.groups.reserve(design.nodeCount() * 2 + design.linkCount() * 2);
  for (std::size_t i = 0; i < design.nodeCount(); ++i) take(drawNode(context, static_cast<NodeIndex>(i)));
  for (const SetFrame& frame : context.layout.setFrames()) take(drawSetFrame(context, frame));
  const auto hops = findHops(design, routes);
  const LabelPlaces labels = placeLabels(context, routes);
  for (std::size_t l = 0; l < design.linkCount(); ++l) {
    const LinkId& id = design.link(static_cast<LinkIndex>(l)).id;
    const auto route = routes.find(id);
    if (route == routes.end()) continue;
    const auto over = hops.find(id);
    const auto label = labels.find(id);
    take(drawLink(context, static_cast<LinkIndex>(l), route->second,
                  over == hops.end() ? std::vector<Point>() : over->second,
                  label == labels.end() ? nullptr : &label->second));
  }
  std::ranges::stable_sort(list.groups, {}, &DrawGroup::z);
  for (const DrawGroup& group : list.groups) list.bounds = list.bounds.united(group.bounds);
  return list;
}

DisplayList drawPicture(const Design& design, const TextMeasure& measure) {
  const Layout layout(design);
  const Badges noBadges;
  return drawDesign({design, layout, measure, noBadges}, routeLinks(design, layout));
}

}  // namespace nines
