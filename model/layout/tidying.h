// Bringing the content of a container into rows and columns, and containers to the size of their content: edits of the
// Arrange menu.
#pragma once

#include "layout/layout.h"
#include "topology/edit.h"

namespace nines::placing {

// Whether this is a container in which others stand by their places; a frame's members stand elsewhere.
bool holdsOthers(const Design& design, const Layout& layout, NodeIndex i);

// Brings everything in the container, at any depth, into rows and columns as it roughly stands in some already: nothing
// overlaps, the zones of a Region share their rows and their height, and every container in it, and the container
// itself, becomes as large as its content asks. What stands beside it makes way. A zone alone keeps to the rows
// and the height of the zones beside it. kNone: the whole canvas, whose top left corner
// stays. A container in it that holds something locked goes as it is. Empty if nothing changes, and where tidyBlocker()
// is one.
Edit tidy(const Design& design, const Layout& layout, NodeIndex container);

// What keeps this container as it is: itself or something directly in it, locked. kNone: nothing.
NodeIndex tidyBlocker(const Design& design, NodeIndex container);

// Shrinks the container around its content, header and padding kept; the content stays where it is. No side ever goes
// outwards, also where content is closer to it than the padding or beyond it. Empty if nothing changes, and for what is
// no container.
Edit fitToContent(const Design& design, const Layout& layout, NodeIndex container);

}  // namespace nines::placing
