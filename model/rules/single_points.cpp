#include "rules/single_points.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "availability/estimates.h"
#include "availability/reliability_graph.h"
#include "availability/single_causes.h"
#include "semantics/placement.h"

namespace nines {

namespace {

using Places = std::set<std::string>;  // as placeOf() names them

class Finder {
 public:
  explicit Finder(const Design& design) : m_design(design), m_placements(design) {}

  std::vector<SinglePoint> pointsOf(const std::vector<EventIndex>& causes, std::span<const Event> events) {
    std::map<NodeIndex, Found> found;
    for (const EventIndex cause : causes) {
      const Event& event = events[cause];
      if (event.kind == Event::Kind::region || event.ofRedundancy || event.component.empty()) continue;
      const NodeIndex component = m_design.indexOf(event.component);
      if (component == kNone || found.contains(component)) continue;
      Found point = pointOf(component, event);
      if (!isUnknown(point)) found.emplace(component, std::move(point));
    }
    std::vector<SinglePoint> out;
    for (const auto& [component, point] : found) {
      if (!isZone(component) || !holdsOne(point.places, found)) out.push_back(point.point);
    }
    return out;
  }

 private:
  struct Found {
    SinglePoint point;
    Places places{};
    bool works = false;  // something is there that does more than pass on
  };

  bool isZone(NodeIndex i) const { return m_design.has(i, trait::kZone); }

  // Something else in this zone takes the workload down as well, and says more.
  bool holdsOne(const Places& zone, const std::map<NodeIndex, Found>& found) const {
    return std::ranges::any_of(found, [&](const auto& other) {
      return !isZone(other.first) && std::ranges::includes(other.second.places, zone);
    });
  }

  // A balancer or a group that passes all on, and nothing is there that would do the work: no zone can be told.
  bool isUnknown(const Found& found) const {
    return found.point.isService && found.places.empty() && onlyPassesOn(found.point.component) && !found.works;
  }

  bool onlyPassesOn(NodeIndex i) const {
    return m_design.has(i, trait::kBalancer) || m_design.has(i, trait::kComputeGroup);
  }

  // A cache that says how many nodes it has, and draws none.
  bool isCounted(NodeIndex i) const {
    return m_design.has(i, trait::kTableCache) && memberPlacement(m_design, i, trait::kTableCacheNode).instances == 0;
  }

  Found pointOf(NodeIndex component, const Event& event) {
    Found out{.point = {.component = component}};
    if (event.kind == Event::Kind::dataCentre || dataCentreOf(m_design, component) != kNone) return out;
    findPlaces(out);
    // Over several zones it may lack what to spare; that makes it a single point, but none of a zone.
    out.point.inOneZone = out.places.size() <= 1;
    out.point.isService =
        out.point.inOneZone && (event.kind == Event::Kind::own || event.kind == Event::Kind::switching);
    if (out.places.size() == 1) out.point.zone = out.places.begin()->substr(out.places.begin()->rfind('/') + 1);
    return out;
  }

  // Where the component stands, its members do, or what it sends requests to.
  void findPlaces(Found& found) {
    const NodeIndex component = found.point.component;
    if (isZone(component)) {
      const NodeIndex region = m_design.region(component);
      const std::string_view home = region == kNone ? std::string_view() : m_design.regionCode(region);
      found.places = {std::string(home) + "/" + std::string(m_design.zoneCode(component))};
      return;
    }
    std::vector<NodeIndex> open{component};
    std::set<NodeIndex> seen{component};
    for (std::size_t at = 0; at < open.size(); ++at) {
      const NodeIndex i = open[at];
      if (!onlyPassesOn(i)) found.works = true;
      if (m_design.has(i, trait::kCompute)) {
        found.places.merge(Places(m_placements.of(i).zones));
        if (m_design.zone(i) == kNone) found.point.isTaken = true;
      } else if (std::string place = placeOf(m_design, i); !place.empty()) {
        found.places.insert(std::move(place));
      }
      if (isCounted(i)) found.places.merge(Places(m_placements.ofCounted(i).zones));
      for (const LinkIndex l : m_design.outgoing(i)) {
        if (m_design.linkType(l) == "routes" && seen.insert(m_design.to(l)).second) open.push_back(m_design.to(l));
      }
      for (const NodeIndex member : m_design.members(i)) {
        if (seen.insert(member).second) open.push_back(member);
      }
    }
  }

  const Design& m_design;
  TierPlacements m_placements;
};

// Of a workload with an exact figure, whose cut sets are complete up to one event at least; positions ascending. Not
// where data centres count: to a figure they stand for all machines inside, which are single points of their own.
std::optional<std::vector<EventIndex>> knownCauses(const WorkloadEstimate& workload) {
  if (!workload.exact.unavailability) return std::nullopt;
  const auto isOfCentre = [&](const Contributor& c) {
    return workload.events[c.event].kind == Event::Kind::dataCentre;
  };
  if (std::ranges::any_of(workload.contributors, isOfCentre)) return std::nullopt;
  std::vector<EventIndex> out;
  for (const MinimalCutSet& cut : workload.cutSets) {
    if (cut.events.size() == 1) out.push_back(cut.events.front());
  }
  std::ranges::sort(out);
  return out;
}

const WorkloadEstimate* estimateOf(const Estimates& estimates, const std::string& workload) {
  const auto at = std::ranges::lower_bound(estimates.workloads, workload, {}, &WorkloadEstimate::id);
  return at == estimates.workloads.end() || at->id != workload ? nullptr : &*at;
}

}  // namespace

SinglePoints::SinglePoints(const Design& design, const Estimates* known) {
  Finder finder(design);
  std::vector<NodeIndex> others;
  for (const NodeIndex users : design.withTrait(trait::kWorkload)) {
    const WorkloadEstimate* estimate = known ? estimateOf(*known, design.node(users).id) : nullptr;
    const auto causes = estimate ? knownCauses(*estimate) : std::nullopt;
    if (causes) m_points.emplace(users, finder.pointsOf(*causes, estimate->events));
    else others.push_back(users);
  }
  if (others.empty()) return;
  const ReliabilityGraph graph(design, others);
  SingleCauses causes(graph.tree());
  for (const ReliabilityGraph::Workload& workload : graph.workloads()) {
    m_points.emplace(workload.node, finder.pointsOf(causes.of(workload.failure.when), graph.events()));
  }
}

std::span<const SinglePoint> SinglePoints::of(NodeIndex workload) const {
  const auto at = m_points.find(workload);
  return at == m_points.end() ? std::span<const SinglePoint>() : std::span<const SinglePoint>(at->second);
}

}  // namespace nines
