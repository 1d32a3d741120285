#include "semantics/strategy.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

namespace nines {

namespace {

constexpr std::array<std::pair<Strategy, std::string_view>, 5> kNames{{{Strategy::none, "none"},
                                                                       {Strategy::backupRestore, "backup-restore"},
                                                                       {Strategy::pilotLight, "pilot-light"},
                                                                       {Strategy::warmStandby, "warm-standby"},
                                                                       {Strategy::multiSite, "multi-site"}}};

// A tier's group, or the tier itself.
NodeIndex unitOf(const Design& design, NodeIndex tier) {
  const NodeIndex group = design.clusterOf(tier);
  return group != kNone && design.has(group, trait::kComputeGroup) ? group : tier;
}

NodeIndex counterpartOf(const Design& design, NodeIndex tier) {
  const std::string_view id = design.read(tier, "counterpart").text();
  const NodeIndex at = id.empty() ? kNone : design.indexOf(id);
  return at != kNone && design.has(at, trait::kCompute) ? at : kNone;
}

// Sums of numbers that a file may give, however large, stay numbers.
constexpr std::int64_t kMostInstances = std::numeric_limits<std::int64_t>::max() / 2;

// What the plans of all workloads look up.
class Planner {
 public:
  Planner(const Design& design, const Closure& closure, const StoreSets& stores);

  RecoveryPlan plan(NodeIndex workload) const;

 private:
  using Codes = std::vector<std::string_view>;
  // Nodes of the workload by the code of their Region, with the first Region node of that code.
  using Presence = std::map<std::string_view, std::pair<std::size_t, NodeIndex>>;

  void followRecords();
  void findSpares();
  std::string_view code(NodeIndex region) const { return m_codes[region]; }
  bool differs(NodeIndex region, NodeIndex other) const { return other == kNone || code(region) != code(other); }
  NodeIndex named(NodeIndex workload, std::string_view key) const;
  using Fits = std::function<bool(NodeIndex region)>;
  NodeIndex ofRole(const std::vector<NodeIndex>& regions, const Presence& presence, const Fits& fits) const;
  NodeIndex primaryRoute(NodeIndex workload, const Fits& fits) const;
  NodeIndex busiest(const Presence& presence, const Fits& fits) const;
  NodeIndex findPrimary(NodeIndex workload, const Presence& presence, NodeIndex recovery) const;
  // What matters among the nodes of a workload, so that they are looked through once.
  struct Found {
    Presence presence;
    std::vector<NodeIndex> parts;  // stores, compute and records, in id order
  };
  Found find(NodeIndex workload) const;
  void findRegions(const Presence& presence, RecoveryPlan& plan) const;
  void addStores(const std::vector<NodeIndex>& parts, RecoveryPlan& plan) const;
  void addUnits(const std::vector<NodeIndex>& parts, RecoveryPlan& plan) const;
  void addRouting(const std::vector<NodeIndex>& parts, RecoveryPlan& plan) const;
  std::optional<Inferred> infer(const RecoveryPlan& plan) const;
  Inferred inferFromUnits(const RecoveryPlan& plan) const;
  const Reach* reachOf(NodeIndex node, NodeIndex workload) const;

