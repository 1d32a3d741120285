// What is said where gestures meet locked nodes.
#pragma once

#include <QString>
#include <span>

#include "semantics/design.h"

namespace nines {

// All that a gesture was for is locked: "orders-db is locked. Ctrl+Shift+L unlocks it."
QString lockedText(const Design& design, std::span<const NodeIndex> nodes);
// It was carried out without these: "orders-db is locked and stays."; empty for none.
QString stayingText(const Design& design, std::span<const NodeIndex> nodes);

}  // namespace nines
