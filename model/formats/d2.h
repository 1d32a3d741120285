// A design in the language D2: containers are shapes with shapes in them.
#pragma once

#include <span>
#include <string>

#include "semantics/design.h"

namespace nines {

std::string writeD2(const Design& design, std::span<const NodeIndex> only = {});

}  // namespace nines
