// How likely it is that more than so many of many happen, where nobody can go through them one by one: for certain,
// also after rounding.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "availability/diagram_walks.h"

namespace nines::dd {

// Of `count` that happen independently, each with probability q: P(more than `most` do).
Range moreThan(std::int64_t most, std::int64_t count, double q);

// The same if they differ: of `count` whose probabilities have a mean within this range (Hoeffding 1963, theorem 1).
Range moreThanOfMean(double most, double count, const Range& mean);

// Things in groups, `inGroup` in each, of which too many are gone if more than `spare` are: each by itself with
// probability q, and all of a group that is lost. By how many groups are lost, none of them to all: P(too many are
// gone), at least and at most. Neither end falls.
std::vector<Range> tooManyGone(std::vector<std::int64_t> inGroup, std::int64_t spare, double q);

}  // namespace nines::dd
