#include "availability/part.h"

#include <algorithm>

namespace nines::dd {

Part PartCutter::cut(std::uint32_t module, const ModuleFinder& modules) {
  Part part;
  std::vector<std::uint32_t> gates;
  std::vector<std::uint32_t> stack{module};
  m_local[module] = 0;
  std::size_t arguments = 0;
  while (!stack.empty()) {
    const std::uint32_t g = stack.back();
    stack.pop_back();
    const bool inside = m_formula.gate(g).kind != Kind::event && (g == module || !modules.isModule(g));
    (inside ? gates : part.variables).push_back(g);
    if (!inside) continue;
    arguments += m_formula.gate(g).count;
    for (const Term a : m_formula.arguments(g)) {
      if (m_local[a.index()] != kNowhere) continue;
      m_local[a.index()] = 0;
      stack.push_back(a.index());
    }
  }
  std::ranges::sort(gates);
  std::ranges::sort(part.variables);
  std::uint32_t next = 0;
  for (const std::uint32_t v : part.variables) m_local[v] = next++;
  part.constants.assign(part.variables.size(), Constant::none);
  for (const std::uint32_t g : gates) m_local[g] = next++;
  part.gates.reserve(gates.size());
  part.arguments.reserve(arguments);
  for (const std::uint32_t g : gates) {
    FormulaGate gate = m_formula.gate(g);
    gate.first = static_cast<std::uint32_t>(part.arguments.size());
    for (const Term a : m_formula.arguments(g)) part.arguments.push_back(term(m_local[a.index()], a.negated()));
    part.gates.push_back(gate);
  }
  for (const std::uint32_t v : part.variables) m_local[v] = kNowhere;
  for (const std::uint32_t g : gates) m_local[g] = kNowhere;
  return part;
}

}  // namespace nines::dd
