#include "availability/reordering.h"

#include <algorithm>
#include <numeric>

#include "availability/hashing.h"

namespace nines::dd {

Reordering::Reordering(std::vector<DiagramNode>& nodes, std::vector<bool>& isFree, std::span<const Edge> roots)
    : m_nodes(nodes),
      m_isFree(isFree),
      m_references(nodes.size()),
      m_next(nodes.size()),
      m_tables(nodes[0].level),
      m_variableAt(nodes[0].level),
      m_levelOf(nodes[0].level + std::size_t{1}) {
  std::iota(m_variableAt.begin(), m_variableAt.end(), 0u);
  std::iota(m_levelOf.begin(), m_levelOf.end(), 0u);
  for (std::uint32_t n = 1; n < nodes.size(); ++n) {
    if (isFree[n]) {
      m_free.push_back(n);
      continue;
    }
    addReference(nodes[n].low);
    addReference(nodes[n].high);
    ++m_tables[nodes[n].level].size;
    ++m_size;
  }
  for (const Edge root : roots) addReference(root);
  for (Table& table : m_tables) {
    std::size_t buckets = 4;
    while (buckets < table.size) buckets *= 2;
    table.buckets.assign(buckets, 0);
    table.size = 0;
  }
  for (std::uint32_t n = 1; n < nodes.size(); ++n) {
    if (!isFree[n]) enter(n);
  }
}

std::uint32_t& Reordering::bucket(Table& table, Edge low, Edge high) {
  return table.buckets[hashOf(0, low.bits, high.bits) & (table.buckets.size() - 1)];
}

void Reordering::enter(std::uint32_t node) {
  Table& table = m_tables[m_nodes[node].level];
  if (++table.size > 2 * table.buckets.size()) grow(table);
  std::uint32_t& head = bucket(table, m_nodes[node].low, m_nodes[node].high);
  m_next[node] = head;
  head = node;
}

void Reordering::grow(Table& table) {
  std::vector<std::uint32_t> old(4 * table.buckets.size());
  std::swap(old, table.buckets);
  for (std::uint32_t n : old) {
    while (n != 0) {
      const std::uint32_t after = m_next[n];
      std::uint32_t& head = bucket(table, m_nodes[n].low, m_nodes[n].high);
      m_next[n] = head;
      head = n;
      n = after;
    }
  }
}

void Reordering::remove(std::uint32_t node) {
  Table& table = m_tables[m_nodes[node].level];
  std::uint32_t* at = &bucket(table, m_nodes[node].low, m_nodes[node].high);
  while (*at != node) at = &m_next[*at];
  *at = m_next[node];
  --table.size;
}

std::uint32_t Reordering::allocate(const DiagramNode& node) {
  ++m_size;
  if (m_free.empty()) {
    m_nodes.push_back(node);
    m_isFree.push_back(false);
    m_references.push_back(0);
    m_next.push_back(0);
    return static_cast<std::uint32_t>(m_nodes.size() - 1);
  }
  const std::uint32_t n = m_free.back();
  m_free.pop_back();
  m_nodes[n] = node;
  m_isFree[n] = false;
  m_references[n] = 0;
  return n;
}

Edge Reordering::make(std::uint32_t variable, Edge low, Edge high) {
  if (low == high) return low;
  const bool negate = low.negated();
  low = low ^ negate;
  high = high ^ negate;
  for (std::uint32_t n = bucket(m_tables[variable], low, high); n != 0; n = m_next[n]) {
    if (m_nodes[n].low == low && m_nodes[n].high == high) return Edge{n << 1} ^ negate;
  }
  const std::uint32_t n = allocate({variable, low, high});
  addReference(low);
  addReference(high);
  enter(n);
  return Edge{n << 1} ^ negate;
}

void Reordering::dropReference(Edge e) {
  m_dropped.assign(1, e.node());
  while (!m_dropped.empty()) {
    const std::uint32_t n = m_dropped.back();
    m_dropped.pop_back();
    if (--m_references[n] != 0 || n == 0) continue;
    remove(n);
    m_dropped.push_back(m_nodes[n].low.node());
    m_dropped.push_back(m_nodes[n].high.node());
    m_isFree[n] = true;
    m_free.push_back(n);
    --m_size;
  }
}

// Exchanges the variables x of this level and y of the next. Nodes of x that lead to none of y only change their level.
// The others become nodes of y, (y, (x, f00, f10), (x, f01, f11)), and stay where they are for all that lead to them.
void Reordering::swap(std::uint32_t level) {
  const std::uint32_t x = m_variableAt[level];
  const std::uint32_t y = m_variableAt[level + 1];
  Table& table = m_tables[x];
  m_work += table.size + table.buckets.size() / 4 + 1;
  m_crossing.clear();
  if (m_tables[y].size > 0) {
    for (std::uint32_t& head : table.buckets) {
      for (std::uint32_t* at = &head; *at != 0;) {
        const DiagramNode& node = m_nodes[*at];
        if (variable(node.low) != y && variable(node.high) != y) {
          at = &m_next[*at];
          continue;
        }
        m_crossing.push_back(*at);
        *at = m_next[*at];
        --table.size;
      }
    }
  }
  m_work += 4 * m_crossing.size();
  for (const std::uint32_t n : m_crossing) {
    const Edge f0 = m_nodes[n].low;
    const Edge f1 = m_nodes[n].high;
    const bool splits0 = variable(f0) == y;
    const bool splits1 = variable(f1) == y;
    // The lower one is not negated: `f0` is not, and what is low of it is not either.
    const Edge whenFalse = make(x, splits0 ? low(f0) : f0, splits1 ? low(f1) : f1);
    addReference(whenFalse);
    const Edge whenTrue = make(x, splits0 ? high(f0) : f0, splits1 ? high(f1) : f1);
    addReference(whenTrue);
    m_nodes[n] = {y, whenFalse, whenTrue};
    enter(n);
    dropReference(f0);
    dropReference(f1);
  }
  std::swap(m_variableAt[level], m_variableAt[level + 1]);
  m_levelOf[x] = level + 1;
  m_levelOf[y] = level;
}

void Reordering::move(std::uint32_t variable, std::uint32_t to, std::uint32_t& best, std::size_t& least) {
  while (m_levelOf[variable] != to) {
    const std::uint32_t at = m_levelOf[variable];
    swap(to > at ? at : at - 1);
    if (m_size < least) {
      least = m_size;
      best = m_levelOf[variable];
    }
    if (m_size > least + least / 5) return;
  }
}

void Reordering::sift(std::uint32_t variable) {
  const auto last = static_cast<std::uint32_t>(m_variableAt.size() - 1);
  const std::uint32_t start = m_levelOf[variable];
  std::uint32_t best = start;
  std::size_t least = m_size;
  const bool downFirst = last - start < start;
  move(variable, downFirst ? last : 0, best, least);
  move(variable, downFirst ? 0 : last, best, least);
  while (m_levelOf[variable] != best) swap(best > m_levelOf[variable] ? m_levelOf[variable] : m_levelOf[variable] - 1);
}

void Reordering::run(std::uint64_t work, const std::stop_token& stop) {
  std::vector<std::uint32_t> variables(m_variableAt.begin(), m_variableAt.end());
  std::ranges::stable_sort(variables,
                           [this](std::uint32_t a, std::uint32_t b) { return m_tables[a].size > m_tables[b].size; });
  for (const std::uint32_t v : variables) {
    if (m_work >= work || m_tables[v].size == 0 || stop.stop_requested()) break;
    sift(v);
  }
  for (std::uint32_t n = 1; n < m_nodes.size(); ++n) {
    if (!m_isFree[n]) m_nodes[n].level = m_levelOf[m_nodes[n].level];
  }
}

}  // namespace nines::dd
