// What lies between a module and the modules below it, by itself: these count as variables as events do.
#pragma once

#include <vector>

#include "availability/formula.h"

namespace nines::dd {

// What is known of a variable beforehand.
enum class Constant : std::uint8_t { none, never, always };

struct Part {
  std::vector<std::uint32_t> variables;  // gates of the formula: events and modules
  std::vector<FormulaGate> gates;        // arguments before their gates; the last one is the part's function
  std::vector<Term> arguments;           // positions below variables.size() are variables, then come the gates
  std::vector<Constant> constants;       // by variable: modules whose gates come to the same whatever happens

  std::span<const Term> argumentsOf(std::uint32_t gate) const {
    return std::span(arguments).subspan(gates[gate].first, gates[gate].count);
  }
  bool isVariable(Term t) const { return t.index() < variables.size(); }
  std::uint32_t gateOf(Term t) const { return t.index() - static_cast<std::uint32_t>(variables.size()); }
};

// Cuts parts out of a formula; keeps its tables from one to the next.
class PartCutter {
 public:
  explicit PartCutter(const Formula& formula) : m_formula(formula), m_local(formula.size(), kNowhere) {}
  Part cut(std::uint32_t module, const ModuleFinder& modules);

 private:
  static constexpr std::uint32_t kNowhere = UINT32_MAX;
  const Formula& m_formula;
  std::vector<std::uint32_t> m_local;
};

}  // namespace nines::dd
