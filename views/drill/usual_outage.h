// Where a drill begins as long as nobody has chosen.
#pragma once

#include "recovery/outage.h"
#include "semantics/design.h"

namespace nines {

// The loss of the zone that usualOutage(design, OutageKind::zone) says, else of whatever can fail; no parts if nothing
// can.
Outage usualOutage(const Design& design);
// Of one kind, in the Region that serves most workloads on ordinary days: the zone or Region with most in it, else the
// first that can fail.
Outage usualOutage(const Design& design, OutageKind kind);

}  // namespace nines
