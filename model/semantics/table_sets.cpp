#include "semantics/table_sets.h"

#include <algorithm>
#include <set>

namespace nines {

std::vector<NodeIndex> tableSetOf(const Design& design, NodeIndex table) {
  std::vector<NodeIndex> reached{table};
  std::set<NodeIndex> seen{table};
  const auto arrive = [&](LinkIndex link, NodeIndex end) {
    if (design.linkType(link) != "replicates" || !design.has(end, trait::kTable)) return;
    if (seen.insert(end).second) reached.push_back(end);
  };
  for (std::size_t at = 0; at < reached.size(); ++at) {
    const NodeIndex n = reached[at];
    for (const LinkIndex link : design.outgoing(n)) arrive(link, design.to(link));
    for (const LinkIndex link : design.incoming(n)) arrive(link, design.from(link));
  }
  std::ranges::sort(reached);
  return reached;
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

}  // namespace nines
