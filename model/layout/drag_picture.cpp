#include "layout/drag_picture.h"

#include "layout/bending.h"
#include "layout/standbys.h"

namespace nines {

namespace {

Picture carriedOut(const Design& design, const Edit& edit) {
  auto topology = std::make_shared<Topology>(design.topology());
  if (!apply(*topology, edit)) return {};
  Picture out;
  out.design = std::make_shared<const Design>(std::move(topology), design.catalogue(), design.profile());
  out.layout = std::make_shared<const Layout>(*out.design);
  return out;
}

// Standbys go along with their primaries, frames with their members; both are shown where they will be.
bool makesWay(const Drag& drag, const Picture& after) {
  const Picture& before = drag.before;
  if (after.design->nodeCount() != before.design->nodeCount()) return true;
  for (NodeIndex i = 0; i < before.layout->size(); ++i) {
    if (drag.moving[i] != 0 || before.layout->place(i).frame) continue;
    if (after.design->parent(i) != before.design->parent(i)) continue;
    if (after.layout->rect(i).topLeft() != before.layout->rect(i).topLeft()) return true;
  }
  return false;
}

// What is dragged is where it is held, and standbys that the drop gives another container are there already; that
// container, as all else, is where it is now.
Layout heldLayout(const Drag& drag, const Picture& after) {
  const Picture& before = drag.before;
  Layout held(*before.design, *before.layout, drag.moving, drag.delta);
  if (!after.design || after.design->nodeCount() != before.design->nodeCount()) return held;
  for (NodeIndex i = 0; i < before.layout->size(); ++i) {
    if (drag.moving[i] != 0 || after.design->parent(i) == before.design->parent(i)) continue;
    const Rect there = beforeWayIsMade(*before.design, *before.layout, *after.design, *after.layout, i);
    std::vector<char> companion(drag.moving.size(), 0);
    companion[i] = 1;
    held = Layout(*before.design, held, companion, there.topLeft() - before.layout->rect(i).topLeft());
  }
  return held;
}

}  // namespace

Picture pictureOf(const Drag& drag) {
  const Design& design = *drag.before.design;
  Picture after;
  if (!drag.drop.empty()) {
    after = carriedOut(design, withStandbys(design, drag.drop));
    after.ofDrop = after.design && !makesWay(drag, after);
    if (after.ofDrop) return after;
  }
  Picture held = drag.before;
  held.layout = std::make_shared<const Layout>(heldLayout(drag, after));
  const Edit bends{{},
                   placing::bendsAlong(design, *drag.before.layout, [&](NodeIndex i) { return held.layout->rect(i); })};
  if (bends.empty()) return held;
  auto topology = std::make_shared<Topology>(design.topology());
  if (apply(*topology, bends)) {
    held.design = std::make_shared<const Design>(std::move(topology), design.catalogue(), design.profile());
  }
  return held;
}

}  // namespace nines
