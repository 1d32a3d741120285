#include "support/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace nines {

namespace {

// From here on digits say nothing more than the magnitude does.
constexpr double kMostWritten = 1e15;

constexpr const char* kSpace = "\u00a0";

// Decimals that show two significant digits of a positive number.
int decimalsFor(double number) {
  if (number <= 0) return 0;
  return std::clamp(1 - static_cast<int>(std::floor(std::log10(number))), 0, 10);
}

struct DurationUnit {
  double seconds;
  const char* name;
};

std::string twoUnits(double seconds, DurationUnit large, DurationUnit small) {
  const auto total = static_cast<std::int64_t>(std::llround(seconds / small.seconds));
  const auto perLarge = static_cast<std::int64_t>(large.seconds / small.seconds);
  std::string first = fmt::format("{}{}{}", total / perLarge, kSpace, large.name);
  if (total % perLarge == 0) return first;
  return fmt::format("{}{}{}{}{}", first, kSpace, total % perLarge, kSpace, small.name);
}

constexpr DurationUnit kDay{86400, "d"};
constexpr DurationUnit kHour{3600, "h"};
constexpr DurationUnit kMinute{60, "min"};
constexpr DurationUnit kSecond{1, "s"};

}  // namespace

std::string formatNumber(double number, int decimals) {
  if (!(std::abs(number) < kMostWritten)) return fmt::format("{:.3g}", number);
  // Most are whole, and need no digits behind a point to be taken off again.
  if (std::trunc(number) == number) return std::to_string(static_cast<std::int64_t>(number));
  std::string text = fmt::format("{:.{}f}", number, decimals);
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string formatPercent(double fraction) {
  const double percent = fraction * 100;
  const double rest = 100 - percent;
  const double digitsOf = percent < 50 ? percent : rest;
  return formatNumber(percent, decimalsFor(digitsOf)) + kSpace + "%";
}

std::string formatDuration(double seconds) {
  if (seconds >= kMostWritten) return formatNumber(seconds / kYearSeconds) + kSpace + "years";
  if (seconds < 9.95) return formatNumber(seconds, 1) + kSpace + "s";
  if (seconds < 59.5) return formatNumber(seconds, 0) + kSpace + "s";
  if (seconds < 10 * kMinute.seconds - .5) return twoUnits(seconds, kMinute, kSecond);
  if (seconds < 60 * kMinute.seconds - 30) return formatNumber(seconds / kMinute.seconds, 0) + kSpace + "min";
  if (seconds < 100 * kHour.seconds - 30) return twoUnits(seconds, kHour, kMinute);
  return twoUnits(seconds, kDay, kHour);
}

double downtimePerYear(double availability) { return std::max(0.0, 1 - availability) * kYearSeconds; }

}  // namespace nines
