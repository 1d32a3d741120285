// What `nines evaluate` prints.
#pragma once

#include <string>

#include "availability/evaluation.h"
#include "formats/mef.h"

namespace nines {

// Smaller ones have not all of their digits, or none: people are told that it is below.
inline constexpr double kLeastProbability = 1e-307;

// Whether this is the probability of what can happen and is less than kLeastProbability.
constexpr bool isTooSmall(double probability, bool canHappen) { return canHappen && probability < kLeastProbability; }

// Probabilities are null where they are not exact, or too small to be said; `bounds` has what is known of the top event
// then.
std::string evaluationJson(const MefTree& tree, const Probability& probability, const Possibility& possibility,
                           double seconds);

}  // namespace nines
