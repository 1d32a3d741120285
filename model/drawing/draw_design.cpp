#include "drawing/draw_design.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "drawing/draw_detour.h"
#include "drawing/draw_legend.h"
#include "drawing/draw_parts.h"
#include "drawing/drill_picture.h"
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
  // What stands in a thing of an unknown kind would hide a card; the layout takes it for a container, too.
  const Shape unknown = context.design.children(i).empty() ? Shape::card : Shape::box;
  switch (kind ? kind->shape : unknown) {
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

DisplayList sorted(DisplayList list) {
  std::ranges::stable_sort(list.groups, {}, &DrawGroup::z);
  for (const DrawGroup& group : list.groups) list.bounds = list.bounds.united(group.bounds);
  return list;
}

// `lines` are those that are drawn, and no other is hopped over.
DisplayList drawAll(const DrawContext& context, const Routes& lines, const LabelPlaces& labels, Part part) {
  DisplayList list;
  const auto take = [&](std::vector<DrawGroup> groups) { std::ranges::move(groups, std::back_inserter(list.groups)); };
  const Design& design = context.design;
  list.groups.reserve(design.nodeCount() * 2 + design.linkCount() * 2);
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    if (!part || part->has(i)) take(drawNode(context, i));
  }
  for (const SetFrame& frame : context.layout.setFrames()) take(drawSetFrame(context, frame));
  const auto hops = findHops(design, lines);
  for (LinkIndex l = 0; l < design.linkCount(); ++l) {
    const LinkId& id = design.link(l).id;
    const auto route = lines.find(id);
    if (route == lines.end()) continue;
    const auto over = hops.find(id);
    const auto label = labels.find(id);
    take(drawLink(context, l, route->second, over == hops.end() ? std::vector<Point>() : over->second,
                  label == labels.end() ? nullptr : &label->second));
  }
  if (context.drill) {
    std::vector<Detour> detours = context.drill->detours;
    if (part)
      std::erase_if(detours, [&](const Detour& d) {
        return !part->has(design.indexOf(d.from)) || !part->has(design.indexOf(d.to));
      });
    if (!detours.empty()) {
      for (const DetourLine& line : detourLines(context, lines, labels, detours)) take(drawDetour(context, line));
    }
  }
  return sorted(std::move(list));
}

DisplayList drawPart(const DrawContext& whole, const Routes& routes, Part part) {
  if (!part) return drawAll(whole, routes, placeLabels(whole, routes), nullptr);
  const ShownLines lines = shownLines(whole, routes, *part);
  const DrawContext context{whole.design, part->layout, whole.measure, whole.badges, whole.drill};
  return drawAll(context, lines.routes, lines.labels, part);
}

DisplayList captioned(DisplayList list, const DrawContext& context) {
  DrawGroup caption = draw::drillCaption(context, list.bounds);
  if (caption.shapes.empty()) return list;
  list.bounds = list.bounds.united(caption.bounds);
  list.groups.insert(list.groups.begin(), std::move(caption));
  return list;
}

}  // namespace

ShownLines shownLines(const DrawContext& whole, const Routes& routes, const placing::ShownPart& part) {
  ShownLines out{placing::shownRoutes(whole.design, part, routes), placeLabels(whole, routes)};
  const Design& design = whole.design;
  std::vector<LinkIndex> anew;
  for (LinkIndex l = 0; l < design.linkCount(); ++l) {
    if (out.labels.contains(design.link(l).id) && part.isRerouted(design, l)) anew.push_back(l);
  }
  if (anew.empty()) return out;
  const LabelPlaces there = placeLabels({design, part.layout, whole.measure, whole.badges}, out.routes);
  for (const LinkIndex l : anew) {
    const auto label = there.find(design.link(l).id);
    if (label != there.end()) out.labels[label->first] = label->second;
  }
  return out;
}

DisplayList drawDesign(const DrawContext& context, const Routes& routes) { return drawPart(context, routes, nullptr); }

DisplayList drawPicture(const Design& design, const TextMeasure& measure) { return drawPicture(design, measure, {}); }

DisplayList drawPicture(const Design& design, const TextMeasure& measure, std::span<const NodeIndex> only,
                        const DrillPicture* drill, bool legend) {
  const Layout layout(design);
  const Badges noBadges;
  const DrawContext context{design, layout, measure, noBadges, drill};
  std::optional<placing::ShownPart> part;
  if (!only.empty()) part = placing::shownPart(design, layout, only);
  DisplayList list = captioned(drawPart(context, routeLinks(design, layout), part ? &*part : nullptr), context);
  return legend ? draw::withLegend(std::move(list), context) : list;
}

}  // namespace nines
