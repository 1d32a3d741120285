#include "availability/single_causes.h"

#include <algorithm>
#include <unordered_set>

namespace nines {

using Ref = FaultTree::Ref;
using Type = FaultTree::Type;

namespace {

bool needsSeveral(Type type) { return type == Type::all || type == Type::atLeast; }

}  // namespace

std::vector<EventIndex> SingleCauses::of(Ref top) {
  if (top == FaultTree::always() || top == FaultTree::never()) return {};
  prepare(top);
  return inSeries(top);
}

// Bottom up, since positions are a topological order: no depth of the tree is too deep.
void SingleCauses::prepare(Ref top) {
  m_prepared.resize(m_tree.gateCount(), false);
  std::vector<std::uint32_t> open;
  std::vector<std::uint32_t> several;
  const auto visit = [&](std::uint32_t gate) {
    if (m_prepared[gate]) return;
    m_prepared[gate] = true;
    open.push_back(gate);
  };
  visit(top.gate());
  while (!open.empty()) {
    const std::uint32_t gate = open.back();
    open.pop_back();
    if (needsSeveral(m_tree.gate(gate).type)) several.push_back(gate);
    if (m_tree.gate(gate).type == Type::event || m_tree.gate(gate).type == Type::never) continue;
    for (const Ref argument : m_tree.arguments(gate)) visit(argument.gate());
  }
  std::ranges::sort(several);
  for (const std::uint32_t gate : several) {
    const FaultTree::Gate& what = m_tree.gate(gate);
    const std::size_t least = what.type == Type::all ? what.count : what.least;
    std::unordered_map<EventIndex, std::size_t> counts;
    for (const Ref argument : m_tree.arguments(gate)) {
      for (const EventIndex event : inSeries(argument)) ++counts[event];
    }
    std::vector<EventIndex>& causes = m_gates[gate];
    for (const auto& [event, count] : counts) {
      if (count >= least) causes.push_back(event);
    }
    std::ranges::sort(causes);
  }
}

std::vector<EventIndex> SingleCauses::inSeries(Ref top) const {
  std::vector<EventIndex> out;
  std::unordered_set<std::uint32_t> seen{top.gate()};
  std::vector<std::uint32_t> open{top.gate()};
  while (!open.empty()) {
    const std::uint32_t gate = open.back();
    open.pop_back();
    const FaultTree::Gate& what = m_tree.gate(gate);
    if (what.type == Type::event) {
      out.push_back(what.least);
    } else if (needsSeveral(what.type)) {
      const auto& causes = m_gates.at(gate);
      out.insert(out.end(), causes.begin(), causes.end());
    } else if (what.type == Type::any) {
      for (const Ref argument : m_tree.arguments(gate)) {
        if (seen.insert(argument.gate()).second) open.push_back(argument.gate());
      }
    }
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace nines
