#include "analysis/report.h"

#include <algorithm>

#include "availability/estimate.h"
#include "availability/reliability_graph.h"
#include "rules/rulebook.h"
#include "rules/waiver_dates.h"

namespace nines {

std::shared_ptr<const Report> analyse(std::shared_ptr<const Topology> topology, std::uint64_t revision,
                                      const std::stop_token& stop, EstimateCache* cache) {
  const Design design(topology, Catalogue::shipped(), Profiles::shipped().orDefault(topology->profile));
  auto report = std::make_shared<Report>();
  report->revision = revision;
  report->topology = std::move(topology);
  if (stop.stop_requested()) return nullptr;

  report->reliability = ReliabilityGraph::whenAsked(design);
  std::optional<Estimates> estimates = estimate(design, {.stop = stop, .cache = cache});
  if (!estimates || stop.stop_requested()) return nullptr;

  const RuleContext context(design, {.estimates = &*estimates, .stop = stop, .wholeMatrix = true});
  report->matrix = context.sharedMatrix();
  if (stop.stop_requested()) return nullptr;

  report->findings = checkRules(context);
  report->estimates = std::move(estimates);
  const auto checks = [](const Rule& rule) { return rule.check != nullptr; };
  report->rulesChecked = static_cast<std::size_t>(std::ranges::count_if(rulebook(), checks));
  if (stop.stop_requested()) return nullptr;

  report->waivers = judgeWaivers(design.topology(), report->findings, nowIso());
  return report;
}

}  // namespace nines
