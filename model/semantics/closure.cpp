#include "semantics/closure.h"

#include <algorithm>
#include <utility>

namespace nines {

namespace {

using Bits = std::uint8_t;
constexpr Bits kReached = 1;
constexpr Bits kHard = 2;
constexpr Bits kRead = 4;
constexpr Bits kWrite = 8;
constexpr Bits kManage = 16;
constexpr Bits kUnknown = 32;
constexpr Bits kAccess = kRead | kWrite | kManage | kUnknown;

Bits accessOf(const Design& design, LinkIndex link) {
  const std::string_view access = design.readLink(link, "access").text();
  if (access == "read") return kRead;
  if (access == "write") return kWrite;
  if (access == "read-write") return kRead | kWrite;
  if (access == "table-management") return kManage;
  return kUnknown;
}

// Follows one workload at a time. A node is visited again whenever something new is known of it, at most once per bit.
class Walk {
 public:
  explicit Walk(const Design& design) : m_design(design), m_bits(design.nodeCount(), 0) {}

  // The nodes that are reached, with their bits, in id order.
  std::vector<std::pair<NodeIndex, Bits>> from(NodeIndex workload) {
    arrive(workload, kReached | kHard);
    while (!m_waiting.empty()) {
      const NodeIndex n = m_waiting.back();
      m_waiting.pop_back();
      leave(n);
    }
    std::vector<std::pair<NodeIndex, Bits>> out;
    out.reserve(m_touched.size());
    std::ranges::sort(m_touched);
    for (const NodeIndex n : m_touched) {
      if (n != workload) out.emplace_back(n, m_bits[n]);
      m_bits[n] = 0;
    }
    m_touched.clear();
    return out;
  }

 private:
  void arrive(NodeIndex n, Bits bits) {
    if (n == kNone || (m_bits[n] | bits) == m_bits[n]) return;
    if (m_bits[n] == 0) m_touched.push_back(n);
    m_bits[n] = static_cast<Bits>(m_bits[n] | bits);
    m_waiting.push_back(n);
  }

  void leave(NodeIndex n) {
    const Bits bits = m_bits[n];
    follow(n, n, true);
    for (const LinkIndex l : m_design.incoming(n)) {
      if (m_design.linkType(l) == "member") arrive(m_design.from(l), bits);
    }
    for (const LinkIndex l : m_design.outgoing(n)) {
      const LinkType kind = m_design.linkType(l);
      if (kind == "standby") arrive(m_design.to(l), bits);
      if (kind != "member") continue;
      if (m_design.has(m_design.to(l), trait::kComputeGroup)) follow(n, m_design.to(l), false);
      else arrive(m_design.to(l), bits);
    }
  }

  // Follows what `owner` uses and, if asked, routes to, on behalf of `n`.
  void follow(NodeIndex n, NodeIndex owner, bool routes) {
    const Bits bits = m_bits[n];
    for (const LinkIndex l : m_design.outgoing(owner)) {
      const LinkType kind = m_design.linkType(l);
      if (routes && kind == "routes") arrive(m_design.to(l), bits);
      if (kind != "uses") continue;
      Bits access = accessOf(m_design, l);
      if (access == kUnknown && m_design.has(n, trait::kTableCache)) access = static_cast<Bits>(bits & kAccess);
      const auto hard = static_cast<Bits>(m_design.readLink(l, "hard").flag(true) ? bits & kHard : 0);
      arrive(m_design.to(l), static_cast<Bits>(kReached | hard | access));
    }
  }

  const Design& m_design;
  std::vector<Bits> m_bits;
  std::vector<NodeIndex> m_touched;
  std::vector<NodeIndex> m_waiting;
};

Reach toReach(NodeIndex workload, Bits bits) {
  return {workload,
          (bits & kHard) != 0,
          (bits & kRead) != 0,
          (bits & kWrite) != 0,
          (bits & kManage) != 0,
          (bits & kUnknown) != 0};
}

}  // namespace

Closure::Closure(const Design& design) : m_first(design.nodeCount() + 1, 0) {
  const auto workloads = design.withTrait(trait::kWorkload);
  m_workloads.assign(workloads.begin(), workloads.end());
  Walk walk(design);
  std::vector<std::vector<std::pair<NodeIndex, Bits>>> walks;
  walks.reserve(m_workloads.size());
  for (const NodeIndex w : m_workloads) {
    walks.push_back(walk.from(w));
    std::vector<NodeIndex>& nodes = m_nodes.emplace_back();
    nodes.reserve(walks.back().size());
    for (const auto& [node, bits] : walks.back()) {
      nodes.push_back(node);
      ++m_first[node + 1];
    }
  }
  for (std::size_t i = 0; i + 1 < m_first.size(); ++i) m_first[i + 1] += m_first[i];
  m_reaches.resize(m_first.back());
  std::vector<std::uint32_t> next(m_first.begin(), m_first.end() - 1);
  for (std::size_t w = 0; w < m_workloads.size(); ++w) {
    for (const auto& [node, bits] : walks[w]) m_reaches[next[node]++] = toReach(m_workloads[w], bits);
  }
}

std::span<const Reach> Closure::reaching(NodeIndex node) const {
  return std::span(m_reaches).subspan(m_first[node], m_first[node + 1] - m_first[node]);
}

std::span<const NodeIndex> Closure::nodesOf(NodeIndex workload) const {
  const auto at = std::ranges::lower_bound(m_workloads, workload);
  if (at == m_workloads.end() || *at != workload) return {};
  return m_nodes[static_cast<std::size_t>(at - m_workloads.begin())];
}

}  // namespace nines
