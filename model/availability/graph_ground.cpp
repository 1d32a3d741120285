#include "availability/graph_ground.h"

#include <algorithm>

namespace nines {

namespace {

constexpr std::int64_t kMostInstances = 100'000;  // of a design

bool hasDrawnNodes(const Design& design, NodeIndex cache) {
  return std::ranges::any_of(design.members(cache), [&](NodeIndex i) { return design.has(i, trait::kTableCacheNode); });
}

// Instances that are counted, not drawn.
std::int64_t countOf(const Design& design, NodeIndex i) {
  if (design.has(i, trait::kCompute)) return design.read(i, "running").integer(1);
  return hasDrawnNodes(design, i) ? 0 : design.read(i, "nodes").integer();
}

std::unordered_set<NodeIndex> findRefused(const Design& design) {
  std::vector<NodeIndex> counted(design.withTrait(trait::kCompute).begin(), design.withTrait(trait::kCompute).end());
  const auto caches = design.withTrait(trait::kTableCache);
  counted.insert(counted.end(), caches.begin(), caches.end());
  std::unordered_set<NodeIndex> out;
  std::int64_t left = kMostInstances;
  std::ranges::sort(counted);
  for (const NodeIndex i : counted) {
    const std::int64_t count = std::max<std::int64_t>(0, countOf(design, i));
    // What is too much for one place is never built, and takes no room from the others.
    if (count > kMostOfOne || count > left) out.insert(i);
    else left -= count;
  }
  return out;
}

}  // namespace

GraphGround::GraphGround(const Design& of)
    : design(of),
      assumptions(Assumptions::of(of.profile(), of.topology().assumptions)),
      anchors(of.profile()),
      sets(of),
      drawnZones(of),
      places(of),
      placements(of),
      refused(findRefused(of)),
      builtBy(of.nodeCount(), 0) {
  for (auto& failures : units) failures.resize(of.nodeCount());
  for (const NodeIndex zone : of.withTrait(trait::kZone)) {
    const NodeIndex region = of.region(zone);
    if (region != kNone) zoneCodes[of.regionCode(region)].emplace(of.zoneCode(zone));
  }
}

}  // namespace nines
