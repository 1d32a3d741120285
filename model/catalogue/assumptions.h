// What people are told of the figures that analyses take for granted and a design may override: labels, units and
// ranges. Values, sources and dates are the profile's: mostly assumptions, and those of its facts that say how long a
// recovery takes or how far a copy is behind. Rules compare with the facts as they are.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/profile.h"

namespace nines {

// In the order in which they are shown. Only assumptions that some analysis reads by now.
std::span<const PropertySchema> assumptionSchemas();

// Null for a key that is none.
const PropertySchema* assumptionSchema(std::string_view key);

// Keys among a design's own that are none, in order: mistyped, or of another version. They count for nothing.
std::vector<std::string> strangeAssumptions(const Value::Object& own);

// What the profile says under the key of a schema: the assumption, else the fact; null if neither is there.
const Fact* profileFigure(const Profile& profile, std::string_view key);

}  // namespace nines
