#include "support/apart.h"

#include <cmath>

#include "support/format.h"

namespace nines {

namespace {

constexpr const char* kSpace = "\u00a0";
// More digits than these a double has not.
constexpr int kMostDecimals = 17;

constexpr double kMinute = 60;
constexpr double kHour = 60 * kMinute;

// What formatDuration rounds to.
double shownTo(double seconds) {
  if (seconds < 9.95) return .1;
  if (seconds < 10 * kMinute) return 1;
  return seconds < 100 * kHour - 30 ? kMinute : kHour;
}

template <class Text>
ValueAndLimit apart(double value, double limit, const ValueAndLimit& usual, int decimals, const Text& text) {
  if (usual.value != usual.limit || value == limit) return usual;
  ValueAndLimit out = usual;
  for (int digits = decimals; out.value == out.limit && digits <= kMostDecimals; ++digits)
    out = {text(value, digits), text(limit, digits)};
  return out;
}

}  // namespace

ValueAndLimit percentsApart(double value, double limit) {
  const ValueAndLimit usual{formatPercent(value), formatPercent(limit)};
  const std::size_t point = usual.value.find('.');
  const std::size_t end = usual.value.find_first_not_of("0123456789.");
  const int shown = point == std::string::npos ? 0 : static_cast<int>(end - point) - 1;
  return apart(value, limit, usual, shown + 1,
               [](double fraction, int decimals) { return formatNumber(fraction * 100, decimals) + kSpace + "%"; });
}

ValueAndLimit durationsApart(double value, double limit) {
  return apart(value, limit, {formatDuration(value), formatDuration(limit)}, 0,
               [](double seconds, int decimals) { return formatNumber(seconds, decimals) + kSpace + "s"; });
}

std::string formatWorst(double seconds) {
  // Figures are sums: what is above a step by less than a double can tell is not above it.
  constexpr double kExact = 1 - 1e-12;
  const double step = shownTo(seconds);
  return formatDuration(std::ceil(seconds / step * kExact) * step);
}

ValueAndLimit worstApart(double worst, double limit) {
  const ValueAndLimit out{formatWorst(worst), formatDuration(limit)};
  return out.value == out.limit ? durationsApart(worst, limit) : out;
}

}  // namespace nines
