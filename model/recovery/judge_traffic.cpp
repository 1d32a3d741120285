// Balancers and DNS records: when they see that something is gone, and where they send requests then.
#include <algorithm>
#include <tuple>

#include "recovery/judge.h"

namespace nines::drills {

namespace {

// What is back first serves: a balancer chooses nothing, it takes what answers.
bool isSooner(const Ready& a, const Ready& b) {
  const auto rank = [](const Ready& r) { return std::tuple(!r.ever, r.at.worst, r.at.best); };
  return rank(a) < rank(b);
}

double positive(const Reading& reading, double otherwise) { return std::max(0.0, reading.number(otherwise)); }

}  // namespace

// A side is down while not everything is served, whatever the capacity.
bool Judge::isDown(const Service& side) { return !side.write.isNow() || !side.read.isNow(); }

std::optional<StepIndex> Judge::balancerDetect(NodeIndex balancer) {
  if (m_damage.isFailed(balancer)) return std::nullopt;
  if (const auto at = m_detects.find(balancer); at != m_detects.end()) return at->second;
  const double interval = positive(design().read(balancer, "healthCheckIntervalSeconds"), 30);
  const double threshold = positive(design().read(balancer, "unhealthyThreshold"), 2);
  Step step{.kind = StepKind::detect, .phrase = "{0} takes failed targets out", .subject = balancer};
  step.duration = {interval * std::max(0.0, threshold - 1), interval * threshold};
  step.owner = balancer;
  step.keys = {"healthCheckIntervalSeconds", "unhealthyThreshold"};
  const StepIndex index = m_plan.add(std::move(step), {});
  m_detects.emplace(balancer, index);
  return index;
}

// Each target is a full alternative. Until the balancer sees it, part of the requests goes to what is gone.
Service Judge::judgeBalancer(NodeIndex balancer) {
  if (m_damage.isFailed(balancer)) return Service::never();
  const std::vector<NodeIndex>& targets = m_base.routedTo(balancer);
  if (targets.empty()) return {};
  Service out = Service::never();
  out.clean = Ready::never();
  out.hit = out.failed = false;
  bool lost = false;
  bool left = false;
  bool failing = false;
  bool working = false;
  for (const NodeIndex target : targets) {
    const Service side = judgedFrom(balancer, target);
    out.hit = out.hit || side.hit;
    out.failed = out.failed || side.failed;
    // With what a target needs failing, it fails its health check as well.
    failing = failing || (side.failed && isDown(side));
    working = working || !isDown(side);
    if (isSooner(side.read, out.read)) out.read = side.read;
    if (isSooner(side.write, out.write)) out.write = side.write;
    // A full alternative is one side that has everything.
    if (const Ready full = both(both(side.read, side.write), side.full); isSooner(full, out.full)) out.full = full;
    if (isSooner(side.clean, out.clean)) out.clean = side.clean;
    const bool computes = design().has(target, trait::kCompute) || design().has(target, trait::kComputeGroup);
    if (!computes) {
      lost = lost || m_damage.isFailed(target);
      left = left || !m_damage.isFailed(target);
      continue;
    }
    for (const TierFacts& tier : m_base.facts().unit(target).tiers) {
      lost = lost || m_damage.isHit(tier.node);
      left = left || survivors(tier) > 0;
    }
  }
  if ((lost && left) || (failing && working)) {
    if (const auto detect = balancerDetect(balancer)) out.clean = both(out.clean, m_plan.at(*detect));
  }
  return out;
}

StepIndex Judge::recordDetect(NodeIndex record) {
  if (const auto at = m_detects.find(record); at != m_detects.end()) return at->second;
  const double seconds = positive(design().read(record, "healthCheckIntervalSeconds"), 30) *
                         positive(design().read(record, "failureThreshold"), 3);
  Step step{.kind = StepKind::detect, .phrase = "Health checks of {0} fail", .subject = record};
  step.duration = {seconds, seconds};
  step.owner = record;
  step.keys = {"healthCheckIntervalSeconds", "failureThreshold"};
  const StepIndex index = m_plan.add(std::move(step), {});
  m_detects.emplace(record, index);
  return index;
}

Ready Judge::nameChanged(NodeIndex record, const Ready& before) {
  Step step{.kind = StepKind::dns, .phrase = "Answers of {0} run out", .subject = record};
  step.duration = {0, positive(design().read(record, "ttlSeconds"), 60)};
  step.owner = record;
  step.keys = {"ttlSeconds"};
  return m_plan.then(before, std::move(step));
}

// Where users of a side are sent instead, and from when on they are.
struct Judge::Sent {
  Service service = Service::never();
  NodeIndex to = kNone;
  Ready change;
};

Service Judge::judgeRecord(NodeIndex record) {
  const std::vector<NodeIndex>& targets = m_base.routedTo(record);
  const bool counts = !m_sent || !isOrdinary(record);
  if (counts) std::erase_if(m_switches, [&](const Switch& change) { return change.record == record; });
  Service out;
  for (const NodeIndex target : m_base.activeTargets(record)) {
    Service side = judgedFrom(record, target);
    if (isDown(side) || !side.full.ever) {
      const Sent other = sentElsewhere(record, target, targets);
      const Ready now = side.whole();
      const Ready then = other.service.whole();
      const bool gains = isBetter(then, now) || (!now.ever && !then.ever && isBetter(other.service.write, side.write));
      if (gains) {
        side = other.service;
        if (counts) m_switches.push_back({record, target, other.to, other.change});
      }
    }
    out = both(out, side);
  }
  return out;
}

// To the best of the other targets.
Judge::Sent Judge::sentElsewhere(NodeIndex record, NodeIndex from, const std::vector<NodeIndex>& targets) {
  Sent best;
  for (const NodeIndex target : targets) {
    if (target == from) continue;
    judgeSent(target);
    const Service side = judgedSent(target);
    const Ready now = best.service.whole();
    const Ready then = side.whole();
    if (!isBetter(then, now) && (now.ever || then.ever || !isBetter(side.write, best.service.write))) continue;
    best.service = side;
    best.to = target;
  }
  if (best.to == kNone) return best;
  const Service left = judged(from);
  best.change = changedBy(record, best.service, left.failed && isDown(left));
  best.service = both(best.service, Service::from(best.change));
  best.service.failed = left.failed;
  return best;
}

// The health check changes the answers, or a person does, once clients there are pointed to their data. Wrong data
// fails no health check.
Ready Judge::changedBy(NodeIndex record, const Service& side, bool failed) {
  if (m_base.asksHealth(record) && failed) {
    return nameChanged(record, m_plan.at(recordDetect(record)));
  }
  Ready before;
  for (const StepIndex i : side.write.finals) {
    const StepKind kind = m_plan.step(i).kind;
    const bool brings = kind == StepKind::rePoint || kind == StepKind::promote || kind == StepKind::restore;
    if (brings) before = both(before, m_plan.at(i));
  }
  return nameChanged(record, both(before, decided()));
}

}  // namespace nines::drills
