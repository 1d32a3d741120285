// Fitting texts into boxes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drawing/display_list.h"

namespace nines {

// More than this nobody looks for in a picture, and readers of PDF give up a page with too many tiny letters.
inline constexpr std::size_t kMostOfWhole = 512;

// Text as it will be drawn, and how wide that is.
struct FittedText {
  std::string text;
  double width = 0;
  std::string whole{};  // what it was cut from, at most kMostOfWhole bytes; empty where all of it is there
};

// At most that many bytes, and no further than where a character begins.
std::string beginningOf(std::string_view text, std::size_t most);

// As elided(), measured once where it fits as it is.
FittedText fittedText(const TextMeasure& measure, std::string_view utf8, const TextStyle& style, double width);

// Where a line of this width reaches.
Rect boundsOfLine(Point baseline, double width, const TextStyle& style, Align align);

// The text in lines of at most `width` px, broken at spaces and line ends (inside a word only where it is wider than a
// line). At most `lines` of them; if that is too few, the last one ends with an ellipsis, and its `whole` is all that
// was left for it.
std::vector<FittedText> wrapped(const TextMeasure& measure, std::string_view utf8, const TextStyle& style, double width,
                                std::size_t lines);

}  // namespace nines
