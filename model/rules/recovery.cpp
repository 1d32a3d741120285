#include "rules/recovery.h"

#include <algorithm>

#include "rules/places.h"
#include "semantics/targets.h"

namespace nines {

NodeIndex recoveryRegion(const RuleContext& context, NodeIndex workload) {
  const RecoveryPlan* plan = context.plans().of(workload);
  return plan ? plan->recovery : kNone;
}

namespace {

// The one recovery Region, by its code, of the workloads that reach the store or what it keeps backups of.
NodeIndex agreedRecovery(const RuleContext& context, NodeIndex store) {
  const Design& design = context.design();
  NodeIndex agreed = kNone;
  std::vector<NodeIndex> kept = design.sources(store, "backs-up");
  kept.push_back(store);
  for (const NodeIndex each : kept) {
    for (const Reach& reach : context.closure().reaching(each)) {
      const NodeIndex region = recoveryRegion(context, reach.workload);
      if (region == kNone) continue;
      if (agreed != kNone && design.regionCode(agreed) != design.regionCode(region)) return kNone;
      agreed = region;
    }
  }
  return agreed;
}

}  // namespace

NodeIndex copyRegionFor(const RuleContext& context, NodeIndex store, NodeIndex workload) {
  const Design& design = context.design();
  const NodeIndex region = workload == kNone ? agreedRecovery(context, store) : recoveryRegion(context, workload);
  const NodeIndex home = design.region(store);
  const bool fits = region != kNone && home != kNone && design.regionCode(region) != design.regionCode(home) &&
                    accountOf(design, region) == accountOf(design, home);
  return fits ? region : otherRegionFor(design, store);
}

bool dependsHard(const RuleContext& context, NodeIndex workload, NodeIndex node) {
  const auto reaches = context.closure().reaching(node);
  return std::ranges::any_of(reaches, [&](const Reach& r) { return r.workload == workload && r.hard; });
}

std::vector<RegionDemand> regionDemands(const RuleContext& context, Trait storeTrait) {
  const Design& design = context.design();
  const bool second = hasSecondRegion(design);
  std::vector<RegionDemand> out;
  for (const NodeIndex workload : design.withTrait(trait::kWorkload)) {
    const auto time = regionTarget(design, workload, "rtoSeconds", second);
    const auto point = regionTarget(design, workload, "rpoSeconds", second);
    if (!time && !point) continue;
    const Reading strategy = design.read(workload, "strategy");
    const bool restores = !strategy.known() || strategy.text() == "backup-restore";
    const NodeIndex recovery = restores ? recoveryRegion(context, workload) : kNone;
    for (const NodeIndex store : context.closure().nodesOf(workload)) {
      if (!design.has(store, storeTrait) || design.region(store) == kNone) continue;
      if (!dependsHard(context, workload, store)) continue;
      const bool elsewhere = recovery != kNone && !sameRegion(design, store, recovery);
      if (elsewhere && backupReaches(design, store, recovery)) continue;
      out.push_back({workload, store, time ? "recovery time target" : "recovery point target",
                     std::max(0.0, (time ? time : point).value_or(0.0))});
    }
  }
  return out;
}

}  // namespace nines
