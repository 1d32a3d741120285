// A design with one of everything that is drawn: two Regions, zones, a data centre, cards with chips and badges,
// frames, every link line, a note. Laid out and routed by hand.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/profile.h"
#include "drawing/draw_design.h"

namespace nines::test {

class Sample {
 public:
  Sample() {
    locations();
    primaryRegion();
    recoveryRegion();
    links();
  }

  void node(std::string id, std::string kind, std::string parent, Rect rect, Properties properties = {},
            std::string name = {}) {
    Node n;
    n.id = std::move(id);
    n.kind = std::move(kind);
    n.parent = std::move(parent);
    n.name = std::move(name);
    n.rect = rect;
    n.properties = std::move(properties);
    m_topology.nodes.put(std::move(n));
  }

  void card(std::string id, std::string kind, std::string parent, double x, double y, Properties properties = {},
            std::string name = {}) {
    node(std::move(id), std::move(kind), std::move(parent), {x, y, kCardSize.width, kCardSize.height},
         std::move(properties), std::move(name));
  }

  void link(std::string id, std::string kind, std::string from, std::string to, std::vector<Point> points = {},
            Properties properties = {}) {
    if (!points.empty()) m_routes[id] = {std::move(points), false};
    Link l;
    l.id = std::move(id);
    l.kind = std::move(kind);
    l.from = std::move(from);
    l.to = std::move(to);
    l.properties = std::move(properties);
    m_topology.links.put(std::move(l));
  }

  Design design() const {
    return {std::make_shared<const Topology>(m_topology), Catalogue::shipped(),
            Profiles::shipped().orDefault(kDefaultProfile)};
  }
  const Routes& routes() const { return m_routes; }
  Badges badges() const {
    return {{"orders-db", {Severity::error, 1}}, {"cache", {Severity::error, 2}},
            {"vault", {Severity::warning, 3}},   {"gateway", {Severity::warning, 1}},
            {"app-dr", {Severity::warning, 1}},  {"orders-r2", {Severity::error, 120}}};
  }

  DisplayList list(const TextMeasure& measure) const {
    const Design d = design();
    const Layout layout(d);
    const Badges b = badges();
    return drawDesign({d, layout, measure, b}, m_routes);
  }

 private:
  void locations() {
    card("dns", "route53", "", 8, 56, {{"policy", "failover"}}, "Route 53");
    card("users", "users", "", 8, 148, {}, "Users");
    node("dc", "data-centre", "", {0, 288, 162, 168}, {}, "Warehouse DC");
    card("server", "server", "dc", 8, 32, {{"role", "storage"}, {"dataGb", 4096}}, "file-server");
    card("gateway", "storage-gateway", "dc", 8, 104, {{"type", "file"}}, "file-gateway");
    node("eu-west-1", "region", "", {180, 4, 984, 464}, {{"code", "eu-west-1"}, {"role", "primary"}});
    node("dr", "region", "", {180, 498, 984, 210}, {{"code", "eu-central-1"}, {"role", "recovery"}}, "Recovery");
    node("note", "note", "dr", {822, 144, 146, 50},
         {{"text", "Region loss: promote orders-db-dr, then scale the app from 1 to 3"}});
    for (int z = 0; z < 3; ++z) {
      const std::string letter(1, static_cast<char>('a' + z));
      const double x = 200 + 198 * z;
      node("w" + letter, "az", "eu-west-1", {x, 26, 188, 430}, {}, "eu-west-1" + letter);
      node("c" + letter, "az", "dr", {x, 26, 188, 178}, {}, "eu-central-1" + letter);
    }
  }

  void member(const std::string& id, const std::string& cluster) { link("m-" + id, "member", id, cluster); }

