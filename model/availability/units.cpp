#include "availability/units.h"

#include <algorithm>

namespace nines::dd {

namespace {

Direction directionOf(const Part& part) {
  std::vector<Direction> gates(part.gates.size());
  for (std::uint32_t g = 0; g < gates.size(); ++g) {
    if (part.gates[g].kind == Kind::oddly) continue;
    Direction all{true, true};
    for (const Term a : part.argumentsOf(g)) {
      Direction d{true, false};
      if (!part.isVariable(a)) d = gates[part.gateOf(a)];
      if (a.negated()) d = !d;
      all = {all.rising && d.rising, all.falling && d.falling};
    }
    gates[g] = all;
  }
  return gates.back();
}

}  // namespace

Units::Units(const Formula& formula, std::size_t nodes, std::uint64_t work, std::stop_token stop)
    : m_formula(formula),
      m_limit(nodes),
      m_mostWork(work),
      m_modules(formula),
      m_cutter(formula),
      m_diagram(std::move(stop)),
      m_unitOf(formula.size(), kNone) {}

std::size_t Units::nodesLeft() const { return m_limit > m_used ? m_limit - m_used : 0; }

// What is hard leaves enough for the simple parts that come after it.
std::uint64_t Units::workFor(const Part& part) const {
  constexpr std::uint64_t kSimple = 64;
  const std::uint64_t left = m_mostWork - std::min(m_mostWork, m_diagram.work());
  return std::max(left, std::min(m_mostWork, kSimple * (part.arguments.size() + 1)));
}

// A constant that stood as a variable in the diagram around it would have sets of events with nothing in them, and
// neighbours that matter to nothing.
Constant Units::constantOf(std::uint32_t gate) const {
  if (!isUnit(gate)) return Constant::none;
  const Unit& unit = m_units[m_unitOf[gate]];
  if (!unit.exact || !unit.function.root.constant()) return Constant::none;
  return unit.function.root == kTrue ? Constant::always : Constant::never;
}

bool Units::ensure(std::uint32_t gate) {
  if (isUnit(gate) || m_formula.gate(gate).kind == Kind::event) return true;
  for (const std::uint32_t module : m_modules.below(gate)) {
    if (isUnit(module)) continue;
    Part part = m_cutter.cut(module, m_modules);
    Unit unit;
    unit.gate = module;
    unit.direction = directionOf(part);
    for (std::size_t v = 0; v < part.variables.size(); ++v) part.constants[v] = constantOf(part.variables[v]);
    m_diagram.allow(workFor(part));
    std::optional<Solution> solution = solve(part, m_diagram, nodesLeft());
    if (solution) {
      unit.variables.reserve(solution->order.size());
      for (const std::uint32_t v : solution->order) unit.variables.push_back(part.variables[v]);
      m_used += solution->function.nodes.size() - 1;
      unit.function = std::move(solution->function);
    } else if (m_diagram.failure() == Failure::stopped) {
      return false;
    } else {
      unit.exact = false;
      unit.variables = part.variables;
      unit.pieces = piecesOf(part, m_diagram, nodesLeft());
      unit.part = std::move(part);
    }
    m_unitOf[module] = static_cast<std::uint32_t>(m_units.size());
    m_units.push_back(std::move(unit));
  }
  return true;
}

std::vector<std::uint32_t> Units::below(std::uint32_t gate) const {
  std::vector<std::uint32_t> found{m_unitOf[gate]};
  // A module has one place only, so that none is met twice.
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const std::uint32_t v : m_units[found[i]].variables) {
      if (isUnit(v)) found.push_back(m_unitOf[v]);
    }
  }
  std::ranges::sort(found);  // they were made in that order
  return found;
}

}  // namespace nines::dd
