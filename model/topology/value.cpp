#include "topology/value.h"

#include <cmath>
#include <limits>

namespace nines {

std::optional<double> Value::asNumber() const {
  if (const auto* i = std::get_if<std::int64_t>(&m_data)) return static_cast<double>(*i);
  if (const auto* u = std::get_if<std::uint64_t>(&m_data)) return static_cast<double>(*u);
  if (const auto* d = std::get_if<double>(&m_data)) return *d;
  return std::nullopt;
}

std::optional<std::int64_t> Value::asInteger() const {
  if (const auto* i = std::get_if<std::int64_t>(&m_data)) return *i;
  if (const auto* d = std::get_if<double>(&m_data)) {
    constexpr double kExact = 9007199254740992.0;  // 2^53: beyond it doubles skip whole numbers
    if (std::trunc(*d) == *d && std::abs(*d) <= kExact) return static_cast<std::int64_t>(*d);
  }
  return std::nullopt;
}

}  // namespace nines
