// Bounds of a probability that is too dear to be had exactly: they hold for certain.
#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "availability/diagram_walks.h"
#include "availability/part.h"

namespace nines::dd {

// Of the part's function, with the ranges of its variables, which are independent.
Range boundsOf(const Part& part, std::span<const Range> variables, const std::stop_token& stop);

}  // namespace nines::dd
