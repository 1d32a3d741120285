// Strategies by name, and the compute that is counted together.
#include "semantics/strategy.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace nines {

namespace {

constexpr std::array<std::pair<Strategy, std::string_view>, 5> kNames{{{Strategy::none, "none"},
                                                                       {Strategy::backupRestore, "backup-restore"},
                                                                       {Strategy::pilotLight, "pilot-light"},
                                                                       {Strategy::warmStandby, "warm-standby"},
                                                                       {Strategy::multiSite, "multi-site"}}};

// Sums of numbers that a file may give, however large, stay numbers.
constexpr std::int64_t kMostInstances = std::numeric_limits<std::int64_t>::max() / 2;

}  // namespace

std::string_view toText(Strategy strategy) {
  const auto at = std::ranges::find(kNames, strategy, [](const auto& entry) { return entry.first; });
  return at->second;
}

std::optional<Strategy> strategyOf(std::string_view text) {
  const auto at = std::ranges::find(kNames, text, [](const auto& entry) { return entry.second; });
  return at == kNames.end() ? std::nullopt : std::optional(at->first);
}

std::int64_t runningOf(const Design& design, NodeIndex tier) {
  return std::clamp<std::int64_t>(design.read(tier, "running").integer(1), 0, kMostInstances);
}

TierUnit tierUnit(const Design& design, NodeIndex node) {
  TierUnit unit;
  unit.node = node;
  unit.region = design.region(node);
  if (design.has(node, trait::kComputeGroup)) {
    for (const NodeIndex member : design.members(node)) {
      if (design.has(member, trait::kCompute)) unit.tiers.push_back(member);
    }
    std::ranges::sort(unit.tiers);
    const auto [first, last] = std::ranges::unique(unit.tiers);
    unit.tiers.erase(first, last);
  } else {
    unit.tiers = {node};
  }
  for (const NodeIndex tier : unit.tiers) {
    unit.running = std::min(kMostInstances, unit.running + runningOf(design, tier));
  }
  unit.needed = std::clamp<std::int64_t>(design.read(node, "needed").integer(1), 0, kMostInstances);
  return unit;
}

std::vector<const TierUnit*> unitsIn(const Design& design, const RecoveryPlan& plan, std::string_view regionCode) {
  std::vector<const TierUnit*> out;
  for (const TierUnit& unit : plan.units) {
    if (design.regionCode(unit.region) == regionCode) out.push_back(&unit);
  }
  return out;
}

}  // namespace nines
