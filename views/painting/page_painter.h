// Pages of a drawing, for PDF files and printers alike.
#pragma once

#include <QPainter>
#include <string>

#include "drawing/display_list.h"
#include "painting/page_setup.h"

namespace nines {

struct PageLook {
  const Theme* theme = nullptr;  // null: light
  bool background = true;        // false: paper
  std::string title;             // on the labels of tiles
};

// Paints a page of the plan at the painter's origin, with so many of its units to a millimetre. Leaves the painter as
// it was.
void paintPage(QPainter& painter, double unitsPerMm, const PagePlan& plan, int page, const DisplayList& list,
               const PageLook& look);

}  // namespace nines
