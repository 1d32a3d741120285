// Point-in-time recovery of tables.
#pragma once

#include <cstdint>
#include <string_view>

#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

// Facts of the profile: how far back the window may reach, in days.
inline constexpr std::string_view kPitrWindowMinimum = "dynamodb.pitrDays.minimum";
inline constexpr std::string_view kPitrWindowMaximum = "dynamodb.pitrDays.maximum";

// The window that is asked for, or the nearest one that is allowed.
std::int64_t nearestPitrWindow(const Design& design, NodeIndex table);
// Switches it on, with a window that is allowed.
Edit enablePitr(const Design& design, NodeIndex table);

}  // namespace nines
