// What a diagram keeps: collecting what nobody needs, growing, moving variables, copies out and in.
#include <algorithm>
#include <bit>
#include <unordered_map>
#include <utility>

#include "availability/diagram.h"
#include "availability/reordering.h"

namespace nines::dd {

namespace {

constexpr std::size_t kMostCached = std::size_t{1} << 22;

}  // namespace

void Diagram::mark(Edge root, std::vector<bool>& marked) const {
  std::vector<std::uint32_t> stack;
  const auto meet = [&](Edge e) {
    if (marked[e.node()]) return;
    marked[e.node()] = true;
    stack.push_back(e.node());
  };
  meet(root);
  while (!stack.empty()) {
    const std::uint32_t n = stack.back();
    stack.pop_back();
    meet(m_nodes[n].low);
    meet(m_nodes[n].high);
  }
}

void Diagram::collect(Edge low, Edge high) {
  m_work += m_nodes.size();
  std::vector<bool> marked(m_nodes.size());
  marked[0] = true;
  mark(low, marked);
  mark(high, marked);
  for (const Edge e : m_slots) mark(e, marked);
  for (const Frame& frame : m_frames) {
    for (const Edge e : {frame.of.f, frame.of.g, frame.of.h, frame.low}) mark(e, marked);
  }
  m_free.clear();
  std::ranges::fill(m_buckets, 0);
  for (auto n = static_cast<std::uint32_t>(m_nodes.size()); n-- > 1;) {
    if (!marked[n]) {
      m_free.push_back(n);
      continue;
    }
    std::uint32_t& head = m_buckets[bucketOf(m_nodes[n].level, m_nodes[n].low, m_nodes[n].high)];
    m_next[n] = head;
    head = n;
  }
  for (Cached& c : m_cache) {
    if (!marked[c.of.f.node()] || !marked[c.of.g.node()] || !marked[c.of.h.node()] || !marked[c.result.node()]) c = {};
  }
}

// Only while no node is free: all nodes stand in the table. The cache grows along, if it has been of use.
void Diagram::rehash(std::size_t buckets) {
  m_buckets.assign(buckets, 0);
  for (std::uint32_t n = 1; n < m_nodes.size(); ++n) {
    std::uint32_t& head = m_buckets[bucketOf(m_nodes[n].level, m_nodes[n].low, m_nodes[n].high)];
    m_next[n] = head;
    head = n;
  }
  if (m_cache.size() >= kMostCached || m_remembered < m_cache.size()) return;
  m_remembered = 0;
  std::vector<Cached> old(2 * m_cache.size());
  std::swap(old, m_cache);
  for (const Cached& c : old) {
    if (!c.of.f.constant()) m_cache[placeOf(c.of)] = c;
  }
}

std::vector<std::uint32_t> Diagram::reorder(std::size_t work) {
  if (m_failure == Failure::crowded) m_failure = Failure::none;
  collect(kFalse, kFalse);
  std::vector<bool> isFree(m_nodes.size());
  for (const std::uint32_t n : m_free) isFree[n] = true;
  Reordering reordering(m_nodes, isFree, m_slots);
  reordering.run(std::min<std::uint64_t>(work, m_mostWork - std::min(m_work, m_mostWork)), m_stop);
  m_work += m_nodes.size() + reordering.work();
  m_free.clear();
  m_next.assign(m_nodes.size(), 0);
  m_buckets.assign(std::bit_ceil(m_nodes.size()), 0);
  for (auto n = static_cast<std::uint32_t>(m_nodes.size()); n-- > 1;) {
    if (isFree[n]) {
      m_free.push_back(n);
      continue;
    }
    std::uint32_t& head = m_buckets[bucketOf(m_nodes[n].level, m_nodes[n].low, m_nodes[n].high)];
    m_next[n] = head;
    head = n;
  }
  std::ranges::fill(m_cache, Cached{});
  return {reordering.order().begin(), reordering.order().end()};
}

Function Diagram::freeze(Edge root) const {
  std::vector<bool> marked(m_nodes.size());
  marked[0] = true;
  mark(root, marked);
  // Counting sort, the deepest level first: what is below a node is deeper.
  const std::uint32_t levels = m_nodes[0].level;
  std::vector<std::uint32_t> place(levels + 1);
  for (std::uint32_t n = 1; n < m_nodes.size(); ++n) {
    if (marked[n]) ++place[levels - 1 - m_nodes[n].level + 1];
  }
  for (std::uint32_t i = 1; i <= levels; ++i) place[i] += place[i - 1];
  std::vector<std::uint32_t> index(m_nodes.size());
  Function out;
  std::uint32_t next = 0;
  for (std::uint32_t n = 1; n < m_nodes.size(); ++n) {
    if (!marked[n]) continue;
    index[n] = ++place[levels - 1 - m_nodes[n].level];
    next = std::max(next, index[n]);
  }
  out.nodes.resize(next + 1);
  out.nodes[0].level = levels;
  const auto moved = [&index](Edge e) { return Edge{index[e.node()] << 1} ^ e.negated(); };
  for (std::uint32_t n = 1; n < m_nodes.size(); ++n) {
    if (marked[n]) out.nodes[index[n]] = {m_nodes[n].level, moved(m_nodes[n].low), moved(m_nodes[n].high)};
  }
  out.root = moved(root);
  return out;
}

Function Diagram::freezeSmall(Edge root) const {
  Function out;
  out.nodes[0].level = m_nodes[0].level;
  std::unordered_map<std::uint32_t, std::uint32_t> place{{0, 0}};
  std::vector<std::uint32_t> stack{root.node()};
  const auto moved = [&place](Edge e) { return Edge{place[e.node()] << 1} ^ e.negated(); };
  while (!stack.empty()) {
    const std::uint32_t n = stack.back();
    const DiagramNode& node = m_nodes[n];
    const std::size_t before = stack.size();
    if (place.contains(n)) {
      stack.pop_back();
      continue;
    }
    for (const Edge below : {node.low, node.high}) {
      if (!place.contains(below.node())) stack.push_back(below.node());
    }
    if (stack.size() > before) continue;
    place.emplace(n, static_cast<std::uint32_t>(out.nodes.size()));
    out.nodes.push_back({node.level, moved(node.low), moved(node.high)});
    stack.pop_back();
  }
  out.root = moved(root);
  return out;
}

Edge Diagram::thaw(const Function& function) {
  std::vector<Edge> made(function.nodes.size());
  const auto moved = [&made](Edge e) { return made[e.node()] ^ e.negated(); };
  for (std::size_t n = 1; n < function.nodes.size(); ++n) {
    const DiagramNode& node = function.nodes[n];
    made[n] = make(node.level, moved(node.low), moved(node.high));
  }
  return moved(function.root);
}

}  // namespace nines::dd
