#include "charts/attention.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "drill/region_loss.h"

namespace nines {

namespace {

// By how many nines a workload is better than its target; what has none is held against nothing.
double marginOf(double unavailability, const std::optional<double>& target) {
  return std::log10(1 - target.value_or(0)) - std::log10(std::max(unavailability, 1e-12));
}

}  // namespace

const WorkloadEstimate* mostInNeed(const Report& report) {
  if (!report.estimates) return nullptr;
  const auto rank = [&](const WorkloadEstimate& workload) {
    const RegionVerdict region = report.matrix ? regionVerdict(*report.matrix, workload.id) : RegionVerdict::none;
    const double margin = marginOf(workload.exact.unavailability.value_or(1), workload.target);
    const bool missed = workload.target && margin < 0;
    return std::tuple(missed + (region == RegionVerdict::missed), missed, region != RegionVerdict::none, -margin);
  };
  const WorkloadEstimate* worst = nullptr;
  for (const WorkloadEstimate& workload : report.estimates->workloads) {
    if (!workload.exact.availability || !workload.exact.unavailability) continue;
    if (!worst || rank(workload) > rank(*worst)) worst = &workload;
  }
  return worst;
}

}  // namespace nines
