// Builds the diagram of a part: finds an order of its variables in which it is small.
#pragma once

#include <optional>
#include <vector>

#include "availability/diagram.h"
#include "availability/part.h"

namespace nines::dd {

// A function of a part's variables: level i is the variable `order[i]` of Part::variables.
struct Solution {
  Function function;
  std::vector<std::uint32_t> order;
};

// Tries several orders with few nodes, then the one that came furthest with more, up to `limit`, moving variables where
// it gets crowded. Nothing if all fail: failure() of the diagram, which is only a place to work, says why.
std::optional<Solution> solve(const Part& part, Diagram& diagram, std::size_t limit);

// What is small in a part that is too large as a whole.
struct Piece {
  std::uint32_t gate = 0;  // of the part
  Function function;       // levels are positions in Part::variables, in whatever order
};

// Gates that are small by themselves, of which others are made that are not; with at most `limit` nodes alive at once.
// None where the work was stopped.
std::vector<Piece> piecesOf(const Part& part, Diagram& diagram, std::size_t limit);

// The part's function in this order of variables; the diagram must have begun. `done` counts finished gates. Where so
// many nodes as `crowded` are needed on the way, variables are moved to where there are fewer, and `order` with them; 0
// keeps the order.
Edge construct(const Part& part, std::vector<std::uint32_t>& order, Diagram& diagram, std::size_t& done,
               std::size_t crowded = 0);

}  // namespace nines::dd
