#include "layout/shown_part.h"

#include <algorithm>
#include <numeric>

#include "layout/link_router.h"
#include "layout/roots.h"

namespace nines::placing {

namespace {

std::vector<char> marksOf(const Design& design, std::span<const NodeIndex> nodes) {
  std::vector<char> marks(design.nodeCount(), 0);
  for (const NodeIndex i : nodes) marks[i] = 1;
  return marks;
}

}  // namespace

bool ShownPart::has(NodeIndex i) const { return i != kNone && std::ranges::binary_search(nodes, i); }

bool ShownPart::hasLink(const Design& design, LinkIndex l) const { return has(design.from(l)) && has(design.to(l)); }

bool ShownPart::isRerouted(const Design& design, LinkIndex l) const {
  return isCut(design.from(l)) || isCut(design.to(l));
}

ShownPart shownPart(const Design& design, const Layout& layout, std::span<const NodeIndex> only) {
  if (only.empty()) {
    std::vector<NodeIndex> all(design.nodeCount());
    std::iota(all.begin(), all.end(), NodeIndex{0});
    return {std::move(all), layout};
  }
  const std::vector<char> part = marksOf(design, partOf(design, layout, only));
  std::vector<char> shown = part;
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    if (!layout.place(i).frame) continue;
    const std::vector<NodeIndex> members = spanningMembers(design, i);
    const bool whole = std::ranges::all_of(members, [&](NodeIndex m) { return part[m] != 0; });
    shown[i] = (part[i] && whole) || isDrawnInside(design, part, members) ? 1 : 0;
  }
  ShownPart out{{}, layout.keptTo(design, shown)};
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    if (shown[i]) out.nodes.push_back(i);
  }
  return out;
}

Routes shownRoutes(const Design& design, const ShownPart& part, const Routes& whole) {
  Routes out;
  std::vector<LinkIndex> anew;
  for (LinkIndex l = 0; l < design.linkCount(); ++l) {
    const auto route = whole.find(design.link(l).id);
    if (route == whole.end() || !part.hasLink(design, l)) continue;
    if (part.isRerouted(design, l)) anew.push_back(l);
    else out.insert(*route);
  }
  if (anew.empty()) return out;
  const std::vector<char> shown = marksOf(design, part.nodes);
  routing::World world(design, part.layout, shown);
  // In the order of the design: prices must not depend on that of a hash table.
  for (LinkIndex l = 0; l < design.linkCount(); ++l) {
    const auto route = out.find(design.link(l).id);
    if (route != out.end()) world.runs().add(route->second.points, routing::ownerOf(design, l));
  }
  routing::LinkRouter router(world);
  for (const LinkIndex l : anew) {
    const Route route = router.first(l);
    world.runs().add(route.points, routing::ownerOf(design, l));
    out.emplace(design.link(l).id, route);
  }
  return out;
}

}  // namespace nines::placing