  void primaryRegion() {
    node("group", "scaling-group", "eu-west-1", {}, {{"needed", 3}}, "orders-app");
    node("catalog", "aurora-cluster", "eu-west-1", {}, {{"engine", "mysql"}}, "catalog");
    node("cache", "dax-cluster", "eu-west-1", {}, {}, "DAX cluster");
    const char* chain[] = {"orders-r1", "orders-r2", "orders-r3"};
    for (int z = 0; z < 3; ++z) {
      const std::string n = std::to_string(z + 1);
      const std::string zone = std::string("w") + static_cast<char>('a' + z);
      card("app-" + n, "app-tier", zone, 21, 46, {{"runsOn", "ec2"}});
      card(chain[z], "rds-instance", zone, 21, 192, {{"engine", "mysql"}, {"engineVersion", "8.0"}});
      card("catalog-" + n, "aurora-instance", zone, 21, 274,
           {{"role", z == 0 ? "writer" : "reader"}, {"instanceClass", "db.r6g.large"}});
      member("app-" + n, "group");
      member("catalog-" + n, "catalog");
      if (z == 2) continue;
      card("dax-" + n, "dax-node", zone, 21, 364, {{"role", z == 0 ? "primary" : "replica"}});
      member("dax-" + n, "cache");
    }
    card("orders-db", "rds-instance", "wa", 21, 120, {{"engine", "mysql"}, {"engineVersion", "8"}, {"multiAz", true}});
    card("orders-sb", "rds-standby", "wb", 21, 120, {}, "orders-db");
    card("reports", "app-tier", "wc", 21, 120, {{"runsOn", "ecs"}, {"running", 2}});
    card("alb", "load-balancer", "eu-west-1", 20, 72, {{"type", "application"}}, "orders-alb");
    card("docs", "s3-bucket", "eu-west-1", 20, 390, {{"versioning", true}}, "orders-docs");
    card("vault", "backup-plan", "eu-west-1", 822, 300, {{"intervalHours", 24}, {"retentionDays", 35}}, "backup-vault");
    card("sessions", "dynamodb-table", "eu-west-1", 822, 390);
  }

  void recoveryRegion() {
    node("app-dr", "scaling-group", "dr", {}, {{"needed", 3}}, "orders-app");
    for (int z = 0; z < 3; ++z) {
      const std::string id = "dr-app-" + std::to_string(z + 1);
      card(id, "app-tier", std::string("c") + static_cast<char>('a' + z), 21, 44, {{"running", z == 0 ? 1 : 0}});
      member(id, "app-dr");
    }
    card("alb-dr", "load-balancer", "dr", 20, 70, {{"type", "application"}}, "orders-alb");
    card("docs-dr", "s3-bucket", "dr", 20, 142, {}, "docs-copy");
    card("db-dr", "rds-instance", "ca", 21, 116, {}, "orders-db-for-disaster-recovery");
    card("odd", "quantum-store", "cb", 21, 116, {}, "newer-thing");
    card("sessions-dr", "dynamodb-table", "dr", 822, 70, {}, "sessions");
  }

  void links() {
    link("users-dns", "uses", "users", "dns", {{81, 148}, {81, 108}});
    link("dns-alb", "routes", "dns", "alb", {{154, 82}, {200, 82}}, {{"role", "primary"}});
    link("dns-alb-dr", "routes", "dns", "alb-dr", {{154, 96}, {172, 96}, {172, 594}, {200, 594}},
         {{"role", "secondary"}});
    link("alb-group", "routes", "alb", "group", {{346, 102}, {388, 102}});
    link("alb-dr-group", "routes", "alb-dr", "app-dr", {{346, 594}, {388, 594}});
    link("group-db", "uses", "group", "orders-db", {{474, 132}, {474, 150}});
    link("server-gateway", "uses", "server", "gateway", {{81, 372}, {81, 392}});
    link("gateway-docs", "transfers", "gateway", "docs", {{154, 420}, {200, 420}});
    link("standby", "standby", "orders-db", "orders-sb", {{547, 176}, {599, 176}});
    link("r1", "replicates", "orders-db", "orders-r1", {{474, 202}, {474, 222}}, {{"lagSeconds", 0.4}});
    link("r2", "replicates", "orders-r1", "orders-r2", {{547, 248}, {599, 248}}, {{"lagSeconds", 0.5}});
    link("r3", "replicates", "orders-r2", "orders-r3", {{745, 248}, {797, 248}}, {{"lagSeconds", 0.6}});
    link("r-dr", "replicates", "orders-db", "db-dr", {{401, 176}, {356, 176}, {356, 666}, {401, 666}},
         {{"lagSeconds", 1.4}});
    link("crr", "replicates", "docs", "docs-dr", {{222, 446}, {222, 482}, {188, 482}, {188, 666}, {200, 666}},
         {{"lagSeconds", 900}});
    link("backup", "backs-up", "catalog", "vault", {{959, 330}, {1002, 330}});
    link("cache-sessions", "uses", "cache", "sessions", {{759, 420}, {1002, 420}});
    link("global", "replicates", "sessions", "sessions-dr", {{1075, 446}, {1075, 568}}, {{"lagSeconds", 1}});
  }

  Topology m_topology;
  Routes m_routes;
};

}  // namespace nines::test
