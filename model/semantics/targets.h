// What workloads promise: recovery times and points by kind of outage (properties.md, `users`).
#pragma once

#include <optional>
#include <string_view>

#include "semantics/design.h"

namespace nines {

// Whether Regions with two different codes are drawn: only then one number given as a target covers the Region too.
bool hasSecondRegion(const Design& design);
// The workload's target for the loss of a Region, in seconds; `key` is "rtoSeconds" or "rpoSeconds".
std::optional<double> regionTarget(const Design& design, NodeIndex workload, std::string_view key, bool secondRegion);

}  // namespace nines
