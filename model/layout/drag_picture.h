// What the canvas shows while something is dragged, as a design of its own: so that links can be routed for it.
#pragma once

#include <memory>
#include <vector>

#include "layout/layout.h"
#include "topology/edit.h"

namespace nines {

// A design and where everything in it stands, in a form that another thread may keep.
struct Picture {
  std::shared_ptr<const Design> design;
  std::shared_ptr<const Layout> layout;
  bool ofDrop = false;  // exactly what the drop leads to
};

struct Drag {
  Picture before;
  std::vector<char> moving;  // by NodeIndex, contents included
  Point delta;               // by how much it is shown elsewhere
  Edit drop;                 // what letting go would submit; empty where that is refused
};

// The design after the drop, as long as nothing else has to make way for it: containers and neighbours do so when it
// happens, not while a person is still looking for the place. Then, and where the drop is refused, what is dragged is
// where it is held (standbys that go along where they will be in their container), and all else where it is now. Nodes
// and links are the same as before, under the same indices.
Picture pictureOf(const Drag& drag);

}  // namespace nines
