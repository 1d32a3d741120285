#include "availability/sla_product.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "availability/data_sets.h"
#include "availability/sla_figures.h"
#include "availability/sla_path.h"

namespace nines {

namespace {

WorkloadEstimate estimateWorkload(const Design& design, SlaPathFinder& finder, NodeIndex i) {
  WorkloadEstimate out;
  out.id = design.node(i).id;
  if (const Reading target = design.read(i, "availabilityTarget"); target.known())
    out.target = target.value->asNumber();
  SlaPath path = finder.pathOf(i);
  out.unknownBecause = path.brokenBecause.empty() ? path.unknownBecause : path.brokenBecause;
  if (out.unknownBecause.empty()) out.slaProduct = path.product();
  for (PathFactor& factor : path.factors) out.factors.push_back(std::move(factor.shown));
  return out;
}

bool hasOwnLine(const Design& design, NodeIndex i) {
  return design.has(i, trait::kStore) && !design.has(i, trait::kStandby) && !design.has(i, trait::kClusterInstance) &&
         !design.has(i, trait::kTableCache) && !design.has(i, trait::kTableCacheNode);
}

bool isReplicated(const Design& design, const DataSets& sets, NodeIndex i) {
  return std::ranges::any_of(design.incoming(i), [&](LinkIndex l) {
    return design.link(l).kind == "replicates" && design.from(l) != i && sets.setOf(design.from(l)) == sets.setOf(i);
  });
}

// The node that stands for its data set: a source; of equals (or in a circle) the first.
NodeIndex leaderOf(const Design& design, const DataSets& sets, NodeIndex set) {
  NodeIndex first = kNone;
  for (const NodeIndex i : sets.nodesOf(set)) {
    if (!hasOwnLine(design, i)) continue;
    if (design.has(i, trait::kTable) || !isReplicated(design, sets, i)) return i;
    if (first == kNone) first = i;
  }
  return first;
}

SlaFigure setFigure(const Design& design, const DataSets& sets, NodeIndex leader) {
  if (!design.has(leader, trait::kTable)) return storeFigure(design, leader);
  std::set<std::string_view> regions;
  for (const NodeIndex i : sets.nodesOf(sets.setOf(leader))) {
    const bool holds = design.has(i, trait::kTable) && !design.read(i, "witness").flag();
    if (holds && design.region(i) != kNone) regions.insert(design.regionCode(design.region(i)));
  }
  return tableFigure(design, leader, regions.size());
}

}  // namespace

Estimates estimateSlas(const Design& design) {
  Estimates out;
  const DataSets sets(design);
  SlaPathFinder finder(design, sets);
  for (const NodeIndex i : design.withTrait(trait::kWorkload)) {
    out.workloads.push_back(estimateWorkload(design, finder, i));
  }
  std::unordered_map<NodeIndex, NodeIndex> leaders;  // once per set: sets can be large
  for (const NodeIndex i : design.withTrait(trait::kStore)) {
    if (!hasOwnLine(design, i)) continue;
    const auto [leader, fresh] = leaders.try_emplace(sets.setOf(i), kNone);
    if (fresh) leader->second = leaderOf(design, sets, sets.setOf(i));
    if (leader->second != i) continue;
    const SlaFigure figure = setFigure(design, sets, i);
    out.stores.push_back({design.node(i).id, figure.availability, figure.source, figure.configuration, {}, {}});
  }
  return out;
}

}  // namespace nines
