// Waivers: findings that people accepted, with a reason.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/finding.h"
#include "topology/topology.h"

namespace nines {

enum class WaiverState {
  active,       // silences its finding
  ended,        // past `until`: its finding counts again
  unexplained,  // says no reason (a file may): its finding counts
  stale,        // its finding is gone
};

struct WaiverStatus {
  std::string key;
  WaiverState state = WaiverState::active;
  std::string reason{};
};

// The state of every waiver, by key. `today` is an ISO date; a waiver ends after the day in `until`.
std::vector<WaiverStatus> judgeWaivers(const Topology& topology, std::span<const Finding> findings,
                                       std::string_view today);
// The active waiver that silences the finding; null if there is none. `statuses` are by key.
const WaiverStatus* waiverOf(const Finding& finding, std::span<const WaiverStatus> statuses);
bool isWaived(const Finding& finding, std::span<const WaiverStatus> statuses);

// Today's date in UTC, ISO.
std::string todayIso();

}  // namespace nines
