// A display list as a PDF document: vectors, words that can be searched, the design as attachment.
#pragma once

#include <string>

#include "drawing/display_list.h"
#include "painting/page_setup.h"
#include "support/result.h"

namespace nines {

struct PdfOptions {
  const Theme* theme = nullptr;  // null: light
  bool background = true;        // false: paper
  PageSetup page;
  std::string title;   // of the document
  std::string design;  // text of the *.nines file inside; empty: none
};

// The same input gives the same bytes. Errors: pages that cannot be, see planPages(). For the window's thread.
Result<std::string> writePdf(const DisplayList& list, const PdfOptions& options);

}  // namespace nines
