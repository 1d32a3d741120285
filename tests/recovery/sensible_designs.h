// Seeded designs as people draw them: workloads over one or two Regions, each with what may keep it going (standbys,
// replicas, clusters, global tables, caches, backups, records with and without health check), all links sensible.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "rng.h"
#include "topology/topology.h"

namespace nines::test {

class SensibleDesign {
 public:
  explicit SensibleDesign(std::uint64_t seed) : m_rng(seed) {}

  Topology draw() {
    m_regions = m_rng.chance(0.6) ? 2 : 1;
    for (int r = 0; r < m_regions; ++r) {
      node(code(r), "region", {}, {{"code", Value(code(r))}});
      for (const char letter : {'a', 'b', 'c'})
        node(zone(r, letter), "az", code(r), {{"code", Value(zone(r, letter))}});
    }
    const int workloads = m_rng.between(1, 3);
    for (int w = 0; w < workloads; ++w) drawWorkload("w" + std::to_string(w));
    return std::move(m_topology);
  }

 private:
  struct Stack {
    std::string entry;
    std::vector<std::string> clients;  // who uses stores: the group, or its tiers
  };

  static std::string code(int region) { return region == 0 ? "eu-west-1" : "eu-central-1"; }
  static std::string zone(int region, char letter) { return code(region) + letter; }
  std::string anyZone(int region) { return zone(region, static_cast<char>('a' + m_rng.between(0, 2))); }

  void node(const std::string& id, const std::string& kind, const std::string& parent, Properties properties = {}) {
    Node n;
    n.id = id;
    n.kind = kind;
    n.parent = parent;
    n.properties = std::move(properties);
    m_topology.nodes.put(std::move(n));
  }
  void link(const std::string& kind, const std::string& from, const std::string& to, Properties properties = {}) {
    Link l;
    l.id = "link-" + std::to_string(1000 + m_topology.links.size());
    l.kind = kind;
    l.from = from;
    l.to = to;
    l.properties = std::move(properties);
    m_topology.links.put(std::move(l));
  }

  void drawWorkload(const std::string& id) {
    Properties targets;
    if (m_rng.chance(0.7)) targets["rtoSeconds"] = Value(m_rng.between(0, 4000));
    if (m_rng.chance(0.7)) targets["rpoSeconds"] = Value(m_rng.between(0, 400));
    const bool two = m_regions == 2 && m_rng.chance(0.7);
    if (two || m_regions == 2) targets["recoveryRegion"] = Value(code(1));
    node(id, "users", {}, targets);
    std::vector<Stack> stacks{drawStack(id + "-0", 0, true)};
    if (two) stacks.push_back(drawStack(id + "-1", 1, m_rng.chance(0.6)));
    if (two || m_rng.chance(0.3)) drawRecord(id, stacks);
    else link("uses", id, stacks[0].entry, {{"access", Value("read-write")}});
    const int stores = m_rng.between(1, 2);
    for (int s = 0; s < stores; ++s) drawStore(id + "-s" + std::to_string(s), stacks);
  }

  void drawRecord(const std::string& id, const std::vector<Stack>& stacks) {
    static constexpr const char* kPolicies[] = {"failover", "latency", "weighted", "failover"};
    node(id + "-dns", "route53", {},
         {{"policy", Value(m_rng.pick(kPolicies))},
          {"healthCheck", Value(m_rng.chance(0.7))},
          {"healthCheckIntervalSeconds", Value(m_rng.chance(0.5) ? 10 : 30)},
          {"ttlSeconds", Value(m_rng.between(0, 120))}});
    link("uses", id, id + "-dns", {{"access", Value("read-write")}});
    for (std::size_t i = 0; i < stacks.size(); ++i) {
      link("routes", id + "-dns", stacks[i].entry, {{"role", Value(i == 0 ? "primary" : "secondary")}});
    }
  }

