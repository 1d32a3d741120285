#include "semantics/strategy.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <utility>

namespace nines {

namespace {

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

// What the plans of all workloads look up.
class Planner {
 public:
  Planner(const Design& design, const Closure& closure, const StoreSets& stores);

  RecoveryPlan plan(NodeIndex workload) const;

 private:
  // Where a record leads: the code of a Region, or else a data centre.
  using Place = std::pair<std::string_view, NodeIndex>;
  using Places = std::vector<Place>;
  // Nodes of the workload by the code of their Region, with the first Region node of that code.
  using Presence = std::map<std::string_view, std::pair<std::size_t, NodeIndex>>;

  void followRecords();
  void findSpares();
  std::string_view code(NodeIndex region) const { return m_codes[region]; }
  bool differs(NodeIndex region, NodeIndex other) const { return other == kNone || code(region) != code(other); }
  NodeIndex named(NodeIndex workload, std::string_view key) const;
  using Fits = std::function<bool(NodeIndex region)>;
  using HomeOf = std::function<NodeIndex(NodeIndex node)>;
  NodeIndex ofRole(const std::vector<NodeIndex>& regions, const Presence& presence, const Fits& fits) const;
  NodeIndex siteOf(NodeIndex node) const;
  NodeIndex primaryRoute(NodeIndex workload, const HomeOf& homeOf, const Fits& fits) const;
  NodeIndex neededSite(NodeIndex workload) const;
  NodeIndex busiest(const Presence& presence, const Fits& fits) const;
  void findPrimary(RecoveryPlan& plan, const Presence& presence, NodeIndex recovery) const;
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
  std::map<NodeIndex, Places> m_recordPlaces;                   // where a record leads to
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

// Records may lead to records, also in circles: whoever routes to a record whose places grew looks again.
void Planner::followRecords() {
  std::vector<NodeIndex> waiting;
  const auto add = [&](NodeIndex record, const Place& place) {
    Places& places = m_recordPlaces[record];
    if (std::ranges::find(places, place) != places.end()) return;
    places.push_back(place);
    waiting.push_back(record);
  };
  for (const NodeIndex record : m_design.withTrait(trait::kDnsRecord)) {
    for (const NodeIndex target : m_design.targets(record, "routes")) {
      if (const NodeIndex home = m_design.region(target); home != kNone) add(record, {code(home), kNone});
      else if (const NodeIndex site = siteOf(target); site != kNone) add(record, {{}, site});
    }
  }
  while (!waiting.empty()) {
    const NodeIndex record = waiting.back();
    waiting.pop_back();
    const Places places = m_recordPlaces[record];
    for (const NodeIndex above : m_design.sources(record, "routes")) {
      if (!m_design.has(above, trait::kDnsRecord)) continue;
      for (const Place& place : places) add(above, place);
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

NodeIndex Planner::siteOf(NodeIndex node) const {
  while (node != kNone && !m_design.has(node, trait::kDataCentre)) node = m_design.parent(node);
  return node;
}

// The data centre of something that the workload cannot do without.
NodeIndex Planner::neededSite(NodeIndex workload) const {
  if (m_design.withTrait(trait::kDataCentre).empty()) return kNone;
  for (const NodeIndex n : m_closure.nodesOf(workload)) {
    const NodeIndex site = siteOf(n);
    if (site == kNone) continue;
    if (const Reach* reach = reachOf(n, workload); reach && reach->hard) return site;
  }
  return kNone;
}

NodeIndex Planner::primaryRoute(NodeIndex workload, const HomeOf& homeOf, const Fits& fits) const {
  for (const NodeIndex n : m_closure.nodesOf(workload)) {
    for (const LinkIndex l : m_design.outgoing(n)) {
      if (m_design.linkType(l) != "routes" || m_design.readLink(l, "role").text() != "primary") continue;
      const NodeIndex home = homeOf(m_design.to(l));
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

// Not the Region that is said to take over; nor one with role recovery, as long as there is another or a data centre:
// production on premises with AWS to recover in has no primary Region.
void Planner::findPrimary(RecoveryPlan& plan, const Presence& presence, NodeIndex recovery) const {
  const NodeIndex site = neededSite(plan.workload);
  const bool nowhere = presence.empty() && site == kNone;
  const Fits isOther = [&](NodeIndex r) { return differs(r, recovery); };
  const Fits serves = [&](NodeIndex r) { return isOther(r) && m_design.read(r, "role").text() != "recovery"; };
  const Fits isOwn = [&](NodeIndex r) { return isOther(r) && (nowhere || presence.contains(code(r))); };
  plan.primary = ofRole(m_primaries, presence, isOwn);
  const auto regionOf = [&](NodeIndex n) { return m_design.region(n); };
  const auto dataCentreOf = [&](NodeIndex n) { return siteOf(n); };
  const auto any = [](NodeIndex) { return true; };
  for (const Fits& fits : {serves, isOther}) {
    if (plan.primary == kNone) plan.primary = primaryRoute(plan.workload, regionOf, fits);
    if (plan.primary == kNone) plan.site = primaryRoute(plan.workload, dataCentreOf, any);
    if (plan.site != kNone) return;
    if (plan.primary == kNone) plan.primary = busiest(presence, fits);
    if (plan.primary == kNone) plan.site = site;
    if (plan.site != kNone) return;
  }
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
  if (plan.primary == kNone) findPrimary(plan, presence, said);
  const Fits isOther = [&](NodeIndex r) { return differs(r, plan.primary); };
  if (said != kNone) plan.recovery = isOther(said) ? said : kNone;
  else plan.recovery = ofRole(m_recoveries, presence, isOther);
  plan.recoveryDrawn = plan.recovery != kNone;
  const bool isServed = plan.primary != kNone || plan.site != kNone;
  if (said == kNone && plan.recovery == kNone && isServed) plan.recovery = busiest(presence, isOther);
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
  if ((plan.primary == kNone && plan.site == kNone) || plan.recovery == kNone) return;
  const Place home = plan.primary == kNone ? Place({}, plan.site) : Place(code(plan.primary), kNone);
  const Place away(code(plan.recovery), kNone);
  for (const NodeIndex n : parts) {
    const auto at = m_parts[n] == Part::record ? m_recordPlaces.find(n) : m_recordPlaces.end();
    if (at == m_recordPlaces.end()) continue;
    const auto leadsTo = [&](const Place& place) { return std::ranges::find(at->second, place) != at->second.end(); };
    if (!leadsTo(home) || !leadsTo(away)) continue;
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
  // What all stands in the recovery Region, or on premises, has nothing there that could be compared with its like.
  const auto isElsewhere = [&](NodeIndex r) { return plan.recovery == kNone || differs(r, plan.recovery); };
  if (std::ranges::none_of(plan.stores, [&](NodeIndex s) { return isElsewhere(m_design.region(s)); }) &&
      std::ranges::none_of(plan.units, isElsewhere, &TierUnit::region)) {
    return std::nullopt;
  }
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

}  // namespace nines
