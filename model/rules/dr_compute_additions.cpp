// What makes a workload run, and be reached, in another Region.
#include <algorithm>

#include "rules/dr_additions.h"
#include "rules/dr_support.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"

namespace nines {

namespace {

constexpr std::string_view kTtlMaximum = "route53.ttl.maximum";

// What has to grow when a tier runs more: a maximum that is given must not be less.
void setRunning(const Design& design, NodeIndex tier, std::int64_t running, Mending& mending) {
  mending.set(tier, "running", running);
  const Reading most = design.read(tier, "maximum");
  if (most.state == Reading::State::set && most.number() < static_cast<double>(running)) {
    mending.set(tier, "maximum", running);
  }
}

// Where requests for a unit come in: the balancer before it or before one of its tiers, else the unit itself.
NodeIndex entryOf(const Design& design, const TierUnit& unit) {
  const auto balancerBefore = [&](NodeIndex node) {
    for (const NodeIndex source : design.sources(node, "routes")) {
      if (design.has(source, trait::kBalancer) && design.region(source) == unit.region) return source;
    }
    return kNone;
  };
  NodeIndex entry = balancerBefore(unit.node);
  for (const NodeIndex tier : unit.tiers) {
    if (entry == kNone) entry = balancerBefore(tier);
  }
  return entry == kNone ? unit.node : entry;
}

// Nodes of the Region to which a record of the workload can lead: what the workload uses there itself, else where
// requests for its compute come in.
NodeIndex entryIn(const Design& design, const RecoveryPlan& plan, NodeIndex region) {
  const std::string_view code = design.regionCode(region);
  for (const NodeIndex target : design.targets(plan.workload, "uses")) {
    const bool served = design.has(target, trait::kBalancer) || design.has(target, trait::kComputeGroup) ||
                        design.has(target, trait::kCompute);
    if (served && design.region(target) != kNone && design.regionCode(design.region(target)) == code) return target;
  }
  const auto units = unitsIn(design, plan, code);
  return units.empty() ? kNone : entryOf(design, *units.front());
}

// A client of a replica is one for after a failover only as long as no traffic is sent to it.
bool usesReplica(const Design& design, const RecoveryPlan& plan) {
  return std::ranges::any_of(recoveryUnits(design, plan), [&](const TierUnit* unit) {
    const auto uses = [&](NodeIndex client) {
      return std::ranges::any_of(design.targets(client, "uses"), [&](NodeIndex n) { return design.isReplica(n); });
    };
    return uses(unit->node) || std::ranges::any_of(unit->tiers, uses);
  });
}

void askHealth(const Design& design, NodeIndex record, Mending& mending) {
  if (design.read(record, "policy").text() == "simple") mending.set(record, "policy", Value("latency"));
  if (!design.read(record, "healthCheck").flag()) mending.set(record, "healthCheck", true);
  const std::int64_t most = limitOf(design, kTtlMaximum);
  if (design.read(record, "ttlSeconds").number() > static_cast<double>(most)) mending.set(record, "ttlSeconds", most);
}

// Clients ask the record instead of what they asked directly. `failover`: the second entry only when the first is down.
bool addRecord(const Design& design, const RecoveryPlan& plan, const std::vector<NodeIndex>& entries, bool failover,
               Mending& mending) {
  const auto kinds = design.catalogue().kinds();
  const auto kind = std::ranges::find_if(kinds, [](const Kind& k) { return k.has(trait::kDnsRecord); });
  if (kind == kinds.end()) return false;
  const NodeId record = mending.add(kind->id, {}, named(design, plan.workload) + "-dns",
                                    {{"policy", Value(failover ? "failover" : "latency")},
                                     {"healthCheck", Value(true)},
                                     {"ttlSeconds", Value(limitOf(design, kTtlMaximum))}});
  for (const NodeIndex entry : entries) {
    Properties role;
    if (failover) role.emplace("role", Value(entry == entries.front() ? "primary" : "secondary"));
    mending.link("routes", record, design.node(entry).id, std::move(role));
  }
  std::vector<LinkIndex> direct;
  Properties properties;
  for (const LinkIndex l : design.outgoing(plan.workload)) {
    if (design.linkType(l) != "uses" || std::ranges::find(entries, design.to(l)) == entries.end()) continue;
    if (direct.empty()) properties = design.link(l).properties;
    direct.push_back(l);
  }
  mending.removeLinks(direct);
  mending.link("uses", design.node(plan.workload).id, record, std::move(properties));
  return true;
}

}  // namespace

std::optional<Edit> addTiers(const Design& design, const RecoveryPlan& plan, std::int64_t running, std::string label) {
  if (plan.recovery == kNone || plan.units.empty()) return std::nullopt;
  Mending mending(design, std::move(label));
  for (const TierUnit& unit : plan.units) {
    if (unit.tiers.empty() || isRecovery(design, plan, unit.region)) return std::nullopt;
    const NodeIndex first = unit.tiers.front();
    Properties properties{{"running", Value(running)},
                          {"needed", Value(unit.needed)},
                          {"maximum", Value(std::max(unit.needed, running))}};
    if (const Reading runsOn = design.read(first, "runsOn"); runsOn.state == Reading::State::set) {
      properties.emplace("runsOn", *runsOn.value);
    }
    const NodeId tier = mending.add(design.node(first).kind, design.node(plan.recovery).id,
                                    named(design, unit.node) + "-dr", std::move(properties));
    for (const NodeIndex t : unit.tiers) {
      if (!design.read(t, "counterpart").known()) mending.set(t, "counterpart", Value(tier));
    }
  }
  return mending.take();
}

std::optional<Edit> runOne(const Design& design, NodeIndex tier) {
  Mending mending(design, "Run one instance of " + titled(design, tier));
  setRunning(design, tier, 1, mending);
  // It is to grow when it takes over; without a maximum it could not.
  const std::int64_t needed = design.read(tier, "needed").integer();
  if (needed > 1 && design.read(tier, "maximum").state != Reading::State::set) mending.set(tier, "maximum", needed);
  return mending.take();
}

// Tiers of a group share what is missing.
std::optional<Edit> runFully(const Design& design, const TierUnit& unit) {
  if (unit.tiers.empty() || unit.isFull()) return std::nullopt;
  const std::int64_t missing = unit.needed - unit.running;
  const auto count = static_cast<std::int64_t>(unit.tiers.size());
  Mending mending(design, "Run " + counted(unit.needed, "instance") + " of " + titled(design, unit.node));
  for (std::int64_t i = 0; i < count; ++i) {
    const NodeIndex tier = unit.tiers[static_cast<std::size_t>(i)];
    const std::int64_t share = missing / count + (i < missing % count ? 1 : 0);
    if (share > 0) setRunning(design, tier, runningOf(design, tier) + share, mending);
  }
  const Reading most = design.read(unit.node, "maximum");
  if (unit.tiers.front() != unit.node && most.known() && most.number() < static_cast<double>(unit.needed)) {
    mending.set(unit.node, "maximum", unit.needed);
  }
  return mending.take();
}

std::optional<Edit> routeToBoth(const Design& design, const RecoveryPlan& plan) {
  if (plan.primary == kNone || plan.recovery == kNone) return std::nullopt;
  const bool failover = usesReplica(design, plan);
  const std::vector<NodeIndex> entries{entryIn(design, plan, plan.primary), entryIn(design, plan, plan.recovery)};
  if (std::ranges::find(entries, kNone) != entries.end()) return std::nullopt;
  Mending mending(design, "Route " + titled(design, plan.workload) + " to both Regions");
  for (const NodeIndex record : design.targets(plan.workload, "uses")) {
    if (!design.has(record, trait::kDnsRecord)) continue;
    // Which of several targets is the secondary one, a person has to say.
    if (failover || design.read(record, "policy").text() == "failover") return std::nullopt;
    askHealth(design, record, mending);
    const auto already = design.targets(record, "routes");
    for (const NodeIndex entry : entries) {
      if (std::ranges::find(already, entry) == already.end()) {
        mending.link("routes", design.node(record).id, design.node(entry).id);
      }
    }
    return mending.take();
  }
  return addRecord(design, plan, entries, failover, mending) ? std::optional(mending.take()) : std::nullopt;
}

}  // namespace nines
