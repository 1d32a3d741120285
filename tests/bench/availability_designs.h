// Designs for the benchmark of estimates: workloads as people draw them, as many as wanted.
#pragma once

#include <string>
#include <vector>

#include "topology/topology.h"

namespace nines::bench {

class Drawing {
 public:
  // Workloads in Regions of four each: a record, and `services` one behind the other, each a balancer, a scaling group
  // of three tiers in three zones, a Multi-AZ pair, a table and a bucket; with so many buckets more.
  Drawing(int workloads, int services, int buckets) {
    for (int w = 0; w < workloads; ++w) {
      const std::string region = "r" + std::to_string(w / 4);
      if (w % 4 == 0) addRegion(region);
      addWorkload("w" + std::to_string(w), region, services, buckets);
    }
  }

  const Topology& topology() const { return m_topology; }
  // How many instances a tier of this workload has: not the same in two workloads.
  void setRunning(int workload, int running) {
    Node node = *m_topology.nodes.find("w" + std::to_string(workload) + "-0-a");
    node.properties["running"] = running + workload;
    m_topology.nodes.put(std::move(node));
  }

 private:
  void node(const std::string& id, const std::string& kind, const std::string& parent = {},
            Properties properties = {}) {
    m_topology.nodes.put({id, kind, parent, {}, {}, std::move(properties), {}});
  }
  void link(const std::string& kind, const std::string& from, const std::string& to, Properties properties = {}) {
    m_topology.links.put({kind + "-" + from + "-" + to, kind, from, to, std::move(properties), {}, {}});
  }

  void addRegion(const std::string& id) {
    node(id, "region", {}, {{"code", id}});
    for (const char* zone : {"-a", "-b", "-c"}) node(id + zone, "az", id, {{"code", id + zone}});
  }

  void addWorkload(const std::string& id, const std::string& region, int services, int buckets) {
    node(id, "users");
    node(id + "-record", "route53");
    link("uses", id, id + "-record");
    std::string before = id + "-record";
    for (int s = 0; s < services; ++s) before = addService(id + "-" + std::to_string(s), region, before);
    for (int b = 0; b < buckets; ++b) {
      const std::string bucket = id + "-more-" + std::to_string(b);
      node(bucket, "s3-bucket", region);
      link("uses", before, bucket);
    }
  }

  // What the next service is used by.
  std::string addService(const std::string& id, const std::string& region, const std::string& before) {
    node(id + "-lb", "load-balancer", region);
    link(before.ends_with("record") ? "routes" : "uses", before, id + "-lb");
    node(id + "-group", "scaling-group", region, {{"needed", 2}});
    link("routes", id + "-lb", id + "-group");
    // No two workloads alike: figures of one are none of the other's.
    int period = 15;
    for (const char* zone : {"-a", "-b", "-c"}) {
      period -= 2;  // 13, 11, 9
      node(id + zone, "app-tier", region + zone, {{"running", 1 + m_services % period}});
      link("member", id + zone, id + "-group");
    }
    ++m_services;
    node(id + "-db", "rds-instance", region + "-a", {{"multiAz", true}});
    node(id + "-standby", "rds-standby", region + "-b");
    link("standby", id + "-db", id + "-standby");
    node(id + "-table", "dynamodb-table", region);
    node(id + "-bucket", "s3-bucket", region);
    for (const char* store : {"-db", "-table", "-bucket"})
      link("uses", id + "-group", id + store, {{"access", "read-write"}});
    return id + "-group";
  }

  Topology m_topology;
  int m_services = 0;
};

}  // namespace nines::bench
