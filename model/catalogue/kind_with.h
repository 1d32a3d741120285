// Kinds by what they mean rather than by name.
#pragma once

#include "catalogue/catalogue.h"

namespace nines {

// The first kind with this trait, in palette order: what a fresh zone is, for instance. Null for none.
const Kind* kindWith(const Catalogue& catalogue, std::string_view trait);

}  // namespace nines
