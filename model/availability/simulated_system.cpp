#include "availability/simulated_system.h"

#include <algorithm>

namespace nines::dd {

SystemPlan::SystemPlan(const FaultTree& tree, std::span<const FaultTree::Ref> functions)
    : m_formula(tree, functions), m_first(m_formula.size() + 1), m_gateOf(tree.eventCount(), UINT32_MAX) {
  const auto gates = static_cast<std::uint32_t>(m_formula.size());
  for (std::uint32_t g = 0; g < gates; ++g) {
    if (m_formula.gate(g).kind == Kind::event) m_gateOf[m_formula.gate(g).least] = g;
    for (const Term a : m_formula.arguments(g)) ++m_first[a.index() + 1];
  }
  for (std::uint32_t g = 0; g < gates; ++g) m_first[g + 1] += m_first[g];
  m_users.resize(m_first[gates]);
  std::vector<std::uint32_t> next = m_first;
  for (std::uint32_t g = 0; g < gates; ++g) {
    for (const Term a : m_formula.arguments(g)) m_users[next[a.index()]++] = term(g, a.negated());
  }
}

System::System(const SystemPlan& plan)
    : m_plan(plan), m_count(plan.formula().size()), m_true(plan.formula().size()), m_waits(plan.formula().size()) {}

bool System::judge(std::uint32_t gate) const {
  const FormulaGate& g = m_plan.formula().gate(gate);
  if (g.kind == Kind::any) return m_count[gate] > 0;
  return g.kind == Kind::atLeast ? m_count[gate] >= g.least : m_count[gate] % 2 == 1;
}

void System::start(const std::vector<char>& happened) {
  const Formula& formula = m_plan.formula();
  for (std::uint32_t g = 0; g < formula.size(); ++g) {
    m_count[g] = 0;
    for (const Term a : formula.arguments(g)) m_count[g] += isTrue(a) ? 1 : 0;
    m_true[g] = formula.gate(g).kind == Kind::event ? happened[g] : static_cast<char>(judge(g));
  }
}

void System::push(std::uint32_t gate) {
  if (m_waits[gate] != 0) return;
  m_waits[gate] = 1;
  m_waiting.push_back(gate);
  std::ranges::push_heap(m_waiting, std::greater());
}

void System::flip(std::uint32_t eventGate) {
  const auto tell = [this](std::uint32_t gate) {
    m_true[gate] = static_cast<char>(m_true[gate] == 0);
    for (const Term user : m_plan.usersOf(gate)) {
      if ((m_true[gate] != 0) != user.negated()) ++m_count[user.index()];
      else --m_count[user.index()];
      push(user.index());
    }
  };
  tell(eventGate);
  while (!m_waiting.empty()) {
    std::ranges::pop_heap(m_waiting, std::greater());
    const std::uint32_t gate = m_waiting.back();
    m_waiting.pop_back();
    m_waits[gate] = 0;
    if (judge(gate) != (m_true[gate] != 0)) tell(gate);
  }
}

}  // namespace nines::dd
