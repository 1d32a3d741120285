// The Region or data centre that serves the workload is lost, and nothing that is drawn takes over: it is put together
// in the recovery Region from what is there.
#include <algorithm>

#include "recovery/judge.h"

namespace nines::drills {

bool Judge::isPrimaryLost() const {
  if (!m_recovery || m_recovery->recovery == kNone || !m_damage.isRegionUp(m_recovery->recovery)) return false;
  if (m_recovery->primary != kNone) return !m_damage.isRegionUp(m_recovery->primary);
  return m_recovery->site != kNone && m_damage.isFailed(m_recovery->site);
}

// What is drawn there is started, as far as it does not run in the number that is needed; else what was lost is
// deployed.
Ready Judge::rebuiltCompute() {
  Ready out;
  bool any = false;
  for (const TierUnit* unit : unitsIn(design(), *m_recovery, design().regionCode(m_recovery->recovery))) {
    const Capacity capacity = capacityOf(unit->node);
    if (capacity.left == 0 && capacity.possible == 0) continue;  // lost as well
    any = true;
    if (capacity.left >= capacity.needed) continue;
    if (capacity.possible < capacity.needed) return Ready::never();
    out = both(out, started(unit->node, capacity).whole());
  }
  if (any) return out;
  for (const NodeIndex node : m_base.order(m_workload)) {
    const bool computes = design().has(node, trait::kCompute) || design().has(node, trait::kComputeGroup);
    if (!computes || capacityOf(node).left > 0) continue;
    Step step =
        lasting(StepKind::deploy, "Deploy {0} in {1}", m_base.range("compute.deploy"), node, m_recovery->recovery);
    out = both(out, m_plan.then(decided(), std::move(step)));
  }
  return out;
}

Service Judge::rebuilt() {
  Ready data;
  Ready pointed;
  for (const NodeIndex n : m_base.order(m_workload)) {
    const bool holds = design().has(n, trait::kStore) || design().has(n, trait::kServer);
    if (!holds || !isOut(n)) continue;
    const Outcome* lost = outcome(m_base.sets().setOf(n));
    if (!lost || !lost->found) return Service::never();
    data = both(data, lost->done);
  }
  pointed = both(rebuiltCompute(), data);
  Ready entry;
  for (const LinkIndex l : m_base.needs(m_workload)) {
    const NodeIndex target = design().to(l);
    if (design().has(target, trait::kDnsRecord)) {
      // Nothing else is drawn behind the record: a person changes it, once the data is there.
      Ready before;
      for (const StepIndex i : data.finals) {
        if (m_plan.step(i).kind != StepKind::dns) before = both(before, m_plan.at(i));
      }
      entry = both(entry, nameChanged(target, both(before, decided())));
    } else if (m_damage.isFailed(target) && !design().has(target, trait::kStore)) {
      Step step = lasting(StepKind::rePoint, "Point {0} to the new place", m_base.range("repoint"), m_workload);
      entry = both(entry, m_plan.then(both(pointed, decided()), std::move(step)));
    }
  }
  return Service::from(both(pointed, entry));
}

}  // namespace nines::drills
