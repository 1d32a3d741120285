#include "rules/waivers.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <unordered_set>

#include "rules/idle_waivers.h"

namespace nines {

namespace {

std::optional<int> digits(std::string_view text) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const bool whole = error == std::errc() && end == text.data() + text.size() && text.front() != '-';
  return whole ? std::optional(out) : std::nullopt;
}

// The day of an ISO date or date with time; nothing where it is none.
std::optional<std::string_view> dayOf(std::string_view text) {
  constexpr std::size_t kLength = 10;
  if (text.size() < kLength || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > kLength && text[kLength] != 'T') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(text.substr(0, kLength)) : std::nullopt;
}

// A date that nobody can read does not keep a waiver alive.
bool hasEnded(const Waiver& waiver, std::string_view today) {
  if (waiver.until.empty()) return false;
  const auto last = dayOf(waiver.until);
  return !last || *last < today;
}

// Blanks are no reason.
bool hasReason(const Waiver& waiver) { return waiver.reason.find_first_not_of(" \t\r\n\f\v") != std::string::npos; }

WaiverState stateOf(const Waiver& waiver, std::string_view today) {
  if (hasEnded(waiver, today)) return WaiverState::ended;
  return hasReason(waiver) ? WaiverState::active : WaiverState::unexplained;
}

}  // namespace

bool hasReadableEnd(const Waiver& waiver) { return waiver.until.empty() || dayOf(waiver.until); }

std::vector<WaiverStatus> judgeWaivers(const Topology& topology, std::span<const Finding> findings,
                                       std::string_view today) {
  std::vector<WaiverStatus> out;
  if (topology.waivers.empty()) return out;
  std::unordered_set<std::string> keys;
  for (const Finding& f : findings) keys.insert(f.key());
  out.reserve(topology.waivers.size());
  for (const auto& waiver : topology.waivers.rows()) {
    const WaiverState state = keys.contains(waiver->key) ? stateOf(*waiver, today) : WaiverState::stale;
    out.push_back({waiver->key, state, waiver->reason});
  }
  return out;
}

const WaiverStatus* waiverOf(const Finding& finding, std::span<const WaiverStatus> statuses) {
  if (statuses.empty()) return nullptr;
  const std::string key = finding.key();
  const auto at = std::ranges::lower_bound(statuses, key, {}, &WaiverStatus::key);
  return at != statuses.end() && at->key == key && at->state == WaiverState::active ? &*at : nullptr;
}

bool isWaived(const Finding& finding, std::span<const WaiverStatus> statuses) {
  return waiverOf(finding, statuses) != nullptr;
}

std::string todayIso() {
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(today.year()), static_cast<unsigned>(today.month()),
                     static_cast<unsigned>(today.day()));
}

}  // namespace nines
