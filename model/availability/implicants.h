// Minimal sets of literals that make the function of a diagram true.
#pragma once

#include <vector>

#include "availability/set_family.h"
#include "availability/units.h"

namespace nines::dd {

// A literal is twice the level, plus one for the contrary of the variable.
constexpr std::uint32_t literal(std::uint32_t level, bool negated) { return 2 * level + (negated ? 1 : 0); }

// All minimal sets of at most `order` literals that make the function (or its contrary) true whatever the other
// variables are. `bothSigns` says by level whether the contrary of a variable may be in a set: of events, only that
// they happen. Nothing if there are too many, or the work was stopped.
std::optional<std::vector<std::vector<std::uint32_t>>> implicants(const Function& function, bool negated,
                                                                  Direction direction,
                                                                  const std::vector<bool>& bothSigns, std::size_t order,
                                                                  std::size_t limit, const std::stop_token& stop);

}  // namespace nines::dd
