#include "layout/moving_into.h"

#include "layout/landing.h"
#include "layout/rearrangement.h"

namespace nines::placing {

namespace {

// From the corner of what the container stands for: a group in a zone is looked through.
Rect sameSpot(const Design& design, const Layout& layout, NodeIndex node, NodeIndex container) {
  const NodeIndex from = design.effectiveParent(node);
  const Point before = from == kNone ? Point{} : layout.rect(from).topLeft();
  const Rect there = layout.rect(node).translated(layout.rect(container).topLeft() - before);
  if (layout.rect(container).contains(there.centre())) return there;
  const Size size{there.width, there.height};
  return freePlace(design, layout, container, size);
}

}  // namespace

Edit moveInto(const Design& design, const Layout& layout, NodeIndex node, NodeIndex container) {
  Edit edit;
  if (design.parent(node) == container) return edit;
  Rect at = sameSpot(design, layout, node, container);
  if (isCard(design, layout, node)) {
    const Landing card{at, container};
    at = at.translated(shiftToFree(design, layout, {&card, 1}, [node](NodeIndex i) { return i == node; }));
  }
  Rearrangement plan(design, layout);
  plan.moveTo(node, at.topLeft());
  plan.reparent(node, container);
  plan.fit(node);
  edit.label = "Move " + design.node(node).title();
  edit.changes = plan.changes();
  return edit;
}

}  // namespace nines::placing
