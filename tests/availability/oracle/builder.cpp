#include "builder.h"

#include <algorithm>
#include <set>
#include <utility>

namespace nines::oracle {

namespace {

Sort sortOf(std::string_view kind) {
  static constexpr std::pair<std::string_view, Sort> kSorts[] = {{"users", Sort::users},
                                                                 {"route53", Sort::record},
                                                                 {"load-balancer", Sort::balancer},
                                                                 {"scaling-group", Sort::group},
                                                                 {"app-tier", Sort::tier},
                                                                 {"rds-instance", Sort::database},
                                                                 {"rds-standby", Sort::standby},
                                                                 {"aurora-cluster", Sort::cluster},
                                                                 {"aurora-instance", Sort::instance},
                                                                 {"dynamodb-table", Sort::table},
                                                                 {"dax-cluster", Sort::cache},
                                                                 {"s3-bucket", Sort::bucket},
                                                                 {"storage-gateway", Sort::gateway},
                                                                 {"server", Sort::server}};
  for (const auto& [name, sort] : kSorts) {
    if (name == kind) return sort;
  }
  return Sort::other;
}

bool holdsData(Sort sort) {
  switch (sort) {
    case Sort::users:
    case Sort::record:
    case Sort::balancer:
    case Sort::group:
    case Sort::tier:
    case Sort::gateway:
      return false;
    default:
      return true;
  }
}

}  // namespace

Parts partsOf(const Drawing& drawing, const Assumed& assumed, const Anchors& anchors) {
  return Builder(drawing, assumed, anchors).build();
}

std::size_t Builder::event(const std::string& name, const Rate& rate) {
  const auto [at, fresh] = m_eventByName.try_emplace(name, m_out.events.size());
  if (fresh) m_out.events.push_back({name, rate});
  return at->second;
}

Unit Builder::unit(const std::string& regionCode, const std::string& zoneCode, const Node& owner,
                   std::size_t hostEvent) {
  Unit unit;
  unit.events.push_back(hostEvent);
  unit.zone = zoneCode.empty() ? anonymousZone(owner.id) : zone(zoneCode);
  unit.events.push_back(*unit.zone);
  if (!regionCode.empty()) {
    unit.region = region(regionCode);
    unit.events.push_back(*unit.region);
  }
  return unit;
}

Unit Builder::unit(const Place& place, const Node& owner, std::size_t hostEvent) {
  return unit(place.region, place.zone, owner, hostEvent);
}

Unit Builder::spreadUnit(const Place& place, const Node& owner, std::size_t i, std::size_t hostEvent) {
  if (place.zone.empty() && place.area) {
    const auto zones = m_drawing.zones(*place.area);
    if (!zones.empty()) return unit(place.region, zones[i % zones.size()], owner, hostEvent);
  }
  return unit(place, owner, hostEvent);
}

std::optional<std::size_t> Builder::centre(const Node& node, Part& part) {
  const auto availability = m_drawing.number(node, "availability");
  if (!availability) {
    part.unknown = "the availability of the data centre " + node.id + " is unknown";
    return std::nullopt;
  }
  return event("centre " + node.id, {1.0L - static_cast<long double>(*availability), m_assumed.centrePerYear});
}

Parts Builder::build() {
  const auto& rows = m_drawing.design().nodes.rows();
  m_out.parts.reserve(rows.size());
  for (const auto& node : rows) {
    m_out.byId.emplace(node->id, m_out.parts.size());
    Part& part = m_out.parts.emplace_back();
    part.node = node.get();
    part.sort = sortOf(node->kind);
  }
  for (Part& part : m_out.parts) makePart(part);
  ownEventsOfCompute();
  joinSets();
  for (Part& part : m_out.parts) {
    linkTargets(part);
    linkUses(part);
  }
  for (Part& part : m_out.parts) {
    if (part.sort == Sort::balancer) finishBalancer(part);
  }
  return std::move(m_out);
}

void Builder::makePart(Part& part) {
  switch (part.sort) {
    case Sort::record:
      return makeRecord(part);
    case Sort::balancer:
      return makeBalancer(part);
    case Sort::group:
      return makeGroup(part);
    case Sort::tier:
      return makeTier(part);
    case Sort::database:
      return makeDatabase(part);
    case Sort::cluster:
      return makeCluster(part);
    case Sort::table:
      return makeTable(part);
    case Sort::cache:
      return makeCache(part);
    case Sort::bucket:
      return makeBucket(part);
    case Sort::gateway:
      return makeLocal(part);
    case Sort::server:
      return makeLocal(part);
    case Sort::instance:
      return makeInstance(part);
    case Sort::standby:
      part.readable = part.writable = false;
      return;
    case Sort::users:
      return;
    case Sort::other:
      part.unknown = "nothing is known of a " + part.node->kind;
      return;
  }
}

void Builder::makeRecord(Part& part) {
  const Node& node = *part.node;
  part.failover = m_drawing.text(node, "policy") == "failover";
  part.checked = m_drawing.flag(node, "healthCheck");
  part.switchSeconds = m_drawing.number(node, "healthCheckIntervalSeconds").value_or(0) *
                           m_drawing.number(node, "failureThreshold").value_or(0) +
                       m_drawing.number(node, "ttlSeconds").value_or(0) / 2;
}

void Builder::makeBalancer(Part& part) {
  const Place place = m_drawing.place(*part.node);
  if (!place.region.empty()) part.events.push_back(region(place.region));
}

// A gateway or a server: nothing fails of it but where it stands, and a gateway's own.
void Builder::makeLocal(Part& part) {
  const Place place = m_drawing.place(*part.node);
  if (part.sort == Sort::gateway) part.events.push_back(own(part.node->id, m_anchors.gateway));
  if (place.centre) {
    if (const auto down = centre(*place.centre, part)) part.events.push_back(*down);
    return;
  }
  if (part.sort == Sort::server) part.unknown = "nobody says how available the server " + part.node->id + " is";
  part.events.push_back(place.zone.empty() ? anonymousZone(part.node->id) : zone(place.zone));
  if (!place.region.empty()) part.events.push_back(region(place.region));
}

void Builder::linkTargets(Part& part) {
  if (part.sort != Sort::record && part.sort != Sort::balancer) return;
  for (const Link* link : m_drawing.from(*part.node, "routes")) {
    const Value* role = m_drawing.value(*link, "role");
    const bool primary = role && role->asText() && *role->asText() == "primary";
    const std::size_t to = m_out.byId.at(link->to);
    const auto known =
        std::find_if(part.targets.begin(), part.targets.end(), [&](const Target& t) { return t.part == to; });
    if (known == part.targets.end()) part.targets.push_back({to, primary});
    else known->primary = known->primary || primary;
  }
  if (part.targets.empty() && part.unknown.empty()) part.unknown = part.node->id + " routes nowhere";
}

void Builder::linkUses(Part& part) {
  collectUses(part, *part.node);
  const bool needs = std::any_of(part.uses.begin(), part.uses.end(), [](const Use& use) { return use.hard; });
  if (part.sort == Sort::users && !needs) part.unknown = part.node->id + " need nothing";
  if (part.sort != Sort::tier) return;
  for (const Node* group : m_drawing.fromOf(*part.node, "member", "scaling-group")) collectUses(part, *group);
}

void Builder::collectUses(Part& part, const Node& client) {
  for (const Link* link : m_drawing.from(client, "uses")) {
    Use use;
    use.target = m_out.byId.at(link->to);
    use.set = m_out.parts[use.target].set;
    const Value* hard = m_drawing.value(*link, "hard");
    use.hard = !hard || !hard->asBool() || *hard->asBool();
    const Part& target = m_out.parts[use.target];
    const Value* endpoint = m_drawing.value(*link, "endpoint");
    use.carriesWrites = target.sort != Sort::cluster || !endpoint || *endpoint != Value("reader");
    // Where nothing says what a link is for, it is for what its target can give.
    const Value* access = m_drawing.value(*link, "access");
    const bool both = use.carriesWrites && takesWrites(target);
    const std::string how = access && access->asText() ? *access->asText() : both ? "read-write" : "read";
    use.reads = how != "write" && how != "table-management";
    use.writes = how != "read";
    part.uses.push_back(use);
  }
}

bool Builder::takesWrites(const Part& target) const {
  const bool follows = target.sort == Sort::instance && target.container;
  return target.writable && (!follows || m_out.parts[*target.container].writable);
}

// The number of each set is the smallest one of its parts.
void Builder::joinSets() {
  for (std::size_t i = 0; i < m_out.parts.size(); ++i) m_out.parts[i].set = i;
  for (const Part& part : m_out.parts) {
    if (!holdsData(part.sort)) continue;
    for (const char* kind : {"standby", "member", "replicates"}) {
      for (const Link* link : m_drawing.from(*part.node, kind)) {
        const std::size_t theirs = m_out.parts[m_out.byId.at(link->to)].set;
        const std::size_t mine = part.set;
        for (Part& each : m_out.parts) {
          if (each.set == theirs || each.set == mine) each.set = std::min(mine, theirs);
        }
      }
    }
  }
}

// How many zones the targets stand in decides how redundant a balancer is, and whether all stand in one whether it
// needs that. A data centre is no zone.
void Builder::finishBalancer(Part& part) {
  std::set<std::size_t> zones;
  bool elsewhere = false;
  const auto look = [&](const Part& target) {
    for (const Unit& unit : target.units) {
      if (unit.zone) zones.insert(*unit.zone);
      else elsewhere = true;
    }
    if (target.sort == Sort::server) elsewhere = true;
  };
  for (const Target& target : part.targets) {
    const Part& to = m_out.parts[target.part];
    const Part& counted = to.container ? m_out.parts[*to.container] : to;
    look(counted);
    for (const std::size_t member : counted.members) look(m_out.parts[member]);
  }
  if (zones.size() == 1 && !elsewhere) part.events.push_back(*zones.begin());
  part.events.push_back(own(part.node->id, zones.size() > 1 ? m_anchors.balancer : m_anchors.balancerInOneZone));
}

}  // namespace nines::oracle
