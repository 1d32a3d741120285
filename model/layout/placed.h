// Places for what an edit adds without saying where: corrections know what is missing, not how the drawing looks.
#pragma once

#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

// The edit with a rectangle for every node that it adds or moves without one, and with the changes that make room:
// containers grow, what they would cover is pushed away. Members of a cluster stand in the row of their fellows where
// a cell is free, zones as the next column. Still one step. Unchanged in a design in which nothing has a rectangle:
// there the layout finds every place when it draws.
Edit placed(const Design& before, Edit edit);

}  // namespace nines
