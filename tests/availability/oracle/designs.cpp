#include "designs.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "oracle.h"
#include "rng.h"

namespace nines::oracle {

namespace {

using test::Rng;

// One attempt. Parents and links are drawn as they come: rules may frown at them, an estimate still has to answer.
class Sketch {
 public:
  Sketch(std::uint64_t seed, int parts) : m_rng(seed), m_most(parts) {}

  Topology draw() {
    m_design.name = "random";
    if (m_rng.chance(0.1)) m_design.profile = "aws-2026";
    assume();
    const int regions = m_rng.chance(0.6) ? 1 : m_rng.chance(0.8) ? 2 : 3;
    for (int i = 0; i < regions; ++i) drawRegion(i);
    if (m_rng.chance(0.2)) drawCentre();
    const int parts = m_rng.between(1, m_most);
    for (int i = 0; i < parts; ++i) drawPart();
    linkClients();
    const int routers = m_rng.between(0, 4);
    for (int i = 0; i < routers; ++i) drawRouter();
    drawUsers();
    oddities();
    return std::move(m_design);
  }

 private:
  // Some rates at nothing keep clusters small enough for all their states; others are other than assumed.
  void assume() {
    const auto set = [&](const char* key, double value) { m_design.assumptions.emplace(key, Value(value)); };
    if (m_rng.chance(0.4)) set("copy.unavailability", 0);
    else if (m_rng.chance(0.2)) set("copy.unavailability", 0.01);
    if (m_rng.chance(0.1)) set("az.unavailability", m_rng.chance(0.5) ? 0 : 0.002);
    if (m_rng.chance(0.05)) set("region.unavailability", 0.001);
    if (m_rng.chance(0.1)) set("host.perYear", 12);
    if (m_rng.chance(0.1)) set("own.perYear", 20'000);  // outages shorter than a switch
    if (m_rng.chance(0.1)) set("az.perYear", 0);
    if (m_rng.chance(0.1)) set("s3.designedFor", m_rng.chance(0.9) ? 1 : 2);
    if (m_rng.chance(0.01)) set("region.perYear", -1);
  }

  std::string add(const std::string& kind, const std::string& parent, Properties properties = {}) {
    Node node;
    node.id = kind + "-" + std::to_string(m_rng.below(90) + 10) + "-" + std::to_string(m_count++);
    node.kind = kind;
    node.parent = parent;
    node.properties = std::move(properties);
    const std::string id = node.id;
    m_design.nodes.put(std::move(node));
    return id;
  }

  void link(const std::string& kind, const std::string& from, const std::string& to, Properties properties = {}) {
    Link link;
    link.id = "l" + std::to_string(m_links++);
    link.kind = kind;
    link.from = from;
    link.to = to;
    link.properties = std::move(properties);
    m_design.links.put(std::move(link));
  }

  // The properties come first: compilers differ in which argument they evaluate first, and designs shall not.
  void uses(const std::string& from, std::span<const std::string> among) {
    const Properties how = access();
    link("uses", from, among[m_rng.below(among.size())], how);
  }

  void drawRegion(int number) {
    static constexpr const char* kCodes[] = {"eu-west-1", "eu-central-1", "us-east-1"};
    Properties properties;
    if (m_rng.chance(0.95)) properties["code"] = kCodes[m_rng.chance(0.95) ? number : 0];
    const std::string code = kCodes[number];
    const std::string region = add("region", "", properties);
    m_regions.push_back(region);
    std::string within = region;
    if (m_rng.chance(0.4)) {
      within = add("vpc", region);
      m_areas.push_back(within);
    }
    m_areas.push_back(region);
    const int zones = m_rng.chance(0.1) ? 0 : m_rng.between(1, 3);
    for (int i = 0; i < zones; ++i) {
      Properties zone;
      if (m_rng.chance(0.9)) zone["code"] = code + std::string(1, static_cast<char>('a' + m_rng.below(3)));
      m_zones.push_back(add("az", m_rng.chance(0.8) ? within : region, zone));
    }
    if (m_rng.chance(0.03)) m_zones.push_back(add("az", "", {{"code", Value("eu-west-1a")}}));
  }

  void drawCentre() {
    Properties properties;
    if (m_rng.chance(0.75)) properties["availability"] = 0.998;
    m_centre = add("data-centre", "", properties);
  }

  std::string area() { return m_rng.pick(m_areas); }
  std::string zone() {
    if (m_zones.empty() || m_rng.chance(0.04)) return area();
    if (m_rng.chance(0.1)) {  // through a drawn group
      return add("group", m_rng.pick(m_zones));
    }
    return m_rng.pick(m_zones);
  }

  void drawPart() {
    switch (m_rng.below(11)) {
      case 0:
      case 1:
        m_tiers.push_back(drawTier());
        return;
      case 2:
      case 3:
        return drawGroup();
      case 4:
      case 5:
        return drawDatabase();
      case 6:
        return drawCluster();
      case 7:
        return drawTables();
      case 8:
        return drawCache();
      case 9:
        return drawBuckets();
      default:
        return drawLocal();
    }
  }

  std::string drawTier() {
    Properties properties;
    if (m_rng.chance(0.3)) properties["running"] = m_rng.between(0, 3);
    if (m_rng.chance(0.25)) properties["needed"] = m_rng.between(0, 2);
    if (m_rng.chance(0.1)) properties["runsOn"] = m_rng.chance(0.8) ? "ecs" : m_rng.chance(0.5) ? "lambda" : "other";
    if (!m_centre.empty() && m_rng.chance(0.3)) return add("app-tier", m_centre, properties);
    return add("app-tier", m_rng.chance(0.75) ? zone() : area(), properties);
  }

  void drawGroup() {
    Properties properties;
    if (m_rng.chance(0.6)) properties["needed"] = m_rng.between(0, 3);
    const std::string group = add("scaling-group", area(), properties);
    const int tiers = m_rng.chance(0.06) ? 0 : m_rng.between(1, 3);
    for (int i = 0; i < tiers; ++i) {
      const std::string tier = drawTier();
      link("member", tier, group);
      if (m_rng.chance(0.3)) m_tiers.push_back(tier);
    }
    if (!m_tiers.empty() && m_rng.chance(0.1)) link("member", m_rng.pick(m_tiers), group);
    m_groups.push_back(group);
  }

  void drawDatabase() {
    Properties properties;
    if (m_rng.chance(0.3)) properties["multiAz"] = true;
    if (m_rng.chance(0.2) && !m_zones.empty()) {
      Value::Array subnets;
      for (int i = m_rng.between(1, 2); i > 0; --i) subnets.emplace_back(m_rng.pick(m_zones));
      if (m_rng.chance(0.2)) subnets.emplace_back("eu-west-1b");
      properties["subnetGroupAzs"] = subnets;
    }
    // Without the generator of numbers: all else is as it would be without it.
    if (!m_zones.empty() && m_design.nodes.size() % 3 == 0)
      properties["chosenStandbyAz"] = m_zones[m_design.nodes.size() % m_zones.size()];
    const std::string at = zone();
    const std::string database = add("rds-instance", at, properties);
    if (m_rng.chance(0.4)) {
      const std::string standby = add("rds-standby", m_rng.chance(0.25) ? at : zone());
      Properties mode;
      if (m_rng.chance(0.1)) mode["mode"] = "asynchronous";
      link("standby", database, standby, mode);
      if (m_rng.chance(0.1)) link("standby", database, add("rds-standby", zone()));
      if (m_rng.chance(0.05)) m_stores.push_back(standby);
    }
    if (!m_databases.empty() && m_rng.chance(0.6)) {
      const std::string source = m_rng.pick(m_databases);
      link("replicates", source, database);
      if (m_rng.chance(0.1)) link("replicates", database, source);
    }
    m_databases.push_back(database);
    m_stores.push_back(database);
  }

  void drawCluster() {
    Properties properties;
    if (m_rng.chance(0.3)) {
      static constexpr const char* kModes[] = {"multi-master", "serverless-v1", "serverless-v2"};
      properties["mode"] = m_rng.pick(kModes);
    }
    if (m_rng.chance(0.05)) properties["stopped"] = true;
    const std::string cluster = add("aurora-cluster", area(), properties);
    const int instances = m_rng.chance(0.15) ? 0 : m_rng.between(1, 3);
    for (int i = 0; i < instances; ++i) {
      Properties instance;
      if (m_rng.chance(0.5)) instance["role"] = i == 0 || m_rng.chance(0.2) ? "writer" : "reader";
      if (m_rng.chance(0.3)) instance["promotionTier"] = m_rng.between(0, 3);
      const std::string id = add("aurora-instance", zone(), instance);
      if (m_rng.chance(0.97)) link("member", id, cluster);
      if (m_rng.chance(0.2)) m_stores.push_back(id);
    }
    if (!m_clusters.empty() && m_rng.chance(0.5)) link("replicates", m_rng.pick(m_clusters), cluster);
    m_clusters.push_back(cluster);
    m_stores.push_back(cluster);
  }

  void drawTables() {
    std::vector<std::string> set;
    for (const std::string& region : m_regions) {
      if (!set.empty() && m_rng.chance(0.4)) continue;
      Properties properties;
      if (m_rng.chance(0.08)) properties["witness"] = true;
      set.push_back(add("dynamodb-table", region, properties));
      if (set.size() > 1 && m_rng.chance(0.9)) link("replicates", set[set.size() - 2], set.back());
      m_stores.push_back(set.back());
    }
    m_tables.insert(m_tables.end(), set.begin(), set.end());
  }

  void drawCache() {
    Properties properties;
    if (m_rng.chance(0.3)) properties["clientFallback"] = true;
    if (m_rng.chance(0.5)) properties["nodes"] = m_rng.between(0, 3);
    if (m_rng.chance(0.3) && !m_zones.empty()) properties["nodeAzs"] = Value::Array{Value(m_rng.pick(m_zones))};
    const std::string cache = add("dax-cluster", area(), properties);
    if (m_rng.chance(0.5)) {
      for (int i = m_rng.between(1, 3); i > 0; --i) link("member", add("dax-node", zone()), cache);
    }
    if (m_tables.empty() && m_rng.chance(0.7)) drawTables();
    if (!m_tables.empty() && m_rng.chance(0.9)) uses(cache, m_tables);
    m_stores.push_back(cache);
  }

  void drawBuckets() {
    static constexpr const char* kClasses[] = {
        "standard",        "standard-ia",      "intelligent-tiering",  "one-zone-ia",
        "glacier-instant", "glacier-flexible", "glacier-deep-archive", "unheard-of"};
    std::string before;
    for (int i = m_rng.between(1, 2); i > 0; --i) {
      Properties properties;
      if (m_rng.chance(0.7)) properties["storageClass"] = m_rng.pick(kClasses);
      const std::string bucket = add("s3-bucket", m_rng.pick(m_regions), properties);
      if (!before.empty()) link("replicates", before, bucket);
      before = bucket;
      m_stores.push_back(bucket);
    }
  }

  void drawLocal() {
    if (m_centre.empty() && m_rng.chance(0.7)) drawCentre();
    const std::string at = !m_centre.empty() && m_rng.chance(0.9) ? m_centre : zone();
    if (m_rng.chance(0.5)) {
      m_stores.push_back(add("storage-gateway", at));
      return;
    }
    const std::string server = add("server", at);
    if (!m_servers.empty() && m_rng.chance(0.4)) link("replicates", m_servers.back(), server);
    m_servers.push_back(server);
  }

  Properties access() {
    Properties properties;
    static constexpr const char* kAccess[] = {"read", "write", "read-write", "table-management"};
    if (m_rng.chance(0.8)) properties["access"] = m_rng.pick(kAccess);
    if (m_rng.chance(0.1)) properties["hard"] = false;
    static constexpr const char* kEndpoints[] = {"cluster", "reader", "custom", "instance"};
    if (m_rng.chance(0.3)) properties["endpoint"] = m_rng.pick(kEndpoints);
    return properties;
  }

  // Tiers, groups and servers use stores, and now and then each other.
  void linkClients() {
    std::vector<std::string> clients = m_tiers;
    clients.insert(clients.end(), m_groups.begin(), m_groups.end());
    clients.insert(clients.end(), m_servers.begin(), m_servers.end());
    for (std::size_t i = 0; i < clients.size(); ++i) {
      if (!m_stores.empty()) {
        for (int n = m_rng.between(0, 2); n > 0; --n) uses(clients[i], m_stores);
      }
      if (i > 0 && m_rng.chance(0.15)) uses(clients[i], std::span(clients).first(i));
      if (i > 0 && m_rng.chance(0.02)) {
        const Properties how = access();
        link("uses", clients[m_rng.below(i)], clients[i], how);
      }
    }
    m_entries = clients;
    m_targets = clients;
  }

  void drawRouter() {
    if (m_targets.empty()) return;
    const bool record = m_rng.chance(0.6);
    Properties properties;
    static constexpr const char* kPolicies[] = {"simple", "failover", "weighted", "latency", "multivalue"};
    if (record) {
      if (m_rng.chance(0.8)) properties["policy"] = m_rng.chance(0.4) ? "failover" : m_rng.pick(kPolicies);
      if (m_rng.chance(0.8)) properties["healthCheck"] = true;
      if (m_rng.chance(0.3)) properties["healthCheckIntervalSeconds"] = 10;
      if (m_rng.chance(0.3)) properties["ttlSeconds"] = m_rng.between(0, 300);
    }
    const std::string router = record ? add("route53", "", properties) : add("load-balancer", area());
    std::vector<std::string> targets = m_targets;
    if (record) targets.insert(targets.end(), m_routers.begin(), m_routers.end());
    const int count = m_rng.chance(0.03) ? 0 : m_rng.chance(0.25) ? 1 : m_rng.between(2, 3);
    for (int i = 0; i < count; ++i) {
      Properties role;
      if (m_rng.chance(0.6)) role["role"] = i == 0 || m_rng.chance(0.1) ? "primary" : "secondary";
      link("routes", router, m_rng.pick(targets), role);
    }
    if (record && !m_stores.empty() && m_rng.chance(0.1)) link("routes", router, m_rng.pick(m_stores));
    m_routers.push_back(router);
    m_entries.push_back(router);
    m_entries.push_back(router);
  }

  void drawUsers() {
    std::vector<std::string> entries = m_entries;
    entries.insert(entries.end(), m_stores.begin(), m_stores.end());
    const int workloads = m_rng.between(1, 2);
    for (int i = 0; i < workloads; ++i) {
      const std::string users = add("users", "");
      if (entries.empty() || m_rng.chance(0.01)) continue;
      for (int n = m_rng.between(1, 3); n > 0; --n) uses(users, entries);
    }
  }

  // What nobody should draw.
  void oddities() {
    const auto anyNode = [&] { return m_design.nodes[m_rng.below(m_design.nodes.size())].id; };
    static constexpr const char* kKinds[] = {"uses", "routes", "standby", "replicates", "member", "backs-up"};
    if (m_rng.chance(0.2)) {
      const std::string kind = m_rng.pick(kKinds);
      const std::string from = anyNode();
      link(kind, from, anyNode());
    }
    if (m_rng.chance(0.04)) {
      const std::string unknown = add("quantum-cache", m_regions.front());
      if (!m_tiers.empty()) link("uses", m_tiers.front(), unknown);
    }
    if (m_rng.chance(0.1)) add("aurora-instance", zone());
    if (m_rng.chance(0.1)) add("rds-standby", zone());
  }

  Rng m_rng;
  int m_most;  // parts besides routers and users
  Topology m_design;
  int m_count = 0;
  int m_links = 0;
  std::string m_centre;
  std::vector<std::string> m_regions, m_areas, m_zones;
  std::vector<std::string> m_tiers, m_groups, m_databases, m_clusters, m_tables, m_servers, m_stores;
  std::vector<std::string> m_entries, m_targets, m_routers;
};

}  // namespace

std::size_t mostEvents(const Topology& design) {
  const Oracle oracle(design);
  std::size_t most = 0;
  for (const NodeId& id : oracle.workloads()) most = std::max(most, oracle.survey(id).events);
  for (const NodeId& id : oracle.stores()) {
    most = std::max({most, oracle.surveyRead(id).events, oracle.surveyWrite(id).events});
  }
  return most;
}

Topology randomDesign(std::uint64_t seed, std::size_t events, int parts) {
  for (std::uint64_t attempt = 0;; ++attempt) {
    Topology design = Sketch(seed * 1'000'003 + attempt, parts).draw();
    if (mostEvents(design) <= events) return design;
  }
}

}  // namespace nines::oracle
