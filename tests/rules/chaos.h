// Random designs that are as wrong as designs can be, for what has to hold of every design.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "chaos_clusters.h"
#include "disasters.h"
#include "hybrid_chaos.h"
#include "promises.h"
#include "rng.h"
#include "rules_support.h"

namespace nines::test {

// A small design in which anything may stand anywhere and be joined with anything, with the values that rules look at.
class Chaos {
 public:
  explicit Chaos(std::uint64_t seed) : m_rng(seed) {}

  Topology make() {
    for (const char* code : {"eu-west-1", "us-west-1", "eu-central-1"}) {
      if (m_rng.chance(0.7)) container("region", "", {{"code", Value(code)}});
    }
    const int zones = m_rng.between(1, 7);
    for (int i = 0; i < zones; ++i) {
      Properties properties = zoneProperties();
      const std::string parent = anywhere();
      container(m_rng.chance(0.2) ? "vpc" : "az", parent, std::move(properties));
    }
    const int nodes = m_rng.between(4, 28);
    for (int i = 0; i < nodes; ++i) add();
    const int links = m_rng.between(4, 50);
    for (int i = 0; i < links; ++i) join();
    if (m_rng.chance(0.2)) fan("rds-instance", "replicates", m_rng.between(5, 17), {{"engine", Value("mysql")}});
    if (m_rng.chance(0.2)) chain(m_rng.between(4, 7));
    if (m_rng.chance(0.2)) hurry();
    if (m_rng.chance(0.1)) sqlServerPair();
    if (m_rng.chance(0.15)) writtenSource();
    if (m_rng.chance(0.1)) fan("aurora-instance", "member", m_rng.between(15, 19), {{"role", Value("reader")}});
    if (m_rng.chance(0.3)) Disaster(m_sketch, m_rng, fresh("disaster")).draw();
    if (m_rng.chance(0.25)) HybridChaos(m_rng, m_sketch, m_containers).add();
    if (m_rng.chance(0.6)) ChaosClusters(m_rng, m_sketch, m_containers).add();
    if (m_rng.chance(0.1)) unequalCluster();
    if (m_rng.chance(0.25)) Promise(m_sketch, m_rng, fresh("promise")).draw();
    return m_sketch.topology();
  }

 private:
  // More around one node than it may have.
  void fan(const std::string& kind, const std::string& link, int count, const Properties& properties) {
    const bool members = link == "member";
    const std::string centre = fresh("centre");
    m_sketch.node(centre, members ? "aurora-cluster" : kind, anywhere(), members ? Properties() : properties);
    m_ids.push_back(centre);
    for (int i = 0; i < count; ++i) {
      const std::string id = fresh("fan");
      m_sketch.node(id, kind, anywhere(), properties);
      m_ids.push_back(id);
      m_sketch.link(link, members ? id : centre, members ? centre : id);
      if (!members && m_rng.chance(0.1)) m_sketch.link(link, id, m_rng.pick(m_ids));
    }
  }

  void chain(int layers) {
    static constexpr const char* kEngines[] = {"mysql", "mysql", "postgresql", "oracle"};
    const Properties properties{{"engine", Value(m_rng.pick(kEngines))}, {"engineVersion", Value("15.2")}};
    std::string above;
    for (int i = 0; i < layers; ++i) {
      const std::string id = fresh("layer");
      m_sketch.node(id, "rds-instance", anywhere(), properties);
      m_ids.push_back(id);
      if (!above.empty()) m_sketch.link("replicates", above, id);
      if (m_rng.chance(0.2)) m_sketch.link("replicates", id, m_rng.pick(m_ids));
      above = id;
    }
  }

  // A cluster whose only reader is smaller than its writer.
  void unequalCluster() {
    const std::string cluster = fresh("unequal");
    m_sketch.node(cluster, "aurora-cluster", anywhere(), {{"engine", Value("mysql")}});
    for (const char* role : {"writer", "reader"}) {
      const char* size = role == std::string_view("writer") ? "db.r6g.xlarge" : "db.r6g.large";
      const std::string id = cluster + "-" + role;
      m_sketch.node(id, "aurora-instance", anywhere(), {{"instanceClass", Value(size)}, {"role", Value(role)}});
      m_sketch.link("member", id, cluster);
    }
    m_ids.push_back(cluster);
  }

