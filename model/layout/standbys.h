// A Multi-AZ database is one thing in two zones: what people do to the primary takes care of its standby.
#pragma once

#include <vector>

#include "layout/layout.h"
#include "semantics/design.h"
#include "support/geometry.h"
#include "topology/edit.h"

namespace nines {

// The edit, completed:
// - a standby goes with its primary, takes its new name if it bore the old one, and leaves a zone or Region in which it
//   could not stand for one: the primary's former zone if they would share one, else another drawn zone of the Region;
// - switching `multiAz` on (or adding a database for which it is on) draws a standby in another drawn zone of the
// Region,
//   unless the profile says that the engine has no Multi-AZ; switching it off takes the standby away.
// What the edit itself does to a standby stays. An edit that does not apply comes back as it is.
Edit withStandbys(const Design& before, const Edit& edit);

// A standby that the completed edit gives another container, though the edit itself does not.
struct Companion {
  NodeIndex node = kNone;
  Rect rect;  // absolute: where it will stand in its container, as long as that one has made way for nothing

  bool operator==(const Companion&) const = default;
};
// Those of an edit that withStandbys() completed.
std::vector<Companion> companionsOf(const Design& before, const Edit& edit, const Edit& completed);

// Where a node will stand (`now`, in the design and layout of `after`), if its container is where it was `before`.
Rect beforeWayIsMade(const Design& before, const Layout& drawn, const Design& after, const Layout& then, NodeIndex now);

}  // namespace nines
