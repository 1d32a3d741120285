// Corrections of what a workload declares, and of the data that it needs in its recovery Region.
#include <algorithm>

#include "rules/dr_additions.h"
#include "rules/dr_support.h"
#include "rules/mending.h"
#include "rules/places.h"

namespace nines {

namespace {

// Whether declaring what the topology amounts to would be no error in itself.
bool isDeclarable(const RuleContext& context, const RecoveryPlan& plan) {
  const Design& design = context.design();
  if (!plan.inferred) return false;
  switch (plan.inferred->strategy) {
    case Strategy::none:
      return false;  // to give recovery up is for a person to say
    case Strategy::backupRestore:
      return std::ranges::all_of(plan.written, [&](NodeIndex s) { return outlivesRegion(context, plan, s); });
    case Strategy::pilotLight:
    case Strategy::warmStandby:
      return definesTiers(recoveryUnits(design, plan));
    case Strategy::multiSite:
      return std::ranges::all_of(plan.units, &TierUnit::isFull);
  }
  return false;
}

}  // namespace

std::optional<Edit> fixStrategy(const RuleContext& context, const Finding& finding) {
  const RecoveryPlan* plan = planOfSubject(context, finding);
  if (!plan || !plan->inferred || !isDeclarable(context, *plan)) return std::nullopt;
  Mending mending(context.design(), "Declare " + std::string(sentenceName(plan->inferred->strategy)) + " for " +
                                        titled(context.design(), plan->workload));
  mending.set(plan->workload, "strategy", Value(toText(plan->inferred->strategy)));
  return mending.take();
}

std::optional<Edit> fixBackupThere(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex store = design.indexOf(finding.subjects.front());
  if (store == kNone || design.region(store) == kNone) return std::nullopt;
  const Lack lack = backupsLacking(context, store);
  if (lack.open || lack.regions.empty()) return std::nullopt;
  return backUpIn(design, store, lack.regions);
}

std::optional<Edit> fixDataThere(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex store = design.indexOf(finding.subjects.front());
  if (store == kNone) return std::nullopt;
  const Lack lack = liveCopiesLacking(context, store);
  if (lack.open || lack.regions.size() != 1) return std::nullopt;
  return replicateTo(design, store, lack.regions.front());
}

}  // namespace nines
