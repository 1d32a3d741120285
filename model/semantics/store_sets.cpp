#include "semantics/store_sets.h"

#include <algorithm>

namespace nines {

namespace {

void sortOnce(std::vector<std::string_view>& codes) {
  if (codes.size() < 2) return;
  std::ranges::sort(codes);
  const auto [first, last] = std::ranges::unique(codes);
  codes.erase(first, last);
}

void addHome(const Design& design, NodeIndex node, std::vector<std::string_view>& codes) {
  if (const NodeIndex home = design.region(node); home != kNone) codes.push_back(design.regionCode(home));
}

void addNamed(const Design& design, const Value& id, std::vector<std::string_view>& codes) {
  const NodeIndex named = id.asText() ? design.indexOf(*id.asText()) : kNone;
  if (named != kNone && design.has(named, trait::kRegion)) codes.push_back(design.regionCode(named));
}

// Where copies of a bucket stand. Its own loop is none.
void addReplicas(const Design& design, NodeIndex bucket, std::vector<std::string_view>& codes) {
  for (const NodeIndex copy : design.targets(bucket, "replicates")) {
    if (copy != bucket) addHome(design, copy, codes);
  }
}

}  // namespace

std::vector<std::string_view> backupRegionsOf(const Design& design, NodeIndex store) {
  std::vector<std::string_view> codes;
  if (const Reading copy = design.read(store, "backupCopyRegion"); copy.known()) addNamed(design, *copy.value, codes);
  if (design.has(store, trait::kBucket)) addReplicas(design, store, codes);
  for (const NodeIndex target : design.targets(store, "backs-up")) {
    addHome(design, target, codes);
    addReplicas(design, target, codes);
    const Reading copies = design.read(target, "copyTo");
    const Value::Array* ids = copies.known() ? copies.value->asArray() : nullptr;
    if (!ids) continue;
    for (const Value& id : *ids) addNamed(design, id, codes);
  }
  sortOnce(codes);
  return codes;
}

bool backupReaches(const Design& design, NodeIndex store, NodeIndex region) {
  return std::ranges::binary_search(backupRegionsOf(design, store), design.regionCode(region));
}

StoreSets::StoreSets(const Design& design) : m_setOf(design.nodeCount(), kNone) {
  std::vector<NodeIndex> waiting;
  for (const NodeIndex store : design.withTrait(trait::kStore)) {
    if (m_setOf[store] != kNone) continue;
    const auto number = static_cast<std::uint32_t>(m_sets.size());
    Set& set = m_sets.emplace_back();
    const auto arrive = [&](NodeIndex n) {
      if (n == kNone || m_setOf[n] != kNone || !design.has(n, trait::kStore)) return;
      m_setOf[n] = number;
      waiting.push_back(n);
    };
    arrive(store);
    while (!waiting.empty()) {
      const NodeIndex n = waiting.back();
      waiting.pop_back();
      set.stores.push_back(n);
      addHome(design, n, set.live);
      const auto backups = backupRegionsOf(design, n);
      set.backups.insert(set.backups.end(), backups.begin(), backups.end());
      for (const NodeIndex other : design.targets(n, "replicates")) arrive(other);
      for (const NodeIndex other : design.sources(n, "replicates")) arrive(other);
    }
    if (set.stores.size() > 1) std::ranges::sort(set.stores);
    sortOnce(set.live);
    sortOnce(set.backups);
  }
}

const StoreSets::Set* StoreSets::setOf(NodeIndex store) const {
  const std::uint32_t number = m_setOf[store];
  return number == kNone ? nullptr : &m_sets[number];
}

std::span<const NodeIndex> StoreSets::of(NodeIndex store) const {
  const Set* set = setOf(store);
  return set ? std::span<const NodeIndex>(set->stores) : std::span<const NodeIndex>();
}

std::span<const std::string_view> StoreSets::regions(NodeIndex store) const {
  const Set* set = setOf(store);
  return set ? std::span<const std::string_view>(set->live) : std::span<const std::string_view>();
}

bool StoreSets::liveIn(NodeIndex store, std::string_view regionCode) const {
  return std::ranges::binary_search(regions(store), regionCode);
}

bool StoreSets::backedUpIn(NodeIndex store, std::string_view regionCode) const {
  const Set* set = setOf(store);
  return set && std::ranges::binary_search(set->backups, regionCode);
}

}  // namespace nines
