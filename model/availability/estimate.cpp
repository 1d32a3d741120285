#include "availability/estimate.h"

#include "availability/part_estimator.h"
#include "availability/store_lines.h"

namespace nines {

namespace {

class Estimator {
 public:
  Estimator(const Design& design, const EstimateOptions& options)
      : m_design(design),
        m_stop(options.stop),
        m_cache(options.cache ? *options.cache : m_own),
        m_ground(design),
        // What is left out for want of room depends on all of the design.
        m_remembers(options.cache && m_ground.refused.empty()),
        m_parts(m_ground, m_cache, options.stop, options.diagramNodes),
        m_dependencies(design) {}

  std::optional<Estimates> run() {
    if (m_remembers) m_cache.beginRun(m_design);
    Estimates out;
    const auto users = m_design.withTrait(trait::kWorkload);
    out.workloads.reserve(users.size());
    for (const NodeIndex i : users) {
      if (m_stop.stop_requested()) return std::nullopt;
      out.workloads.share(find(i, true).workload);
    }
    const std::vector<NodeIndex> stores = storeLines(m_design, m_ground.sets);
    out.stores.reserve(stores.size());
    for (const NodeIndex i : stores) {
      if (m_stop.stop_requested()) return std::nullopt;
      out.stores.share(find(i, false).store);
    }
    if (m_stop.stop_requested()) return std::nullopt;
    m_cache.endRun();
    return out;
  }

 private:
  EstimatedPart find(NodeIndex start, bool isWorkload) {
    if (m_remembers) {
      m_dependencies.find(start);
      if (const EstimatedPart* known = m_cache.findPart(m_design, start, m_dependencies)) return *known;
    }
    EstimatedPart part = isWorkload ? m_parts.workload(start) : m_parts.store(start);
    if (m_remembers && part.isFinal && !m_stop.stop_requested())
      m_cache.keepPart(m_design, start, m_dependencies, part);
    return part;
  }

  const Design& m_design;
  const std::stop_token m_stop;
  EstimateCache m_own;  // within one run: functions that are alike
  EstimateCache& m_cache;
  GraphGround m_ground;
  const bool m_remembers;
  PartEstimator m_parts;
  Dependencies m_dependencies;
};

}  // namespace

std::optional<Estimates> estimate(const Design& design, const EstimateOptions& options) {
  return Estimator(design, options).run();
}

}  // namespace nines
