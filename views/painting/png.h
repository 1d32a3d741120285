// A display list as a picture of pixels.
#pragma once

#include <QImage>
#include <QSizeF>
#include <QString>
#include <string>
#include <string_view>

#include "drawing/display_list.h"
#include "support/result.h"

namespace nines {

inline constexpr double kPngMargin = 24;  // px around the drawing at scale 1
inline constexpr qint64 kPngMaxPixels = 100'000'000;
inline constexpr int kPngMaxSide = 30'000;
inline constexpr double kPngLeastScale = .01;

struct PngOptions {
  const Theme* theme = nullptr;  // null: light
  bool background = true;        // false: transparent
  double scale = 2;              // pixels to a logical one
  int dpi = 0;                   // that the file asks to be shown or printed at; 0: 96 times the scale
  // The text of the design that the picture shows, to be opened from it again (formats/embedded_design.h); empty: none.
  std::string_view design;
};

// Of the picture of a drawing with these bounds, in pixels at this scale.
QSizeF pngSize(const Rect& drawing, double scale);
// Why there can be no picture at this scale, and at which there can; empty if there can.
QString pngProblem(const Rect& drawing, double scale);
// The largest scale at which there can, rounded down to two digits; 0 if there is none from kPngLeastScale on.
double largestPngScale(const Rect& drawing);

// Paints the list. A null image, with a sentence in `why` (if given), where it would be too large.
QImage pictureImage(const DisplayList& list, const PngOptions& options, QString* why = nullptr);

// The same as the bytes of a PNG file. Errors: tooLarge, unreadable; they name no file.
Result<std::string> writePng(const DisplayList& list, const PngOptions& options);

}  // namespace nines
