#include "rules/table_sets.h"

#include <algorithm>
#include <set>

#include "rules/places.h"

namespace nines {

std::vector<NodeIndex> tableSetOf(const Design& design, NodeIndex table) {
  std::set<NodeIndex> reached{table};
  std::vector<NodeIndex> waiting{table};
  const auto arrive = [&](NodeIndex n) {
    if (design.has(n, trait::kTable) && reached.insert(n).second) waiting.push_back(n);
  };
  while (!waiting.empty()) {
    const NodeIndex n = waiting.back();
    waiting.pop_back();
    for (const NodeIndex other : design.targets(n, "replicates")) arrive(other);
    for (const NodeIndex other : design.sources(n, "replicates")) arrive(other);
  }
  return {reached.begin(), reached.end()};
}

std::vector<std::vector<NodeIndex>> globalTables(const Design& design) {
  std::vector<std::vector<NodeIndex>> out;
  std::set<NodeIndex> seen;
  for (const NodeIndex table : design.withTrait(trait::kTable)) {
    if (seen.contains(table)) continue;
    std::vector<NodeIndex> set = tableSetOf(design, table);
    if (set.size() < 2) continue;
    seen.insert(set.begin(), set.end());
    out.push_back(std::move(set));
  }
  return out;
}

bool reachesOtherRegion(const Design& design, NodeIndex table, const std::vector<NodeIndex>& set) {
  return std::ranges::any_of(set, [&](NodeIndex other) { return otherRegions(design, table, other); });
}

}  // namespace nines