  // Tiers in one to three zones, in a scaling group or not, behind a balancer or not.
  Stack drawStack(const std::string& id, int region, bool full) {
    Stack out;
    const bool group = m_rng.chance(0.4);
    const bool balancer = m_rng.chance(0.6);
    const int tiers = group || balancer ? m_rng.between(1, 3) : 1;
    if (group) node(id + "-group", "scaling-group", code(region), {{"needed", Value(m_rng.between(1, tiers))}});
    for (int t = 0; t < tiers; ++t) {
      const std::string tier = id + "-t" + std::to_string(t);
      node(tier, "app-tier", zone(region, static_cast<char>('a' + t)),
           {{"running", Value(full ? 1 : 0)},
            {"maximum", Value(m_rng.between(1, 3))},
            {"clientDnsCacheSeconds", Value(m_rng.between(0, 60))}});
      if (group) link("member", tier, id + "-group");
      else out.clients.push_back(tier);
    }
    if (group) out.clients.push_back(id + "-group");
    out.entry = out.clients.front();
    if (!balancer) return out;
    node(id + "-lb", "load-balancer", code(region));
    for (const std::string& target : out.clients) link("routes", id + "-lb", target);
    out.entry = id + "-lb";
    return out;
  }

  void use(const Stack& stack, const std::string& store, const char* access) {
    for (const std::string& client : stack.clients) link("uses", client, store, {{"access", Value(access)}});
  }

  // The first stack uses `here`; the second `there`, or the same where there is none.
  void useBoth(const std::vector<Stack>& stacks, const std::string& here, const std::string& there) {
    use(stacks[0], here, m_rng.chance(0.8) ? "read-write" : "read");
    if (stacks.size() > 1) use(stacks[1], there.empty() ? here : there, "read-write");
  }

  void drawStore(const std::string& id, const std::vector<Stack>& stacks) {
    switch (m_rng.between(0, 4)) {
      case 0:
        drawCluster(id, stacks);
        break;
      case 1:
        drawTable(id, stacks);
        break;
      case 2:
        drawBucket(id, stacks);
        break;
      default:
        drawDatabase(id, stacks);
    }
    if (m_rng.chance(0.4)) drawBackup(id);
  }

  void drawDatabase(const std::string& id, const std::vector<Stack>& stacks) {
    const Properties size{{"engine", Value("mysql")},
                          {"allocatedGb", Value(m_rng.between(10, 500))},
                          {"backupRetentionDays", Value(m_rng.chance(0.3) ? 0 : 7)}};
    const char home = static_cast<char>('a' + m_rng.between(0, 2));
    node(id, "rds-instance", zone(0, home), size);
    if (m_rng.chance(0.4)) {
      node(id + "-standby", "rds-standby", zone(0, home == 'c' ? 'a' : static_cast<char>(home + 1)));
      link("standby", id, id + "-standby");
    }
    std::string there;
    if (m_regions == 2 && m_rng.chance(0.5)) {
      there = id + "-dr";
      node(there, "rds-instance", anyZone(1), size);
      link("replicates", id, there, {{"lagSeconds", Value(m_rng.between(0, 90))}});
    }
    useBoth(stacks, id, there);
    std::string source = id;
    const int replicas = m_rng.between(0, 2);
    for (int r = 0; r < replicas; ++r) {
      const std::string replica = id + "-r" + std::to_string(r);
      node(replica, "rds-instance", anyZone(0), size);
      link("replicates", source, replica, {{"lagSeconds", Value(m_rng.between(0, 90))}});
      if (m_rng.chance(0.6)) use(stacks[0], replica, m_rng.chance(0.3) ? "read-write" : "read");
      if (m_rng.chance(0.5)) source = replica;
    }
  }

