// Reads a draw.io file as draw.io's own description of it says, and compares it with a design. Shares nothing with the
// writer but what drawio.h promises.
#pragma once

#include <string>
#include <vector>

#include "semantics/design.h"

namespace nines::test {

// What in the text is not as the design is drawn: containment, places, ends and ways of lines, properties, labels.
// Empty if all is. `nodes` are those that have to be in it.
std::vector<std::string> differencesOf(const Design& design, const std::vector<NodeIndex>& nodes,
                                       const std::string& text);

}  // namespace nines::test
