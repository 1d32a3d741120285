#include "availability/sub_function.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

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
  const auto visit = [&](std::uint32_t gate) {
    if (m_position[gate] != kUnseen) return;
    m_position[gate] = 0;
    out.gates.push_back(gate);
  };
  visit(top.gate());
  for (std::size_t at = 0; at < out.gates.size(); ++at) {
    const std::uint32_t gate = out.gates[at];
    if (!hasArguments(m_tree.gate(gate).type)) continue;
    for (const Ref argument : m_tree.arguments(gate)) visit(argument.gate());
  }
  // Positions are a topological order already.
  std::ranges::sort(out.gates);
  for (std::size_t at = 0; at < out.gates.size(); ++at) m_position[out.gates[at]] = static_cast<std::uint32_t>(at);

  for (const std::uint32_t gate : out.gates) {
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
  for (const std::uint32_t gate : out.gates) m_position[gate] = kUnseen;
  return out;
}

OwnTree ownTree(const SubFunction& function, const FaultTree& tree, std::span<const double> q) {
  OwnTree out;
  std::unordered_map<std::uint32_t, Ref> made;
  made.reserve(function.gates.size());
  const auto local = [&](Ref ref) {
    const Ref plain = made.at(ref.gate());
    return ref.isNegated() ? !plain : plain;
  };
  std::vector<Ref> arguments;
  for (const std::uint32_t gate : function.gates) {
    const FaultTree::Gate& what = tree.gate(gate);
    arguments.clear();
    if (hasArguments(what.type)) {
      for (const Ref argument : tree.arguments(gate)) arguments.push_back(local(argument));
    }
    Ref ref;
    switch (what.type) {
      case Type::never:
        ref = FaultTree::never();
        break;
      case Type::event:
        ref = out.tree.addEvent();
        out.q.push_back(q[what.least]);
        break;
      case Type::all:
        ref = out.tree.all(arguments);
        break;
      case Type::any:
        ref = out.tree.any(arguments);
        break;
      case Type::atLeast:
        ref = out.tree.atLeast(what.least, arguments);
        break;
      case Type::oddly:
        ref = out.tree.oddly(arguments);
        break;
    }
    made.emplace(gate, ref);
  }
  out.top = local(function.top);
  return out;
}

}  // namespace nines
