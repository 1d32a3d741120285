// Static orders of the variables of a part. None is best for all trees, and a bad one costs everything: several are
// tried, and the best is improved (construction.h).
#pragma once

#include <vector>

#include "availability/part.h"

namespace nines::dd {

enum class OrderBy {
  commonCauses,  // what most arguments share comes first, until the others fall apart into what shares nothing
  depthFirst,    // as a walk through the gates meets them
  heavyFirst,    // the same, going where most variables are first
  gravity,       // what is used together stands together (FORCE: Aloul, Markov and Sakallah 2003)
};

// Positions in Part::variables, the first being the topmost level.
std::vector<std::uint32_t> orderOf(const Part& part, OrderBy by);

}  // namespace nines::dd
