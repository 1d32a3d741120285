// The normal form in which the engine sees a fault tree, and its modules.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "availability/fault_tree.h"

namespace nines::dd {

enum class Kind : std::uint8_t { event, any, atLeast, oddly };

// Position and sign: of gates of a formula, of variables and gates of a part.
struct Term {
  std::uint32_t bits = 0;
  constexpr std::uint32_t index() const { return bits >> 1; }
  constexpr bool negated() const { return (bits & 1u) != 0; }
  constexpr Term operator!() const { return {bits ^ 1u}; }
  constexpr bool operator==(const Term&) const = default;
};
constexpr Term term(std::uint32_t index, bool negated = false) { return {index << 1 | (negated ? 1u : 0u)}; }

struct FormulaGate {
  Kind kind = Kind::event;
  std::uint32_t least = 0;  // of atLeast; of events: the EventIndex
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

// "All" is the contrary of "any" of the contraries; gates of one kind that only one other such gate uses are part of
// that one. Arguments come before their gates.
class Formula {
 public:
  // Of what `tops` depend on. Constants among them are left to the caller.
  Formula(const FaultTree& tree, std::span<const FaultTree::Ref> tops);

  std::size_t size() const { return m_gates.size(); }
  const FormulaGate& gate(std::uint32_t index) const { return m_gates[index]; }
  std::span<const Term> arguments(std::uint32_t index) const {
    return std::span(m_arguments).subspan(m_gates[index].first, m_gates[index].count);
  }
  // What a gate of the tree became.
  Term of(FaultTree::Ref r) const { return r.isNegated() ? !m_of[r.gate()] : m_of[r.gate()]; }

 private:
  void add(const FaultTree& tree, std::uint32_t index);
  bool gather(const FaultTree& tree, std::uint32_t index, std::vector<Term>& arguments) const;

  std::vector<FormulaGate> m_gates;
  std::vector<Term> m_arguments;
  std::vector<Term> m_of;
  std::vector<std::uint32_t> m_uses;  // of the tree's gates
  std::vector<bool> m_isAbsorbed;     // gates of the tree that became part of their only user
};

// Finds the modules below gates: gates whose events nobody reaches but through them. In linear time, by the dates of a
// walk (Dutuit and Rauzy 1996): a gate is a module if everything below it is first and last met while the walk is
// below it.
class ModuleFinder {
 public:
  explicit ModuleFinder(const Formula& formula);

  // Modules with arguments below the gate and the gate itself, in topological order.
  std::vector<std::uint32_t> below(std::uint32_t top);
  // Whether a gate was among the last answer.
  bool isModule(std::uint32_t gate) const { return m_isModule[gate]; }

 private:
  void walk(std::uint32_t top);

  const Formula& m_formula;
  std::vector<std::uint32_t> m_first, m_last, m_end;  // dates; 0 where not met
  std::vector<std::uint32_t> m_earliest, m_latest;    // of all that is below
  std::vector<bool> m_isModule;
  std::vector<std::uint32_t> m_met;
};

}  // namespace nines::dd
