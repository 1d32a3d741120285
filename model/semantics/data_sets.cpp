#include "semantics/data_sets.h"

#include <algorithm>
#include <numeric>

namespace nines {

namespace {

// Finds the root and shortens the way to it.
NodeIndex rootOf(std::vector<NodeIndex>& parents, NodeIndex i) {
  while (parents[i] != i) {
    parents[i] = parents[parents[i]];
    i = parents[i];
  }
  return i;
}

bool joins(LinkType kind) { return kind == "standby" || kind == "member" || kind == "replicates"; }

}  // namespace

DataSets::DataSets(const Design& design) : m_set(design.nodeCount()), m_next(design.nodeCount(), kNone) {
  std::iota(m_set.begin(), m_set.end(), NodeIndex{0});
  for (NodeIndex i = 0; i < m_set.size(); ++i) {
    // Only links that may join their ends are among these.
    for (const LinkIndex l : design.outgoing(i)) {
      if (design.to(l) == kNone || !joins(design.linkType(l))) continue;
      const NodeIndex a = rootOf(m_set, i);
      const NodeIndex b = rootOf(m_set, design.to(l));
      m_set[std::max(a, b)] = std::min(a, b);
    }
  }
  std::vector<NodeIndex> last(m_set.size(), kNone);
  for (NodeIndex i = 0; i < m_set.size(); ++i) {
    const NodeIndex set = rootOf(m_set, i);
    m_set[i] = set;
    if (last[set] != kNone) m_next[last[set]] = i;
    last[set] = i;
  }
}

std::vector<NodeIndex> DataSets::nodesOf(NodeIndex set) const {
  std::vector<NodeIndex> out;
  for (NodeIndex i = set; i != kNone; i = m_next[i]) out.push_back(i);
  return out;
}

}  // namespace nines
