#include "layout/roots.h"

namespace nines::placing {

std::vector<NodeIndex> rootsOf(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes) {
  std::vector<char> chosen(design.nodeCount(), 0);
  for (const NodeIndex i : nodes) {
    if (!layout.place(i).frame) {
      chosen[i] = 1;
      continue;
    }
    for (const NodeIndex member : design.members(i)) chosen[member] = 1;
  }
  std::vector<NodeIndex> out;
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    if (!chosen[i]) continue;
    bool covered = false;
    for (NodeIndex at = design.parent(i); at != kNone && !covered; at = design.parent(at)) covered = chosen[at] != 0;
    if (!covered) out.push_back(i);
  }
  return out;
}

std::vector<NodeIndex> withContents(const Design& design, std::vector<NodeIndex> nodes) {
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    const auto inside = design.children(nodes[at]);
    nodes.insert(nodes.end(), inside.begin(), inside.end());
  }
  return nodes;
}

void takeBendsAlong(const Design& design, const std::vector<Point>& shifts, Edit& edit) {
  for (LinkIndex i = 0; i < design.linkCount(); ++i) {
    const Link& link = design.link(i);
    const Point shift = shifts[design.from(i)];
    if (link.bends.empty() || shift == Point{} || shift != shifts[design.to(i)]) continue;
    std::vector<Point> bends = link.bends;
    for (Point& bend : bends) bend = bend + shift;
    edit.changes.emplace_back(SetLinkBends{link.id, std::move(bends)});
  }
}

}  // namespace nines::placing
