// A value and the limit that it is held against, as they stand in one sentence.
#pragma once

#include <string>

namespace nines {

// As formatPercent and formatDuration have them, but with as many digits as it takes to read differently where they
// differ: "99.9496 %" below "99.95 %".
struct ValueAndLimit {
  std::string value;
  std::string limit;
};
ValueAndLimit percentsApart(double value, double limit);   // fractions
ValueAndLimit durationsApart(double value, double limit);  // seconds

}  // namespace nines
