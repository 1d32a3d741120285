#include "rules/single_point_fixes.h"

#include <algorithm>

#include "rules/clusters.h"
#include "rules/database_engines.h"
#include "rules/single_points.h"
#include "rules/tier_twins.h"
#include "semantics/pairs.h"

namespace nines {

namespace {

// Drawn or not, there is a zone for it.
std::optional<Edit> addStandby(const RuleContext& context, NodeIndex db) {
  const Design& design = context.design();
  if (design.isMultiAz(db) || design.isReplica(db) || design.zone(db) == kNone) return std::nullopt;
  if (assumedStandbyZone(design, context.drawnZones(), db).empty()) return std::nullopt;
  return enableMultiAz(design, db);
}

// Who uses a tier by its own name does not know of another one.
std::optional<Edit> addTier(const Design& design, NodeIndex tier) {
  const auto source = twinSource(design, tier);
  if (!source || !design.sources(tier, "uses").empty()) return std::nullopt;
  return addTwin(design, tier, *source);
}

// Of a tier that runs: what is stopped does no work in another zone either.
std::optional<Edit> addTierOf(const Design& design, NodeIndex group) {
  for (const NodeIndex tier : design.members(group)) {
    const bool runs = design.has(tier, trait::kCompute) && design.read(tier, "running").number() >= 1;
    if (runs && design.zone(tier) != kNone) return addTwin(design, tier, {.group = group});
  }
  return std::nullopt;
}

std::optional<Edit> addTierBehind(const Design& design, NodeIndex balancer) {
  for (const NodeIndex target : design.targets(balancer, "routes")) {
    if (design.has(target, trait::kComputeGroup)) {
      if (auto edit = addTierOf(design, target)) return edit;
      continue;
    }
    const bool runs = design.has(target, trait::kCompute) && design.read(target, "running").number() >= 1;
    if (runs && design.zone(target) != kNone) return addTwin(design, target, {.balancer = balancer});
  }
  return std::nullopt;
}

std::optional<Edit> addInstance(const Design& design, NodeIndex cluster) {
  const bool isAlone = hasSingleWriter(design, cluster) && instancesOf(design, cluster).size() == 1;
  return isAlone ? addReader(design, cluster, false) : std::nullopt;
}

// One node cannot be spread; that it is one, dax.node-count says.
std::optional<Edit> spreadCache(const RuleContext& context, const Finding& finding, NodeIndex cache) {
  const Design& design = context.design();
  const std::size_t drawn = design.members(cache).size();
  const bool isOne = drawn == 0 ? design.read(cache, "nodes").number(2) < 2 : drawn == 1;
  return isOne ? std::nullopt : fixCacheSpread(context, finding);
}

}  // namespace

std::optional<Edit> fixSinglePoint(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex component = design.indexOf(finding.subjects.front());
  const auto points = context.singlePoints().of(design.indexOf(finding.subjects.back()));
  const auto point = std::ranges::find(points, component, &SinglePoint::component);
  if (point == points.end() || !point->inOneZone) return std::nullopt;
  if (design.has(component, trait::kDatabaseInstance)) return addStandby(context, component);
  if (design.has(component, trait::kCompute)) return addTier(design, component);
  if (design.has(component, trait::kComputeGroup)) return addTierOf(design, component);
  if (design.has(component, trait::kBalancer)) return addTierBehind(design, component);
  if (design.has(component, trait::kTableCache)) return spreadCache(context, finding, component);
  if (design.has(component, trait::kBucket)) return fixOneZoneBucket(context, finding);
  if (design.has(component, trait::kClusterVolume)) return addInstance(design, component);
  // Who uses an instance by its own endpoint does not go on to another one.
  if (!design.has(component, trait::kClusterInstance) || !design.sources(component, "uses").empty())
    return std::nullopt;
  const auto clusters = design.targets(component, "member");
  return clusters.size() == 1 ? addInstance(design, clusters.front()) : std::nullopt;
}

}  // namespace nines
