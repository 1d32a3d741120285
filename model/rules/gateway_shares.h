// Dividing what one storage gateway was to take among several.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/mending.h"

namespace nines {

// How many pieces each of `parts` gets, the larger shares first: 70 in 3 are 24, 23, 23.
std::vector<std::int64_t> sharesOf(std::int64_t pieces, std::int64_t parts);

// The number of gateways that `needed` asks for; nothing if these are so many that a slip of the pen is more likely.
std::optional<std::int64_t> gatewaysFor(double needed);

// The gateway keeps the first share (its properties), a further gateway beside it takes each of the others, for the
// same clients and with the same buckets. Nothing where a second one of its kind could not stand.
std::optional<Edit> shareOut(const Design& design, NodeIndex gateway, const std::vector<Properties>& shares,
                             std::string label);

}  // namespace nines
