// A design for PlantUML, in shapes that it has without any library: containers are rectangles around others.
#pragma once

#include <span>
#include <string>

#include "semantics/design.h"

namespace nines {

std::string writePlantUml(const Design& design, std::span<const NodeIndex> only = {});

}  // namespace nines
