#include "recovery/drill_facts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "semantics/choices.h"

namespace nines::drills {

namespace {

// What is switched off or small on ordinary days grows to what it needs where nobody set a bound.
TierFacts readTier(const Design& design, NodeIndex tier) {
  TierFacts out;
  out.node = tier;
  out.running = std::min(kMostInstances, runningOf(design, tier));
  const Reading maximum = design.read(tier, "maximum");
  const std::int64_t most = maximum.state == Reading::State::set
                                ? maximum.integer()
                                : std::max(out.running, design.read(tier, "needed").integer(1));
  out.maximum = std::clamp<std::int64_t>(most, 0, kMostInstances);
  out.startSeconds = std::max(0.0, design.read(tier, "startSeconds").number(180));
  return out;
}

// What one replicates into it, of its kind.
std::vector<NodeIndex> sourcesOf(const Design& design, NodeIndex i) {
  std::vector<NodeIndex> out;
  for (const LinkIndex l : design.incoming(i)) {
    const NodeIndex from = design.from(l);
    const bool alike = from != i && from != kNone && design.node(from).kind == design.node(i).kind;
    if (design.link(l).kind == "replicates" && alike) out.push_back(from);
  }
  return out;
}

// One of databases or clusters that replicate into each other, with nothing that leads into the circle: as far as
// losses go each is written, as what is in one of them need not have arrived in the others.
bool isInCircle(const Design& design, NodeIndex i) {
  if (!design.has(i, trait::kDatabaseInstance) && !design.has(i, trait::kClusterVolume)) return false;
  std::set<NodeIndex> seen{i};
  std::vector<NodeIndex> open{i};
  while (!open.empty()) {
    const std::vector<NodeIndex> sources = sourcesOf(design, open.back());
    if (sources.empty()) return false;
    open.pop_back();
    for (const NodeIndex source : sources) {
      if (seen.insert(source).second) open.push_back(source);
    }
  }
  return true;
}

// A cache, some client of which says that it writes: that goes on to the table.
bool isWrittenThrough(const Design& design, NodeIndex n) {
  if (!design.has(n, trait::kTableCache)) return false;
  return std::ranges::any_of(design.incoming(n), [&](LinkIndex l) {
    const Reading access = design.readLink(l, "access");
    return design.link(l).kind == "uses" && access.known() && access.text() != "read";
  });
}

bool leadsOn(const Design& design, NodeIndex n) {
  return design.has(n, trait::kCompute) || design.has(n, trait::kComputeGroup) || design.has(n, trait::kBalancer) ||
         design.has(n, trait::kDnsRecord) || design.has(n, trait::kTableCache);
}

}  // namespace

std::optional<std::int64_t> cacheNodes(const Design& design, NodeIndex cache) {
  if (const Reading nodes = design.read(cache, "nodes"); nodes.known())
    return std::clamp<std::int64_t>(nodes.integer(), 0, kMostInstances);
  const Reading zones = design.read(cache, "nodeAzs");
  const Value::Array* named = zones.known() ? zones.value->asArray() : nullptr;
  return named ? std::optional(static_cast<std::int64_t>(named->size())) : std::nullopt;
}

Facts::Facts(const Design& design, const DataSets& sets)
    : m_design(design), m_sets(sets), m_codes(design.nodeCount()), m_access(design.nodeCount(), 0) {
  for (const NodeIndex region : design.withTrait(trait::kRegion)) m_codes[region] = design.regionCode(region);
  for (NodeIndex n = 0; n < design.nodeCount(); ++n) {
    const NodeIndex region = design.has(n, trait::kRegion) ? n : design.region(n);
    if (region != kNone) m_codes[n] = m_codes[region];
  }
}

std::uint8_t Facts::access(NodeIndex n) const {
  std::uint8_t& bits = m_access[n];
  if (bits == 0) {
    const bool instance = m_design.has(n, trait::kClusterInstance);
    const NodeIndex cluster = instance ? m_design.clusterOf(n) : m_design.has(n, trait::kClusterVolume) ? n : kNone;
    const bool stopped = cluster != kNone && m_design.read(cluster, "stopped").flag();
    // An instance may stand in no cluster; then nothing has stopped.
    const auto writes = [&] {
      return !instance || m_design.read(n, "role").text() == "writer" || writesEverywhere(m_design, cluster);
    };
    const bool written = canBeWritten(m_design, n) || isInCircle(m_design, n) ||
                         (stopped && writes() && sourcesOf(m_design, cluster).empty());
    bits = static_cast<std::uint8_t>(kKnown | (canBeRead(m_design, n) ? kRead : 0) | (written ? kWrite : 0) |
                                     (stopped ? kStopped : 0));
  }
  return bits;
}

const UnitFacts& Facts::unit(NodeIndex node) const {
  const auto [at, fresh] = m_units.try_emplace(node);
  UnitFacts& out = at->second;
  if (!fresh) return out;
  const TierUnit unit = tierUnit(m_design, node);
  out.needed = unit.needed;
  out.isGroup = m_design.has(node, trait::kComputeGroup);
  out.tiers.reserve(unit.tiers.size());
  for (const NodeIndex tier : unit.tiers) out.tiers.push_back(readTier(m_design, tier));
  const Reading maximum = m_design.read(node, "maximum");
  if (out.isGroup && maximum.known()) out.maximum = std::clamp<std::int64_t>(maximum.integer(), 0, kMostInstances);
  return out;
}

const ClusterFacts& Facts::cluster(NodeIndex node) const {
  const auto [at, fresh] = m_clusters.try_emplace(node);
  ClusterFacts& out = at->second;
  if (!fresh) return out;
  const auto isWriter = [&](NodeIndex i) { return m_design.read(i, "role").text() == "writer"; };
  out.isMultiMaster = writesEverywhere(m_design, node);
  if (runsByItself(m_design, node)) return out;
  for (const NodeIndex member : m_design.members(node)) {
    if (!m_design.has(member, trait::kClusterInstance)) continue;
    if (!out.isMultiMaster || isWriter(member)) out.instances.push_back(member);
  }
  std::ranges::sort(out.instances);
  const auto writer = std::ranges::find_if(out.instances, isWriter);
  if (writer != out.instances.end()) out.writer = *writer;
  else if (!out.instances.empty()) out.writer = out.instances.front();
  return out;
}

const std::vector<NeedFacts>& Facts::needs(NodeIndex client, const std::vector<LinkIndex>& links) const {
  const auto at = m_needs.find(client);
  return at != m_needs.end() ? at->second : m_needs.emplace(client, grouped(links)).first->second;
}

bool Facts::isShort(NodeIndex node) const {
  const UnitFacts& facts = unit(node);
  std::int64_t running = 0;
  for (const TierFacts& tier : facts.tiers) running = std::min(kMostInstances, running + tier.running);
  return running < facts.needed;
}

std::vector<NeedFacts> Facts::grouped(const std::vector<LinkIndex>& links) const {
  std::vector<NeedFacts> out;
  std::vector<std::pair<NodeIndex, LinkIndex>> bySet;
  bySet.reserve(links.size());
  for (const LinkIndex l : links) bySet.emplace_back(m_sets.setOf(m_design.to(l)), l);
  std::ranges::stable_sort(bySet, {}, &std::pair<NodeIndex, LinkIndex>::first);
  for (auto link = bySet.begin(); link != bySet.end();) {
    const NodeIndex set = link->first;
    NeedFacts& need = out.emplace_back();
    for (; link != bySet.end() && link->first == set; ++link) need.links.push_back(link->second);
    need.leadsOn = leadsOn(m_design, m_design.to(need.links.front()));
    if (need.leadsOn) continue;
    need.need = storeNeed(m_design, need.links);
    for (const LinkIndex l : need.links) {
      const Reading access = m_design.readLink(l, "access");
      const bool passesOn = !access.known() && isWrittenThrough(m_design, m_design.from(l));
      if (!access.known() && !passesOn) need.unsaid.push_back(l);
      else need.writesSaid = need.writesSaid || passesOn || access.text() != "read";
    }
    if (!need.need.writable.empty()) continue;
    std::ranges::copy_if(need.need.targets, std::back_inserter(need.need.writable),
                         [&](NodeIndex n) { return isWritten(n); });
  }
  return out;
}

}  // namespace nines::drills
