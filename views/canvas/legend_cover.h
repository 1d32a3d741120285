// What of a design an area of the canvas would hide.
#pragma once

#include <QRectF>

#include "semantics/design.h"

namespace nines {

class CanvasScene;

// 0 where there is nothing. Cards weigh more than all lines and labels, and these more than containers and frames, of
// which most is empty.
constexpr int kHiddenCard = 1000;
constexpr int kHiddenLine = 10;
// The area is in px of the scene. Lines of an outage drill count at every moment of it.
int hiddenBy(const CanvasScene& scene, const QRectF& area);
// Whether that is more than nothing; looks no further than it takes to tell.
bool hidesAnything(const CanvasScene& scene, const QRectF& area);
// Whether more than half of the node's rectangle is hidden.
bool coversMost(const CanvasScene& scene, NodeIndex i, const QRectF& area);

}  // namespace nines
