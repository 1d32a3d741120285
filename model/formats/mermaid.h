// A design as a Mermaid flowchart: containers are subgraphs.
#pragma once

#include <span>
#include <string>

#include "semantics/design.h"

namespace nines {

std::string writeMermaid(const Design& design, std::span<const NodeIndex> only = {});

}  // namespace nines
