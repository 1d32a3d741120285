// A design in the language of Graphviz: containers are clusters.
#pragma once

#include <span>
#include <string>

#include "semantics/design.h"

namespace nines {

// Of `only` with everything in them; of all where that is empty. The same holds for the other diagrams as text.
std::string writeDot(const Design& design, std::span<const NodeIndex> only = {});

}  // namespace nines
