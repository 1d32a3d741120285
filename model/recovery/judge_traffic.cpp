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

// Sooner everything; else sooner what is written, or what is read.
bool gains(const Service& then, const Service& now) {
  const Ready a = then.whole();
  const Ready b = now.whole();
  if (isBetter(a, b) || isBetter(b, a)) return isBetter(a, b);
  if (isBetter(then.write, now.write) || isBetter(now.write, then.write)) return isBetter(then.write, now.write);
  return isBetter(then.read, now.read);
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

// Too few of its instances are left for what it needs.
bool Judge::losesInstances(NodeIndex target) const {
  const bool computes = design().has(target, trait::kCompute) || design().has(target, trait::kComputeGroup);
  if (!computes) return m_damage.isFailed(target);
  const Capacity capacity = capacityOf(target);
  return capacity.isHit && capacity.left < std::max<std::int64_t>(1, capacity.needed);
}

// Those that are left do the work of those that are lost: with as many instances as they need, and what was written
// there.
std::vector<Service> Judge::sidesOf(NodeIndex balancer) {
  const std::vector<NodeIndex>& targets = m_base.routedTo(balancer);
  std::vector<Service> out;
  out.reserve(targets.size());
  for (const NodeIndex target : targets) out.push_back(judgedFrom(balancer, target));
  if (targets.size() < 2 || std::ranges::none_of(out, &Service::hit)) return out;
  std::vector<std::size_t> lost;
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const bool gone = losesInstances(targets[i]) || (out[i].failed && isDown(out[i]));
    (gone ? lost : left).push_back(i);
  }
  if (lost.empty()) return out;
  for (const std::size_t i : left) {
    if (!m_sent && isOrdinary(balancer) && m_base.leadsToLack(targets[i])) {
      judgeSent(targets[i]);
      out[i] = judgedSent(targets[i]);
    }
    const auto& uses = m_base.useOf(targets[i]);
    if (std::ranges::all_of(uses, [](const auto& use) { return use.second.writes; })) continue;
    for (const std::size_t from : lost) out[i].write = both(out[i].write, handedOver(targets[from], targets[i]));
  }
  return out;
}

// Each target is a full alternative. Until the balancer sees it, part of the requests goes to what is gone.
Service Judge::judgeBalancer(NodeIndex balancer) {
  if (m_damage.isFailed(balancer)) return Service::never();
  const std::vector<NodeIndex>& targets = m_base.routedTo(balancer);
  if (targets.empty()) return {};
  Service out = Service::never();
  out.clean = Ready::never();
  out.hit = false;
  out.failed = true;  // wrong data behind one that works fails no health check
  bool lost = false;
  bool left = false;
  bool failing = false;
  bool working = false;
  const std::vector<Service> sides = sidesOf(balancer);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const NodeIndex target = targets[i];
    const Service& side = sides[i];
    out.hit = out.hit || side.hit;
    out.failed = out.failed && side.failed;
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
      if (other.to != kNone) {
        if (counts && gains(other.service, side)) m_switches.push_back({record, target, other.to, other.change});
        side = eitherOf(side, other.service, other.change);
      }
    }
    out = both(out, side);
  }
  return out;
}

// Users are sent elsewhere whether or not their own side comes back in the end: they read wherever reads work first.
// Writes do not wait for people where they come back by themselves. Nothing is gained where all of it comes back no
// sooner at worst and later at best.
Service Judge::eitherOf(const Service& home, const Service& other, const Ready& change) {
  if (!isSooner(other.read, home.read) && !isBetter(other.write, home.write) && !isBetter(other.full, home.full))
    return home;
  Service out = home;
  if (change.manual ? isBetter(other.read, home.read) : isSooner(other.read, home.read)) {
    out.read = other.read;
    out.clean = other.clean;
  }
  const auto better = [](const Ready& a, const Ready& b) { return isBetter(b, a) ? b : a; };
  out.write = better(both(home.read, home.write), both(other.read, other.write));
  out.full = better(both(both(home.read, home.write), home.full), both(both(other.read, other.write), other.full));
  const Ready before = home.whole();
  const Ready after = out.whole();
  const bool later = before.ever && after.at.worst >= before.at.worst && after.at.best > before.at.best;
  return later ? home : out;
}

// To the best of the other targets.
Judge::Sent Judge::sentElsewhere(NodeIndex record, NodeIndex from, const std::vector<NodeIndex>& targets) {
  Sent best;
  for (const NodeIndex target : targets) {
    if (target == from) continue;
    judgeSent(target);
    Service side = judgedSent(target);
    side.write = both(side.write, handedOver(from, target));
    if (best.to != kNone && !gains(side, best.service)) continue;
    if (best.to == kNone && !side.read.ever && !side.write.ever) continue;
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
