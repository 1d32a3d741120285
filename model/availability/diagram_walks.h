// What is read off a finished diagram, each in one pass over its nodes.
#pragma once

#include <span>
#include <vector>

#include "availability/diagram.h"
#include "availability/possibility.h"

namespace nines::dd {

// The probability of something and of its contrary, each summed up for itself: either may be tiny.
struct Chance {
  double is = 0;
  double isNot = 1;
  constexpr Chance operator!() const { return {isNot, is}; }
};

// A probability that is known to lie between two values, both included.
struct Range {
  double lower = 0;
  double upper = 1;
  constexpr Range operator!() const { return {1 - upper, 1 - lower}; }
};

// A little wider, by more than what calculating it may have been off by.
Range outward(const Range& range);

// `variables` by level.
Chance chanceOf(const Function& function, std::span<const Chance> variables);
Possibility possibilityOf(const Function& function, std::span<const Possibility> variables);
// For certain, whatever the true probabilities of the variables are within their ranges.
Range rangeOf(const Function& function, std::span<const Range> variables);

// What a function says of one of its variables.
struct Sensitivity {
  double birnbaum = 0;  // P(f | variable) - P(f | not variable)
  Chance without;       // P(f | not variable)
  Chance with;          // P(f | variable)
  bool matters = false;
};
std::vector<Sensitivity> sensitivitiesOf(const Function& function, std::span<const Chance> variables);

}  // namespace nines::dd
