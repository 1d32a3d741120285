// What the choice of a property means, set or assumed.
#pragma once

#include "catalogue/choice_traits.h"
#include "semantics/design.h"

namespace nines {

// Whether the effective value of the property has the trait (catalogue/choice_traits.h); false where it is unknown.
bool chooses(const Design& design, NodeIndex node, std::string_view property, std::string_view trait);

// Of a cluster by its mode: every writer takes writes at once; AWS runs one instance, wherever it likes, and drawn ones
// mean nothing.
bool writesEverywhere(const Design& design, NodeIndex cluster);
bool runsByItself(const Design& design, NodeIndex cluster);

}  // namespace nines
