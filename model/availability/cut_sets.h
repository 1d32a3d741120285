// Minimal cut sets, read off the diagrams of units.
#pragma once

#include <optional>
#include <vector>

#include "availability/units.h"

namespace nines::dd {

// All minimal sets of at most `order` events that make the gate (or its contrary) true whatever else happens, events
// ascending; nothing if they are more than `limits` allow or the work was stopped. The units must be exact.
std::optional<std::vector<std::vector<std::uint32_t>>> minimalCutSets(const Formula& formula, const Units& units,
                                                                      Term top, std::size_t order, std::size_t limit,
                                                                      const std::stop_token& stop);

}  // namespace nines::dd
