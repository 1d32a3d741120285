// Tiers and groups: how many instances are left, how many more can be had, and from when on.
#include <algorithm>

#include "recovery/judge.h"

namespace nines::drills {

std::int64_t Judge::survivors(const TierFacts& tier) const {
  if (m_damage.isFailed(tier.node)) return 0;
  return std::max<std::int64_t>(0, tier.running - m_damage.lostInstances(tier.node));
}

Judge::Capacity Judge::capacityOf(NodeIndex unit) const {
  const UnitFacts& facts = m_base.facts().unit(unit);
  Capacity out;
  out.isGroup = facts.isGroup;
  out.needed = facts.needed;
  bool anyPlace = false;
  for (const TierFacts& tier : facts.tiers) {
    const NodeIndex n = tier.node;
    out.left += survivors(tier);
    out.isHit = out.isHit || m_damage.isHit(n);
    out.ran = out.ran || tier.running > 0;
    const bool standsStill = m_damage.isFailed(n) && !m_damage.isHostOnly(n);
    // What is spread over a Region's zones starts in those that are left.
    const auto isLeft = [&](const std::string& code) { return !m_damage.isZoneLost(code); };
    const bool spread = design().zone(n) == kNone && std::ranges::any_of(m_base.zonesOf(n), isLeft);
    if (standsStill && !(m_damage.isRegionUp(n) && spread)) continue;
    anyPlace = true;
    out.possible = std::min(kMostInstances, out.possible + tier.maximum);
    if (out.slowest == kNone || tier.startSeconds > out.startSeconds) {
      out.slowest = n;
      out.startSeconds = tier.startSeconds;
    }
  }
  // It counts over the tiers' own: a group starts instances in whichever of its zones are left.
  if (anyPlace && facts.maximum) out.possible = *facts.maximum;
  return out;
}

Service Judge::judgeCompute(NodeIndex unit) {
  const Capacity capacity = capacityOf(unit);
  Service out;
  const bool isShort = capacity.left < capacity.needed || (capacity.ran && capacity.left == 0);
  // What was short before and is not touched goes on as it is drawn, while nobody sends it more users.
  const bool asDrawn = !capacity.isHit && !m_sent && isOrdinary(unit);
  if (isShort && !asDrawn) {
    if (capacity.possible > capacity.left) out = started(unit, capacity);
    else if (capacity.left > 0) out.full = Ready::never();
    else {
      const Ready ready = deployed(unit);
      out = Service::from(ready);
    }
  }
  out.hit = out.failed = capacity.isHit;
  return out.read.ever ? both(out, need(unit)) : out;
}

// As many instances as it may have; the first of them serve, enough of them are what is needed.
Service Judge::started(NodeIndex unit, const Capacity& capacity) {
  Step step{.kind = StepKind::start, .phrase = "Start instances of {0}", .subject = unit};
  step.duration = {capacity.startSeconds, 2 * capacity.startSeconds};
  step.owner = capacity.slowest;
  step.keys = {"startSeconds"};
  const StepIndex index = m_plan.add(std::move(step), startsAfter(unit, capacity));
  const Ready ready = m_plan.at(index);
  Service out;
  if (capacity.left == 0) out.read = out.write = ready;
  out.full = capacity.possible >= capacity.needed ? ready : Ready::never();
  return out;
}

// A group replaces what it lost by itself, once its balancer has seen it, and starts what a lost side's users need once
// the health check has fired. All else waits for people.
std::vector<StepIndex> Judge::startsAfter(NodeIndex unit, const Capacity& capacity) {
  if (!capacity.isGroup) return {decide()};
  if (!capacity.isHit) {
    if (m_notice != kNone) return {recordDetect(m_notice)};
    return {decide()};
  }
  std::vector<NodeIndex> fronts = design().sources(unit, "routes");
  for (const NodeIndex tier : design().members(unit)) {
    const auto more = design().sources(tier, "routes");
    fronts.insert(fronts.end(), more.begin(), more.end());
  }
  // Whichever of its balancers notices first.
  std::optional<StepIndex> first;
  const auto notices = [&](StepIndex i) { return std::pair(m_plan.step(i).end.worst, m_plan.step(i).end.best); };
  for (const NodeIndex front : fronts) {
    if (!design().has(front, trait::kBalancer)) continue;
    const auto detect = balancerDetect(front);
    if (detect && (!first || notices(*detect) < notices(*first))) first = detect;
  }
  return first ? std::vector<StepIndex>{*first} : std::vector<StepIndex>{};
}

// Nothing of it is left and nothing can be started where it stands: the same in another zone, by people.
Ready Judge::deployed(NodeIndex unit) {
  const NodeIndex region = design().region(unit);
  const auto& lost = m_damage.lostZones();
  if (region == kNone || !m_damage.isRegionUp(unit) || lost.empty() || !m_damage.hasZoneLeft(region)) {
    return Ready::never();
  }
  if (const auto at = m_deploys.find(unit); at != m_deploys.end()) return m_plan.at(at->second);
  Step step = lasting(StepKind::deploy, "Deploy {0} in another zone", m_base.range("compute.deploy"), unit);
  const StepIndex index = m_plan.add(std::move(step), {decide()});
  m_deploys.emplace(unit, index);
  return m_plan.at(index);
}

}  // namespace nines::drills
