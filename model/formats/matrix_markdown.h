// The recovery matrix for a wiki, a mail or a pull request.
#pragma once

#include <string>

#include "recovery/drill.h"
#include "semantics/design.h"

namespace nines {

// Markdown: a table with a row for each workload and outage that affects it; times from best to worst, with the targets
// that there are. Names stay text, whatever they hold.
std::string matrixMarkdown(const Design& design, const DrillMatrix& matrix);

}  // namespace nines
