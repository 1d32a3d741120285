// A design as a small picture in the window.
#pragma once

#include <QPixmap>

#include "drawing/theme.h"
#include "semantics/design.h"

namespace nines {

// The whole design as large as fits into `size` (logical pixels), in the middle of the canvas's ground.
QPixmap thumbnailOf(const Design& design, const Theme& theme, QSize size, qreal pixelRatio);

}  // namespace nines
