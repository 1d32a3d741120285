// What the rules about recovery in another Region share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rulebook.h"
#include "topology/edit.h"

namespace nines {

// As sentences name it: "backup and restore"; "no recovery strategy" for none.
std::string_view sentenceName(Strategy strategy);
// The name of the recovery Region; "another Region" if none is drawn or named.
std::string recoveryTitled(const Design& design, const RecoveryPlan& plan);

// Whether the Region is the plan's recovery Region, by its code.
bool isRecovery(const Design& design, const RecoveryPlan& plan, NodeIndex region);
// Whether the store's data is in the recovery Region: live, which is more than a backup, or as one.
bool outlivesRegion(const RuleContext& context, const RecoveryPlan& plan, NodeIndex store);
// Units in the recovery Region, and whether one of them has a tier.
std::vector<const TierUnit*> recoveryUnits(const Design& design, const RecoveryPlan& plan);
bool definesTiers(const std::vector<const TierUnit*>& units);

// Pilot light, warm standby and multi-site keep data live in the recovery Region.
bool keepsDataLive(Strategy strategy);

// Recovery Regions that lack a live copy, or a backup, of the store, by the plans of the workloads that (may) write it.
// One Region per code. `open` says that one of these workloads has no recovery Region at all.
struct Lack {
  std::vector<NodeIndex> regions;
  bool open = false;
};
Lack liveCopiesLacking(const RuleContext& context, NodeIndex store);
Lack backupsLacking(const RuleContext& context, NodeIndex store);

// The finding's first subject as a workload's plan; null where it has gone.
const RecoveryPlan* planOfSubject(const RuleContext& context, const Finding& finding);

// Corrections.
std::optional<Edit> fixStrategy(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixBackupThere(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixDataThere(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixPilotLight(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixWarmStandby(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixFullSize(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixRouting(const RuleContext& context, const Finding& finding);

}  // namespace nines
