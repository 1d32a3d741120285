// A runbook as a page that people fill in and tick off.
#pragma once

#include <string>

#include "recovery/runbook.h"

namespace nines {

// Markdown: a section per step with a blank field for its owner (a design has no place for owners), a box per task, how
// long it takes and who says so. What the design lacks stands where it is missed.
std::string runbookMarkdown(const Runbook& runbook);

}  // namespace nines
