// What people are told of the assumptions that analyses read: labels, units and ranges. Values, sources and dates are
// the profile's (Profile::assumptions); a design overrides values under the same keys.
#pragma once

#include <span>
#include <string_view>

#include "catalogue/catalogue.h"

namespace nines {

// In the order in which they are shown. Only assumptions that some analysis reads by now.
std::span<const PropertySchema> assumptionSchemas();

// Null for a key that is none.
const PropertySchema* assumptionSchema(std::string_view key);

}  // namespace nines
