// Moving a node by naming the container instead of dragging it there.
#pragma once

#include "layout/layout.h"
#include "topology/edit.h"

namespace nines::placing {

// The step that a drag would make which puts the node into this container where it stands in its own one, seen from
// the container's corner: past cards that it would hide, containers growing around it. Where that place lies outside,
// the first free one. A database takes the place of its standby, where that is to leave the container for it
// (`withStandbys`). Empty if the container is its own already; one that may not hold the node (`refusal`) and locks
// (`lockRefusal`) are the caller's business.
Edit moveInto(const Design& design, const Layout& layout, NodeIndex node, NodeIndex container);

}  // namespace nines::placing
