#include "availability/set_family.h"

#include <algorithm>

#include "availability/hashing.h"

namespace nines::dd {

SetFamilies::SetFamilies(std::size_t limit, std::stop_token stop)
    : m_nodes{{UINT32_MAX, 0, 0, false}, {UINT32_MAX, 0, 0, true}},
      m_buckets(256),
      m_next(2),
      m_limit(limit),
      m_stop(std::move(stop)) {}

Family SetFamilies::make(std::uint32_t element, Family without, Family with) {
  if (with == kNoSet) return without;
  std::size_t bucket = hashOf(element, without, with) & (m_buckets.size() - 1);
  for (std::uint32_t n = m_buckets[bucket]; n != 0; n = m_next[n]) {
    const Node& node = m_nodes[n];
    if (node.element == element && node.without == without && node.with == with) return n;
  }
  if (m_nodes.size() >= m_limit || ((m_nodes.size() & 0xfffu) == 0 && m_stop.stop_requested())) m_failed = true;
  if (m_failed) return kNoSet;
  const auto made = static_cast<std::uint32_t>(m_nodes.size());
  m_nodes.push_back({element, without, with, hasEmpty(without)});
  m_next.push_back(0);
  const auto enter = [this](std::uint32_t n) {
    std::uint32_t& head =
        m_buckets[hashOf(m_nodes[n].element, m_nodes[n].without, m_nodes[n].with) & (m_buckets.size() - 1)];
    m_next[n] = head;
    head = n;
  };
  if (m_nodes.size() <= m_buckets.size()) {
    enter(made);
  } else {
    m_buckets.assign(2 * m_buckets.size(), 0);
    for (std::uint32_t n = 2; n <= made; ++n) enter(n);
  }
  return made;
}

bool SetFamilies::plain(Family family, Family forbidden, Family& result) const {
  if (family == kNoSet || family == forbidden || hasEmpty(forbidden)) {
    result = kNoSet;
  } else if (forbidden == kNoSet || family == kEmptySet) {
    result = family;
  } else {
    return false;
  }
  return true;
}

Family SetFamilies::minus(Family family, Family forbidden) {
  Family result = kNoSet;
  m_open.assign(1, {family, forbidden});
  while (!m_open.empty() && !m_failed) {
    if (step(result)) m_open.pop_back();
  }
  return m_failed ? kNoSet : result;
}

// One step of the topmost difference; `result` is that of the one it asked for last. True if it is done.
bool SetFamilies::step(Family& result) {
  Difference& top = m_open.back();
  if (top.stage == 0) {
    if (plain(top.family, top.forbidden, result)) return true;
    const auto known = m_differences.find(pair(top.family, top.forbidden));
    if (known != m_differences.end()) {
      result = known->second;
      return true;
    }
  }
  const Node f = m_nodes[top.family];
  Family forbidden = top.forbidden;
  while (forbidden > kEmptySet && m_nodes[forbidden].element < f.element) forbidden = m_nodes[forbidden].without;
  const bool shared = forbidden > kEmptySet && m_nodes[forbidden].element == f.element;
  const Family forbiddenWithout = shared ? m_nodes[forbidden].without : forbidden;
  switch (top.stage++) {
    case 0:
      m_open.push_back({f.without, forbiddenWithout});
      return false;
    case 1:
      top.without = result;
      m_open.push_back({f.with, forbiddenWithout});
      return false;
    case 2:
      if (shared) {
        // What has the element may also contain a forbidden set that has it.
        m_open.push_back({result, m_nodes[forbidden].with});
        return false;
      }
      break;
    default:
      break;
  }
  result = make(f.element, top.without, result);
  m_differences.emplace(pair(top.family, top.forbidden), result);
  return true;
}

std::optional<std::vector<std::vector<std::uint32_t>>> SetFamilies::list(Family family, std::size_t most) const {
  std::vector<std::vector<std::uint32_t>> out;
  struct Way {
    Family family;
    std::size_t length;  // of the set so far
  };
  std::vector<Way> stack{{family, 0}};
  std::vector<std::uint32_t> set;
  while (!stack.empty()) {
    const Way way = stack.back();
    stack.pop_back();
    if (way.family == kNoSet) continue;
    set.resize(way.length);
    if (way.family == kEmptySet) {
      if (out.size() == most) return std::nullopt;
      out.push_back(set);
      continue;
    }
    // The element is put on only for the way that is followed next.
    const Node& node = m_nodes[way.family];
    stack.push_back({node.without, way.length});
    set.push_back(node.element);
    stack.push_back({node.with, way.length + 1});
  }
  return out;
}

}  // namespace nines::dd
