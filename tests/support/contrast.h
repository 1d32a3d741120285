// Relative luminance and contrast of colours as WCAG 2.1 defines them.
#pragma once

#include <algorithm>
#include <cmath>

#include "drawing/theme.h"

namespace nines::test {

inline double luminance(Colour c) {
  const auto linear = [](std::uint8_t part) {
    const double v = part / 255.0;
    return v <= .03928 ? v / 12.92 : std::pow((v + .055) / 1.055, 2.4);
  };
  return .2126 * linear(c.red) + .7152 * linear(c.green) + .0722 * linear(c.blue);
}

// From 1 (the same) to 21 (black on white).
inline double contrast(Colour a, Colour b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + .05) / (std::min(la, lb) + .05);
}

}  // namespace nines::test
