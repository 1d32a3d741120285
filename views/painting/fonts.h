// Fonts whose pixel sizes have fractions.
#pragma once

#include <QFont>

#include "drawing/display_list.h"

namespace nines {

// A font of a whole pixel size, and the factor that brings it to the size of the style. Without hinting, so that widths
// grow evenly with the zoom.
struct ScaledFont {
  QFont font;
  double scale = 1;
};
ScaledFont scaledFont(const TextStyle& style);

}  // namespace nines