  // A SQL Server pair of a version that may have no standby.
  void sqlServerPair() {
    static constexpr const char* kVersions[] = {"2008R2",       "2012", "13.00",       "14.00.3049.0",
                                                "14.00.3049.1", "2019", "16.00.4120.1"};
    const std::string primary = fresh("sql");
    const Properties properties{{"engine", Value("sqlserver")},
                                {"edition", Value(m_rng.chance(0.7) ? "standard" : "enterprise")},
                                {"engineVersion", Value(m_rng.pick(kVersions))}};
    m_sketch.node(primary, "rds-instance", anywhere(), properties);
    m_sketch.node(primary + "-standby", "rds-standby", anywhere()).link("standby", primary, primary + "-standby");
    m_ids.push_back(primary);
  }

  // A database that a workload writes, with a replica beside it.
  void writtenSource() {
    const std::string source = fresh("source");
    const std::string workload = source + "-users";
    m_sketch.node(source, "rds-instance", anywhere(), {{"engine", Value("mysql")}});
    m_sketch.node(source + "-replica", "rds-instance", anywhere(), {{"engine", Value("mysql")}});
    m_sketch.node(workload, "users").link("replicates", source, source + "-replica");
    m_sketch.link("uses", workload, source, {{"access", Value("write")}});
    m_ids.push_back(source);
  }

  // A workload in a hurry that rests on a bucket with a copy.
  void hurry() {
    const std::string bucket = fresh("hurry");
    const std::string workload = bucket + "-users";
    for (const std::string& id : {bucket, bucket + "-copy"}) {
      Properties properties = propertiesOf("s3-bucket");
      m_sketch.node(id, "s3-bucket", anywhere(), std::move(properties));
    }
    m_sketch.node(workload, "users", {}, {{"rpoSeconds", Value(Value::Object{{"region", Value(60)}})}});
    m_sketch.link("uses", workload, bucket).link("replicates", bucket, bucket + "-copy");
  }

  Properties zoneProperties() {
    static constexpr const char* kCodes[] = {"eu-west-1a", "eu-west-1b", "us-west-1a", "us-west-1c", "eu-central-1a"};
    if (m_rng.chance(0.3)) return {};
    return {{"code", Value(m_rng.pick(kCodes))}};
  }

  std::string fresh(const char* kind) { return std::string(kind) + "-" + std::to_string(m_ids.size() + 10); }
  std::string anywhere() {
    return m_containers.empty() || m_rng.chance(0.1) ? std::string() : m_rng.pick(m_containers);
  }

  void container(const char* kind, const std::string& parent, Properties properties) {
    const std::string id = fresh(kind);
    m_sketch.node(id, kind, parent, std::move(properties));
    m_ids.push_back(id);
    m_containers.push_back(id);
  }

  void add() {
    static constexpr const char* kKinds[] = {
        "rds-instance",    "rds-instance",    "rds-instance",   "rds-instance",   "rds-standby", "aurora-cluster",
        "aurora-instance", "aurora-instance", "dynamodb-table", "dax-cluster",    "dax-node",    "dax-node",
        "s3-bucket",       "s3-bucket",       "dynamodb-table", "backup-plan",    "vpc",         "app-tier",
        "scaling-group",   "users",           "group",          "storage-gateway"};
    const std::string kind = m_rng.pick(kKinds);
    const std::string id = fresh(kind.c_str());
    Properties properties = propertiesOf(kind);
    m_sketch.node(id, kind, anywhere(), std::move(properties));
    m_ids.push_back(id);
    m_byKind[kind].push_back(id);
    if (kind == "group" || kind == "vpc") m_containers.push_back(id);
    if (kind == "rds-instance") m_databases.push_back(id);
  }

  Properties propertiesOf(const std::string& kind) {
    Properties p;
    if (kind == "rds-instance") {
      databaseProperties(p);
    } else if (kind == "aurora-instance" || kind == "dax-node") {
      if (kind == "aurora-instance" && m_rng.chance(0.6)) p["role"] = Value(m_rng.chance(0.6) ? "writer" : "reader");
    } else if (kind == "dynamodb-table") {
      tableProperties(p);
    } else if (kind == "dax-cluster") {
      cacheProperties(p);
    } else if (kind == "s3-bucket") {
      bucketProperties(p);
    } else if (kind == "app-tier") {
      if (m_rng.chance(0.3)) p["daxClient"] = Value(m_rng.chance(0.5));
      if (m_rng.chance(0.2)) p["running"] = Value(m_rng.between(0, 2));
      if (m_rng.chance(0.3)) p["clientDnsCacheSeconds"] = Value(m_rng.between(59, 62));
    } else if (kind == "backup-plan") {
      if (m_rng.chance(0.5)) p["retentionDays"] = Value(m_rng.between(30, 100));
    } else if (kind == "users") {
      if (m_rng.chance(0.4)) p["rtoSeconds"] = Value(Value::Object{{"region", Value(900)}});
      if (m_rng.chance(0.5)) p["rpoSeconds"] = Value(m_rng.between(600, 1200));
    }
    return p;
  }

