#include "support/apart.h"

#include "support/format.h"

namespace nines {

namespace {

constexpr const char* kSpace = "\u00a0";
// More digits than these a double has not.
constexpr int kMostDecimals = 17;

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

}  // namespace nines
