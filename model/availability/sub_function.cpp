#include "availability/sub_function.h"

#include <algorithm>
#include <bit>

namespace nines {

namespace {

using Ref = FaultTree::Ref;
using Type = FaultTree::Type;

constexpr std::uint32_t kUnseen = 0xffffffffu;

bool hasArguments(Type type) { return type != Type::never && type != Type::event; }

}  // namespace

std::uint32_t SubFunctions::localBits(Ref ref) const {
  return m_position[ref.gate()] << 1 | (ref.isNegated() ? 1u : 0u);
}

SubFunction SubFunctions::cut(Ref top) {
  SubFunction out;
  out.top = top;
  m_position.resize(m_tree.gateCount(), kUnseen);
  m_gates.clear();
  const auto visit = [&](std::uint32_t gate) {
    if (m_position[gate] != kUnseen) return;
    m_position[gate] = 0;
    m_gates.push_back(gate);
  };
  visit(top.gate());
  std::size_t words = 1;
  std::size_t events = 0;
  for (std::size_t at = 0; at < m_gates.size(); ++at) {
    const std::uint32_t gate = m_gates[at];
    words += 3;
    if (m_tree.gate(gate).type == Type::event) ++events;
    if (!hasArguments(m_tree.gate(gate).type)) continue;
    words += m_tree.gate(gate).count;
    for (const Ref argument : m_tree.arguments(gate)) visit(argument.gate());
  }
  // Positions are a topological order already.
  std::ranges::sort(m_gates);
  for (std::size_t at = 0; at < m_gates.size(); ++at) m_position[m_gates[at]] = static_cast<std::uint32_t>(at);
  out.content.reserve(words + 1);
  out.events.reserve(events);
  for (const std::uint32_t gate : m_gates) {
    const FaultTree::Gate& what = m_tree.gate(gate);
    out.content.push_back(static_cast<std::uint32_t>(what.type));
    if (what.type == Type::event) {
      const auto bits = std::bit_cast<std::uint64_t>(m_q[what.least]);
      out.content.push_back(static_cast<std::uint32_t>(bits >> 32));
      out.content.push_back(static_cast<std::uint32_t>(bits));
      out.events.push_back(what.least);
      continue;
    }
    out.content.push_back(what.least);
    out.content.push_back(what.count);
    if (!hasArguments(what.type)) continue;
    for (const Ref argument : m_tree.arguments(gate)) out.content.push_back(localBits(argument));
  }
  out.content.push_back(localBits(top));
  for (const std::uint32_t gate : m_gates) m_position[gate] = kUnseen;
  return out;
}

}  // namespace nines
