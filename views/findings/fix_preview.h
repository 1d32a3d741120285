// What a fix would do to the drawing, for the canvas to point at while the pointer is over "Fix".
#pragma once

#include <vector>

#include "selection.h"
#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

struct FixPreview {
  Selection::Ids changed;   // nodes and links there are that it changes or removes; not those that only make room
  std::vector<Rect> added;  // where nodes that it adds would stand
};

// Empty where the edit does not fit the design.
FixPreview fixPreview(const Design& design, const Edit& edit);

}  // namespace nines
