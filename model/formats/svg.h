// A display list as an SVG document: real text, one group with id, title and description per node and link.
#pragma once

#include <string>

#include "drawing/display_list.h"

namespace nines {

struct SvgOptions {
  const Theme* theme = nullptr;  // null: light
  bool background = true;        // false: transparent
  double margin = 24;
  std::string title;  // of the document
};

std::string writeSvg(const DisplayList& list, const SvgOptions& options);

}  // namespace nines
