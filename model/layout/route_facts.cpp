#include "layout/route_facts.h"

#include <algorithm>

#include "layout/badge_place.h"
#include "layout/link_router.h"

namespace nines::routing {

namespace {

Rank rankOf(const Design& design, const Layout& layout, LinkIndex link) {
  const Rect& a = layout.rect(design.from(link));
  const Rect& b = layout.rect(design.to(link));
  const double dx = std::max({0.0, a.left() - b.right(), b.left() - a.right()});
  const double dy = std::max({0.0, a.top() - b.bottom(), b.top() - a.bottom()});
  return {design.link(link).bends.empty(), dx + dy};
}

// What a node puts in the way of lines or prices, as areas.
struct Presence {
  std::vector<Area> parts;

  explicit Presence(const NodeFacts& node) {
    if (node.solid) {
      parts.emplace_back(node.rect);
      return;
    }
    if (!node.strip.empty()) parts.emplace_back(node.strip);
    for (const Run& run : bordersOf(node.rect)) parts.emplace_back(run.rect());
    if (!node.frame) return;
    parts.emplace_back(node.rect);
    parts.emplace_back(badgePlace(node.rect, true));
  }
};

void addPresence(const NodeFacts& node, std::vector<Area>& areas) {
  const Presence presence(node);
  areas.insert(areas.end(), presence.parts.begin(), presence.parts.end());
}

// The areas that only one of the two has. A container that grows to the right keeps its left border.
void addDifference(const NodeFacts& a, const NodeFacts& b, std::vector<Area>& areas) {
  if (a.solid != b.solid || a.frame != b.frame) {
    addPresence(a, areas);
    addPresence(b, areas);
    return;
  }
  if (a.solid) {
    if (!(a.rect == b.rect)) areas.insert(areas.end(), {Area(a.rect), Area(b.rect)});
    return;
  }
  if (!(a.strip == b.strip)) areas.insert(areas.end(), {Area(a.strip), Area(b.strip)});
  if (a.rect == b.rect) return;
  const auto before = bordersOf(a.rect);
  const auto now = bordersOf(b.rect);
  for (std::size_t side = 0; side < now.size(); ++side) {
    if (before[side] == now[side]) continue;
    areas.insert(areas.end(), {Area(before[side].rect()), Area(now[side].rect())});
  }
  if (!a.frame) return;
  for (const Rect& rect : {a.rect, b.rect}) {
    areas.insert(areas.end(), {Area(rect), Area(badgePlace(rect, true))});
  }
}

}  // namespace

std::array<Run, 4> bordersOf(const Rect& r) {
  return {Run{true, r.top(), r.left(), r.right()}, Run{true, r.bottom(), r.left(), r.right()},
          Run{false, r.left(), r.top(), r.bottom()}, Run{false, r.right(), r.top(), r.bottom()}};
}

std::vector<NodeIndex> solidsAbove(const Design& design, const Layout& layout) {
  std::vector<NodeIndex> above(design.nodeCount(), kNone);
  std::vector<NodeIndex> open(design.topLevel().begin(), design.topLevel().end());
  while (!open.empty()) {
    const NodeIndex container = open.back();
    open.pop_back();
    const NodeIndex nearest = layout.isSolid(design, container) ? container : above[container];
    for (const NodeIndex child : design.children(container)) {
      above[child] = nearest;
      open.push_back(child);
    }
  }
  return above;
}

std::vector<NodeFacts> nodeFactsOf(const Design& design, const Layout& layout) {
  const std::vector<NodeIndex> solidAbove = solidsAbove(design, layout);
  std::vector<NodeFacts> facts(layout.size());
  for (NodeIndex i = 0; i < layout.size(); ++i) {
    NodeFacts& node = facts[i];
    node.id = design.node(i).id;
    node.rect = layout.rect(i);
    node.solid = layout.isSolid(design, i);
    node.frame = layout.place(i).frame;
    node.strip = node.solid ? layout.chipOf(design, i) : layout.headerOf(design, i);
    for (NodeIndex above = solidAbove[i]; above != kNone; above = solidAbove[above]) {
      node.solidsAround.push_back(design.node(above).id);
    }
  }
  for (const SetFrame& frame : layout.setFrames()) {
    NodeFacts& drawn = facts.emplace_back();
    drawn.id = keyOf(design, frame);
    drawn.rect = frame.rect;
    drawn.strip = frame.label;
  }
  if (!layout.setFrames().empty()) std::ranges::sort(facts, {}, &NodeFacts::id);
  return facts;
}

std::vector<LinkFacts> linkFactsOf(const Design& design, const Layout& layout) {
  std::vector<LinkFacts> facts;
  facts.reserve(design.linkCount());
  for (LinkIndex i = 0; i < design.linkCount(); ++i) {
    if (!isRouted(design, layout, i)) continue;
    const Link& link = design.link(i);
    facts.push_back({link.id, link.from, link.to, ownerOf(design, i).style, link.bends, rankOf(design, layout, i), i});
  }
  return facts;
}

NodeChanges changesOf(const std::vector<NodeFacts>& before, const std::vector<NodeFacts>& now) {
  NodeChanges changes;
  auto old = before.begin();
  for (const NodeFacts& node : now) {
    for (; old != before.end() && old->id < node.id; ++old) addPresence(*old, changes.areas);
    if (old == before.end() || old->id != node.id) {
      addPresence(node, changes.areas);
      changes.nodes.push_back(node.id);
      continue;
    }
    if (!(*old == node)) {
      addDifference(*old, node, changes.areas);
      changes.nodes.push_back(node.id);
    }
    ++old;
  }
  for (; old != before.end(); ++old) addPresence(*old, changes.areas);
  return changes;
}

}  // namespace nines::routing
