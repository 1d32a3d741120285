// Corrections of the compute that a workload's strategy needs, and of the DNS record over its Regions.
#include "rules/dr_additions.h"
#include "rules/dr_support.h"

namespace nines {

std::optional<Edit> fixPilotLight(const RuleContext& context, const Finding& finding) {
  if (finding.unknown) return std::nullopt;  // which tier takes over from which, only people know
  const RecoveryPlan* plan = planOfSubject(context, finding);
  if (!plan) return std::nullopt;
  const Design& design = context.design();
  return addTiers(design, *plan, 0, "Define stopped app tiers in " + recoveryTitled(design, *plan));
}

std::optional<Edit> fixWarmStandby(const RuleContext& context, const Finding& finding) {
  if (finding.unknown) return std::nullopt;
  const Design& design = context.design();
  if (const RecoveryPlan* plan = planOfSubject(context, finding)) {
    return addTiers(design, *plan, 1, "Run app tiers in " + recoveryTitled(design, *plan));
  }
  const NodeIndex tier = design.indexOf(finding.subjects.front());
  if (tier == kNone || !design.has(tier, trait::kCompute)) return std::nullopt;
  return runOne(design, tier);
}

std::optional<Edit> fixFullSize(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex node = design.indexOf(finding.subjects.front());
  if (node == kNone || design.region(node) == kNone) return std::nullopt;
  return runFully(design, tierUnit(design, node));
}

std::optional<Edit> fixRouting(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const RecoveryPlan* plan = planOfSubject(context, finding);
  return plan ? routeToBoth(design, *plan) : std::nullopt;
}

}  // namespace nines
