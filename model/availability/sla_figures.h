// The SLA that AWS publishes for a node as it is configured and placed. A redundant configuration has its SLA only
// where it stands in two zones: so the SLAs themselves say (shared/reference: aws-facts 2.1).
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>

#include "semantics/placement.h"

namespace nines {

struct SlaFigure {
  std::optional<double> availability;  // fraction of time
  Source source;
  std::string configuration;  // as people say it: "Multi-AZ"
  std::string missing;        // where there is no figure: why, a sentence that names the resource
};

// A database instance: with a standby in another zone, or alone.
SlaFigure databaseFigure(const Design& design, NodeIndex i);
// A cluster with its volume, through an endpoint that finds any of its instances.
SlaFigure clusterFigure(const Design& design, NodeIndex i);
// One instance of a cluster through its own endpoint.
SlaFigure clusterInstanceFigure(const Design& design, NodeIndex i);
// A table, reached in as many Regions.
SlaFigure tableFigure(const Design& design, NodeIndex i, std::size_t regions);
SlaFigure bucketFigure(const Design& design, NodeIndex i);
SlaFigure cacheFigure(const Design& design, NodeIndex i);
// Where the targets of a balancer stand.
struct TargetPlaces {
  std::set<std::string> zones;  // of AWS: Region and zone code
  bool onPremises = false;      // some in data centres, which are no zones
};
SlaFigure balancerFigure(const Design& design, NodeIndex i, const TargetPlaces& targets);
// Tiers that do the same work, all on the platform of the first; `placement` is that of all together.
SlaFigure poolFigure(const Design& design, std::span<const NodeIndex> tiers, const Placement& placement);
// What a data centre offers: people enter it, nobody publishes it.
SlaFigure dataCentreFigure(const Design& design, NodeIndex i);
// Any other kind: the SLA of its one configuration.
SlaFigure plainFigure(const Design& design, NodeIndex i);

// By the traits of the node; a table counts in its own Region alone.
SlaFigure storeFigure(const Design& design, NodeIndex i);

}  // namespace nines
