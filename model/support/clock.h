// Moments of a drill as a clock shows them.
#pragma once

#include <string>

namespace nines {

// "1:45", from an hour "2:52:20", from a day "14 d 00:02:20": minutes have two digits where hours stand before them.
// Seconds are rounded and must not be negative.
std::string formatClock(double seconds);

}  // namespace nines
