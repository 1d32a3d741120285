#include "availability/sla_product.h"

#include <set>

#include "availability/sla_figures.h"
#include "availability/sla_path.h"
#include "availability/store_lines.h"
#include "semantics/data_sets.h"

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
  for (const NodeIndex i : storeLines(design, sets)) {
    const SlaFigure figure = setFigure(design, sets, i);
    out.stores.push_back({design.node(i).id, figure.availability, figure.source, figure.configuration, {}, {}});
  }
  return out;
}

}  // namespace nines
