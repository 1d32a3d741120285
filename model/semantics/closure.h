// What each workload needs: the nodes that its links lead to, and what it does there.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "semantics/design.h"

namespace nines {

// How one workload reaches one node.
struct Reach {
  NodeIndex workload = kNone;
  bool hard = false;  // by at least one path of hard links only
  bool read = false;
  bool write = false;
  bool manage = false;         // table management
  bool unknownAccess = false;  // by a link that does not say what it is for

  bool operator==(const Reach&) const = default;
};

// The closure of every workload, built in one pass per workload.
//
// Followed are uses links (with their access), routes links (which pass on the access that led to them), a member to
// its cluster and a cluster or group to its members, and a primary to its standby. A link from or to a scaling group
// means each of its tiers, so the uses links of a group are those of each of its tiers, while a tier does not lead to
// the other tiers of its group. A cache passes what its clients do with it on to its table where its own link does not
// say. Not followed are replicates, backs-up and transfers: a replica is not read or written because its source is.
class Closure {
 public:
  explicit Closure(const Design& design);

  // The workloads that reach the node, in id order.
  std::span<const Reach> reaching(NodeIndex node) const;
  // The nodes that a workload reaches, in id order, without itself; empty for a node that is no workload.
  std::span<const NodeIndex> nodesOf(NodeIndex workload) const;

 private:
  std::vector<Reach> m_reaches;        // by node
  std::vector<std::uint32_t> m_first;  // by node: where its range in m_reaches begins
  std::vector<NodeIndex> m_workloads;
  std::vector<std::vector<NodeIndex>> m_nodes;  // by position in m_workloads
};

}  // namespace nines
