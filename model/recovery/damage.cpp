#include "recovery/damage.h"

#include <algorithm>

#include "semantics/choices.h"
#include "support/sort_unique.h"

namespace nines::drills {

namespace {

// Instances of a tier, or nodes of a cache that are not drawn.
std::int64_t instancesOf(const Design& design, NodeIndex n) {
  if (design.has(n, trait::kCompute)) return std::min(kMostInstances, runningOf(design, n));
  return cacheNodes(design, n).value_or(0);
}

bool runsInZones(const Design& design, NodeIndex n) {
  if (design.has(n, trait::kTableCache)) return true;
  return !chooses(design, n, "runsOn", choice::kOutsideZones);
}

}  // namespace

void Damage::set(const Outage& outage) {
  for (const NodeIndex n : m_touched) m_bits[n] = 0;
  m_touched.clear();
  m_lost.clear();
  m_lostZones.clear();
  m_lostRegions.clear();
  m_hasFailures = false;
  // What is lost with its host comes back as that does, restart or not.
  const auto losesHost = [&](const OutagePart& part) {
    return std::ranges::any_of(outage.parts, [&](const OutagePart& other) {
      return other.kind == OutageKind::host && other.place == part.place;
    });
  };
  for (const OutagePart& part : outage.parts) {
    if (part.kind == OutageKind::maintenance && losesHost(part)) continue;
    m_hasFailures = m_hasFailures || part.kind != OutageKind::corruption;
    add(part);
  }
  if (!m_lostZones.empty()) loseSpread();
  loseEmptyCaches();
  reach();
}

// Upwards from what is hit, its group or cluster, and what holds the same data.
void Damage::reach() {
  for (const NodeIndex n : m_reached) m_isReached[n] = 0;
  m_reached.clear();
  m_zoneLeft.clear();
  const auto add = [&](NodeIndex n) {
    if (n == kNone || m_isReached[n]) return;
    m_isReached[n] = 1;
    m_reached.push_back(n);
  };
  std::vector<NodeIndex> sets;
  for (const NodeIndex n : m_touched) {
    add(n);
    add(m_base.unitOf(n));
    add(m_base.design().clusterOf(n));
    sets.push_back(m_base.sets().setOf(n));
  }
  // The storage of a cluster loses copies with zones that none of it stands in.
  if (m_lostZones.size() > 1) {
    for (const NodeIndex n : m_base.design().withTrait(trait::kClusterVolume)) sets.push_back(m_base.sets().setOf(n));
  }
  sortUnique(sets);
  for (const NodeIndex set : sets) std::ranges::for_each(m_base.sets().nodesOf(set), add);
  for (std::size_t k = 0; k < m_reached.size(); ++k) {
    for (const NodeIndex user : m_base.users(m_reached[k])) add(user);
  }
}

bool Damage::hasZoneLeft(NodeIndex region) const {
  const auto [at, fresh] = m_zoneLeft.try_emplace(region, false);
  if (fresh) at->second = m_base.hasOtherZone(region, m_lostZones);
  return at->second;
}

void Damage::mark(NodeIndex n, Bits bits) {
  if (m_bits[n] == 0) m_touched.push_back(n);
  m_bits[n] = static_cast<Bits>(m_bits[n] | bits);
}

void Damage::add(const OutagePart& part) {
  const NodeIndex node = m_base.design().indexOf(part.place);
  switch (part.kind) {
    case OutageKind::zone:
      loseZone(part.place);
      break;
    case OutageKind::region:
      m_lostRegions.push_back(part.place);
      for (const NodeIndex n : m_base.inRegion(part.place)) mark(n, kFailed | kPlace);
      break;
    case OutageKind::onPremises:
      if (node == kNone) break;
      for (const NodeIndex n : m_base.inSite(node)) mark(n, kFailed | kPlace);
      break;
    case OutageKind::host:
      if (node != kNone) loseHost(node);
      break;
    case OutageKind::maintenance:
      if (node != kNone) mark(node, kFailed | kMaintained);
      break;
    case OutageKind::corruption:
      if (node != kNone) spoil(node);
      break;
  }
}

void Damage::loseZone(const std::string& code) {
  m_lostZones.push_back(code);
  for (const NodeIndex n : m_base.inZone(code)) mark(n, kFailed | kPlace);
  for (const NodeIndex database : m_base.undrawnPairs()) {
    if (m_base.undrawnStandbyZone(database) == code) mark(database, kStandbyLost);
  }
  for (const NodeIndex n : m_base.unplaced(code)) mark(n, kPerhapsGone);
}

void Damage::loseHost(NodeIndex n) {
  const Design& design = m_base.design();
  const bool counted = design.has(n, trait::kCompute) || design.has(n, trait::kTableCache);
  if (!counted) return mark(n, kFailed);
  // The only node, for all that is said.
  if (design.has(n, trait::kTableCache) && !cacheNodes(design, n)) return mark(n, kPerhapsGone);
  std::int64_t& lost = m_lost[n];
  if (instancesOf(design, n) == 0) return;  // nothing runs that could fail
  ++lost;
  mark(n, instancesOf(design, n) <= lost ? kFailed : kPartly);
}

// Everything that holds the same data by standby, member and replicates links: all of them copy faithfully.
void Damage::spoil(NodeIndex store) {
  for (const NodeIndex n : m_base.sets().nodesOf(m_base.sets().setOf(store))) mark(n, kSpoiled);
}

// Instances that stand in no drawn zone of their own go round robin over the zones, by code.
void Damage::loseSpread() {
  const Design& design = m_base.design();
  for (const NodeIndex n : m_base.spread()) {
    if (isFailed(n) || !runsInZones(design, n)) continue;
    const bool hasNodes = design.has(n, trait::kTableCache) && !design.members(n).empty();
    const std::int64_t count = hasNodes ? 0 : instancesOf(design, n);
    if (count == 0) continue;
    const auto& zones = m_base.zonesOf(n);
    const auto zoneCount = static_cast<std::int64_t>(zones.size());
    std::int64_t gone = 0;
    for (std::int64_t i = 0; i < zoneCount; ++i) {
      if (isZoneLost(zones[static_cast<std::size_t>(i)])) gone += count / zoneCount + (i < count % zoneCount ? 1 : 0);
    }
    if (gone == 0) continue;
    std::int64_t& lost = m_lost[n];
    lost = std::min(count, lost + gone);
    const bool everywhere = std::ranges::all_of(zones, [&](const std::string& code) { return isZoneLost(code); });
    mark(n, lost != count ? kPartly : everywhere ? kFailed | kPlace : kFailed);
  }
}

// A cache whose last node is gone works no more.
void Damage::loseEmptyCaches() {
  const Design& design = m_base.design();
  std::vector<NodeIndex> caches;
  for (const NodeIndex n : m_touched) {
    if (!design.has(n, trait::kTableCacheNode) || !isFailed(n)) continue;
    const NodeIndex cache = design.clusterOf(n);
    if (cache != kNone) caches.push_back(cache);
  }
  for (const NodeIndex cache : caches) {
    const auto members = design.members(cache);
    const bool all = std::ranges::all_of(members, [&](NodeIndex m) { return isFailed(m); });
    if (isFailed(cache)) continue;
    mark(cache, all ? kFailed | kEmptied : kPartly);
  }
}

std::int64_t Damage::lostInstances(NodeIndex n) const {
  if (isFailed(n) && !m_lost.contains(n)) return runningOf(m_base.design(), n);
  const auto at = m_lost.find(n);
  return at == m_lost.end() ? 0 : at->second;
}

bool Damage::isRegionLost(std::string_view code) const {
  return std::ranges::find(m_lostRegions, code) != m_lostRegions.end();
}

bool Damage::isZoneLost(std::string_view code) const {
  return std::ranges::find(m_lostZones, code) != m_lostZones.end();
}

bool Damage::isRegionUp(NodeIndex n) const {
  const std::string_view code = m_base.regionCode(n);
  return code.empty() || !isRegionLost(code);
}

}  // namespace nines::drills
