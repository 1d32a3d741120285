#include "availability/sla_product.h"

#include <set>

#include "availability/sla_figures.h"
#include "availability/sla_path.h"
#include "availability/store_lines.h"
#include "semantics/data_sets.h"

namespace nines {

namespace {

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

SlaEstimator::SlaEstimator(const Design& design, const DataSets& sets)
    : m_design(design), m_sets(sets), m_finder(std::make_unique<SlaPathFinder>(design, sets)) {}

SlaEstimator::~SlaEstimator() = default;

WorkloadEstimate SlaEstimator::workload(NodeIndex users) {
  WorkloadEstimate out;
  out.id = m_design.node(users).id;
  if (const Reading target = m_design.read(users, "availabilityTarget"); target.known())
    out.target = target.value->asNumber();
  SlaPath path = m_finder->pathOf(users);
  out.unknownBecause = path.brokenBecause.empty() ? path.unknownBecause : path.brokenBecause;
  if (out.unknownBecause.empty()) out.slaProduct = path.product();
  out.factors.reserve(path.factors.size());
  for (PathFactor& factor : path.factors) out.factors.push_back(std::move(factor.shown));
  return out;
}

StoreEstimate SlaEstimator::store(NodeIndex leader) const {
  const SlaFigure figure = setFigure(m_design, m_sets, leader);
  return {m_design.node(leader).id, figure.availability, figure.source, figure.configuration, {}, {}};
}

Estimates estimateSlas(const Design& design) {
  Estimates out;
  const DataSets sets(design);
  SlaEstimator slas(design, sets);
  for (const NodeIndex i : design.withTrait(trait::kWorkload)) out.workloads.push_back(slas.workload(i));
  for (const NodeIndex i : storeLines(design, sets)) out.stores.push_back(slas.store(i));
  return out;
}

}  // namespace nines
