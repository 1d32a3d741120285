#include "semantics/table_sets.h"

#include <algorithm>
#include <set>

namespace nines {

namespace {

bool standsAlone(const Design& design, NodeIndex table) {
  return design.targets(table, "replicates").empty() && design.sources(table, "replicates").empty();
}

}  // namespace

std::vector<NodeIndex> tableSetOf(const Design& design, NodeIndex table) {
  std::vector<NodeIndex> reached{table};
  if (standsAlone(design, table)) return reached;
  std::set<NodeIndex> seen;  // once there are many
  const auto isSeen = [&](NodeIndex end) {
    constexpr std::size_t kMany = 32;
    if (reached.size() < kMany) return std::ranges::find(reached, end) != reached.end();
    if (seen.empty()) seen.insert(reached.begin(), reached.end());
    return !seen.insert(end).second;
  };
  const auto arrive = [&](NodeIndex end) {
    if (design.has(end, trait::kTable) && !isSeen(end)) reached.push_back(end);
  };
  for (std::size_t at = 0; at < reached.size(); ++at) {
    const NodeIndex n = reached[at];
    for (const NodeIndex end : design.targets(n, "replicates")) arrive(end);
    for (const NodeIndex end : design.sources(n, "replicates")) arrive(end);
  }
  std::ranges::sort(reached);
  return reached;
}

std::vector<std::vector<NodeIndex>> globalTables(const Design& design) {
  std::vector<std::vector<NodeIndex>> out;
  std::set<NodeIndex> seen;
  for (const NodeIndex table : design.withTrait(trait::kTable)) {
    if (standsAlone(design, table) || seen.contains(table)) continue;
    std::vector<NodeIndex> set = tableSetOf(design, table);
    if (set.size() < 2) continue;
    seen.insert(set.begin(), set.end());
    out.push_back(std::move(set));
  }
  return out;
}

}  // namespace nines
