#include "availability/store_lines.h"

#include <algorithm>

namespace nines {

namespace {

bool hasOwnLine(const Design& design, NodeIndex i) {
  return design.has(i, trait::kStore) && !design.has(i, trait::kStandby) && !design.has(i, trait::kClusterInstance) &&
         !design.has(i, trait::kTableCache) && !design.has(i, trait::kTableCacheNode);
}

bool isReplicated(const Design& design, const DataSets& sets, NodeIndex i) {
  return std::ranges::any_of(design.incoming(i), [&](LinkIndex l) {
    return design.linkType(l) == "replicates" && design.from(l) != i && sets.setOf(design.from(l)) == sets.setOf(i);
  });
}

// The node that stands for its data set: a source; of equals (or in a circle) the first.
NodeIndex leaderOf(const Design& design, const DataSets& sets, NodeIndex set) {
  NodeIndex first = kNone;
  for (const NodeIndex i : sets.nodesOf(set)) {
    if (!hasOwnLine(design, i)) continue;
    if (design.has(i, trait::kTable) || !isReplicated(design, sets, i)) return i;
    if (first == kNone) first = i;
  }
  return first;
}

}  // namespace

std::vector<NodeIndex> storeLines(const Design& design, const DataSets& sets) {
  std::vector<NodeIndex> out;
  std::vector<NodeIndex> leaders(design.nodeCount(), kNone);  // by set, once for each: sets can be large
  for (const NodeIndex i : design.withTrait(trait::kStore)) {
    if (!hasOwnLine(design, i)) continue;
    NodeIndex& leader = leaders[sets.setOf(i)];
    if (leader == kNone) leader = leaderOf(design, sets, sets.setOf(i));
    if (leader == i) out.push_back(i);
  }
  return out;
}

}  // namespace nines
