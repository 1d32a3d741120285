// What a lock means: no gesture on the canvas changes the place, size, container, name or existence of a locked node.
// Its place is relative to its container, so that it goes along with that; what stands in it is free. Moving it by
// naming a zone in the inspector is such a gesture, and so is a fix that would move or remove it; properties and undo
// do not ask.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "layout/arrange.h"
#include "semantics/design.h"
#include "topology/edit.h"

namespace nines::placing {

bool hasLocks(const Design& design);

// The first that is locked: the node itself or something in it, at any depth. kNone if nothing is.
NodeIndex lockedWithin(const Design& design, NodeIndex i);

// Why a gesture may not do this, one sentence without a full stop: "eu-west-1a (Availability Zone) is locked: it does
// not grow"; empty if no locked node is changed.
std::string lockRefusal(const Design& design, const Edit& edit);

// What is dropped into a locked container comes to lie inside its right and lower insets as far as it fits: what would
// let another one grow. The shift that does so; none for containers that are not locked.
Point shiftInto(const Design& design, NodeIndex container, const Rect& outer, const Rect& dropped,
                const Insets& insets);

// Locks or unlocks the nodes. What is locked keeps the place that the layout found for it. Empty if nothing changes.
Edit setLocked(const Design& design, std::span<const NodeIndex> nodes, bool locked);

}  // namespace nines::placing
