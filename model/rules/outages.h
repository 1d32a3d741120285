// How rules speak of outages, and of workloads that have targets for them.
#pragma once

#include <string>
#include <string_view>

#include "recovery/outage.h"
#include "semantics/design.h"

namespace nines {

// "the host of orders-db fails": behind "when".
std::string clauseOf(const Design& design, const Outage& outage);

// Whether any workload has a value for the property: drills are worked out only then.
bool anyHas(const Design& design, std::string_view property);

}  // namespace nines
