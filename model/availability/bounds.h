// Bounds of a probability that is too dear to be had exactly: they hold for certain.
#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "availability/construction.h"
#include "availability/diagram_walks.h"
#include "availability/part.h"

namespace nines::dd {

// Of the part's function, with the ranges of its variables, which are independent. `pieces` are gates of it that are
// known exactly.
Range boundsOf(const Part& part, std::span<const Piece> pieces, std::span<const Range> variables,
               const std::stop_token& stop);

}  // namespace nines::dd
