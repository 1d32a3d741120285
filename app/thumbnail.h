// A design as a small picture in the window.
#pragma once

#include <QPainter>
#include <QPixmap>

#include "drawing/display_list.h"
#include "semantics/design.h"

namespace nines {

// Paints the list so small that `scale` px are one of its own: what could not be seen is left out, lines stay visible.
// The painter is scaled already.
void paintReduced(QPainter& painter, DisplayList list, const Theme& theme, double scale);

// The whole design as large as fits into `size` (logical pixels), in the middle of the canvas's ground.
QPixmap thumbnailOf(const Design& design, const Theme& theme, QSize size, qreal pixelRatio);

}  // namespace nines
