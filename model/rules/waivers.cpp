#include "rules/waivers.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "rules/idle_waivers.h"
#include "rules/waiver_dates.h"

namespace nines {

namespace {

// A date that nobody can read does not keep a waiver alive.
bool hasEnded(const Waiver& waiver, std::string_view today) {
  return !hasReadableEnd(waiver) || isOver(waiver.until, today);
}

WaiverState stateOf(const Waiver& waiver, std::string_view today) {
  if (hasEnded(waiver, today)) return WaiverState::ended;
  return missingIn(waiver).empty() ? WaiverState::active : WaiverState::unexplained;
}

}  // namespace

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

std::string todayIso() { return nowIso().substr(0, std::string_view("2026-11-28").size()); }

}  // namespace nines
