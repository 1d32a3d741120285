// Balancers and DNS records: any healthy target serves, and changing over to another one takes time.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "availability/graph_builder.h"

namespace nines {

namespace {

bool choosesHealthy(const Design& design, NodeIndex record) { return design.read(record, "healthCheck").flag(); }

bool isFailover(const Design& design, NodeIndex record) { return design.read(record, "policy").text() == "failover"; }

void sortUnique(std::vector<NodeIndex>& nodes) {
  std::ranges::sort(nodes);
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

// Routes whose role says that they come first.
std::vector<NodeIndex> primariesOf(const Design& design, NodeIndex record) {
  std::vector<NodeIndex> out;
  for (const LinkIndex l : design.outgoing(record)) {
    const bool counts = design.linkType(l) == "routes" && design.to(l) != record && design.to(l) != kNone;
    if (counts && design.readLink(l, "role").text() == "primary") out.push_back(design.to(l));
  }
  sortUnique(out);
  return out;
}

}  // namespace

std::vector<NodeIndex> GraphBuilder::routedTo(NodeIndex node) const {
  std::vector<NodeIndex> out = m_design.targets(node, "routes");
  std::erase_if(out, [&](NodeIndex target) { return target == node || target == kNone; });
  sortUnique(out);
  return out;
}

// Without a health check nothing leads around a target that is down: its primaries, or else all are needed.
std::vector<NodeIndex> GraphBuilder::neededTargets(NodeIndex record) const {
  std::vector<NodeIndex> all = routedTo(record);
  if (choosesHealthy(m_design, record) || !isFailover(m_design, record)) return all;
  std::vector<NodeIndex> primaries = primariesOf(m_design, record);
  return primaries.empty() ? all : primaries;
}

Failure GraphBuilder::buildBalancer(NodeIndex balancer) {
  const std::vector<NodeIndex> targets = routedTo(balancer);
  if (targets.empty()) return unknown(fmt::format("{} has no targets", titleOf(m_design, balancer)));
  Zones zones;
  std::vector<Failure> down;
  down.reserve(targets.size());
  for (const NodeIndex target : targets) {
    down.push_back(unitFailure(target));
    if (const auto at = m_zones.find(unitOf(target)); at != m_zones.end()) {
      zones.drawn.insert(zones.drawn.end(), at->second.drawn.begin(), at->second.drawn.end());
      zones.onPremises = zones.onPremises || at->second.onPremises;
      zones.everywhere = zones.everywhere || at->second.everywhere;
    } else if (dataCentreOf(m_design, target) != kNone) {
      zones.onPremises = true;
    } else {
      zones.drawn.push_back(m_events.zoneOf(target));
    }
  }
  std::ranges::sort(zones.drawn);
  zones.drawn.erase(std::unique(zones.drawn.begin(), zones.drawn.end()), zones.drawn.end());
  // A data centre is no zone: it keeps the balancer from needing the only one, and does not make it redundant.
  const bool isRedundant = zones.drawn.size() > 1 || zones.everywhere;
  const Sla* sla = slaOf(balancer, isRedundant ? "redundant" : "single");
  if (!sla) return noFigure(balancer);
  const double q = isRedundant ? m_anchors.regional(sla->availability) : m_anchors.zonal(sla->availability);
  std::vector<Failure> parts{{m_events.regionOf(balancer), {}}};
  if (zones.drawn.size() == 1 && !zones.onPremises && !zones.everywhere) parts.push_back({zones.drawn.front(), {}});
  parts.push_back({m_events.own(balancer, q, isRedundant), {}});
  parts.push_back(allOf(m_tree, down));
  return either(parts);
}

Failure GraphBuilder::buildRecord(NodeIndex record) {
  const std::vector<NodeIndex> targets = neededTargets(record);
  if (targets.empty()) return unknown(fmt::format("{} has no targets", titleOf(m_design, record)));
  const Sla* sla = slaOf(record, "single");
  if (!sla) return noFigure(record);
  const Failure own{m_events.own(record, m_anchors.located(sla->availability), true), {}};
  std::vector<Failure> down;
  down.reserve(targets.size());
  for (const NodeIndex target : targets) down.push_back(unitFailure(target));
  if (!choosesHealthy(m_design, record)) return either({own, anyOf(m_tree, down)});
  const Failure whole = allOf(m_tree, down);
  if (!whole.known()) return whole;

  std::vector<Ref> sides;
  const std::vector<NodeIndex> primaries =
      isFailover(m_design, record) ? primariesOf(m_design, record) : std::vector<NodeIndex>();
  if (primaries.empty()) {
    sides.reserve(down.size());
    for (const Failure& side : down) sides.push_back(side.when);
  } else {
    std::vector<Ref> active;
    active.reserve(primaries.size());
    for (const NodeIndex primary : primaries) active.push_back(unitFailure(primary).when);
    sides.push_back(m_tree.all(active));
  }
  const Ref change = m_events.switching(record, switchRate(record, sides, whole.when), true);
  return either({own, {change, {}}, whole});
}

// Each time that something takes down an active side alone, its part of the users waits until the record leads them to
// another one: the mean over the sides.
FailureRate GraphBuilder::switchRate(NodeIndex record, std::span<const Ref> sides, Ref whole) {
  const double seconds = m_design.read(record, "healthCheckIntervalSeconds").number() *
                             m_design.read(record, "failureThreshold").number() +
                         m_design.read(record, "ttlSeconds").number() / 2;
  // Which events of crowds take a side down is not known: none at best, and at worst what takes down the whole as well.
  if (m_crowds == Crowds::best) return {};
  FailureRate sum;
  const std::vector<EventIndex> ofAll = m_crowds == Crowds::worst ? std::vector<EventIndex>() : m_causes.of(whole);
  for (const Ref side : sides) {
    const std::vector<EventIndex> ofSide = m_causes.of(side);
    std::vector<EventIndex> triggers;
    std::ranges::set_difference(ofSide, ofAll, std::back_inserter(triggers));
    for (const EventIndex trigger : triggers) {
      const FailureRate rate = m_events.rateOf(trigger);
      sum.unavailability += rate.lostTo(std::max(seconds, 0.0));
      sum.perYear += rate.perYear;
    }
  }
  const auto count = static_cast<double>(sides.size());
  return {std::min(1.0, sum.unavailability / count), sum.perYear / count};
}

}  // namespace nines
