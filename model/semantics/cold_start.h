// Serverless clusters that pause while nobody asks them.
#pragma once

#include <string_view>

#include "semantics/design.h"

namespace nines {

// The key of the figure that says how long the cluster takes to wake up; empty for one that does not pause. Serverless
// v2 pauses only where its least capacity may be 0: a minimum above that keeps it awake, whatever `autoPause` says.
std::string_view coldStartOf(const Design& design, NodeIndex cluster);

}  // namespace nines
