// AWS's rule of thumb: availability of a workload as the product of the SLAs of the distinct services on its path.
#pragma once

#include "availability/estimates.h"
#include "semantics/design.h"

namespace nines {

// Products and SLAs alone; what the exact engine finds is left empty.
Estimates estimateSlas(const Design& design);

}  // namespace nines
