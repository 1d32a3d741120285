// Modules with their diagrams: each is built once, whatever functions it is part of, and stands as one variable in the
// diagram of the module around it.
#pragma once

#include <vector>

#include "availability/construction.h"

namespace nines::dd {

// Syntactically: for functions of which it is not known, neither is true.
struct Direction {
  bool rising = false;   // no event that happens makes it false
  bool falling = false;  // ... makes it true
  constexpr Direction operator!() const { return {falling, rising}; }
};

struct Unit {
  std::uint32_t gate = 0;                // of the formula
  std::vector<std::uint32_t> variables;  // by level: gates of the formula, events or other units
  Direction direction;                   // with respect to its variables
  bool exact = true;                     // the diagram is there
  Function function;
  Part part;  // only of what is too large for a diagram
  std::vector<Piece> pieces;
};

class Units {
 public:
  // At most so many nodes alive, and so many looked at.
  Units(const Formula& formula, std::size_t nodes, std::uint64_t work, std::stop_token stop);

  // Makes the unit of a gate and all those below it. False if the work was stopped.
  bool ensure(std::uint32_t gate);
  // Of a gate that has arguments and is ensured: units below it and its own, what is below coming first.
  std::vector<std::uint32_t> below(std::uint32_t gate) const;

  bool isUnit(std::uint32_t gate) const { return m_unitOf[gate] != kNone; }
  std::uint32_t indexOf(std::uint32_t gate) const { return m_unitOf[gate]; }
  const Unit& operator[](std::uint32_t index) const { return m_units[index]; }
  std::size_t size() const { return m_units.size(); }
  std::size_t nodesLeft() const;
  std::uint64_t work() const { return m_diagram.work(); }  // done so far

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  Constant constantOf(std::uint32_t gate) const;
  std::uint64_t workFor(const Part& part) const;

  const Formula& m_formula;
  std::size_t m_limit;
  std::size_t m_used = 0;
  std::uint64_t m_mostWork;
  ModuleFinder m_modules;
  PartCutter m_cutter;
  Diagram m_diagram;  // where diagrams are made
  std::vector<std::uint32_t> m_unitOf;
  std::vector<Unit> m_units;
};

}  // namespace nines::dd
