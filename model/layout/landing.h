// Where dropped cards come to lie so that none hides another.
#pragma once

#include <functional>
#include <span>

#include "layout/layout.h"

namespace nines::placing {

// A card as it is about to be dropped.
struct Landing {
  Rect rect;  // absolute
  NodeIndex container = kNone;
};

// True for what others must not lie on: cards and notes, no container, no frame around members.
bool isCard(const Design& design, const Layout& layout, NodeIndex i);

// The smallest common shift after which none of these cards lies on a card of its container; nothing if none does as it
// is. Shifted cards keep the usual gaps, stay inside their container or grow it downwards, and their left and top edges
// stay on the grid. `leaves` tells which cards will be gone from where they are. Very many cards over very many others
// are left as they are.
Point shiftToFree(const Design& design, const Layout& layout, std::span<const Landing> cards,
                  const std::function<bool(NodeIndex)>& leaves);

// The same for a fresh container that hides what is below it: it keeps off containers too.
Point shiftBeside(const Design& design, const Layout& layout, const Landing& container);
// And for one that is moved: closer to others, as it is people who say how close; what it lies over already may stay
// so.
Point shiftBeside(const Design& design, const Layout& layout, NodeIndex container, const Landing& to);

}  // namespace nines::placing
