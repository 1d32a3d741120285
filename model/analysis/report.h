// What the analyses say about one snapshot: immutable once published. Slots stay empty until their engine exists.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "availability/estimates.h"
#include "rules/finding.h"
#include "rules/waivers.h"

namespace nines {

class EstimateCache;
class ReliabilityGraph;

struct DrillMatrix;
struct CostEstimate;  // monthly cost: later

struct Report {
  std::uint64_t revision = 0;                // of the session's edits, not the file's saves
  std::shared_ptr<const Topology> topology;  // the snapshot that was judged
  std::vector<Finding> findings;
  std::vector<WaiverStatus> waivers;
  std::size_t rulesChecked = 0;
  std::optional<Estimates> estimates;
  std::shared_ptr<const ReliabilityGraph> reliability;  // what the estimates were worked out of, for "what if"
  std::shared_ptr<const DrillMatrix> matrix;            // every workload against every outage
  std::shared_ptr<const CostEstimate> cost;
};

// Runs all analyses on this thread; null if `stop` was requested in between. With a cache, which belongs to the caller
// and to one thread at a time, an edit costs only the estimates that it touches.
std::shared_ptr<const Report> analyse(std::shared_ptr<const Topology> topology, std::uint64_t revision,
                                      const std::stop_token& stop = {}, EstimateCache* cache = nullptr);

}  // namespace nines
