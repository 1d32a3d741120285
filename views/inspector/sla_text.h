// What the inspector says of a store's SLA.
#pragma once

#include <QString>

#include "availability/estimates.h"

namespace nines {

// Figure, configuration, what that is in a year, and the source, as rich text: a link where its document is known to
// lie somewhere. Empty where no SLA is known.
QString slaHtml(const StoreEstimate& store);

}  // namespace nines
