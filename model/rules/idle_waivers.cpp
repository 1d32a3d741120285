#include "rules/idle_waivers.h"

#include <fmt/format.h>

#include <vector>

#include "rules/waiver_dates.h"
#include "support/plain_text.h"

namespace nines {

namespace {

constexpr std::size_t kLongest = 40;  // characters of what a file says in place of a date

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos; }

Idleness whyOf(WaiverState state, const Waiver& waiver) {
  if (state == WaiverState::stale) return Idleness::stale;
  if (state == WaiverState::unexplained) return Idleness::unexplained;
  return hasReadableEnd(waiver) ? Idleness::ended : Idleness::unreadable;
}

}  // namespace

bool hasReadableEnd(const Waiver& waiver) { return waiver.until.empty() || isDate(waiver.until); }

std::string missingIn(const Waiver& waiver) {
  std::vector<std::string> missing;
  if (isBlank(waiver.reason)) missing.emplace_back("no reason");
  if (isBlank(waiver.author)) missing.emplace_back("no author");
  if (isBlank(waiver.at)) missing.emplace_back("no date");
  else if (!isDate(waiver.at))
    missing.push_back(fmt::format("no date (\"{}\" is none)", plainWords(waiver.at, kLongest)));
  if (missing.empty()) return {};
  std::string out = missing.front();
  for (std::size_t i = 1; i < missing.size(); ++i) out += (i + 1 == missing.size() ? " and " : ", ") + missing[i];
  return out;
}

std::vector<IdleWaiver> idleWaivers(const Topology& topology, std::span<const WaiverStatus> statuses) {
  std::vector<IdleWaiver> out;
  for (const WaiverStatus& status : statuses) {
    const Waiver* waiver = status.state == WaiverState::active ? nullptr : topology.waivers.find(status.key);
    if (!waiver) continue;
    out.push_back({status.key, whyOf(status.state, *waiver), waiver->at, waiver->until});
    if (out.back().why == Idleness::unexplained) out.back().missing = missingIn(*waiver);
  }
  return out;
}

std::string_view toText(Idleness why) {
  switch (why) {
    case Idleness::ended:
      return "ended";
    case Idleness::unreadable:
      return "unreadable";
    case Idleness::unexplained:
      return "unexplained";
    case Idleness::stale:
      break;
  }
  return "stale";
}

std::string wordsOf(const IdleWaiver& waiver) {
  const std::string until = plainWords(waiver.until, kLongest);
  switch (waiver.why) {
    case Idleness::ended:
      return fmt::format("{} counts again, because its waiver ended on {}", waiver.key, until);
    case Idleness::unreadable:
      return fmt::format("{} counts, because its waiver is to end on \"{}\", which is no date (as in 2026-12-31)",
                         waiver.key, until);
    case Idleness::unexplained:
      return fmt::format("{} counts, because its waiver says {}", waiver.key, waiver.missing);
    case Idleness::stale:
      break;
  }
  if (waiver.at.empty()) return fmt::format("{} is not found any more", waiver.key);
  return fmt::format("{} is not found any more; its waiver is of {}", waiver.key, plainWords(waiver.at, kLongest));
}

}  // namespace nines
