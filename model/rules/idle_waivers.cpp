#include "rules/idle_waivers.h"

#include <fmt/format.h>

#include "support/plain_text.h"

namespace nines {

namespace {

Idleness whyOf(WaiverState state, const Waiver& waiver) {
  if (state == WaiverState::stale) return Idleness::stale;
  if (state == WaiverState::unexplained) return Idleness::unexplained;
  return hasReadableEnd(waiver) ? Idleness::ended : Idleness::unreadable;
}

}  // namespace

std::vector<IdleWaiver> idleWaivers(const Topology& topology, std::span<const WaiverStatus> statuses) {
  std::vector<IdleWaiver> out;
  for (const WaiverStatus& status : statuses) {
    const Waiver* waiver = status.state == WaiverState::active ? nullptr : topology.waivers.find(status.key);
    if (waiver) out.push_back({status.key, whyOf(status.state, *waiver), waiver->at, waiver->until});
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
  constexpr std::size_t kLongest = 40;
  const std::string until = plainWords(waiver.until, kLongest);
  switch (waiver.why) {
    case Idleness::ended:
      return fmt::format("{} counts again, because its waiver ended on {}", waiver.key, until);
    case Idleness::unreadable:
      return fmt::format("{} counts, because its waiver is to end on \"{}\", which is no date (as in 2026-12-31)",
                         waiver.key, until);
    case Idleness::unexplained:
      return fmt::format("{} counts, because its waiver says no reason", waiver.key);
    case Idleness::stale:
      break;
  }
  if (waiver.at.empty()) return fmt::format("{} is not found any more", waiver.key);
  return fmt::format("{} is not found any more; its waiver is of {}", waiver.key, plainWords(waiver.at, kLongest));
}

}  // namespace nines