  void databaseProperties(Properties& p) {
    static constexpr const char* kEngines[] = {"mysql",      "mysql",  "mysql",     "mariadb",
                                               "postgresql", "oracle", "sqlserver", "db2"};
    static constexpr const char* kVersions[] = {"8.0", "13.4", "14.1", "15.2",  "14",          "5.5",
                                                "9",   "9.2",  "2012", "15.00", "14.00.3049.1"};
    static constexpr const char* kEditions[] = {"standard", "enterprise", "web", "express"};
    static constexpr const char* kClasses[] = {"db.r5.large", "db.m5.large", "db.m5.xlarge"};
    static constexpr const char* kEvents[] = {"RDS-EVENT-0025", "0013", "0049"};
    static constexpr int kDays[] = {0, 1, 7, 36};
    if (m_rng.chance(0.9)) p["engine"] = Value(m_rng.pick(kEngines));
    if (m_rng.chance(0.6)) p["engineVersion"] = Value(m_rng.pick(kVersions));
    if (m_rng.chance(0.4)) p["edition"] = Value(m_rng.pick(kEditions));
    if (m_rng.chance(0.3)) p["storageEngine"] = Value(m_rng.chance(0.5) ? "innodb" : "myisam");
    if (m_rng.chance(0.5)) p["backupRetentionDays"] = Value(m_rng.pick(kDays));
    if (m_rng.chance(0.3)) p["multiAz"] = Value(m_rng.chance(0.7));
    if (m_rng.chance(0.4)) p["subnetGroupAzs"] = someIds();
    if (m_rng.chance(0.3)) p["lagAlarm"] = Value(m_rng.chance(0.5));
    if (m_rng.chance(0.4)) p["instanceClass"] = Value(m_rng.pick(kClasses));
    if (m_rng.chance(0.3)) p["allocatedGb"] = Value(m_rng.between(99, 101));
    if (m_rng.chance(0.3)) p["failoverEvents"] = Value(Value::Array{Value(m_rng.pick(kEvents))});
    if (m_rng.chance(0.3) && !m_ids.empty()) p["chosenStandbyAz"] = Value(m_rng.pick(m_ids));
  }

  void tableProperties(Properties& p) {
    static constexpr int kWindows[] = {0, 7, 35, 36};
    static constexpr int kDays[] = {35, 36, 90};
    if (m_rng.chance(0.6)) p["pitr"] = Value(m_rng.chance(0.5));
    if (m_rng.chance(0.3)) p["pitrDays"] = Value(m_rng.pick(kWindows));
    if (m_rng.chance(0.6)) p["tableName"] = Value(m_rng.chance(0.7) ? "orders" : "stock");
    if (m_rng.chance(0.3)) p["capacityMode"] = Value("provisioned");
    if (m_rng.chance(0.3)) p["autoScaling"] = Value(m_rng.chance(0.5));
    if (m_rng.chance(0.2)) p["consistency"] = Value("strong");
    if (m_rng.chance(0.1)) p["witness"] = Value(true);
    if (m_rng.chance(0.4)) p["backupRetentionDays"] = Value(m_rng.pick(kDays));
    if (m_rng.chance(0.2)) p["onDemandBackups"] = Value(m_rng.chance(0.5));
  }

  void cacheProperties(Properties& p) {
    static constexpr int kPorts[] = {8111, 9111, 443};
    if (m_rng.chance(0.7)) p["nodes"] = Value(m_rng.between(0, 14));
    if (m_rng.chance(0.4)) p["nodeAzs"] = someIds();
    if (m_rng.chance(0.6)) p["inboundPorts"] = Value(Value::Array{Value(m_rng.pick(kPorts))});
    if (m_rng.chance(0.3)) p["tls"] = Value(m_rng.chance(0.5));
    if (m_rng.chance(0.5)) p["encryptionAtRest"] = Value(m_rng.chance(0.5));
    if (m_rng.chance(0.3)) p["itemTtlSeconds"] = Value(m_rng.between(58, 61));
  }

