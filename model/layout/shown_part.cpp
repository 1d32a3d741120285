#include "layout/shown_part.h"

#include <algorithm>
#include <numeric>

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

}  // namespace nines::placing
