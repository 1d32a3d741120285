// What an edit will do, in words, one line per change: the tooltip of a fix.
#pragma once

#include <QStringList>

#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

// At most `limit` lines; a last one says how many more there are. `design` is the one before the edit.
QStringList describeEdit(const Edit& edit, const Design& design, int limit = 6);

}  // namespace nines
