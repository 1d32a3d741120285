// Figures as people read them: English, with non-breaking spaces, and no more digits than they deserve.
#pragma once

#include <string>

namespace nines {

// A year as the estimates count it, in seconds.
inline constexpr double kYearSeconds = 31'557'600;

// "99.97 %" of a fraction. The missing part (for small fractions: the fraction) keeps two significant digits, so that
// nothing below 1 is ever shown as 100 %.
std::string formatPercent(double fraction);

// "1 min 45 s", "53 min", "2 h 38 min", "5 d 2 h"; at most two units. Seconds must not be negative.
std::string formatDuration(double seconds);

// Expected time down in a year, in seconds, at an availability (fraction).
double downtimePerYear(double availability);

// A plain number with at most `decimals` decimals, without trailing zeros: "0.5", "1200".
std::string formatNumber(double number, int decimals = 6);

}  // namespace nines
