// What workloads promise: recovery times and points by kind of outage (properties.md, `users`).
#pragma once

#include <optional>
#include <string_view>

#include "semantics/design.h"

namespace nines {

// Whether Regions with two different codes are drawn: only then one number given as a target covers the Region too.
bool hasSecondRegion(const Design& design);
// The targets by kind of outage that one target is: one number counts for host and zone, and for the Region where a
// second one is drawn. An object is what it says; anything else is none.
Value::Object targetsByKind(const Value& target, bool secondRegion);
// The workload's target for the loss of a Region, in seconds; `key` is "rtoSeconds" or "rpoSeconds".
std::optional<double> regionTarget(const Design& design, NodeIndex workload, std::string_view key, bool secondRegion);

}  // namespace nines
