// AWS's rule of thumb: availability of a workload as the product of the SLAs of the distinct services on its path.
#pragma once

#include <memory>

#include "availability/estimates.h"
#include "semantics/design.h"

namespace nines {

class DataSets;
class SlaPathFinder;

// One by one. What it says of a node depends on what that node leads to alone, whoever was asked about before.
class SlaEstimator {
 public:
  // Both have to outlive it.
  SlaEstimator(const Design& design, const DataSets& sets);
  ~SlaEstimator();

  WorkloadEstimate workload(NodeIndex users);
  // Of a store that has a line of its own.
  StoreEstimate store(NodeIndex leader) const;

 private:
  const Design& m_design;
  const DataSets& m_sets;
  std::unique_ptr<SlaPathFinder> m_finder;
};

// Products and SLAs alone; what the exact engine finds is left empty.
Estimates estimateSlas(const Design& design);

}  // namespace nines
