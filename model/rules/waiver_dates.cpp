#include "rules/waiver_dates.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <optional>

namespace nines {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

// Reads a text from its beginning; what does not fit stops it for good.
class Reader {
 public:
  explicit Reader(std::string_view text) : m_rest(text) {}

  bool ended() const { return m_rest.empty(); }
  bool accepts(std::string_view any) {
    if (m_rest.empty() || any.find(m_rest.front()) == std::string_view::npos) return false;
    m_last = m_rest.front();
    m_rest.remove_prefix(1);
    return true;
  }
  char last() const { return m_last; }
  std::optional<int> number(std::size_t digits) {
    int out = 0;
    const std::string_view text = m_rest.substr(0, digits);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || text.size() != digits || end != text.data() + digits || text.front() == '-') return {};
    m_rest.remove_prefix(digits);
    return out;
  }
  void skipDigits() {
    while (accepts("0123456789")) continue;
  }

 private:
  std::string_view m_rest;
  char m_last = 0;
};

struct Moment {
  sys_seconds time;      // of a day its beginning
  bool isWhole = false;  // a day
};

std::optional<sys_days> readDay(Reader& text) {
  const auto year = text.number(4);
  if (!year || !text.accepts("-")) return std::nullopt;
  const auto month = text.number(2);
  if (!month || !text.accepts("-")) return std::nullopt;
  const auto day = text.number(2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(sys_days(date)) : std::nullopt;
}

// "08:15", "08:15:30.5"; fractions of a second decide nothing.
std::optional<seconds> readClock(Reader& text) {
  const auto hour = text.number(2);
  if (!hour || *hour > 23 || !text.accepts(":")) return std::nullopt;
  const auto minute = text.number(2);
  if (!minute || *minute > 59) return std::nullopt;
  seconds out = std::chrono::hours(*hour) + minutes(*minute);
  if (!text.accepts(":")) return out;
  const auto second = text.number(2);
  if (!second || *second > 60) return std::nullopt;
  if (text.accepts(".,")) text.skipDigits();
  return out + seconds(*second);
}

// What the clock there is ahead of UTC: "Z", "+01:00", "-0530", "+01"; nothing said is UTC.
std::optional<seconds> readOffset(Reader& text) {
  if (text.ended() || text.accepts("Zz")) return seconds(0);
  if (!text.accepts("+-")) return std::nullopt;
  const int sign = text.last() == '-' ? -1 : 1;
  const auto hour = text.number(2);
  if (!hour || *hour > 23) return std::nullopt;
  int minute = 0;
  if (!text.ended()) {
    text.accepts(":");
    const auto rest = text.number(2);
    if (!rest || *rest > 59) return std::nullopt;
    minute = *rest;
  }
  return sign * (std::chrono::hours(*hour) + minutes(minute));
}

std::optional<Moment> momentOf(std::string_view written) {
  Reader text(written);
  const auto day = readDay(text);
  if (!day) return std::nullopt;
  if (text.ended()) return Moment{*day, true};
  if (!text.accepts("Tt ")) return std::nullopt;
  const auto clock = readClock(text);
  if (!clock) return std::nullopt;
  const auto offset = readOffset(text);
  if (!offset || !text.ended()) return std::nullopt;
  return Moment{*day + *clock - *offset, false};
}

}  // namespace

bool isDate(std::string_view text) { return momentOf(text).has_value(); }

bool isOver(std::string_view end, std::string_view now) {
  const auto last = momentOf(end);
  const auto here = momentOf(now);
  if (!last || !here) return false;
  if (!last->isWhole && !here->isWhole) return last->time < here->time;
  using std::chrono::days;
  return std::chrono::floor<days>(last->time) < std::chrono::floor<days>(here->time);
}

std::string nowIso() {
  const auto now = std::chrono::floor<seconds>(std::chrono::system_clock::now());
  const auto today = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date{today};
  const std::chrono::hh_mm_ss clock{now - today};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

}  // namespace nines
