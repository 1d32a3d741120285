#include "availability/single_causes.h"

#include <algorithm>
#include <utility>

namespace nines {

using Ref = FaultTree::Ref;
using Type = FaultTree::Type;

namespace {

bool needsSeveral(Type type) { return type == Type::all || type == Type::atLeast; }

}  // namespace

std::vector<EventIndex> SingleCauses::of(Ref top) {
  if (top == FaultTree::always() || top == FaultTree::never()) return {};
  prepare(top);
  std::vector<EventIndex> out;
  addInSeries(top, out);
  return out;
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
  std::vector<EventIndex> found;  // by all arguments of a gate, once for each
  for (const std::uint32_t gate : several) {
    const FaultTree::Gate& what = m_tree.gate(gate);
    const std::size_t least = what.type == Type::all ? what.count : what.least;
    found.clear();
    for (const Ref argument : m_tree.arguments(gate)) addInSeries(argument, found);
    std::ranges::sort(found);
    std::vector<EventIndex>& causes = m_gates[gate];
    for (auto at = found.begin(); at != found.end();) {
      const auto end = std::find_if(at, found.end(), [&](EventIndex event) { return event != *at; });
      if (static_cast<std::size_t>(end - at) >= least) causes.push_back(*at);
      at = end;
    }
  }
}

bool SingleCauses::isNew(std::uint32_t gate) { return std::exchange(m_visited[gate], m_walk) != m_walk; }

void SingleCauses::addInSeries(Ref top, std::vector<EventIndex>& out) {
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  m_visited.resize(m_tree.gateCount(), m_walk);
  ++m_walk;
  m_open.assign(1, top.gate());
  while (!m_open.empty()) {
    const std::uint32_t gate = m_open.back();
    m_open.pop_back();
    const FaultTree::Gate& what = m_tree.gate(gate);
    if (what.type == Type::event) {
      out.push_back(what.least);
    } else if (needsSeveral(what.type)) {
      const auto& causes = m_gates.at(gate);
      out.insert(out.end(), causes.begin(), causes.end());
    } else if (what.type == Type::any) {
      for (const Ref argument : m_tree.arguments(gate)) {
        if (isNew(argument.gate())) m_open.push_back(argument.gate());
      }
    }
  }
  std::ranges::sort(out.begin() + first, out.end());
  out.erase(std::unique(out.begin() + first, out.end()), out.end());
}

}  // namespace nines
