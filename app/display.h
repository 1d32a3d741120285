// Whether a window can be shown at all, asked before the toolkit starts: it would end the program.
#pragma once

#include <string>

namespace nines {

// Empty if a display answers, or may (one on another machine is not tried); else why there is none, as a part of a
// sentence: "no display answers at :7".
std::string displayProblem();

}  // namespace nines
