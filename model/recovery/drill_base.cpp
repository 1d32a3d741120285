#include "recovery/drill_base.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_set>

#include "availability/build_order.h"
#include "catalogue/assumptions.h"
#include "recovery/plan.h"
#include "semantics/choices.h"
#include "support/sort_unique.h"

namespace nines::drills {

Base::Base(const Design& design, const Closure& closure, const RecoveryPlans& plans)
    : m_design(design),
      m_closure(closure),
      m_plans(plans),
      m_sets(design),
      m_facts(design, m_sets),
      m_drawnZones(design),
      m_durations(design.profile(), design.topology().assumptions) {
  place();
}

void Base::place() {
  std::unordered_map<NodeIndex, std::vector<NodeIndex>> inZones;
  for (NodeIndex n = 0; n < m_design.nodeCount(); ++n) {
    const bool isZone = m_design.has(n, trait::kZone);
    const bool isRegion = m_design.has(n, trait::kRegion);
    const NodeIndex zone = isZone ? n : m_design.zone(n);
    const NodeIndex region = isRegion ? n : m_design.region(n);
    if (zone != kNone) inZones[zone].push_back(n);
    if (region != kNone) m_regions[m_facts.regionCode(n)].push_back(n);
    const NodeIndex site = m_design.has(n, trait::kDataCentre) ? n : dataCentreOf(m_design, n);
    if (site != kNone) m_sites[site].push_back(n);
  }
  for (const NodeIndex zone : m_design.withTrait(trait::kZone)) {
    const auto& within = inZones[zone];
    auto& ofCode = m_zones[m_design.zoneCode(zone)];
    ofCode.insert(ofCode.end(), within.begin(), within.end());
    const NodeIndex region = m_design.region(zone);
    if (region != kNone) m_zoneCodes[m_facts.regionCode(region)].emplace_back(m_design.zoneCode(zone));
  }
  for (auto& [region, codes] : m_zoneCodes) {
    sortUnique(codes);
  }
  placeSpread();
  for (const NodeIndex n : m_design.withTrait(trait::kDatabaseInstance)) {
    if (!m_design.isMultiAz(n) || m_design.standbyOf(n) != kNone) continue;
    m_undrawnPairs.push_back(n);
    m_standbyZones.emplace(n, assumedStandbyZone(m_design, m_drawnZones, n));
  }
  placeUnknown();
  std::ranges::copy_if(m_design.withTrait(trait::kClusterVolume), std::back_inserter(m_stopped),
                       [&](NodeIndex n) { return m_facts.isStopped(n) && m_facts.isWritten(n); });
}

// Serverless v1 has no instances that could be drawn: AWS runs one wherever it likes.
void Base::placeUnknown() {
  const auto add = [&](NodeIndex n) {
    const NodeIndex region = m_design.region(n);
    if (region == kNone) return;
    for (const std::string& zone : zonesIn(region)) m_unplaced[zone].push_back(n);
  };
  const auto hasAny = [&](NodeIndex n, std::string_view trait) {
    const auto members = m_design.members(n);
    return std::ranges::any_of(members, [&](NodeIndex i) { return m_design.has(i, trait); });
  };
  for (const NodeIndex n : m_design.withTrait(trait::kClusterVolume)) {
    if (runsByItself(m_design, n) || !hasAny(n, trait::kClusterInstance)) add(n);
  }
  for (const NodeIndex n : m_design.withTrait(trait::kTableCache)) {
    if (!cacheNodes(m_design, n) && !hasAny(n, trait::kTableCacheNode)) add(n);
  }
}

std::span<const NodeIndex> Base::unplaced(std::string_view zone) const {
  const auto at = m_unplaced.find(zone);
  return at == m_unplaced.end() ? std::span<const NodeIndex>() : at->second;
}

// Tiers over the drawn zones around them; the counted nodes of a cache over the zones that it names, as often as it
// names them, else likewise.
void Base::placeSpread() {
  TierPlacements placements(m_design);
  const auto add = [&](NodeIndex n, std::vector<std::string> codes) {
    if (codes.empty()) {
      const auto& around = placements.zonesAround(n);
      codes.assign(around.begin(), around.end());
    }
    if (codes.empty()) return;
    m_spread.push_back(n);
    m_spreadZones.emplace(n, std::move(codes));
  };
  for (const NodeIndex n : m_design.withTrait(trait::kCompute)) {
    if (m_design.zone(n) == kNone && m_design.region(n) != kNone) add(n, {});
  }
  for (const NodeIndex n : m_design.withTrait(trait::kTableCache)) {
    std::vector<std::string> named;
    const Reading zones = m_design.read(n, "nodeAzs");
    if (const Value::Array* ids = zones.known() ? zones.value->asArray() : nullptr) {
      for (const Value& id : *ids) {
        const NodeIndex zone = id.asText() ? m_design.indexOf(*id.asText()) : kNone;
        if (zone != kNone && m_design.has(zone, trait::kZone)) named.emplace_back(m_design.zoneCode(zone));
      }
    }
    add(n, std::move(named));
  }
}

const Duration& Base::range(std::string_view key) const {
  const auto at = m_ranges.find(key);
  return at != m_ranges.end() ? at->second : m_ranges.emplace(key, m_durations.range(key)).first->second;
}

const Duration& Base::lag(std::string_view key) const {
  const auto at = m_lags.find(key);
  return at != m_lags.end() ? at->second : m_lags.emplace(key, m_durations.upTo(key)).first->second;
}

// Whether there is such a figure.
bool Base::knows(std::string_view key) const {
  return profileFigure(m_design.profile(), std::string(key) + ".worst") || profileFigure(m_design.profile(), key);
}

Lag Base::lagOf(LinkIndex link) const {
  const Reading own = m_design.readLink(link, "lagSeconds");
  if (own.known()) return {bounded(own.number()), nullptr};
  const NodeIndex from = m_design.from(link);
  std::string_view key;
  if (m_design.has(from, trait::kDatabaseInstance)) key = "replica.lag";
  if (m_design.has(from, trait::kTable)) key = "dynamodb.replicaLag";
  if (m_design.has(from, trait::kClusterVolume)) {
    const bool binlog = m_design.readLink(link, "technology").text() == "binlog";
    key = binlog ? "replica.lag" : "aurora.globalDatabase.lag";
  }
  if (m_design.has(from, trait::kBucket)) {
    key = m_design.readLink(link, "timeControl").flag() ? "s3.timeControl.lag" : "s3.replication.lag";
  }
  if (key.empty()) return {};
  const Duration& usual = lag(key);
  return {usual.seconds.worst, &usual};
}

std::span<const NodeIndex> Base::inZone(std::string_view code) const {
  const auto at = m_zones.find(code);
  return at == m_zones.end() ? std::span<const NodeIndex>() : at->second;
}

std::span<const NodeIndex> Base::inRegion(std::string_view code) const {
  const auto at = m_regions.find(code);
  return at == m_regions.end() ? std::span<const NodeIndex>() : at->second;
}

std::span<const NodeIndex> Base::inSite(NodeIndex centre) const {
  const auto at = m_sites.find(centre);
  return at == m_sites.end() ? std::span<const NodeIndex>() : at->second;
}

NodeIndex Base::unitOf(NodeIndex node) const {
  if (!m_design.has(node, trait::kCompute)) return node;
  const NodeIndex group = m_design.clusterOf(node);
  return group != kNone && m_design.has(group, trait::kComputeGroup) ? group : node;
}

const std::vector<std::string>& Base::zonesOf(NodeIndex node) const {
  const auto at = m_spreadZones.find(node);
  return at == m_spreadZones.end() ? m_noZones : at->second;
}

const std::string& Base::undrawnStandbyZone(NodeIndex database) const {
  const auto at = m_standbyZones.find(database);
  return at == m_standbyZones.end() ? m_noZone : at->second;
}

const std::vector<std::string>& Base::zonesIn(NodeIndex region) const {
  const auto at = m_zoneCodes.find(m_facts.regionCode(region));
  return at == m_zoneCodes.end() ? m_noZones : at->second;
}

const std::vector<std::string>& Base::storageZones(NodeIndex cluster) const {
  const auto [at, fresh] = m_storage.try_emplace(cluster);
  std::vector<std::string>& out = at->second;
  if (!fresh) return out;
  const auto add = [&](std::string_view code) {
    if (out.size() < 3 && std::ranges::find(out, code) == out.end()) out.emplace_back(code);
  };
  std::set<std::string_view> own;
  for (const NodeIndex member : m_design.members(cluster)) {
    if (m_design.zone(member) != kNone) own.insert(m_design.zoneCode(m_design.zone(member)));
  }
  std::ranges::for_each(own, add);
  if (m_design.region(cluster) == kNone) return out;
  for (const std::string& code : zonesIn(m_design.region(cluster))) add(code);
  return out;
}

bool Base::hasOtherZone(NodeIndex region, std::span<const std::string> lost) const {
  if (region == kNone) return false;
  const auto isLost = [&](std::string_view code) { return std::ranges::find(lost, code) != lost.end(); };
  for (const std::string& code : zonesIn(region)) {
    if (!isLost(code)) return true;
  }
  const RegionFact* fact = awsRegion(m_design.regionCode(region));
  return fact && !std::ranges::all_of(fact->zones, isLost);
}

const std::vector<LinkIndex>& Base::needs(NodeIndex client) const {
  const auto [at, fresh] = m_needs.try_emplace(client);
  if (!fresh) return at->second;
  const auto add = [&](NodeIndex n) {
    for (const LinkIndex l : m_design.outgoing(n)) {
      const bool counts = m_design.link(l).kind == "uses" && m_design.to(l) != client;
      if (counts && m_design.readLink(l, "hard").flag(true)) at->second.push_back(l);
    }
  };
  add(client);
  if (m_design.has(client, trait::kComputeGroup)) std::ranges::for_each(m_design.members(client), add);
  return at->second;
}

std::vector<NodeIndex> Base::successors(NodeIndex node) const {
  std::vector<NodeIndex> out;
  for (const LinkIndex l : needs(node)) out.push_back(unitOf(m_design.to(l)));
  for (const LinkIndex l : m_design.outgoing(node)) {
    if (m_design.link(l).kind == "routes") out.push_back(unitOf(m_design.to(l)));
  }
  // Whoever uses an instance by its own endpoint uses the data of its cluster.
  if (m_design.has(node, trait::kClusterInstance) && m_design.clusterOf(node) != kNone) {
    out.push_back(m_design.clusterOf(node));
  }
  sortUnique(out);
  return out;
}

// All of them at once: who uses what, and from what is short upwards what leads there.
void Base::collectUsers() const {
  const std::size_t count = m_design.nodeCount();
  std::vector<std::pair<NodeIndex, NodeIndex>> edges;  // what is used, by whom
  for (NodeIndex n = 0; n < count; ++n) {
    if (unitOf(n) != n) continue;
    for (const NodeIndex used : successors(n)) edges.emplace_back(used, n);
  }
  std::ranges::sort(edges);
  m_firstUser.assign(count + 1, 0);
  m_users.reserve(edges.size());
  for (const auto& [used, user] : edges) {
    ++m_firstUser[used + 1];
    m_users.push_back(user);
  }
  for (std::size_t n = 0; n < count; ++n) m_firstUser[n + 1] += m_firstUser[n];
  std::vector<NodeIndex> shorts;
  for (NodeIndex n = 0; n < count; ++n) {
    const bool computes = m_design.has(n, trait::kCompute) || m_design.has(n, trait::kComputeGroup);
    if (computes && unitOf(n) == n && m_facts.isShort(n)) shorts.push_back(n);
  }
  m_lacks = above(std::move(shorts));
  if (m_stopped.empty()) return;
  std::vector<NodeIndex> waiting = m_stopped;
  for (const NodeIndex cluster : m_stopped) {
    const auto members = m_design.members(cluster);
    waiting.insert(waiting.end(), members.begin(), members.end());
  }
  m_waits = above(std::move(waiting));
}

// These, and whatever leads to one of them.
std::vector<char> Base::above(std::vector<NodeIndex> open) const {
  std::vector<char> out(m_design.nodeCount(), 0);
  while (!open.empty()) {
    const NodeIndex n = open.back();
    open.pop_back();
    if (out[n]) continue;
    out[n] = 1;
    const auto next = users(n);
    open.insert(open.end(), next.begin(), next.end());
  }
  return out;
}

std::span<const NodeIndex> Base::users(NodeIndex node) const {
  if (m_firstUser.empty()) collectUsers();
  return std::span(m_users).subspan(m_firstUser[node], m_firstUser[node + 1] - m_firstUser[node]);
}

bool Base::leadsToLack(NodeIndex node) const {
  if (m_firstUser.empty()) collectUsers();
  return m_lacks[node] != 0;
}

bool Base::leadsToStopped(NodeIndex node) const {
  if (m_firstUser.empty()) collectUsers();
  return !m_waits.empty() && m_waits[node] != 0;
}

const Base::Parts& Base::partsOf(NodeIndex workload) const {
  const auto [at, fresh] = m_parts.try_emplace(workload);
  Parts& out = at->second;
  if (!fresh) return out;
  const std::vector<NodeIndex> starts{workload};
  const auto steps = buildOrder(m_design.nodeCount(), starts, [&](NodeIndex n) { return successors(n); });
  for (const BuildStep& step : steps) {
    if (step.inCircle.empty()) out.order.push_back(step.node);
    else out.order.insert(out.order.end(), step.inCircle.begin(), step.inCircle.end());
    out.hasCircle = out.hasCircle || !step.inCircle.empty();
  }
  std::ranges::copy_if(out.order, std::back_inserter(out.watching),
                       [&](NodeIndex n) { return m_design.has(n, trait::kDnsRecord) && asksHealth(n); });
  out.positions.reserve(out.order.size());
  for (const NodeIndex n : out.order) out.positions.emplace_back(n, static_cast<std::uint32_t>(out.positions.size()));
  std::ranges::sort(out.positions);
  return out;
}

bool Base::asksHealth(NodeIndex record) const {
  return m_design.read(record, "healthCheck").flag() && m_design.read(record, "policy").text("simple") != "simple";
}

const std::vector<NodeIndex>& Base::order(NodeIndex workload) const { return partsOf(workload).order; }

const std::vector<NodeIndex>& Base::watching(NodeIndex workload) const { return partsOf(workload).watching; }

std::optional<std::uint32_t> Base::position(NodeIndex workload, NodeIndex node) const {
  const auto& positions = partsOf(workload).positions;
  const auto at = std::ranges::lower_bound(positions, node, {}, &std::pair<NodeIndex, std::uint32_t>::first);
  return at != positions.end() && at->first == node ? std::optional(at->second) : std::nullopt;
}

const std::vector<NodeIndex>& Base::routedTo(NodeIndex node) const {
  const auto [at, fresh] = m_routed.try_emplace(node);
  std::vector<NodeIndex>& out = at->second;
  if (!fresh) return out;
  for (const NodeIndex target : m_design.targets(node, "routes")) out.push_back(unitOf(target));
  sortUnique(out);
  return out;
}

const std::vector<NodeIndex>& Base::activeTargets(NodeIndex record) const {
  const auto at = m_active.find(record);
  return at != m_active.end() ? at->second : m_active.emplace(record, findActive(record)).first->second;
}

const std::map<NodeIndex, SetUse>& Base::useOf(NodeIndex side) const {
  const auto at = m_uses.find(side);
  return at != m_uses.end() ? at->second : m_uses.emplace(side, useBelow(*this, side)).first->second;
}

std::vector<NodeIndex> Base::findActive(NodeIndex record) const {
  if (m_design.read(record, "policy").text() != "failover") return routedTo(record);
  std::vector<NodeIndex> primary;
  std::vector<NodeIndex> others;
  for (const LinkIndex l : m_design.outgoing(record)) {
    if (m_design.link(l).kind != "routes") continue;
    const std::string_view role = m_design.readLink(l, "role").text();
    if (role == "primary") primary.push_back(unitOf(m_design.to(l)));
    else if (role != "secondary") others.push_back(unitOf(m_design.to(l)));
  }
  if (primary.empty()) primary = others;
  if (primary.empty()) return routedTo(record);
  sortUnique(primary);
  return primary;
}

const std::vector<NodeIndex>& Base::ordinary(NodeIndex workload) const {
  const auto [at, fresh] = m_ordinary.try_emplace(workload);
  if (!fresh) return at->second;
  std::unordered_set<NodeIndex> seen{workload};
  std::vector<NodeIndex> open{workload};
  while (!open.empty()) {
    const NodeIndex n = open.back();
    open.pop_back();
    at->second.push_back(n);
    for (const NodeIndex next : m_design.has(n, trait::kDnsRecord) ? activeTargets(n) : successors(n)) {
      if (seen.insert(next).second) open.push_back(next);
    }
  }
  std::ranges::sort(at->second);
  return at->second;
}

}  // namespace nines::drills
