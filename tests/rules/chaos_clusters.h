// Clusters as wrong as clusters can be, for the test of fixes: of any mode, with any instances, clients and copies.
#pragma once

#include <string>
#include <vector>

#include "rng.h"
#include "rules_support.h"

namespace nines::test {

class ChaosClusters {
 public:
  // `places` are the containers that may be stood in. Ids begin with "cl-".
  ChaosClusters(Rng& rng, Sketch& sketch, const std::vector<std::string>& places)
      : m_rng(rng), m_sketch(sketch), m_places(places) {}

  void add() {
    const int count = m_rng.between(1, 2);
    for (int i = 0; i < count; ++i) m_clusters.push_back(node("aurora-cluster", clusterProperties()));
    const int instances = m_rng.between(0, 5);
    for (int i = 0; i < instances; ++i) addInstance();
    const int clients = m_rng.between(0, 4);
    for (int i = 0; i < clients; ++i) addClient();
    if (m_rng.chance(0.4)) copy();
    if (m_rng.chance(0.5)) hurry();
    if (instances == 0) doze();
  }

 private:
  std::string node(const char* kind, Properties properties) {
    const std::string id = "cl-" + std::to_string(10 + m_count++);
    m_sketch.node(id, kind, m_places.empty() ? std::string() : m_rng.pick(m_places), std::move(properties));
    return id;
  }

  Properties clusterProperties() {
    static constexpr const char* kModes[] = {"provisioned", "multi-master", "serverless-v1", "serverless-v2"};
    static constexpr double kCapacities[] = {-1, 0, 0.25, 0.5, 1, 3, 8, 64, 192, 256, 256.5, 384};
    static constexpr int kDays[] = {0, 1, 35, 36};
    Properties p;
    if (m_rng.chance(0.8)) p["mode"] = Value(m_rng.pick(kModes));
    if (m_rng.chance(0.8)) p["engine"] = Value(m_rng.chance(0.5) ? "mysql" : "postgresql");
    if (m_rng.chance(0.7)) p["minAcu"] = Value(m_rng.pick(kCapacities));
    if (m_rng.chance(0.7)) p["maxAcu"] = Value(m_rng.pick(kCapacities));
    if (m_rng.chance(0.4)) p["customEndpoints"] = Value(m_rng.between(0, 7));
    if (m_rng.chance(0.3)) p["stopped"] = Value(m_rng.chance(0.7));
    if (m_rng.chance(0.2)) p["dataApi"] = Value(true);
    if (m_rng.chance(0.4)) p["backupRetentionDays"] = Value(m_rng.pick(kDays));
    return p;
  }

  void addInstance() {
    static constexpr const char* kClasses[] = {"db.r6g.large", "db.r6g.xlarge", "db.m6g.large", "db.unheard-of"};
    Properties p;
    if (m_rng.chance(0.8)) p["role"] = Value(m_rng.chance(0.4) ? "writer" : "reader");
    if (m_rng.chance(0.5)) p["promotionTier"] = Value(m_rng.between(0, 2));
    if (m_rng.chance(0.7)) p["instanceClass"] = Value(m_rng.pick(kClasses));
    const std::string id = node("aurora-instance", std::move(p));
    if (m_rng.chance(0.9)) m_sketch.link("member", id, m_rng.pick(m_clusters));
    if (m_rng.chance(0.1)) m_sketch.link("member", id, m_rng.pick(m_clusters));
    if (!m_instances.empty() && m_rng.chance(0.2)) m_sketch.link("replicates", id, m_rng.pick(m_instances));
    m_instances.push_back(id);
  }

  void addClient() {
    static constexpr const char* kKinds[] = {"app-tier", "app-tier", "scaling-group", "server", "users"};
    const std::string kind = m_rng.pick(kKinds);
    Properties p;
    if (kind == "app-tier" && m_rng.chance(0.4)) p["clientDnsCacheSeconds"] = Value(m_rng.between(29, 32));
    if (kind == "app-tier" && m_rng.chance(0.3)) p["clientSideBalancing"] = Value(m_rng.chance(0.5));
    const std::string id = node(kind.c_str(), std::move(p));
    if (kind == "app-tier" && !m_groups.empty() && m_rng.chance(0.5)) m_sketch.link("member", id, m_rng.pick(m_groups));
    if (kind == "scaling-group") m_groups.push_back(id);
    const int links = m_rng.between(1, 3);
    for (int i = 0; i < links; ++i) use(id);
  }

  void use(const std::string& client) {
    static constexpr const char* kAccess[] = {"read", "write", "read-write"};
    static constexpr const char* kEndpoints[] = {"cluster", "reader", "custom", "instance"};
    Properties p;
    if (m_rng.chance(0.8)) p["access"] = Value(m_rng.pick(kAccess));
    if (m_rng.chance(0.6)) p["endpoint"] = Value(m_rng.pick(kEndpoints));
    if (m_rng.chance(0.3)) p["workload"] = Value("read-intensive");
    if (m_rng.chance(0.2)) p["hard"] = Value(false);
    const bool direct = !m_instances.empty() && m_rng.chance(0.3);
    m_sketch.link("uses", client, m_rng.pick(direct ? m_instances : m_clusters), std::move(p));
  }

  void copy() {
    const std::string id = node("aurora-cluster", clusterProperties());
    Properties p;
    if (m_rng.chance(0.6)) p["technology"] = Value(m_rng.chance(0.5) ? "binlog" : "global-database");
    const std::string& other = m_rng.pick(m_clusters);
    const bool from = m_rng.chance(0.7);
    m_sketch.link("replicates", from ? other : id, from ? id : other, std::move(p));
  }

  // A workload with a target for the loss of a Region.
  void hurry() {
    const std::string id = "cl-" + std::to_string(10 + m_count++);
    m_sketch.node(id, "users", {}, {{"rtoSeconds", Value(Value::Object{{"region", Value(900)}})}});
    m_sketch.link("uses", id, m_rng.pick(m_clusters), {{"access", Value("read-write")}});
  }

  // A cluster that pauses, under a workload that does not wait for it to wake up.
  void doze() {
    const std::string id = "cl-" + std::to_string(10 + m_count++);
    const char* mode = m_count % 2 == 0 ? "serverless-v1" : "serverless-v2";
    m_sketch.node(id, "aurora-cluster", m_places.empty() ? std::string() : m_places.front(),
                  {{"autoPause", Value(true)}, {"mode", Value(mode)}});
    m_sketch.node(id + "-users", "users", {}, {{"rtoSeconds", Value(Value::Object{{"host", Value(10)}})}});
    m_sketch.link("uses", id + "-users", id, {{"access", Value("read")}});
  }

  Rng& m_rng;
  Sketch& m_sketch;
  const std::vector<std::string>& m_places;
  std::vector<std::string> m_clusters;
  std::vector<std::string> m_instances;
  std::vector<std::string> m_groups;
  int m_count = 0;
};

}  // namespace nines::test
