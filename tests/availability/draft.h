// Designs of the availability tests, a node or link in a line each.
#pragma once

#include <memory>
#include <string>

#include "availability/sla_product.h"
#include "support.h"

namespace nines::test {

// Ids that sort as their numbers do: tables grow at their end.
inline std::string numbered(const std::string& prefix, std::size_t i) {
  const std::string digits = std::to_string(i);
  return prefix + '-' + std::string(6 - digits.size(), '0') + digits;
}

// A design under construction: nodes and links in a line each.
class Draft {
 public:
  Draft& node(std::string id, std::string kind, std::string parent = {}, Properties properties = {}) {
    m_topology.nodes.put({id, std::move(kind), std::move(parent), {}, {}, std::move(properties), {}});
    return *this;
  }
  Draft& link(std::string kind, const std::string& from, const std::string& to, Properties properties = {}) {
    const std::string id = numbered("link", m_topology.links.size());
    m_topology.links.put({id, std::move(kind), from, to, std::move(properties), {}, {}});
    return *this;
  }
  // A Region with three zones a, b, c, whose ids begin with the prefix.
  Draft& region(const std::string& prefix, const std::string& code) {
    node(prefix, "region", {}, {{"code", code}});
    for (const char* letter : {"a", "b", "c"}) {
      node(prefix + "-" + letter, "az", prefix, {{"code", code + letter}});
    }
    return *this;
  }
  // Balancer, a scaling group of two tiers in zones a and b, a Multi-AZ database whose standby stands in b.
  Draft& stack(const std::string& p) {
    node(p + "-lb", "load-balancer", p).node(p + "-asg", "scaling-group", p, {{"needed", 1}});
    node(p + "-app-a", "app-tier", p + "-a").node(p + "-app-b", "app-tier", p + "-b");
    node(p + "-db", "rds-instance", p + "-a", {{"multiAz", true}}).node(p + "-db-b", "rds-standby", p + "-b");
    link("routes", p + "-lb", p + "-asg").link("member", p + "-app-a", p + "-asg");
    link("member", p + "-app-b", p + "-asg").link("uses", p + "-asg", p + "-db", {{"access", "read-write"}});
    return link("standby", p + "-db", p + "-db-b");
  }

  Draft& assume(const std::string& key, double value) {
    m_topology.assumptions[key] = value;
    return *this;
  }
  Draft& profile(std::string id) {
    m_topology.profile = std::move(id);
    return *this;
  }
  const Topology& topology() const { return m_topology; }

  Design design() const {
    const auto snapshot = std::make_shared<const Topology>(m_topology);
    if (const std::string broken = brokenInvariant(*snapshot); !broken.empty())
      QTest::qFail(broken.c_str(), __FILE__, __LINE__);
    return Design(snapshot, Catalogue::shipped(), Profiles::shipped().orDefault(snapshot->profile));
  }
  Estimates estimates() const { return estimateSlas(design()); }
  WorkloadEstimate workload() const { return estimates().workloads.at(0); }

 private:
  Topology m_topology;
};

}  // namespace nines::test
