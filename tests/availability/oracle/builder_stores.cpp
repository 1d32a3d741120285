// Databases, clusters, tables and buckets.
#include <algorithm>
#include <set>
#include <tuple>

#include "builder.h"

namespace nines::oracle {

namespace {

// The first of these ascending zones after `mine`, starting over at the end; nothing where there is no other.
std::optional<std::string> after(const std::set<std::string>& zones, const std::string& mine) {
  const auto next = zones.upper_bound(mine);
  if (next != zones.end()) return *next;
  for (const std::string& zone : zones) {
    if (zone != mine) return zone;
  }
  return std::nullopt;
}

std::optional<long double> bucketSla(std::string_view storage, long double designedFor) {
  struct Row {
    std::string_view storage;
    long double sla;
    long double designed;
  };
  static constexpr Row kRows[] = {{"standard", 0.999L, 0.9999L},
                                  {"standard-ia", 0.99L, 0.999L},
                                  {"intelligent-tiering", 0.99L, 0.999L},
                                  {"one-zone-ia", 0.99L, 0.995L},
                                  {"glacier-instant", 0.99L, 0.999L},
                                  {"glacier-flexible", 0.999L, 0.9999L},
                                  {"glacier-deep-archive", 0.999L, 0.9999L}};
  for (const Row& row : kRows) {
    if (row.storage != storage) continue;
    if (designedFor == 0) return row.sla;
    if (designedFor == 1) return row.designed;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> Builder::wantedStandbyZone(const Node& primary, const Place& place) const {
  // A group that names zones decides; those of another Region cannot be meant.
  bool named = false;
  std::set<std::string> subnets;
  if (const Value* listed = m_drawing.value(primary, "subnetGroupAzs"); listed && listed->asArray()) {
    for (const Value& id : *listed->asArray()) {
      const auto found = id.asText() ? m_drawing.zone(*id.asText(), place) : std::nullopt;
      if (!found) continue;
      named = true;
      if (found->starts_with(place.region + "/")) subnets.insert(*found);
    }
  }
  const auto drawn = m_drawing.zonesOfRegion(place);
  const std::set<std::string> possible = named ? subnets : std::set<std::string>(drawn.begin(), drawn.end());
  // Somebody may have chosen, among those of the group, else of the Region, and beside the primary; not for SQL Server.
  const bool free = m_drawing.text(primary, "engine") != "sqlserver";
  const Value* choice = free ? m_drawing.value(primary, "chosenStandbyAz") : nullptr;
  const auto chosen = choice && choice->asText() ? m_drawing.zone(*choice->asText(), place) : std::nullopt;
  const bool fits =
      chosen && (named && !subnets.empty() ? subnets.contains(*chosen) : chosen->starts_with(place.region + "/"));
  if (!place.zone.empty() && fits && *chosen != place.zone) return chosen;
  return after(possible, place.zone);
}

void Builder::makeDatabase(Part& part) {
  const Node& node = *part.node;
  const Place place = m_drawing.place(node);
  part.writable = m_drawing.toOf(node, "replicates", "rds-instance").empty();
  part.units.push_back(unit(place, node, host(node.id)));
  const auto drawn = m_drawing.fromOf(node, "standby", "rds-standby");
  for (const Node* each : drawn) part.units.push_back(unit(m_drawing.place(*each), *each, host(each->id)));
  if (drawn.empty() && m_drawing.flag(node, "multiAz")) {
    const std::string standby = "standby of " + node.id;
    Node owner;
    owner.id = standby;
    part.units.push_back(unit(place.region, wantedStandbyZone(node, place).value_or(""), owner, host(standby)));
  }
  if (part.units.size() < 2) return;
  part.events.push_back(own(node.id, m_anchors.pair));
  std::vector<std::size_t> triggers{part.units.front().events.front()};
  const auto elsewhere = [&](const Unit& side) { return side.zone != part.units.front().zone; };
  if (std::any_of(part.units.begin(), part.units.end(), elsewhere)) triggers.push_back(*part.units.front().zone);
  Rate rate;
  for (const std::size_t trigger : triggers) {
    const Rate& cause = m_out.events[trigger].rate;
    rate.q += switchCost(cause, kPairSwitchSeconds);
    rate.perYear += cause.perYear;
  }
  part.switching = event("switch " + node.id, rate);
}

void Builder::makeInstance(Part& part) {
  const auto clusters = m_drawing.fromOf(*part.node, "member", "aurora-cluster");
  if (clusters.empty()) {
    part.unknown = part.node->id + " belongs to no cluster";
    return;
  }
  part.container = m_out.byId.at(clusters.front()->id);
  if (m_drawing.text(*clusters.front(), "mode") == "serverless-v1") {
    part.unknown = part.node->id + " is drawn in a cluster that has no instances of its own";
  }
  part.writable =
      m_drawing.text(*part.node, "role") == "writer" || m_drawing.text(*clusters.front(), "mode") == "multi-master";
}

void Builder::makeCluster(Part& part) {
  const Node& node = *part.node;
  const Place place = m_drawing.place(node);
  if (!place.region.empty()) part.events.push_back(region(place.region));
  part.writable = m_drawing.toOf(node, "replicates", "aurora-cluster").empty();
  const std::string mode = m_drawing.text(node, "mode");
  const Rate failing{m_anchors.auroraHost, m_assumed.hostPerYear};
  if (mode == "serverless-v1") {
    part.units.push_back(unit(place.region, "", node, event("host " + node.id, failing)));
  } else {
    const auto instances = m_drawing.toOf(node, "member", "aurora-instance");
    for (const Node* each : instances) {
      part.units.push_back(unit(m_drawing.place(*each), *each, event("host " + each->id, failing)));
      part.members.push_back(m_out.byId.at(each->id));
    }
    if (instances.empty()) {
      part.unknown = node.id + " has no instances";
      return;
    }
    if (instances.size() >= 2) {
      part.events.push_back(own(node.id, m_anchors.cluster));
      if (mode != "multi-master") switchOfCluster(part, instances);
    }
  }
  placeCopies(part, place);
  if (m_drawing.flag(node, "stopped")) part.units.clear();
}

// The active side is the writer: of several the first; where none is drawn the first that would be promoted.
void Builder::switchOfCluster(Part& part, const std::vector<const Node*>& instances) {
  const auto rank = [&](const Node* node) {
    const bool writer = m_drawing.text(*node, "role") == "writer";
    return std::tuple(!writer, writer ? 0.0 : m_drawing.number(*node, "promotionTier").value_or(1), node->id);
  };
  std::size_t active = 0;
  for (std::size_t i = 1; i < instances.size(); ++i) {
    if (rank(instances[i]) < rank(instances[active])) active = i;
  }
  const Unit& writer = part.units[active];
  const Rate& host = m_out.events[writer.events.front()].rate;
  Rate rate{switchCost(host, kClusterSwitchSeconds), host.perYear};
  if (std::any_of(part.units.begin(), part.units.end(), [&](const Unit& u) { return u.zone != writer.zone; })) {
    const Rate& zone = m_out.events[*writer.zone].rate;
    rate.q += switchCost(zone, kClusterSwitchSeconds);
    rate.perYear += zone.perYear;
  }
  part.switching = event("switch " + part.node->id, rate);
}

// Two copies in each of three zones: those of the instances first, then by code, then ones that are not drawn.
void Builder::placeCopies(Part& part, const Place& place) {
  std::vector<std::size_t> zones;
  const auto add = [&](std::size_t zone) {
    if (zones.size() < 3 && std::find(zones.begin(), zones.end(), zone) == zones.end()) zones.push_back(zone);
  };
  std::map<std::string, std::size_t> own;
  for (const Unit& unit : part.units) own.emplace(m_out.events[*unit.zone].name, *unit.zone);
  for (const auto& [name, number] : own) add(number);
  for (const std::string& code : m_drawing.zonesWithCode(place.region)) {
    if (zones.size() < 3) add(zone(code));
  }
  for (int i = 1; zones.size() < 3; ++i) add(anonymousZone("copies of " + part.node->id + " " + std::to_string(i)));
  for (std::size_t i = 0; i < 6; ++i) {
    const std::size_t copy = event("copy " + std::to_string(i + 1) + " of " + part.node->id, m_assumed.copy);
    part.copies.push_back({{copy, zones[i / 2]}, zones[i / 2], std::nullopt});
  }
}

void Builder::makeTable(Part& part) {
  const Node& node = *part.node;
  const Place place = m_drawing.place(node);
  if (!place.region.empty()) part.events.push_back(region(place.region));
  part.events.push_back(own(node.id, m_anchors.table));
  part.readable = part.writable = !m_drawing.flag(node, "witness");
  // All tables that replication joins, in whatever direction it is drawn.
  std::set<std::string> set{node.id};
  std::vector<const Node*> open{&node};
  while (!open.empty()) {
    const Node& at = *open.back();
    open.pop_back();
    auto next = m_drawing.fromOf(at, "replicates", "dynamodb-table");
    const auto back = m_drawing.toOf(at, "replicates", "dynamodb-table");
    next.insert(next.end(), back.begin(), back.end());
    for (const Node* other : next) {
      if (set.insert(other->id).second) open.push_back(other);
    }
  }
  for (const std::string& id : set) part.members.push_back(m_out.byId.at(id));
  if (set.size() >= 2) part.events.push_back(own("global table of " + *set.begin(), m_anchors.globalTable));
}

void Builder::makeBucket(Part& part) {
  const Node& node = *part.node;
  const Place place = m_drawing.place(node);
  if (!place.region.empty()) part.events.push_back(region(place.region));
  const std::string storage = m_drawing.text(node, "storageClass");
  const bool oneZone = storage == "one-zone-ia";
  const auto sla = bucketSla(storage, m_assumed.designedFor);
  if (!sla) {
    part.unknown = "no figure for the storage class " + storage;
    return;
  }
  part.events.push_back(own(node.id, oneZone ? m_anchors.oneZoneBucket(*sla) : m_anchors.bucket(*sla)));
  if (oneZone) part.events.push_back(anonymousZone(node.id));
}

}  // namespace nines::oracle
