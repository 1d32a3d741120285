// The estimate of a design: products of SLAs, and what the structure as it is drawn comes to exactly.
#pragma once

#include <optional>
#include <stop_token>

#include "availability/estimate_cache.h"
#include "availability/estimates.h"
#include "semantics/design.h"

namespace nines {

struct EstimateOptions {
  std::stop_token stop{};
  EstimateCache* cache = nullptr;  // of the caller; figures of earlier runs are taken from it
  std::size_t diagramNodes = EvaluationLimits{}.diagramNodes;
};

// Nothing if it was stopped in between.
std::optional<Estimates> estimate(const Design& design, const EstimateOptions& options = {});

}  // namespace nines
