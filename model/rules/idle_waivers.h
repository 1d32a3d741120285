// Waivers that silence nothing, and why.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/waivers.h"

namespace nines {

enum class Idleness {
  ended,        // past its end: its finding counts again
  unreadable,   // its end is no date, so nobody can tell whether it is past: its finding counts
  unexplained,  // says no reason: its finding counts
  stale,        // its finding is gone
};

struct IdleWaiver {
  std::string key;
  Idleness why = Idleness::stale;
  std::string at{};  // as the waiver has them, dates or not
  std::string until{};
  std::size_t line = 0;  // where it stands in its file; 0 unknown
};

// By key.
std::vector<IdleWaiver> idleWaivers(const Topology& topology, std::span<const WaiverStatus> statuses);
// "ended"
std::string_view toText(Idleness why);
// What it comes to, a sentence without full stop: "replica.count:db counts again, because its waiver ended on
// 2026-03-31". What the file says stays on one line.
std::string wordsOf(const IdleWaiver& waiver);
// False where the waiver says an end that is no date.
bool hasReadableEnd(const Waiver& waiver);

}  // namespace nines
