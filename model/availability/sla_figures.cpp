#include "availability/sla_figures.h"

#include <fmt/format.h>

#include <algorithm>

namespace nines {

namespace {

constexpr std::string_view kSingle = "single";
constexpr std::string_view kRedundant = "redundant";
constexpr std::string_view kGlobal = "global";

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

// The figure of a configuration that the catalogue has for the node's kind.
SlaFigure published(const Design& design, NodeIndex i, std::string_view key, std::string configuration) {
  const Kind* kind = design.kind(i);
  const Sla* sla = kind ? kind->sla(key) : nullptr;
  if (sla) return {sla->availability, sla->source, std::move(configuration), {}};
  const std::string label = kind ? kind->label : design.node(i).kind;
  return {{},
          {},
          std::move(configuration),
          fmt::format("{} has no published SLA that we know ({})", titleOf(design, i), label)};
}

SlaFigure lacking(std::string configuration, std::string why) {
  return {{}, {}, std::move(configuration), std::move(why)};
}

// "3 nodes in 2 zones"
std::string spread(const Placement& placement, std::string_view one, std::string_view many) {
  std::string out = counted(static_cast<std::size_t>(placement.instances), one, many);
  if (placement.instances > 1 && !placement.zones.empty()) {
    out += " in " + counted(placement.zones.size(), "zone", "zones");
  }
  return out;
}

bool standsInOneZone(const Design& design, NodeIndex a, NodeIndex b) {
  const std::string place = placeOf(design, a);
  return !place.empty() && place == placeOf(design, b);
}

// The nodes of a cache: drawn ones count over the properties. A count without zones is taken as spread, as the service
// does by itself.
std::optional<Placement> cachePlacement(const Design& design, NodeIndex i) {
  Placement drawn = memberPlacement(design, i, trait::kTableCacheNode);
  if (drawn.instances > 0) return drawn;
  const Reading count = design.read(i, "nodes");
  if (!count.known() || count.integer() < 1) return std::nullopt;
  Placement out;
  out.instances = count.integer();
  for (const NodeIndex zone : zonesNamedBy(design, i)) out.zones.emplace(design.zoneCode(zone));
  return out;
}

}  // namespace

SlaFigure databaseFigure(const Design& design, NodeIndex i) {
  if (!design.isMultiAz(i)) return published(design, i, kSingle, "Single-AZ");
  const NodeIndex standby = design.standbyOf(i);
  // A standby that is wanted but not drawn is placed in another zone.
  if (standby != kNone && standsInOneZone(design, i, standby)) {
    return published(design, i, kSingle, "standby in the same zone");
  }
  return published(design, i, kRedundant, "Multi-AZ");
}

SlaFigure clusterFigure(const Design& design, NodeIndex i) {
  const Placement placement = memberPlacement(design, i, trait::kClusterInstance);
  const std::string_view mode = design.read(i, "mode").text();
  // The service runs the one instance of this mode by itself.
  if (placement.instances == 0 && mode == "serverless-v1") return published(design, i, kSingle, "serverless");
  if (placement.instances == 0) {
    return lacking("no instances", fmt::format("{} has no instances", titleOf(design, i)));
  }
  return published(design, i, placement.zones.size() > 1 ? kRedundant : kSingle,
                   spread(placement, "instance", "instances"));
}

SlaFigure clusterInstanceFigure(const Design& design, NodeIndex i) {
  const NodeIndex cluster = design.clusterOf(i);
  if (cluster == kNone || !design.has(cluster, trait::kClusterVolume)) {
    return lacking("no cluster", fmt::format("{} belongs to no cluster", titleOf(design, i)));
  }
  return published(design, cluster, kSingle, "one instance");
}

SlaFigure tableFigure(const Design& design, NodeIndex i, std::size_t regions) {
  if (regions > 1) return published(design, i, kGlobal, counted(regions, "Region", "Regions"));
  return published(design, i, kSingle, "1 Region");
}

SlaFigure bucketFigure(const Design& design, NodeIndex i) {
  const Reading storage = design.read(i, "storageClass");
  const Kind* kind = design.kind(i);
  const PropertySchema* schema = kind ? kind->property("storageClass") : nullptr;
  const std::string label(schema ? schema->choiceLabel(storage.text()) : storage.text());
  return published(design, i, storage.text(), label);
}

SlaFigure cacheFigure(const Design& design, NodeIndex i) {
  const std::optional<Placement> placement = cachePlacement(design, i);
  if (!placement) return lacking("no nodes", fmt::format("it is not known how many nodes {} has", titleOf(design, i)));
  const bool redundant = placement->instances > 1 && placement->zones.size() != 1;
  return published(design, i, redundant ? kRedundant : kSingle, spread(*placement, "node", "nodes"));
}

SlaFigure balancerFigure(const Design& design, NodeIndex i, const TargetPlaces& targets) {
  const std::size_t zones = targets.zones.size();
  if (zones > 1) return published(design, i, kRedundant, "targets in " + counted(zones, "zone", "zones"));
  if (!targets.onPremises) return published(design, i, kSingle, "targets in one zone");
  return published(design, i, kSingle, zones == 0 ? "targets on premises" : "targets in one zone and on premises");
}

SlaFigure poolFigure(const Design& design, std::span<const NodeIndex> tiers, const Placement& placement) {
  const NodeIndex first = tiers.front();
  const std::string_view platform = design.read(first, "runsOn").text();
  const std::string_view configuration = placement.zones.size() > 1 ? kRedundant : kSingle;
  const Kind* kind = design.kind(first);
  const Sla* sla = kind ? kind->sla(fmt::format("{}.{}", platform, configuration)) : nullptr;
  if (sla) return {sla->availability, sla->source, spread(placement, "instance", "instances"), {}};
  const PropertySchema* schema = kind ? kind->property("runsOn") : nullptr;
  return lacking(spread(placement, "instance", "instances"),
                 fmt::format("there is no sourced figure for what {} runs on ({})", titleOf(design, first),
                             schema ? schema->choiceLabel(platform) : platform));
}

SlaFigure dataCentreFigure(const Design& design, NodeIndex i) {
  const Reading entered = design.read(i, "availability");
  const double availability = entered.number(-1);
  if (availability >= 0 && availability <= 1) return {availability, {"entered in this design", {}}, "data centre", {}};
  if (!entered.known())
    return lacking("data centre", fmt::format("the availability of {} is not known", titleOf(design, i)));
  return lacking("data centre", fmt::format("the availability of {} is not between 0 and 1", titleOf(design, i)));
}

SlaFigure plainFigure(const Design& design, NodeIndex i) { return published(design, i, kSingle, {}); }

SlaFigure storeFigure(const Design& design, NodeIndex i) {
  if (design.has(i, trait::kDatabaseInstance)) return databaseFigure(design, i);
  if (design.has(i, trait::kClusterVolume)) return clusterFigure(design, i);
  if (design.has(i, trait::kClusterInstance)) return clusterInstanceFigure(design, i);
  if (design.has(i, trait::kTable)) return tableFigure(design, i, 1);
  if (design.has(i, trait::kTableCache)) return cacheFigure(design, i);
  if (design.has(i, trait::kBucket)) return bucketFigure(design, i);
  return plainFigure(design, i);
}

}  // namespace nines
