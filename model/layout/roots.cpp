#include "layout/roots.h"

#include <algorithm>
#include <utility>

namespace nines::placing {

namespace {

// By node: whether it is to move itself, members instead of their frame.
std::vector<char> chosenOf(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes) {
  std::vector<char> chosen(design.nodeCount(), 0);
  for (const NodeIndex i : nodes) {
    if (!layout.place(i).frame) {
      chosen[i] = 1;
      continue;
    }
    for (const NodeIndex member : design.members(i)) chosen[member] = 1;
  }
  return chosen;
}

std::vector<NodeIndex> uncovered(const Design& design, const std::vector<char>& chosen) {
  std::vector<NodeIndex> out;
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    if (!chosen[i]) continue;
    bool covered = false;
    for (NodeIndex at = design.parent(i); at != kNone && !covered; at = design.parent(at)) covered = chosen[at] != 0;
    if (!covered) out.push_back(i);
  }
  return out;
}

}  // namespace

std::vector<NodeIndex> rootsOf(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes) {
  return uncovered(design, chosenOf(design, layout, nodes));
}

std::vector<NodeIndex> movableRootsOf(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes) {
  std::vector<NodeIndex> free(nodes.begin(), nodes.end());
  std::erase_if(free, [&](NodeIndex i) { return design.node(i).locked; });
  std::vector<char> chosen = chosenOf(design, layout, free);
  for (NodeIndex i = 0; i < chosen.size(); ++i) {
    if (design.node(i).locked) chosen[i] = 0;
  }
  return uncovered(design, chosen);
}

std::vector<NodeIndex> withContents(const Design& design, std::vector<NodeIndex> nodes) {
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    const auto inside = design.children(nodes[at]);
    nodes.insert(nodes.end(), inside.begin(), inside.end());
  }
  return nodes;
}

std::vector<NodeIndex> partOf(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes) {
  std::vector<NodeIndex> roots = rootsOf(design, layout, nodes);
  for (const NodeIndex i : nodes) {
    if (layout.place(i).frame) roots.push_back(i);
  }
  std::vector<NodeIndex> all = withContents(design, std::move(roots));
  std::ranges::sort(all);
  const auto again = std::ranges::unique(all);
  all.erase(again.begin(), again.end());
  return all;
}

}  // namespace nines::placing
