// A display list as a picture of pixels.
#pragma once

#include <QImage>
#include <QString>

#include "drawing/display_list.h"

namespace nines {

inline constexpr double kPngMargin = 24;  // px around the drawing at scale 1
inline constexpr qint64 kPngMaxPixels = 100'000'000;
inline constexpr int kPngMaxSide = 30'000;

// Paints the list on the canvas colour, `scale` pixels to a logical one. A null image, with a sentence in `why` (if
// given), where it would be too large.
QImage pictureImage(const DisplayList& list, const Theme& theme, double scale, QString* why = nullptr);

// The same as a PNG file; empty where there is none.
QByteArray pngBytes(const DisplayList& list, const Theme& theme, double scale, QString* why = nullptr);

}  // namespace nines
