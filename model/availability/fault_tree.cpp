#include "availability/fault_tree.h"

#include <algorithm>
#include <cassert>

namespace nines {

namespace {

constexpr std::uint64_t mixed(std::uint64_t h) {
  h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
  h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
  return h ^ (h >> 31);
}

std::uint64_t hashOf(FaultTree::Type type, std::uint32_t least, std::span<const FaultTree::Ref> arguments) {
  std::uint64_t h = mixed(static_cast<std::uint64_t>(type) << 32 | least);
  for (const FaultTree::Ref r : arguments) h = mixed(h + 0x9e3779b97f4a7c15u + r.bits());
  return h;
}

// Leaves out what does not change the sum: of x and !x exactly one is true, whatever happens.
std::uint32_t dropContraries(std::vector<FaultTree::Ref>& sorted) {
  std::uint32_t pairs = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    // A reference and its contrary are neighbours in order, each perhaps several times.
    const std::uint32_t gate = sorted[i].gate();
    std::size_t plain = 0;
    std::size_t negated = 0;
    const FaultTree::Ref x = sorted[i].isNegated() ? !sorted[i] : sorted[i];
    for (; i < sorted.size() && sorted[i].gate() == gate; ++i) (sorted[i].isNegated() ? negated : plain) += 1;
    const std::size_t common = std::min(plain, negated);
    pairs += static_cast<std::uint32_t>(common);
    for (std::size_t n = common; n < plain; ++n) sorted[kept++] = x;
    for (std::size_t n = common; n < negated; ++n) sorted[kept++] = !x;
  }
  sorted.resize(kept);
  return pairs;
}

}  // namespace

FaultTree::FaultTree() { m_gates.push_back({}); }

FaultTree::Ref FaultTree::addEvent() {
  m_gates.push_back({Type::event, m_events++, static_cast<std::uint32_t>(m_arguments.size()), 0});
  return Ref(static_cast<std::uint32_t>(m_gates.size() - 1) << 1);
}

FaultTree::Ref FaultTree::all(std::span<const Ref> arguments) {
  m_scratch.clear();
  for (const Ref r : arguments) {
    if (r == never()) return never();
    if (r != always()) m_scratch.push_back(r);
  }
  std::ranges::sort(m_scratch);
  m_scratch.erase(std::unique(m_scratch.begin(), m_scratch.end()), m_scratch.end());
  for (std::size_t i = 1; i < m_scratch.size(); ++i) {
    if (m_scratch[i] == !m_scratch[i - 1]) return never();
  }
  if (m_scratch.empty()) return always();
  return m_scratch.size() == 1 ? m_scratch.front() : make(Type::all, 0);
}

FaultTree::Ref FaultTree::any(std::span<const Ref> arguments) {
  m_scratch.clear();
  for (const Ref r : arguments) {
    if (r == always()) return always();
    if (r != never()) m_scratch.push_back(r);
  }
  std::ranges::sort(m_scratch);
  m_scratch.erase(std::unique(m_scratch.begin(), m_scratch.end()), m_scratch.end());
  for (std::size_t i = 1; i < m_scratch.size(); ++i) {
    if (m_scratch[i] == !m_scratch[i - 1]) return always();
  }
  if (m_scratch.empty()) return never();
  return m_scratch.size() == 1 ? m_scratch.front() : make(Type::any, 0);
}

FaultTree::Ref FaultTree::atLeast(std::uint32_t least, std::span<const Ref> arguments) {
  std::vector<Ref> kept;
  kept.reserve(arguments.size());
  for (const Ref r : arguments) {
    if (r == always() && least > 0) --least;
    if (r.gate() != 0) kept.push_back(r);
  }
  std::ranges::sort(kept);
  least -= std::min(least, dropContraries(kept));
  if (least == 0) return always();
  if (least > kept.size()) return never();
  if (least == 1) return any(kept);
  if (least == kept.size()) return all(kept);
  if (kept.front() == kept.back()) return kept.front();  // the same one, often enough
  m_scratch = std::move(kept);
  return make(Type::atLeast, least);
}

FaultTree::Ref FaultTree::oddly(std::span<const Ref> arguments) {
  m_scratch.clear();
  bool negated = false;
  for (const Ref r : arguments) {
    negated ^= r.isNegated();
    if (r.gate() != 0) m_scratch.push_back(Ref(r.bits() & ~1u));
  }
  std::ranges::sort(m_scratch);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < m_scratch.size();) {
    if (i + 1 < m_scratch.size() && m_scratch[i] == m_scratch[i + 1]) {
      i += 2;  // twice is never odd
    } else {
      m_scratch[kept++] = m_scratch[i++];
    }
  }
  m_scratch.resize(kept);
  Ref result = never();
  if (kept > 0) result = kept == 1 ? m_scratch.front() : make(Type::oddly, 0);
  return negated ? !result : result;
}

FaultTree::Ref FaultTree::make(Type type, std::uint32_t least) {
  if (m_known.size() < 2 * (m_made + 1)) growTable();
  const std::uint64_t mask = m_known.size() - 1;
  std::uint64_t at = hashOf(type, least, m_scratch) & mask;
  for (; m_known[at] != 0; at = (at + 1) & mask) {
    const Gate& known = m_gates[m_known[at]];
    if (known.type == type && known.least == least && std::ranges::equal(arguments(m_known[at]), m_scratch))
      return Ref(m_known[at] << 1);
  }
  const auto index = static_cast<std::uint32_t>(m_gates.size());
  assert(m_scratch.back().gate() < index);
  m_known[at] = index;
  ++m_made;
  m_gates.push_back(
      {type, least, static_cast<std::uint32_t>(m_arguments.size()), static_cast<std::uint32_t>(m_scratch.size())});
  m_arguments.insert(m_arguments.end(), m_scratch.begin(), m_scratch.end());
  return Ref(index << 1);
}

void FaultTree::growTable() {
  m_known.assign(std::max<std::size_t>(64, 2 * m_known.size()), 0);
  const std::uint64_t mask = m_known.size() - 1;
  for (std::uint32_t i = 0; i < m_gates.size(); ++i) {
    const Gate& gate = m_gates[i];
    if (gate.type == Type::never || gate.type == Type::event) continue;
    std::uint64_t at = hashOf(gate.type, gate.least, arguments(i)) & mask;
    while (m_known[at] != 0) at = (at + 1) & mask;
    m_known[at] = i;
  }
}

}  // namespace nines
