// What `nines evaluate` prints.
#pragma once

#include <string>

#include "availability/evaluation.h"
#include "formats/mef.h"

namespace nines {

// The probability is null where it is not exact; `bounds` has what is known then.
std::string evaluationJson(const MefTree& tree, const Probability& probability, double seconds);

}  // namespace nines
