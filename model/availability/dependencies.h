// What the figures of one workload or store are read from: all nodes that it leads to, what holds the same data or
// belongs to the same group, and the links at these.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "semantics/design.h"

namespace nines {

class Dependencies {
 public:
  explicit Dependencies(const Design& design);

  // Finds those of another node. Equal rows in equal order have equal figures, as far as these do not depend on what
  // stands around the nodes (Surroundings).
  void find(NodeIndex start);
  // Of the last find(), each once. Links count with the nodes at one of their ends: another client of a shared store
  // is not followed.
  std::span<const NodeIndex> nodes() const { return m_nodes; }
  std::span<const LinkIndex> links() const { return m_links; }

 private:
  void add(NodeIndex node);
  void add(LinkIndex link, NodeIndex end, bool follow);

  const Design& m_design;
  std::vector<NodeIndex> m_nodes;
  std::vector<LinkIndex> m_links;
  std::vector<std::uint32_t> m_nodeSeen;  // by the number of the search
  std::vector<std::uint32_t> m_linkSeen;
  std::uint32_t m_search = 0;
};

}  // namespace nines
