// Asking whether an edit fits, without carrying it out.
#pragma once

#include "topology/edit.h"

namespace nines {

// Whether apply() would carry it out. Costs what the edit is long, and the size of the topology only where the edit
// removes something.
bool applies(const Topology& topology, const Edit& edit);

}  // namespace nines
