// A design as a draw.io diagram (mxfile, uncompressed): where everything stands and runs as in the picture.
//
// Every node and link is an <object> with its id and, as attributes, what the design says of it: `ninesKind`,
// `ninesName`, `ninesLocked`, `ninesBends`, `ninesExtra` (keys that this program does not know), and `nines_KEY` for
// each property that is set, in whose KEY every byte that is no ASCII letter or digit is "_" and two hexadecimal
// digits. The layer is one too, with `ninesName`, `ninesProfile` and each changed assumption as `nines_KEY`. Values are
// JSON, but for a text that is none and has neither control characters nor such that are not seen, which stands for
// itself. What is not seen stands in JSON by its number.
#pragma once

#include <span>
#include <string>

#include "drawing/display_list.h"
#include "semantics/design.h"

namespace nines {

std::string writeDrawio(const Design& design, const TextMeasure& measure, std::span<const NodeIndex> only = {});

}  // namespace nines
