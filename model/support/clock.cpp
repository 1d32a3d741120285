#include "support/clock.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>

namespace nines {

std::string formatClock(double seconds) {
  const auto total = static_cast<std::int64_t>(std::llround(seconds));
  const std::int64_t minutes = total / 60 % 60;
  const std::int64_t hours = total / 3600;
  if (hours == 0) return fmt::format("{}:{:02}", minutes, total % 60);
  if (hours < 24) return fmt::format("{}:{:02}:{:02}", hours, minutes, total % 60);
  return fmt::format("{}\u00a0d\u00a0{:02}:{:02}:{:02}", hours / 24, hours % 24, minutes, total % 60);
}

}  // namespace nines
