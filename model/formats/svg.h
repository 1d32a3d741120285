// A display list as an SVG document: real text, one group with id, title and description per node and link.
#pragma once

#include <string>
#include <string_view>

#include "drawing/display_list.h"

namespace nines {

struct SvgOptions {
  const Theme* theme = nullptr;  // null: light
  bool background = true;        // false: transparent
  double margin = 24;
  std::string title;  // of the document
  // The text of the design that the picture shows, to be opened from it again (formats/embedded_design.h); empty: none.
  std::string_view design;
  // Of the typeface that laid the texts out: they keep their widths where a viewer has another one. Null: they do not.
  const TextMeasure* measure = nullptr;
};

std::string writeSvg(const DisplayList& list, const SvgOptions& options);

}  // namespace nines