  void bucketProperties(Properties& p) {
    static constexpr const char* kClasses[] = {
        "standard",        "standard-ia",      "one-zone-ia", "intelligent-tiering",
        "glacier-instant", "glacier-flexible", "expire",      "glacier-deep-archive"};
    static constexpr const char* kAccess[] = {"acl", "iam"};
    if (m_rng.chance(0.4)) p["versioning"] = Value(m_rng.chance(0.5));
    if (m_rng.chance(0.4)) p["purpose"] = Value("backup");
    if (m_rng.chance(0.2)) p["mfaDelete"] = Value(true);
    if (m_rng.chance(0.3)) p["storageClass"] = Value(m_rng.pick(kClasses));
    if (m_rng.chance(0.3)) p["objectMb"] = Value(m_rng.between(99, 102));
    if (m_rng.chance(0.3)) p["multipart"] = Value(m_rng.chance(0.5));
    if (m_rng.chance(0.3)) p["access"] = Value(Value::Array{Value(m_rng.pick(kAccess))});
    if (m_rng.chance(0.4)) return;
    Value::Array rules;
    for (int i = m_rng.between(0, 4); i > 0; --i) {
      Value::Object rule{{"class", Value(m_rng.pick(kClasses))}, {"afterDays", Value(m_rng.between(-1, 200))}};
      if (m_rng.chance(0.3)) rule.emplace("noncurrent", Value(m_rng.chance(0.7)));
      if (m_rng.chance(0.1)) rule.erase("afterDays");
      rules.emplace_back(std::move(rule));
    }
    p["lifecycle"] = Value(std::move(rules));
  }

  Value someIds() {
    Value::Array out;
    const int count = m_rng.between(0, 3);
    for (int i = 0; i < count; ++i) out.emplace_back(m_rng.pick(m_ids));
    return out;
  }

  void join() {
    static constexpr const char* kLinks[] = {"uses", "routes", "standby", "replicates", "member", "backs-up"};
    static constexpr const char* kAccess[] = {"read", "write", "read-write", "table-management"};
    struct Usual {
      const char* link;
      const char* from;
      const char* to;
    };
    static constexpr Usual kUsual[] = {{"standby", "rds-instance", "rds-standby"},
                                       {"member", "aurora-instance", "aurora-cluster"},
                                       {"member", "dax-node", "dax-cluster"},
                                       {"replicates", "s3-bucket", "s3-bucket"},
                                       {"uses", "app-tier", "rds-instance"},
                                       {"uses", "app-tier", "rds-instance"},
                                       {"uses", "users", "app-tier"},
                                       {"uses", "users", "rds-instance"},
                                       {"uses", "users", "app-tier"},
                                       {"uses", "app-tier", "dax-cluster"},
                                       {"uses", "dax-cluster", "dynamodb-table"},
                                       {"uses", "users", "dynamodb-table"},
                                       {"replicates", "dynamodb-table", "dynamodb-table"},
                                       {"backs-up", "dynamodb-table", "s3-bucket"},
                                       {"backs-up", "dynamodb-table", "backup-plan"},
                                       {"uses", "users", "s3-bucket"},
                                       {"uses", "app-tier", "rds-standby"}};
    if (m_databases.size() > 1 && m_rng.chance(0.4)) {
      Properties p;
      if (m_rng.chance(0.2)) p["mode"] = Value(m_rng.chance(0.7) ? "synchronous" : "asynchronous");
      const std::string& to = m_rng.pick(m_databases);
      m_sketch.link("replicates", hub(), to, std::move(p));
      return;
    }
    const Usual& usual = m_rng.pick(kUsual);
    const auto& from = m_byKind[usual.from];
    const auto& to = m_byKind[usual.to];
    const bool odd = from.empty() || to.empty() || m_rng.chance(0.2);
    const std::string kind = odd ? m_rng.pick(kLinks) : usual.link;
    Properties p;
    if (kind == "uses" && m_rng.chance(0.8)) p["access"] = Value(m_rng.pick(kAccess));
    if (kind == "standby" && m_rng.chance(0.3)) p["mode"] = Value("asynchronous");
    const std::string& last = m_rng.pick(odd ? m_ids : to);
    m_sketch.link(kind, m_rng.pick(odd ? m_ids : from), last, std::move(p));
  }

  // Few sources for many replicas, so that limits are passed.
  const std::string& hub() { return m_rng.chance(0.6) ? m_databases.front() : m_rng.pick(m_databases); }

  Rng m_rng;
  Sketch m_sketch;
  std::vector<std::string> m_ids;
  std::vector<std::string> m_containers;
  std::vector<std::string> m_databases;
  std::map<std::string, std::vector<std::string>> m_byKind;
};

}  // namespace nines::test
