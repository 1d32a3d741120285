// What people are told of the figures that analyses take for granted and a design may override: labels, units and
// ranges. Values, sources and dates are the profile's: mostly assumptions, and those of its facts that say how long a
// recovery takes or how far a copy is behind. Rules compare with the facts as they are.
#pragma once

#include <span>
#include <string_view>

#include "catalogue/catalogue.h"
#include "catalogue/profile.h"

namespace nines {

// In the order in which they are shown. Only assumptions that some analysis reads by now.
std::span<const PropertySchema> assumptionSchemas();

// Null for a key that is none.
const PropertySchema* assumptionSchema(std::string_view key);

// What the profile says under the key of a schema: the assumption, else the fact; null if neither is there.
const Fact* profileFigure(const Profile& profile, std::string_view key);

}  // namespace nines