  void instances(const std::string& cluster, int region, int count, bool writer) {
    for (int i = 0; i < count; ++i) {
      const std::string id = cluster + "-i" + std::to_string(i);
      const Value tier(m_rng.between(0, 15));
      node(id, "aurora-instance", anyZone(region),
           {{"role", Value(i == 0 && writer ? "writer" : "reader")}, {"promotionTier", tier}});
      link("member", id, cluster);
    }
  }

  void drawCluster(const std::string& id, const std::vector<Stack>& stacks) {
    const Properties size{{"engine", Value("mysql")}, {"dataGb", Value(m_rng.between(10, 500))}};
    node(id, "aurora-cluster", code(0), size);
    instances(id, 0, m_rng.between(1, 3), true);
    std::string there;
    if (m_regions == 2 && m_rng.chance(0.5)) {
      there = id + "-dr";
      node(there, "aurora-cluster", code(1), size);
      instances(there, 1, 1, false);
      link("replicates", id, there, {{"technology", Value("global-database")}});
    }
    useBoth(stacks, id, there);
    if (m_rng.chance(0.3)) {
      for (const std::string& client : stacks[0].clients) {
        link("uses", client, id, {{"access", Value("read")}, {"endpoint", Value("reader")}});
      }
    }
  }

  void drawTable(const std::string& id, const std::vector<Stack>& stacks) {
    const Properties table{{"tableName", Value(id)}, {"pitr", Value(m_rng.chance(0.5))}};
    node(id, "dynamodb-table", code(0), table);
    std::string there;
    if (m_regions == 2 && m_rng.chance(0.5)) {
      there = id + "-dr";
      node(there, "dynamodb-table", code(1), table);
      link("replicates", id, there);
    }
    if (!m_rng.chance(0.4)) return useBoth(stacks, id, there);
    node(id + "-dax", "dax-cluster", code(0), {{"clientFallback", Value(m_rng.chance(0.3))}});
    const int nodes = m_rng.between(1, 3);
    for (int n = 0; n < nodes; ++n) {
      node(id + "-dax-" + std::to_string(n), "dax-node", anyZone(0));
      link("member", id + "-dax-" + std::to_string(n), id + "-dax");
    }
    link("uses", id + "-dax", id, {{"access", Value("read-write")}});
    use(stacks[0], id + "-dax", "read-write");
    if (stacks.size() > 1) use(stacks[1], there.empty() ? id : there, "read-write");
  }

  void drawBucket(const std::string& id, const std::vector<Stack>& stacks) {
    const Properties versions{{"versioning", Value(m_rng.chance(0.7))}};
    node(id, "s3-bucket", code(0), versions);
    std::string there;
    if (m_regions == 2 && m_rng.chance(0.5)) {
      there = id + "-dr";
      node(there, "s3-bucket", code(1), versions);
      link("replicates", id, there, {{"timeControl", Value(m_rng.chance(0.5))}});
    }
    useBoth(stacks, id, there);
  }

  void drawBackup(const std::string& store) {
    const std::string id = store + "-backup";
    if (m_rng.chance(0.5)) {
      Properties plan{{"intervalHours", Value(m_rng.between(1, 24))}};
      if (m_regions == 2 && m_rng.chance(0.5)) plan["copyTo"] = Value(Value::Array{Value(code(1))});
      node(id, "backup-plan", code(0), plan);
    } else {
      static constexpr const char* kClasses[] = {"standard", "glacier-instant", "glacier-flexible",
                                                 "glacier-deep-archive"};
      const Value storageClass(m_rng.pick(kClasses));
      node(id, "s3-bucket", code(m_rng.between(0, m_regions - 1)),
           {{"purpose", Value("backup")}, {"storageClass", storageClass}});
    }
    link("backs-up", store, id, {{"intervalHours", Value(m_rng.between(1, 24))}});
  }

  Rng m_rng;
  Topology m_topology;
  int m_regions = 1;
};

inline Topology sensibleDesign(std::uint64_t seed) { return SensibleDesign(seed).draw(); }

}  // namespace nines::test
