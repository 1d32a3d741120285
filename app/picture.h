// A design as a picture file, for the command line and the window alike.
#pragma once

#include <QPixmap>
#include <string>

#include "drawing/display_list.h"
#include "semantics/design.h"
#include "support/result.h"

namespace nines {

// The whole design, without badges: a picture for others shows the architecture, not its review.
DisplayList pictureOf(const Design& design, const TextMeasure& measure);

// Both need a QGuiApplication: texts are measured in the typeface that is there, so that both show the same.
Status writeSvgPicture(const Design& design, const Theme& theme, const std::string& target);
// Two pixels to a logical one.
Status writePngPicture(const Design& design, const Theme& theme, const std::string& target);

// The whole design as large as fits into `size` (logical pixels), in the middle of the canvas's ground.
QPixmap thumbnailOf(const Design& design, const Theme& theme, QSize size, qreal pixelRatio);

}  // namespace nines
