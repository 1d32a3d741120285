#include "availability/events.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "semantics/placement.h"

namespace nines {

namespace {

// kind:id, or kind:id:suffix.
std::string suffixed(std::string_view kind, std::string_view id, std::string_view suffix) {
  std::string out;
  out.reserve(kind.size() + id.size() + suffix.size() + 2);
  out.append(kind).append(1, ':').append(id);
  if (!suffix.empty()) out.append(1, ':').append(suffix);
  return out;
}

std::string zoneKey(std::string_view region, std::string_view code) {
  std::string out("zone:");
  out.append(region).append(1, ':').append(code);
  return out;
}

}  // namespace

DrawnPlaces::DrawnPlaces(const Design& design) {
  for (const NodeIndex region : design.withTrait(trait::kRegion)) {
    m_regions.try_emplace(design.regionCode(region), region);
  }
  for (const NodeIndex zone : design.withTrait(trait::kZone)) {
    const NodeIndex region = design.region(zone);
    if (region != kNone) m_zones.try_emplace(zoneKey(design.regionCode(region), design.zoneCode(zone)), zone);
  }
}

NodeIndex DrawnPlaces::region(std::string_view code) const {
  const auto at = m_regions.find(code);
  return at == m_regions.end() ? kNone : at->second;
}

NodeIndex DrawnPlaces::zone(std::string_view region, std::string_view code) const {
  const auto at = m_zones.find(zoneKey(region, code));
  return at == m_zones.end() ? kNone : at->second;
}

EventTable::EventTable(const Design& design, const DrawnPlaces& places, const Assumptions& assumptions, FaultTree& tree,
                       bool described)
    : m_design(design), m_places(places), m_assumptions(assumptions), m_tree(tree), m_described(described) {}

const Event& EventTable::eventOf(Ref ref) const {
  const FaultTree::Gate& gate = m_tree.gate(ref.gate());
  assert(gate.type == FaultTree::Type::event);
  return m_events[gate.least];
}

EventTable::Ref EventTable::add(Event event, const FailureRate& rate) {
  event.unavailability = rate.unavailability;
  event.perYear = rate.perYear;
  event.durationSeconds = rate.duration();
  if (m_described && event.nodes.empty() && !event.component.empty()) event.nodes = {event.component};
  m_events.push_back(std::move(event));
  m_q.push_back(rate.unavailability);
  return m_tree.addEvent();
}

template <class Label>
EventTable::Ref EventTable::shared(std::string key, Event::Kind kind, NodeIndex component, Label label,
                                   const FailureRate& rate) {
  const auto [at, fresh] = m_shared.try_emplace(std::move(key), Ref());
  if (!fresh) return at->second;
  Event event;
  event.kind = kind;
  event.key = at->first;
  if (component != kNone) event.component = m_design.node(component).id;
  if (m_described) event.label = label();
  return at->second = add(std::move(event), rate);
}

EventTable::Ref EventTable::regionOf(NodeIndex node) {
  const NodeIndex region = m_design.region(node);
  if (region == kNone) return FaultTree::never();
  const auto [at, fresh] = m_byContainer.try_emplace(region, Ref());
  if (!fresh) return at->second;
  const std::string code(m_design.regionCode(region));
  return at->second = shared(
             "region:" + code, Event::Kind::region, m_places.region(code), [&] { return "Region " + code; },
             m_assumptions.region);
}

EventTable::Ref EventTable::zoneAt(std::string_view region, std::string_view code, NodeIndex component) {
  const auto label = [&] { return fmt::format("Zone {}", code); };
  return shared(zoneKey(region, code), Event::Kind::zone, component, label, m_assumptions.zone);
}

EventTable::Ref EventTable::zoneOf(NodeIndex node) {
  const NodeIndex zone = m_design.zone(node);
  return zone == kNone ? undrawnZone(node) : drawnZone(zone);
}

EventTable::Ref EventTable::drawnZone(NodeIndex zone) {
  const auto [at, fresh] = m_byContainer.try_emplace(zone, Ref());
  if (!fresh) return at->second;
  if (m_design.region(zone) != kNone) return at->second = this->zone(zone, m_design.zoneCode(zone));
  // A zone outside of all Regions is like no other one.
  return at->second = zoneAt({}, m_design.node(zone).id, zone);
}

EventTable::Ref EventTable::zone(NodeIndex node, std::string_view code) {
  const NodeIndex region = m_design.region(node);
  const std::string_view home = region == kNone ? std::string_view() : m_design.regionCode(region);
  return zoneAt(home, code, m_places.zone(home, code));
}

EventTable::Ref EventTable::undrawnZone(NodeIndex node, std::string_view suffix) {
  const auto label = [&] { return fmt::format("A zone of {} that is not drawn", titleOf(m_design, node)); };
  return shared(suffixed("undrawn-zone", m_design.node(node).id, suffix), Event::Kind::zone, kNone, label,
                m_assumptions.zone);
}

EventTable::Ref EventTable::dataCentre(NodeIndex centre, double availability) {
  const auto [at, fresh] = m_byContainer.try_emplace(centre, Ref());
  if (!fresh) return at->second;
  const auto label = [&] { return std::string(titleOf(m_design, centre)); };
  return at->second = shared(suffixed("data-centre", m_design.node(centre).id, {}), Event::Kind::dataCentre, centre,
                             label, {missingFrom(availability), m_assumptions.dataCentrePerYear});
}

EventTable::Ref EventTable::host(NodeIndex node, double unavailability, std::string_view suffix,
                                 std::string_view label) {
  const auto named = [&] {
    return label.empty() ? fmt::format("Host of {}", titleOf(m_design, node)) : std::string(label);
  };
  return shared(suffixed("host", m_design.node(node).id, suffix), Event::Kind::host, node, named,
                {unavailability, m_assumptions.hostPerYear});
}

EventTable::Ref EventTable::clusterHost(NodeIndex node, double unavailability, std::string_view suffix,
                                        std::string_view label) {
  const Ref ref = host(node, unavailability, suffix, label);
  m_events[m_tree.gate(ref.gate()).least].kind = Event::Kind::auroraHost;
  return ref;
}

EventTable::Ref EventTable::copy(NodeIndex cluster, std::size_t number) {
  Event event;
  event.kind = Event::Kind::copy;
  event.key = suffixed("copy", m_design.node(cluster).id, std::to_string(number));
  event.component = m_design.node(cluster).id;
  if (m_described) event.label = fmt::format("Storage copy {} of {}", number, titleOf(m_design, cluster));
  const Ref ref = add(std::move(event), m_assumptions.copy);
  m_events.back().nodes.clear();  // one copy takes nothing down by itself
  return ref;
}

EventTable::Ref EventTable::crowd(NodeIndex node, std::uint32_t zonesLost, double unavailability) {
  Event event;
  event.key = suffixed("crowd", m_design.node(node).id, std::to_string(zonesLost));
  event.component = m_design.node(node).id;
  return add(std::move(event), {unavailability, 0});
}

EventTable::Ref EventTable::own(NodeIndex node, double unavailability, bool ofRedundancy,
                                std::vector<std::string> nodes, std::string_view suffix, std::string_view label) {
  if (unavailability <= 0) return FaultTree::never();
  Event event;
  event.kind = Event::Kind::own;
  event.key = suffixed("own", m_design.node(node).id, suffix);
  event.component = m_design.node(node).id;
  if (m_described) {
    event.nodes = std::move(nodes);
    event.label = label.empty() ? fmt::format("{} itself", titleOf(m_design, node)) : std::string(label);
  }
  event.ofRedundancy = ofRedundancy;
  return add(std::move(event), {unavailability, m_assumptions.ownPerYear});
}

EventTable::Ref EventTable::switching(NodeIndex node, const FailureRate& rate, bool ofRedundancy) {
  if (rate.unavailability <= 0) return FaultTree::never();
  Event event;
  event.kind = Event::Kind::switching;
  event.key = suffixed("switch", m_design.node(node).id, {});
  event.component = m_design.node(node).id;
  if (m_described) event.label = fmt::format("Failover of {}", titleOf(m_design, node));
  event.ofRedundancy = ofRedundancy;
  return add(std::move(event), {std::min(rate.unavailability, 1.0), rate.perYear});
}

bool isOfPlace(const Event& event) {
  return event.kind == Event::Kind::region || event.kind == Event::Kind::zone || event.kind == Event::Kind::dataCentre;
}

// Every drawing of a Region or zone counts, by its code. In id order, so that each list comes out sorted.
std::vector<Event> withInhabitants(const Design& design, std::vector<Event> events) {
  std::unordered_map<std::string_view, EventIndex> places;
  for (EventIndex i = 0; i < events.size(); ++i) {
    if (isOfPlace(events[i])) places.emplace(events[i].key, i);
  }
  if (places.empty()) return events;
  constexpr EventIndex kNoEvent = 0xffffffffu;
  std::vector<EventIndex> eventOf(design.nodeCount(), kNoEvent);
  const auto find = [&](NodeIndex container, const std::string& key) {
    const auto at = places.find(key);
    if (at == places.end()) return;
    eventOf[container] = at->second;
    events[at->second].nodes.clear();
  };
  for (const NodeIndex i : design.withTrait(trait::kRegion)) find(i, "region:" + std::string(design.regionCode(i)));
  for (const NodeIndex i : design.withTrait(trait::kZone)) {
    const NodeIndex region = design.region(i);
    if (region == kNone) find(i, zoneKey({}, design.node(i).id));
    else find(i, zoneKey(design.regionCode(region), design.zoneCode(i)));
  }
  for (const NodeIndex i : design.withTrait(trait::kDataCentre)) {
    find(i, suffixed("data-centre", design.node(i).id, {}));
  }
  const auto add = [&](NodeIndex container, NodeIndex node) {
    if (container != kNone && eventOf[container] != kNoEvent)
      events[eventOf[container]].nodes.push_back(design.node(node).id);
  };
  const bool anyCentre = !design.withTrait(trait::kDataCentre).empty();
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    add(i, i);
    add(design.region(i), i);
    add(design.zone(i), i);
    if (anyCentre) add(dataCentreOf(design, i), i);
  }
  return events;
}

}  // namespace nines
