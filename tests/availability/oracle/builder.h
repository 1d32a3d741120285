// Makes the parts of a design; shared by the files that do so.
#pragma once

#include <string>

#include "parts.h"

namespace nines::oracle {

class Builder {
 public:
  Builder(const Drawing& drawing, const Assumed& assumed, const Anchors& anchors)
      : m_drawing(drawing), m_assumed(assumed), m_anchors(anchors) {}

  Parts build();

 private:
  // Events by name: one of each, wherever it is asked for.
  std::size_t event(const std::string& name, const Rate& rate);
  std::size_t region(const std::string& code) { return event("region " + code, m_assumed.region); }
  std::size_t zone(const std::string& code) { return event("zone " + code, m_assumed.zone); }
  std::size_t anonymousZone(const std::string& owner) { return zone("of " + owner); }
  std::size_t host(const std::string& of) { return event("host " + of, {m_anchors.host, m_assumed.hostPerYear}); }
  std::size_t own(const std::string& of, long double q) { return event("own " + of, {q, m_assumed.ownPerYear}); }

  // An instance that stands in this zone, or in the owner's anonymous one where there is none.
  Unit unit(const std::string& region, const std::string& zoneCode, const Node& owner, std::size_t hostEvent);
  Unit unit(const Place& place, const Node& owner, std::size_t hostEvent);
  // The zone and Region of an instance that is spread over an area, the i-th.
  Unit spreadUnit(const Place& place, const Node& owner, std::size_t i, std::size_t hostEvent);
  // The data centre's event; an unknown availability makes the part unknown.
  std::optional<std::size_t> centre(const Node& node, Part& part);

  void makePart(Part& part);
  void makeTier(Part& part);
  void makeGroup(Part& part);
  void makeDatabase(Part& part);
  std::optional<std::string> wantedStandbyZone(const Node& primary, const Place& place) const;
  void makeCluster(Part& part);
  void placeCopies(Part& part, const Place& place);
  void switchOfCluster(Part& part, const std::vector<const Node*>& instances);
  void makeTable(Part& part);
  void makeCache(Part& part);
  void makeBucket(Part& part);
  void makeRecord(Part& part);
  void makeBalancer(Part& part);
  void makeInstance(Part& part);
  void makeLocal(Part& part);

  // After all parts are made.
  void ownEventsOfCompute();
  void finishBalancer(Part& part);
  void linkUses(Part& part);
  void collectUses(Part& part, const Node& client);
  bool takesWrites(const Part& target) const;
  void linkTargets(Part& part);
  void joinSets();

  Part& partOf(const Node& node) { return m_out.parts[m_out.byId.at(node.id)]; }

  const Drawing& m_drawing;
  const Assumed& m_assumed;
  const Anchors& m_anchors;
  Parts m_out;
  std::map<std::string, std::size_t> m_eventByName;
};

}  // namespace nines::oracle