  const Design& m_design;
  const Closure& m_closure;
  const StoreSets& m_stores;
  enum class Part : std::uint8_t { none, store, tier, group, record };
  std::vector<Part> m_parts;              // by node
  std::vector<std::string_view> m_codes;  // by node, of Regions
  std::vector<NodeIndex> m_primaries;     // Regions by their role
  std::vector<NodeIndex> m_recoveries;
  std::map<NodeIndex, Codes> m_recordCodes;                     // where a record leads to
  std::multimap<NodeIndex, NodeIndex> m_counterpartOf;          // a tier, and a tier that names it as its counterpart
  std::map<std::string_view, std::vector<NodeIndex>> m_spares;  // units that no workload reaches, by Region code
};

Planner::Planner(const Design& design, const Closure& closure, const StoreSets& stores)
    : m_design(design),
      m_closure(closure),
      m_stores(stores),
      m_parts(design.nodeCount(), Part::none),
      m_codes(design.nodeCount()) {
  for (const auto& [trait, part] :
       {std::pair(trait::kStore, Part::store), std::pair(trait::kCompute, Part::tier),
        std::pair(trait::kComputeGroup, Part::group), std::pair(trait::kDnsRecord, Part::record)}) {
    for (const NodeIndex n : design.withTrait(trait)) m_parts[n] = part;
  }
  for (const NodeIndex r : design.withTrait(trait::kRegion)) {
    m_codes[r] = design.regionCode(r);
    const std::string_view role = design.read(r, "role").text();
    if (role == "primary") m_primaries.push_back(r);
    if (role == "recovery") m_recoveries.push_back(r);
  }
  for (const NodeIndex tier : design.withTrait(trait::kCompute)) {
    if (const NodeIndex other = counterpartOf(design, tier); other != kNone) m_counterpartOf.emplace(other, tier);
  }
  followRecords();
  findSpares();
}

// Records may lead to records, also in circles: whoever routes to a record whose codes grew looks again.
void Planner::followRecords() {
  std::vector<NodeIndex> waiting;
  const auto add = [&](NodeIndex record, std::string_view code) {
    Codes& codes = m_recordCodes[record];
    if (std::ranges::find(codes, code) != codes.end()) return;
    codes.push_back(code);
    waiting.push_back(record);
  };
  for (const NodeIndex record : m_design.withTrait(trait::kDnsRecord)) {
    for (const NodeIndex target : m_design.targets(record, "routes")) {
      if (const NodeIndex home = m_design.region(target); home != kNone) add(record, code(home));
    }
  }
  while (!waiting.empty()) {
    const NodeIndex record = waiting.back();
    waiting.pop_back();
    const Codes codes = m_recordCodes[record];
    for (const NodeIndex above : m_design.sources(record, "routes")) {
      if (!m_design.has(above, trait::kDnsRecord)) continue;
      for (const std::string_view c : codes) add(above, c);
    }
  }
}

void Planner::findSpares() {
  for (const NodeIndex tier : m_design.withTrait(trait::kCompute)) {
    const NodeIndex home = m_design.region(tier);
    if (home == kNone || !m_closure.reaching(tier).empty() || m_counterpartOf.contains(tier) ||
        counterpartOf(m_design, tier) != kNone) {
      continue;
    }
    std::vector<NodeIndex>& units = m_spares[code(home)];
    const NodeIndex unit = unitOf(m_design, tier);
    if (units.empty() || units.back() != unit) units.push_back(unit);
  }
}

const Reach* Planner::reachOf(NodeIndex node, NodeIndex workload) const {
  const auto reaches = m_closure.reaching(node);
  const auto at = std::ranges::lower_bound(reaches, workload, {}, &Reach::workload);
  return at != reaches.end() && at->workload == workload ? &*at : nullptr;
}

NodeIndex Planner::named(NodeIndex workload, std::string_view key) const {
  const std::string_view id = m_design.read(workload, key).text();
  const NodeIndex at = id.empty() ? kNone : m_design.indexOf(id);
  return at != kNone && m_design.has(at, trait::kRegion) ? at : kNone;
}

// The first Region of the role; of several, one in which the workload has nodes.
NodeIndex Planner::ofRole(const std::vector<NodeIndex>& regions, const Presence& presence, const Fits& fits) const {
  if (regions.empty()) return kNone;
  for (const auto& [code, entry] : presence) {
    if (fits(entry.second) && std::ranges::binary_search(regions, entry.second)) return entry.second;
  }
  const auto first = std::ranges::find_if(regions, fits);
  return first == regions.end() ? kNone : *first;
}

NodeIndex Planner::primaryRoute(NodeIndex workload, const Fits& fits) const {
  for (const NodeIndex n : m_closure.nodesOf(workload)) {
    for (const LinkIndex l : m_design.outgoing(n)) {
      if (m_design.link(l).kind != "routes" || m_design.readLink(l, "role").text() != "primary") continue;
      const NodeIndex home = m_design.region(m_design.to(l));
      if (home != kNone && fits(home)) return home;
    }
  }
  return kNone;
}

NodeIndex Planner::busiest(const Presence& presence, const Fits& fits) const {
  NodeIndex best = kNone;
  std::size_t most = 0;
  for (const auto& [code, entry] : presence) {
    const auto [count, region] = entry;
    if (!fits(region) || count < most || (count == most && region > best)) continue;
    most = count;
    best = region;
  }
  return best;
}

// Not the Region that is said to take over; nor one with role recovery, as long as there is another.
NodeIndex Planner::findPrimary(NodeIndex workload, const Presence& presence, NodeIndex recovery) const {
  const Fits isOther = [&](NodeIndex r) { return differs(r, recovery); };
  const Fits serves = [&](NodeIndex r) { return isOther(r) && m_design.read(r, "role").text() != "recovery"; };
  NodeIndex primary = ofRole(m_primaries, presence, isOther);
  for (const Fits& fits : {serves, isOther}) {
    if (primary == kNone) primary = primaryRoute(workload, fits);
    if (primary == kNone) primary = busiest(presence, fits);
  }
  return primary;
}

Planner::Found Planner::find(NodeIndex workload) const {
  Found found;
  NodeIndex last = kNone;
  std::pair<std::size_t, NodeIndex>* entry = nullptr;
  for (const NodeIndex n : m_closure.nodesOf(workload)) {
    if (m_parts[n] != Part::none) found.parts.push_back(n);
    const NodeIndex home = m_design.region(n);
    if (home == kNone) continue;
    if (home != last) {
      entry = &found.presence.try_emplace(code(home), 0, home).first->second;
      entry->second = std::min(entry->second, home);
      last = home;
    }
    ++entry->first;
  }
  return found;
}

void Planner::findRegions(const Presence& presence, RecoveryPlan& plan) const {
  const NodeIndex said = named(plan.workload, "recoveryRegion");
  plan.primary = named(plan.workload, "primaryRegion");
  if (plan.primary == kNone) plan.primary = findPrimary(plan.workload, presence, said);
  const Fits isOther = [&](NodeIndex r) { return differs(r, plan.primary); };
  if (said != kNone) plan.recovery = isOther(said) ? said : kNone;
  else plan.recovery = ofRole(m_recoveries, presence, isOther);
  plan.recoveryDrawn = plan.recovery != kNone;
  if (said == kNone && plan.recovery == kNone && plan.primary != kNone) plan.recovery = busiest(presence, isOther);
}

void Planner::addStores(const std::vector<NodeIndex>& parts, RecoveryPlan& plan) const {
  for (const NodeIndex n : parts) {
    if (m_parts[n] != Part::store || m_design.region(n) == kNone) continue;
    const Reach* reach = reachOf(n, plan.workload);
    if (!reach || !reach->hard) continue;
    plan.stores.push_back(n);
    if (reach->write) plan.written.push_back(n);
    else if (reach->unknownAccess) plan.unclear.push_back(n);
  }
}

void Planner::addUnits(const std::vector<NodeIndex>& parts, RecoveryPlan& plan) const {
  std::vector<NodeIndex> nodes;
  const auto add = [&](NodeIndex unit) {
    if (m_design.region(unit) != kNone) nodes.push_back(unit);
  };
  for (const NodeIndex n : parts) {
    const bool group = m_parts[n] == Part::group;
    if (!group && m_parts[n] != Part::tier) continue;
    const Reach* reach = reachOf(n, plan.workload);
    if (!reach || !reach->hard) continue;
    add(group ? n : unitOf(m_design, n));
    if (group) continue;
    if (const NodeIndex other = counterpartOf(m_design, n); other != kNone) add(unitOf(m_design, other));
    const auto [begin, end] = m_counterpartOf.equal_range(n);
    for (auto at = begin; at != end; ++at) add(unitOf(m_design, at->second));
  }
  const auto standsThere = [&](NodeIndex n) { return !differs(m_design.region(n), plan.recovery); };
  if (plan.recovery != kNone && std::ranges::none_of(nodes, standsThere)) {
    const auto spares = m_spares.find(code(plan.recovery));
    if (spares != m_spares.end()) std::ranges::for_each(spares->second, add);
  }
  std::ranges::sort(nodes);
  const auto [first, last] = std::ranges::unique(nodes);
  nodes.erase(first, last);
  std::ranges::transform(nodes, std::back_inserter(plan.units), [&](NodeIndex n) { return tierUnit(m_design, n); });
}

void Planner::addRouting(const std::vector<NodeIndex>& parts, RecoveryPlan& plan) const {
  if (plan.primary == kNone || plan.recovery == kNone) return;
  for (const NodeIndex n : parts) {
    const auto at = m_parts[n] == Part::record ? m_recordCodes.find(n) : m_recordCodes.end();
    if (at == m_recordCodes.end()) continue;
    const auto leadsTo = [&](NodeIndex region) {
      return std::ranges::find(at->second, code(region)) != at->second.end();
    };
    if (!leadsTo(plan.primary) || !leadsTo(plan.recovery)) continue;
    (m_design.read(n, "policy").text() == "simple" ? plan.routedSimply : plan.routed) = true;
  }
  if (plan.routed) plan.routedSimply = false;
}

Inferred Planner::inferFromUnits(const RecoveryPlan& plan) const {
  const auto there = unitsIn(m_design, plan, code(plan.recovery));
  const bool everywhere = there.size() == plan.units.size();
  if (there.empty()) {
    // Nothing of the workload is there. Or it has no compute at all, as a site in buckets: nothing has to run.
    if (plan.stores.empty()) return {Strategy::none, Shortfall::nothingThere, kNone};
    if (everywhere && plan.routed) return {Strategy::multiSite, Shortfall::nothing, kNone};
  }
  if (std::ranges::all_of(there, [](const TierUnit* u) { return u->running == 0; })) {
    return {Strategy::pilotLight, Shortfall::nothingRuns, kNone};
  }
  const auto stopped = std::ranges::find(there, 0, &TierUnit::running);
  if (stopped != there.end()) return {Strategy::pilotLight, Shortfall::stopped, (*stopped)->node};
  const auto small = std::ranges::find_if(there, [](const TierUnit* u) { return !u->isFull(); });
  if (small != there.end()) return {Strategy::warmStandby, Shortfall::small, (*small)->node};
  if (!plan.routed) return {Strategy::warmStandby, Shortfall::notRouted, kNone};
  return {Strategy::multiSite, Shortfall::nothing, kNone};
}

std::optional<Inferred> Planner::infer(const RecoveryPlan& plan) const {
  const auto elsewhere = [&](const TierUnit& u) { return plan.recovery == kNone || differs(u.region, plan.recovery); };
  if (plan.stores.empty() && std::ranges::none_of(plan.units, elsewhere)) return std::nullopt;
  if (plan.recovery == kNone) return Inferred{Strategy::none, Shortfall::noRegion, kNone};
  const std::string_view there = code(plan.recovery);
  const auto isLive = [&](NodeIndex store) { return m_stores.liveIn(store, there); };
  const auto isLost = [&](NodeIndex store) { return !isLive(store) && !m_stores.backedUpIn(store, there); };
  if (const auto lost = std::ranges::find_if(plan.stores, isLost); lost != plan.stores.end()) {
    return Inferred{Strategy::none, Shortfall::nothingThere, *lost};
  }
  if (const auto cold = std::ranges::find_if_not(plan.stores, isLive); cold != plan.stores.end()) {
    return Inferred{Strategy::backupRestore, Shortfall::notLive, *cold};
  }
  return inferFromUnits(plan);
}

RecoveryPlan Planner::plan(NodeIndex workload) const {
  RecoveryPlan plan;
  plan.workload = workload;
  const Found found = find(workload);
  findRegions(found.presence, plan);
  addStores(found.parts, plan);
  addUnits(found.parts, plan);
  addRouting(found.parts, plan);
  if (const Reading said = m_design.read(workload, "strategy"); said.known()) plan.declared = strategyOf(said.text());
  plan.inferred = infer(plan);
  return plan;
}

}  // namespace

std::string_view toText(Strategy strategy) {
  const auto at = std::ranges::find(kNames, strategy, [](const auto& entry) { return entry.first; });
  return at->second;
}

std::optional<Strategy> strategyOf(std::string_view text) {
  const auto at = std::ranges::find(kNames, text, [](const auto& entry) { return entry.second; });
  return at == kNames.end() ? std::nullopt : std::optional(at->first);
}

std::int64_t runningOf(const Design& design, NodeIndex tier) {
  return std::clamp<std::int64_t>(design.read(tier, "running").integer(1), 0, kMostInstances);
}

TierUnit tierUnit(const Design& design, NodeIndex node) {
  TierUnit unit;
  unit.node = node;
  unit.region = design.region(node);
  if (design.has(node, trait::kComputeGroup)) {
    for (const NodeIndex member : design.members(node)) {
      if (design.has(member, trait::kCompute)) unit.tiers.push_back(member);
    }
    std::ranges::sort(unit.tiers);
    const auto [first, last] = std::ranges::unique(unit.tiers);
    unit.tiers.erase(first, last);
  } else {
    unit.tiers = {node};
  }
  for (const NodeIndex tier : unit.tiers) {
    unit.running = std::min(kMostInstances, unit.running + runningOf(design, tier));
  }
  unit.needed = std::clamp<std::int64_t>(design.read(node, "needed").integer(1), 0, kMostInstances);
  return unit;
}

RecoveryPlans::RecoveryPlans(const Design& design, const Closure& closure) : m_stores(design) {
  const Planner planner(design, closure, m_stores);
  const auto workloads = design.withTrait(trait::kWorkload);
  m_plans.reserve(workloads.size());
  for (const NodeIndex workload : workloads) m_plans.push_back(planner.plan(workload));
}

const RecoveryPlan* RecoveryPlans::of(NodeIndex workload) const {
  const auto at = std::ranges::lower_bound(m_plans, workload, {}, &RecoveryPlan::workload);
  return at != m_plans.end() && at->workload == workload ? &*at : nullptr;
}

std::vector<const TierUnit*> unitsIn(const Design& design, const RecoveryPlan& plan, std::string_view regionCode) {
  std::vector<const TierUnit*> out;
  for (const TierUnit& unit : plan.units) {
    if (design.regionCode(unit.region) == regionCode) out.push_back(&unit);
  }
  return out;
}

}  // namespace nines
