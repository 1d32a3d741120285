#include "availability/estimate.h"

#include <algorithm>
#include <unordered_map>

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
    std::vector<std::shared_ptr<const EstimatedPart>> parts;
    parts.reserve(users.size());
    std::size_t events = 0;
    for (const NodeIndex i : users) {
      if (m_stop.stop_requested()) return std::nullopt;
      parts.push_back(find(i, true));
      events += parts.back()->events.size();
    }
    out.events.reserve(events);
    out.workloads.reserve(users.size());
    for (const auto& part : parts) join(out, *part);
    const std::vector<NodeIndex> stores = storeLines(m_design, m_ground.sets);
    out.stores.reserve(stores.size());
    for (const NodeIndex i : stores) {
      if (m_stop.stop_requested()) return std::nullopt;
      out.stores.push_back(find(i, false)->store);
    }
    if (m_stop.stop_requested()) return std::nullopt;
    addInhabitants(m_design, m_places, out.events);
    m_cache.endRun();
    return out;
  }

 private:
  std::shared_ptr<const EstimatedPart> find(NodeIndex start, bool isWorkload) {
    if (m_remembers) {
      m_dependencies.find(start);
      if (auto known = m_cache.findPart(m_design, start, m_dependencies)) return known;
    }
    auto part = std::make_shared<const EstimatedPart>(isWorkload ? m_parts.workload(start) : m_parts.store(start));
    if (m_remembers && part->isFinal && !m_stop.stop_requested())
      m_cache.keepPart(m_design, start, m_dependencies, part);
    return part;
  }

  // Events of parts become events of the design, one behind the other; Regions, zones and data centres once each.
  void join(Estimates& out, const EstimatedPart& part) {
    m_positions.clear();
    for (const Event& event : part.events) {
      const auto next = static_cast<EventIndex>(out.events.size());
      const EventIndex position = isOfPlace(event) ? m_places.try_emplace(event.key, next).first->second : next;
      if (position == next) out.events.push_back(event);
      m_positions.push_back(position);
    }
    WorkloadEstimate& workload = out.workloads.emplace_back(part.workload);
    for (Contributor& contributor : workload.contributors) contributor.event = m_positions[contributor.event];
    for (MinimalCutSet& set : workload.cutSets) {
      for (EventIndex& event : set.events) event = m_positions[event];
      std::ranges::sort(set.events);
    }
  }

  const Design& m_design;
  const std::stop_token m_stop;
  EstimateCache m_own;  // within one run: functions that are alike
  EstimateCache& m_cache;
  GraphGround m_ground;
  const bool m_remembers;
  PartEstimator m_parts;
  Dependencies m_dependencies;
  std::unordered_map<std::string, EventIndex> m_places;  // events of the design by key
  std::vector<EventIndex> m_positions;                   // in the design, of the events of a part
};

}  // namespace

std::optional<Estimates> estimate(const Design& design, const EstimateOptions& options) {
  return Estimator(design, options).run();
}

}  // namespace nines
