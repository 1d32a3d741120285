// Waivers: findings that people accepted, with a reason, an author and a date.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/finding.h"
#include "topology/topology.h"

namespace nines {

// What comes first of: stale, ended, unexplained. idle_waivers.h says more of each that is not active.
enum class WaiverState {
  active,       // silences its finding
  ended,        // past `until`, or `until` is no date: its finding counts
  unexplained,  // lacks reason, author or a readable date (a file may): its finding counts
  stale,        // its finding is gone
};

struct WaiverStatus {
  std::string key;
  WaiverState state = WaiverState::active;
  std::string reason{};
};

// The state of every waiver, by key. `today` is an ISO date or has a time too, as nowIso() (waiver_dates.h): only then
// does an `until` with a time end at that time. Else a waiver ends after the day in `until`, in UTC.
std::vector<WaiverStatus> judgeWaivers(const Topology& topology, std::span<const Finding> findings,
                                       std::string_view today);
// The active waiver that silences the finding; null if there is none. `statuses` are by key.
const WaiverStatus* waiverOf(const Finding& finding, std::span<const WaiverStatus> statuses);
bool isWaived(const Finding& finding, std::span<const WaiverStatus> statuses);

// Today's date in UTC, ISO, without a time: what a new waiver is given as its date.
std::string todayIso();

}  // namespace nines
