#include "rules/dr_support.h"

#include <algorithm>
#include <array>

#include "rules/places.h"

namespace nines {

std::string_view sentenceName(Strategy strategy) {
  static constexpr std::array<std::string_view, 5> kNames{"no recovery strategy", "backup and restore", "pilot light",
                                                          "warm standby", "multi-site"};
  return kNames[static_cast<std::size_t>(strategy)];
}

std::string recoveryTitled(const Design& design, const RecoveryPlan& plan) {
  return plan.recovery == kNone ? "another Region" : titled(design, plan.recovery);
}

bool isRecovery(const Design& design, const RecoveryPlan& plan, NodeIndex region) {
  return plan.recovery != kNone && region != kNone && design.regionCode(region) == design.regionCode(plan.recovery);
}

bool outlivesRegion(const RuleContext& context, const RecoveryPlan& plan, NodeIndex store) {
  const Design& design = context.design();
  if (isRecovery(design, plan, design.region(store))) return true;
  const StoreSets& stores = context.plans().stores();
  const std::string_view code = design.regionCode(plan.recovery);
  return stores.liveIn(store, code) || stores.backedUpIn(store, code);
}

std::vector<const TierUnit*> recoveryUnits(const Design& design, const RecoveryPlan& plan) {
  if (plan.recovery == kNone) return {};
  return unitsIn(design, plan, design.regionCode(plan.recovery));
}

bool definesTiers(const std::vector<const TierUnit*>& units) {
  return std::ranges::any_of(units, [](const TierUnit* u) { return !u->tiers.empty(); });
}

bool keepsDataLive(Strategy strategy) { return strategy >= Strategy::pilotLight; }

namespace {

// Over the plans of the workloads that (may) write the store and follow `strategies`: where `has` says no.
template <class Follows, class Has>
Lack lacking(const RuleContext& context, NodeIndex store, Follows follows, Has has) {
  const Design& design = context.design();
  Lack lack;
  for (const Reach& reach : context.closure().reaching(store)) {
    const RecoveryPlan* plan = context.plans().of(reach.workload);
    if (!plan || !reach.hard || (!reach.write && !reach.unknownAccess) || !follows(*plan)) continue;
    if (plan->recovery == kNone) {
      lack.open = true;
      continue;
    }
    const std::string_view code = design.regionCode(plan->recovery);
    if (has(*plan, code)) continue;
    const auto sameCode = [&](NodeIndex r) { return design.regionCode(r) == code; };
    if (std::ranges::none_of(lack.regions, sameCode)) lack.regions.push_back(plan->recovery);
  }
  return lack;
}

}  // namespace

Lack liveCopiesLacking(const RuleContext& context, NodeIndex store) {
  return lacking(
      context, store, [](const RecoveryPlan& plan) { return plan.declared && keepsDataLive(*plan.declared); },
      [&](const RecoveryPlan&, std::string_view code) { return context.plans().stores().liveIn(store, code); });
}

Lack backupsLacking(const RuleContext& context, NodeIndex store) {
  return lacking(
      context, store, [](const RecoveryPlan& plan) { return plan.effective() == Strategy::backupRestore; },
      [&](const RecoveryPlan& plan, std::string_view) { return outlivesRegion(context, plan, store); });
}

const RecoveryPlan* planOfSubject(const RuleContext& context, const Finding& finding) {
  const NodeIndex workload = context.design().indexOf(finding.subjects.front());
  return workload == kNone ? nullptr : context.plans().of(workload);
}

}  // namespace nines
