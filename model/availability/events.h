// The independent events of a design (availability.md, "Events"), made when the structure first asks for them. A shared
// cause is one event wherever it is asked for: Regions and zones are told apart by their codes.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "availability/anchors.h"
#include "availability/assumptions.h"
#include "availability/estimates.h"
#include "availability/fault_tree.h"
#include "semantics/design.h"

namespace nines {

// Which drawing of a Region or zone stands for its code: the first. Found once for all tables of a design.
class DrawnPlaces {
 public:
  explicit DrawnPlaces(const Design& design);

  NodeIndex region(std::string_view code) const;  // kNone if there is none
  NodeIndex zone(std::string_view region, std::string_view code) const;

 private:
  std::unordered_map<std::string, NodeIndex> m_zones;
  std::unordered_map<std::string_view, NodeIndex> m_regions;
};

// The same events, in those of Regions, zones and data centres which nodes these hold, in id order.
std::vector<Event> withInhabitants(const Design& design, std::vector<Event> events);

class EventTable {
 public:
  using Ref = FaultTree::Ref;

  // Undescribed events have neither labels nor lists of nodes: for who only asks what they are of.
  EventTable(const Design& design, const DrawnPlaces& places, const Assumptions& assumptions, FaultTree& tree,
             bool described = true);

  bool areDescribed() const { return m_described; }

  // The outage of the Region around the node; never where there is none.
  Ref regionOf(NodeIndex node);
  // The outage of the zone around the node; outside of all drawn zones that of one zone of its own.
  Ref zoneOf(NodeIndex node);
  // The outage of a zone that is drawn.
  Ref drawnZone(NodeIndex zone);
  // The outage of the zone with this code in the Region around the node.
  Ref zone(NodeIndex node, std::string_view code);
  // The outage of a zone that is not drawn; equal for the same node and suffix.
  Ref undrawnZone(NodeIndex node, std::string_view suffix = {});
  // The outage of a data centre whose availability is known.
  Ref dataCentre(NodeIndex centre, double availability);

  // Equal for the same node and suffix.
  Ref host(NodeIndex node, double unavailability, std::string_view suffix = {}, std::string_view label = {});
  Ref clusterHost(NodeIndex node, double unavailability, std::string_view suffix = {}, std::string_view label = {});

  // What follows is made anew at each call; a suffix keeps keys of one node apart.
  // That too many of many instances are gone: none of them takes anything down alone, so that nothing switches for it.
  Ref crowd(NodeIndex node, std::uint32_t zonesLost, double unavailability);
  Ref copy(NodeIndex cluster, std::size_t number);
  // `nodes` are those that it takes down by itself; never where q is 0, as then it never happens.
  Ref own(NodeIndex node, double unavailability, bool ofRedundancy, std::vector<std::string> nodes = {},
          std::string_view suffix = {}, std::string_view label = {});
  Ref switching(NodeIndex node, const FailureRate& rate, bool ofRedundancy);

  const Event& operator[](EventIndex i) const { return m_events[i]; }
  const Event& eventOf(Ref ref) const;
  FailureRate rateOf(EventIndex i) const { return {m_events[i].unavailability, m_events[i].perYear}; }
  std::span<const double> q() const { return m_q; }
  std::size_t size() const { return m_events.size(); }

  // All events; the nodes that Regions, zones and data centres hold are for withInhabitants(). Leaves the table empty.
  std::vector<Event> take() { return std::move(m_events); }

 private:
  Ref add(Event event, const FailureRate& rate);
  // The label is made when the event is.
  template <class Label>
  Ref shared(std::string key, Event::Kind kind, NodeIndex component, Label label, const FailureRate& rate);
  Ref zoneAt(std::string_view region, std::string_view code, NodeIndex component);

  const Design& m_design;
  const DrawnPlaces& m_places;
  const Assumptions& m_assumptions;
  FaultTree& m_tree;
  const bool m_described;
  std::vector<Event> m_events;
  std::vector<double> m_q;
  std::unordered_map<std::string, Ref> m_shared;     // by key
  std::unordered_map<NodeIndex, Ref> m_byContainer;  // drawn Regions, zones and data centres
};

// Whether the event is of what holds others.
bool isOfPlace(const Event& event);

}  // namespace nines
