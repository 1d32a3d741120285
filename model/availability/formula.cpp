#include "availability/formula.h"

#include <algorithm>

namespace nines::dd {

namespace {

// Both directions of "all" and "any" are one kind here.
bool sameKind(FaultTree::Type a, FaultTree::Type b) {
  const auto joins = [](FaultTree::Type t) { return t == FaultTree::Type::all || t == FaultTree::Type::any; };
  return a == b || (joins(a) && joins(b));
}

}  // namespace

Formula::Formula(const FaultTree& tree, std::span<const FaultTree::Ref> tops)
    : m_of(tree.gateCount()), m_uses(tree.gateCount()), m_isAbsorbed(tree.gateCount()) {
  constexpr std::uint32_t kMany = 2;
  std::vector<std::uint32_t> user(tree.gateCount());
  std::vector<bool> negatedUse(tree.gateCount());
  for (const FaultTree::Ref top : tops) m_uses[top.gate()] = kMany;  // asked for by name: stays a gate
  for (auto i = static_cast<std::uint32_t>(tree.gateCount()); i-- > 1;) {
    if (m_uses[i] == 0) continue;
    for (const FaultTree::Ref a : tree.arguments(i)) {
      ++m_uses[a.gate()];
      user[a.gate()] = i;
      negatedUse[a.gate()] = a.isNegated();
    }
  }
  for (std::uint32_t i = 1; i < tree.gateCount(); ++i) {
    if (m_uses[i] == 0) continue;
    const FaultTree::Type type = tree.gate(i).type;
    const FaultTree::Type above = tree.gate(user[i]).type;
    bool absorbed =
        m_uses[i] == 1 && type != FaultTree::Type::event && type != FaultTree::Type::atLeast && sameKind(type, above);
    // An "all" inside of an "any" is another gate, unless one of both is negated.
    if (absorbed && type != FaultTree::Type::oddly) absorbed = (type == above) != negatedUse[i];
    m_isAbsorbed[i] = absorbed;
    if (!absorbed) add(tree, i);
  }
}

// All arguments of a gate, in order, with those of gates that became part of it in their places. Each is looked at
// once, however long a chain of such gates is. Returns whether signs that were taken off "oddly" turn its result.
bool Formula::gather(const FaultTree& tree, std::uint32_t index, std::vector<Term>& arguments) const {
  bool odd = false;
  std::vector<std::pair<std::uint32_t, std::size_t>> stack{{index, 0}};  // gate, next argument
  while (!stack.empty()) {
    auto& [at, next] = stack.back();
    const auto given = tree.arguments(at);
    if (next == given.size()) {
      stack.pop_back();
      continue;
    }
    const FaultTree::Ref a = given[next++];
    if (m_isAbsorbed[a.gate()]) {
      odd ^= a.isNegated();
      stack.emplace_back(a.gate(), 0);
      continue;
    }
    const FaultTree::Type type = tree.gate(at).type;
    Term t = type == FaultTree::Type::all ? !of(a) : of(a);
    if (type == FaultTree::Type::oddly && t.negated()) {
      odd = !odd;
      t = !t;
    }
    arguments.push_back(t);
  }
  return odd;
}

void Formula::add(const FaultTree& tree, std::uint32_t index) {
  const FaultTree::Gate& gate = tree.gate(index);
  const auto self = static_cast<std::uint32_t>(m_gates.size());
  const auto first = static_cast<std::uint32_t>(m_arguments.size());
  if (gate.type == FaultTree::Type::event) {
    m_gates.push_back({Kind::event, gate.least, first, 0});
    m_of[index] = term(self);
    return;
  }
  const bool odd = gather(tree, index, m_arguments);
  m_of[index] = term(self, gate.type == FaultTree::Type::all || (gate.type == FaultTree::Type::oddly && odd));
  Kind kind = Kind::any;
  if (gate.type == FaultTree::Type::atLeast) kind = Kind::atLeast;
  if (gate.type == FaultTree::Type::oddly) kind = Kind::oddly;
  m_gates.push_back({kind, gate.least, first, static_cast<std::uint32_t>(m_arguments.size()) - first});
}

ModuleFinder::ModuleFinder(const Formula& formula)
    : m_formula(formula),
      m_first(formula.size()),
      m_last(formula.size()),
      m_end(formula.size()),
      m_earliest(formula.size()),
      m_latest(formula.size()),
      m_isModule(formula.size()) {}

std::vector<std::uint32_t> ModuleFinder::below(std::uint32_t top) {
  for (const std::uint32_t g : m_met) {
    m_first[g] = 0;
    m_isModule[g] = false;
  }
  m_met.clear();
  walk(top);
  std::ranges::sort(m_met);
  std::vector<std::uint32_t> modules;
  for (const std::uint32_t g : m_met) {
    m_earliest[g] = m_first[g];
    m_latest[g] = m_last[g];
    if (m_formula.gate(g).kind == Kind::event) continue;
    std::uint32_t earliest = UINT32_MAX;
    std::uint32_t latest = 0;
    for (const Term a : m_formula.arguments(g)) {
      earliest = std::min(earliest, m_earliest[a.index()]);
      latest = std::max(latest, m_latest[a.index()]);
    }
    m_isModule[g] = earliest > m_first[g] && latest < m_end[g];
    if (m_isModule[g]) modules.push_back(g);
    m_earliest[g] = std::min(m_earliest[g], earliest);
    m_latest[g] = std::max(m_latest[g], latest);
  }
  return modules;
}

void ModuleFinder::walk(std::uint32_t top) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> stack;  // gate, next argument
  std::uint32_t date = 0;
  const auto meet = [&](std::uint32_t g) {
    m_last[g] = ++date;
    if (m_first[g] != 0) return;
    m_first[g] = date;
    m_met.push_back(g);
    if (m_formula.gate(g).count > 0) stack.emplace_back(g, 0);
  };
  meet(top);
  while (!stack.empty()) {
    auto& [gate, next] = stack.back();
    if (next == m_formula.gate(gate).count) {
      m_end[gate] = ++date;
      stack.pop_back();
    } else {
      meet(m_formula.arguments(gate)[next++].index());
    }
  }
}

}  // namespace nines::dd
