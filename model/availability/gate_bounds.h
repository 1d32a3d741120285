// Bounds of a part's function gate by gate, with some variables fixed.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "availability/construction.h"
#include "availability/diagram_walks.h"
#include "availability/part.h"

namespace nines::dd {

// What is proven of a gate from the bounds of its arguments, A1 .. An with probabilities between l_i and u_i:
//
// Of whatever arguments (Fréchet): P(any) is at least that of each argument and at most the sum; P(at least k) is at
// most the sum / k (Markov), and as n - k + 1 of the contraries make its contrary, P(not) is at most the sum of the
// contraries / (n - k + 1); P(A xor B) is between |P(A) - P(B)| and the smaller of P(A) + P(B) and 2 - P(A) - P(B). Of
// arguments that all only rise (or all only fall) with the events: these are associated (Harris 1960), so that P(none)
// is at least the product of the contraries: P(any) <= 1 - prod(1 - u_i). Of arguments that share no variable, and thus
// are independent: the exact formulas, which rise with each argument, at either end, or where those are too long what
// their mean says (Hoeffding 1963); and of "any", those that share nothing among them already give
// P(any) >= 1 - prod(1 - l_i) over these.
class GateBounds {
 public:
  // Both have to outlive it. `pieces` are gates of the part that are known exactly.
  GateBounds(const Part& part, std::span<const Piece> pieces);

  // `variables` by position; those with equal ends of 0 or 1 count as fixed and are shared by nobody.
  Range of(std::span<const Range> variables);
  // How many terms it looks at.
  std::size_t cost() const;

 private:
  using Words = std::span<std::uint64_t>;

  Range any(std::span<const Term> arguments);
  Range atLeast(std::span<const Term> arguments, std::uint32_t least);
  Range oddly(std::span<const Term> arguments);
  Range valueOf(Term t) const;
  Words supportOf(Term t) { return std::span(m_supports).subspan(t.index() * m_words, m_words); }
  bool shareNothing(std::span<const Term> arguments);
  bool sameDirection(std::span<const Term> arguments) const;
  double certainAny(std::span<const Term> arguments);

  void findWanted();
  bool isWanted(std::uint32_t gate) const { return m_wanted[gate] != 0; }

  const Part& m_part;
  std::vector<const Function*> m_functions;  // by gate; null where it is no piece
  std::vector<std::uint8_t> m_wanted;        // gates above the pieces, and these: what the last gate is made of
  std::size_t m_pieceNodes = 0;
  std::size_t m_words;  // of a set of variables; 0 where sets would be too large
  std::vector<Range> m_values;
  std::vector<std::uint64_t> m_supports;
  std::vector<std::uint64_t> m_union;
  std::vector<std::uint8_t> m_rises, m_falls;  // of variables and gates
};

}  // namespace nines::dd
