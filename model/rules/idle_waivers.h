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
  unexplained,  // lacks what a waiver has to say: its finding counts
  stale,        // its finding is gone
};

struct IdleWaiver {
  std::string key;
  Idleness why = Idleness::stale;
  std::string at{};  // as the waiver has them, dates or not
  std::string until{};
  std::size_t line = 0;   // where it stands in its file; 0 unknown
  std::string missing{};  // of an unexplained one, as missingIn() has it
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
// What of reason, author and date the waiver does not say, all of which it needs: "no author and no date ("May" is
// none)". Blanks say nothing. Empty where it says all.
std::string missingIn(const Waiver& waiver);

}  // namespace nines
