#include "layout/block_room.h"

#include <algorithm>
#include <map>
#include <vector>

#include "layout/landing.h"
#include "layout/locks.h"
#include "layout/rearrangement.h"
#include "layout/shift_search.h"

namespace nines::placing {

namespace {

constexpr std::size_t kMostPairs = 1024;  // of parts and obstacles, before parts count as one
constexpr std::size_t kNear = 40;         // pairs whose edges are tried in both directions at once

std::vector<Rect> obstaclesIn(const Design& design, const Layout& layout, NodeIndex container) {
  std::vector<Rect> out;
  for (const NodeIndex i : container == kNone ? design.topLevel() : design.children(container)) {
    if (!layout.place(i).frame) out.push_back(layout.rect(i));
  }
  for (NodeIndex i = 0; i < layout.size(); ++i) {
    if (!layout.place(i).frame) continue;
    // What stands in another container covers its frames.
    const bool here =
        container == kNone ? design.parent(i) == kNone : layout.rect(i).intersects(layout.rect(container));
    if (here) out.push_back(layout.rect(i).united(layout.headerOf(design, i)));
  }
  return out;
}

using Obstacles = std::map<NodeIndex, std::vector<Rect>>;  // by container

Obstacles obstaclesOf(const Design& design, const Layout& layout, std::span<const BlockPart> parts) {
  Obstacles out;
  for (const BlockPart& part : parts) {
    if (!out.contains(part.container)) out.emplace(part.container, obstaclesIn(design, layout, part.container));
  }
  return out;
}

bool liesOnSomething(const BlockPart& part, const Obstacles& obstacles) {
  return std::ranges::any_of(obstacles.at(part.container), [&](const Rect& r) { return r.intersects(part.rect); });
}

// Many parts over many things: what goes into one container is one rectangle.
std::vector<BlockPart> joined(std::span<const BlockPart> parts) {
  std::map<std::pair<NodeIndex, bool>, BlockPart> out;
  for (const BlockPart& part : parts) {
    const auto [at, fresh] = out.try_emplace({part.container, part.frame}, part);
    if (!fresh) at->second.rect = at->second.rect.united(part.rect);
  }
  std::vector<BlockPart> list;
  list.reserve(out.size());
  for (const auto& entry : out) list.push_back(entry.second);
  return list;
}

Point shiftOff(const Design& design, const Layout& layout, std::span<const BlockPart> parts, const Obstacles& obstacles,
               Gaps gaps) {
  ShiftSearch search(layout, parts.front().container, parts.front().rect);
  for (const BlockPart& part : parts) {
    if (!part.frame) search.keepInside(design, layout, part.container, part.rect);
    for (const Rect& r : obstacles.at(part.container)) search.keepOff(part.rect, r, gaps);
  }
  return search.run(ShiftSearch::Directions::both, kNear);
}

// Out of headers and borders, where containers would make room for each part by itself.
Point shiftInside(const Design& design, const Layout& layout, std::span<const BlockPart> parts) {
  Point out;
  for (const BlockPart& part : parts) {
    if (part.container == kNone || part.frame) continue;
    const Rect outer = layout.rect(part.container);
    const Insets insets = insetsOf(design, part.container);
    out.x = std::max(out.x, outer.x + insets.left - part.rect.x);
    out.y = std::max(out.y, outer.y + insets.top - part.rect.y);
  }
  if (parts.size() > 1 || parts.front().container == kNone) return out;
  const NodeIndex container = parts.front().container;
  return out + shiftInto(design, container, layout.rect(container), parts.front().rect.translated(out),
                         insetsOf(design, container));
}

}  // namespace

Point shiftToRoom(const Design& design, const Layout& layout, std::span<const BlockPart> parts) {
  if (parts.empty()) return {};
  std::vector<BlockPart> moved(parts.begin(), parts.end());
  const Point inside = shiftInside(design, layout, parts);
  for (BlockPart& part : moved) part.rect = part.rect.translated(inside);
  const Obstacles obstacles = obstaclesOf(design, layout, moved);
  if (std::ranges::none_of(moved, [&](const BlockPart& part) { return liesOnSomething(part, obstacles); })) {
    return inside;
  }
  std::size_t pairs = 0;
  for (const BlockPart& part : moved) pairs += obstacles.at(part.container).size();
  if (pairs > kMostPairs) moved = joined(moved);
  const bool roomy = std::ranges::any_of(parts, &BlockPart::roomy);
  return inside + shiftOff(design, layout, moved, obstacles, roomy ? kContainerGaps : kCardGaps);
}

}  // namespace nines::placing
