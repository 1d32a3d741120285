#include "rules/pitr.h"

#include <algorithm>

#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"

namespace nines {

std::int64_t nearestPitrWindow(const Design& design, NodeIndex table) {
  const std::int64_t least = limitOf(design, kPitrWindowMinimum);
  const std::int64_t most = limitOf(design, kPitrWindowMaximum);
  const double asked = design.read(table, "pitrDays").number(static_cast<double>(most));
  return static_cast<std::int64_t>(std::clamp(asked, static_cast<double>(least), static_cast<double>(most)));
}

Edit enablePitr(const Design& design, NodeIndex table) {
  Mending mending(design, "Enable point-in-time recovery for " + titled(design, table));
  mending.set(table, "pitr", true);
  // A window that nobody could have is refused as soon as there is one.
  if (const std::int64_t days = nearestPitrWindow(design, table);
      design.read(table, "pitrDays").number() != static_cast<double>(days)) {
    mending.set(table, "pitrDays", days);
  }
  return mending.take();
}

}  // namespace nines
