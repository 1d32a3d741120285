// Databases, buckets, gateways, servers, data centres: what stands somewhere and may fail by itself.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "availability/graph_builder.h"
#include "availability/sla_figures.h"

namespace nines {

namespace {

// Of a database pair.
struct Side {
  FaultTree::Ref region;
  FaultTree::Ref zone;
  FaultTree::Ref host;
};

}  // namespace

const Sla* GraphBuilder::slaOf(NodeIndex i, std::string_view configuration) const {
  const Kind* kind = m_design.kind(i);
  return kind ? kind->sla(configuration) : nullptr;
}

Failure GraphBuilder::noFigure(NodeIndex i) {
  const Kind* kind = m_design.kind(i);
  return unknown(fmt::format("{} has no published SLA that we know ({})", titleOf(m_design, i),
                             kind ? kind->label : m_design.node(i).kind));
}

Failure GraphBuilder::storeFailure(NodeIndex store, bool write) {
  if (m_design.has(store, trait::kTableCache) || m_design.has(store, trait::kServer)) return unitFailure(store, write);
  auto& known = m_stores[write ? 1 : 0];
  if (const auto at = known.find(store); at != known.end()) return at->second;
  const Failure failure = findStore(store, write);
  known.emplace(store, failure);
  return failure;
}

Failure GraphBuilder::findStore(NodeIndex store, bool write) {
  if (m_design.has(store, trait::kClusterVolume)) return cluster(store, write);
  if (m_design.has(store, trait::kClusterInstance)) return clusterInstance(store, write);
  if (write) return storeFailure(store, false);  // of all others reading and writing are one function
  if (m_design.has(store, trait::kDatabaseInstance)) return database(store);
  if (m_design.has(store, trait::kTable)) return table(store);
  if (m_design.has(store, trait::kBucket)) return bucket(store);
  if (m_design.has(store, trait::kGateway)) return gateway(store);
  return noFigure(store);
}

// One host in its zone, or several of which any suffices.
Failure GraphBuilder::database(NodeIndex i) {
  const Sla* single = slaOf(i, "single");
  if (!single) return noFigure(i);
  const double q = m_anchors.host(single->availability);
  const Ref zone = m_events.zoneOf(i);
  const Ref host = m_events.host(i, q);
  const Failure region{m_events.regionOf(i), {}};
  if (!m_design.isMultiAz(i)) return either({region, {zone, {}}, {host, {}}});

  const Sla* redundant = slaOf(i, "redundant");
  if (!redundant) return noFigure(i);
  std::vector<Side> sides{{region.when, zone, host}};
  std::vector<std::string> nodes{m_design.node(i).id};
  const std::string name = fmt::format("Host of {}'s standby", titleOf(m_design, i));
  for (const NodeIndex standby : m_design.targets(i, "standby")) {
    if (!m_design.has(standby, trait::kStandby)) continue;
    if (std::ranges::find(nodes, m_design.node(standby).id) != nodes.end()) continue;
    nodes.push_back(m_design.node(standby).id);
    sides.push_back({m_events.regionOf(standby), m_events.zoneOf(standby), m_events.host(standby, q, {}, name)});
  }
  if (sides.size() == 1) sides.push_back({region.when, undrawnStandbyZone(i), m_events.host(i, q, "standby", name)});
  const bool together = std::ranges::all_of(sides, [&](const Side& side) { return side.zone == zone; });
  std::ranges::sort(nodes);
  const double seconds = m_anchors.times().pair;
  FailureRate change{FailureRate{q, m_assumptions.hostPerYear}.lostTo(seconds), m_assumptions.hostPerYear};
  if (!together) {
    change.unavailability += m_assumptions.zone.lostTo(seconds);
    change.perYear += m_assumptions.zone.perYear;
  }
  const double own = m_anchors.pair(single->availability, redundant->availability);
  // One Region for all stands outside, which keeps the function small.
  const bool sameRegion = std::ranges::all_of(sides, [&](const Side& side) { return side.region == region.when; });
  std::vector<Ref> gone;
  gone.reserve(sides.size());
  for (const Side& side : sides) {
    gone.push_back(m_tree.any(std::array{side.zone, side.host, sameRegion ? FaultTree::never() : side.region}));
  }
  return either({sameRegion ? region : Failure{},
                 {m_events.own(i, own, !together, std::move(nodes)), {}},
                 {m_events.switching(i, change, !together), {}},
                 {m_tree.all(gone), {}}});
}

// Where a standby counts that is wanted and not drawn.
FaultTree::Ref GraphBuilder::undrawnStandbyZone(NodeIndex i) {
  std::string code = assumedStandbyZone(m_design, m_ground.drawnZones, i);
  if (m_design.zone(i) == kNone) {  // beside a database that stands in no zone, any other one
    auto zones = subnetZones(m_design, i);
    if (zones.empty()) zones = m_ground.drawnZones.of(m_design.region(i));
    if (!zones.empty()) code = *zones.begin();
  }
  return code.empty() ? m_events.undrawnZone(i, "standby") : m_events.zone(i, code);
}

Failure GraphBuilder::bucket(NodeIndex i) {
  const std::string name(m_design.read(i, "storageClass").text());
  const Sla* sla = slaOf(i, m_assumptions.designedFor ? name + ".designed" : name);
  if (!sla) return unknown(bucketFigure(m_design, i).missing);
  const bool oneZone = m_design.profile().fact("s3.oneZone.saferClass." + name) != nullptr;
  const double own = oneZone ? m_anchors.zonal(sla->availability) : m_anchors.regional(sla->availability);
  return either({{m_events.regionOf(i), {}},
                 {oneZone ? m_events.undrawnZone(i) : FaultTree::never(), {}},
                 {m_events.own(i, own, !oneZone), {}}});
}

Failure GraphBuilder::gateway(NodeIndex i) {
  const Sla* sla = slaOf(i, "single");
  if (!sla) return noFigure(i);
  return either({location(i), {m_events.own(i, m_anchors.located(sla->availability), false), {}}});
}

// Where one thing stands.
Failure GraphBuilder::location(NodeIndex i) {
  if (const NodeIndex centre = dataCentreOf(m_design, i); centre != kNone) return dataCentre(centre);
  return {m_tree.any(std::array{m_events.regionOf(i), m_events.zoneOf(i)}), {}};
}

Failure GraphBuilder::dataCentre(NodeIndex centre) {
  const SlaFigure figure = dataCentreFigure(m_design, centre);
  if (!figure.availability && !m_structureOnly) return unknown(figure.missing);
  return {m_events.dataCentre(centre, figure.availability.value_or(1)), {}};
}

// Nobody publishes a figure for a machine of one's own: in a data centre that of the site stands for all in it.
Failure GraphBuilder::buildServer(NodeIndex i) {
  if (m_structureOnly) return either({location(i), {m_events.host(i, 0), {}}, needOf(usesOf(i))});
  const NodeIndex centre = dataCentreOf(m_design, i);
  return either({centre == kNone ? noFigure(i) : dataCentre(centre), needOf(usesOf(i))});
}

// A global table is served by any of its members, everything else by itself. Whatever serves nobody is down.
Failure GraphBuilder::lineOf(NodeIndex store, bool write) {
  std::vector<NodeIndex> members{store};
  if (m_design.has(store, trait::kTable)) members = m_sets.nodesOf(m_sets.setOf(store));
  if (const Failure drawn = unfinished(store); !drawn.known()) return drawn;
  std::vector<Failure> down;
  for (const NodeIndex i : members) {
    const bool serves = write ? canBeWritten(m_design, i) : canBeRead(m_design, i);
    if (serves) down.push_back(storeFailure(i, write));
  }
  return allOf(m_tree, down);
}

}  // namespace nines
