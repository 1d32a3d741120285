// A design as a picture file, for the command line and the window alike.
#pragma once

#include <QPixmap>
#include <string>

#include "drawing/theme.h"
#include "semantics/design.h"
#include "support/result.h"

namespace nines {

// Both need a QGuiApplication: texts are measured in the typeface that is there, so that both show the same.
Status writeSvgPicture(const Design& design, const Theme& theme, const std::string& target);
// Two pixels to a logical one.
Status writePngPicture(const Design& design, const Theme& theme, const std::string& target);

// The whole design as large as fits into `size` (logical pixels), in the middle of the canvas's ground.
QPixmap thumbnailOf(const Design& design, const Theme& theme, QSize size, qreal pixelRatio);

}  // namespace nines
