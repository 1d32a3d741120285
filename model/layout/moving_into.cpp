#include "layout/moving_into.h"

#include <algorithm>

#include "layout/landing.h"
#include "layout/rearrangement.h"
#include "layout/standbys.h"

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

// The node's standby that stands in the container and leaves it for the node, as the completed step has it.
NodeIndex givingWay(const Design& design, NodeIndex node, NodeIndex container) {
  const NodeIndex standby = design.has(node, trait::kDatabaseInstance) ? design.standbyOf(node) : kNone;
  if (standby == kNone || design.parent(standby) != container) return kNone;
  const Edit completed = withStandbys(design, {"", {SetNodeParent{design.node(node).id, design.node(container).id}}});
  const bool leaves = std::ranges::any_of(completed.changes, [&](const Change& change) {
    const auto* parent = std::get_if<SetNodeParent>(&change);
    return parent && parent->id == design.node(standby).id;
  });
  return leaves ? standby : kNone;
}

}  // namespace

Edit moveInto(const Design& design, const Layout& layout, NodeIndex node, NodeIndex container) {
  Edit edit;
  if (design.parent(node) == container) return edit;
  const NodeIndex partner = givingWay(design, node, container);
  Rect at = partner == kNone
                ? sameSpot(design, layout, node, container)
                : layout.rect(node).translated(layout.rect(partner).topLeft() - layout.rect(node).topLeft());
  if (isCard(design, layout, node)) {
    const Landing card{at, container};
    const auto leaves = [&](NodeIndex i) { return i == node || i == partner; };
    at = at.translated(shiftToFree(design, layout, {&card, 1}, leaves));
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
