#include "changes.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "drawing.h"
#include "rng.h"

namespace nines::oracle {

namespace {

using test::Rng;

void put(Topology& design, const NodeId& id, const std::string& kind, const NodeId& parent,
         Properties properties = {}) {
  Node node;
  node.id = id;
  node.kind = kind;
  node.parent = parent;
  node.properties = std::move(properties);
  design.nodes.put(std::move(node));
}

void join(Topology& design, const std::string& kind, const NodeId& from, const NodeId& to, Properties properties = {}) {
  Link link;
  link.id = "x" + std::to_string(design.links.size()) + "-" + kind;
  link.kind = kind;
  link.from = from;
  link.to = to;
  link.properties = std::move(properties);
  design.links.put(std::move(link));
}

class Redundancy {
 public:
  Redundancy(const Topology& design, std::uint64_t seed)
      : m_design(design), m_drawing(design, Catalogue::shipped()), m_rng(seed) {}

  std::optional<Topology> add() {
    std::vector<std::function<std::optional<Topology>()>> ways;
    for (const auto& node : m_design.nodes.rows()) {
      const Node* at = node.get();
      if (at->kind == "scaling-group") ways.emplace_back([this, at] { return ofMembers(*at, "app-tier"); });
      if (at->kind == "aurora-cluster") ways.emplace_back([this, at] { return ofMembers(*at, "aurora-instance"); });
      if (at->kind == "dax-cluster") ways.emplace_back([this, at] { return ofMembers(*at, "dax-node"); });
      if (at->kind == "rds-instance") ways.emplace_back([this, at] { return ofDatabase(*at); });
    }
    while (!ways.empty()) {
      const std::size_t i = m_rng.below(ways.size());
      if (auto changed = ways[i]()) return changed;
      ways.erase(ways.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return std::nullopt;
  }

 private:
  // A zone of this Region in which none of these stands.
  const Node* otherZone(const std::string& region, const std::vector<const Node*>& taken) const {
    std::set<std::string> used;
    for (const Node* node : taken) used.insert(m_drawing.place(*node).zone);
    for (const auto& node : m_design.nodes.rows()) {
      if (node->kind != "az") continue;
      Node inside;
      inside.parent = node->id;
      const Place place = m_drawing.place(inside);
      if (place.region == region && !used.contains(place.zone)) return node.get();
    }
    return nullptr;
  }

  // Like one that is there already, with what it uses.
  std::optional<Topology> ofMembers(const Node& frame, const char* kind) {
    const auto members = m_drawing.toOf(frame, "member", kind);
    const std::string region = m_drawing.place(frame).region;
    // Who is linked with one instance gains nothing from another.
    const bool spread = std::all_of(members.begin(), members.end(), [&](const Node* node) {
      const Place place = m_drawing.place(*node);
      return !place.zone.empty() && place.region == region && m_drawing.to(*node, "uses").empty();
    });
    if (members.empty() || !spread) return std::nullopt;
    const Node& like = *members[m_rng.below(members.size())];
    if (m_drawing.number(like, "running") == 0) return std::nullopt;
    const Node* zone = otherZone(region, members);
    if (!zone) return std::nullopt;
    Topology out = m_design;
    put(out, "added", kind, zone->id, like.properties);
    for (const Link* link : m_drawing.from(like, "member")) join(out, "member", "added", link->to);
    for (const Link* link : m_drawing.from(like, "uses")) join(out, "uses", "added", link->to, link->properties);
    return out;
  }

  std::optional<Topology> ofDatabase(const Node& database) {
    if (m_drawing.flag(database, "multiAz") || !m_drawing.from(database, "standby").empty()) return std::nullopt;
    const Place place = m_drawing.place(database);
    const Node* zone = otherZone(place.region, {&database});
    if (place.zone.empty() || !zone) return std::nullopt;
    Topology out = m_design;
    put(out, "added", "rds-standby", zone->id);
    join(out, "standby", database.id, "added");
    return out;
  }

  const Topology& m_design;
  Drawing m_drawing;
  Rng m_rng;
};

Topology halves(const NodeId& second, Rng rng) {
  Topology design;
  const auto assume = [&](const char* key, double low, double high) {
    if (rng.chance(0.3)) design.assumptions.emplace(key, Value(low + (high - low) * rng.real()));
  };
  assume("az.unavailability", 1e-5, 1e-2);
  assume("az.perYear", 0.1, 2);
  assume("region.unavailability", 1e-6, 1e-3);
  assume("host.perYear", 1, 12);
  put(design, "region", "region", "", {{"code", Value("eu-west-1")}});
  for (const char* zone : {"a", "b", "c"}) {
    put(design, zone, "az", "region", {{"code", Value(std::string("eu-west-1") + zone)}});
  }
  put(design, "db", "rds-instance", "a");
  put(design, "db-2", "rds-standby", second);
  join(design, "standby", "db", "db-2");
  put(design, "cluster", "aurora-cluster", "region");
  put(design, "instance-1", "aurora-instance", "a", {{"role", Value("writer")}});
  put(design, "instance-2", "aurora-instance", second);
  put(design, "group", "scaling-group", "region", {{"needed", Value(rng.between(1, 2))}});
  put(design, "tier-1", "app-tier", "a", {{"running", Value(2)}});
  put(design, "tier-2", "app-tier", second, {{"running", Value(2)}});
  put(design, "cache", "dax-cluster", "region");
  put(design, "node-1", "dax-node", "a");
  put(design, "node-2", "dax-node", second);
  for (const char* number : {"1", "2"}) {
    join(design, "member", std::string("instance-") + number, "cluster");
    join(design, "member", std::string("tier-") + number, "group");
    join(design, "member", std::string("node-") + number, "cache");
  }
  for (const char* target : {"db", "cluster", "group", "cache"}) {
    put(design, std::string("users-of-") + target, "users", "");
    join(design, "uses", std::string("users-of-") + target, target, {{"access", Value("write")}});
  }
  return design;
}

}  // namespace

std::optional<Topology> withRedundantInstance(const Topology& design, std::uint64_t seed) {
  return Redundancy(design, seed).add();
}

Topology withUnusedNodes(const Topology& design) {
  Topology out = design;
  put(out, "unused-region", "region", "", {{"code", Value("sa-east-1")}});
  put(out, "unused-zone", "az", "unused-region", {{"code", Value("sa-east-1a")}});
  put(out, "unused-tier", "app-tier", "unused-zone", {{"running", Value(3)}});
  put(out, "unused-db", "rds-instance", "unused-zone", {{"multiAz", Value(true)}});
  put(out, "unused-table", "dynamodb-table", "unused-region");
  put(out, "unused-bucket", "s3-bucket", "unused-region");
  put(out, "unused-record", "route53", "", {{"healthCheck", Value(true)}});
  join(out, "routes", "unused-record", "unused-tier");
  join(out, "uses", "unused-tier", "unused-table");
  return out;
}

Halves randomHalves(std::uint64_t seed) { return {halves("b", Rng(seed)), halves("a", Rng(seed))}; }

}  // namespace nines::oracle
