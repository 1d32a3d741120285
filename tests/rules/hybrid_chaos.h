// What random designs get beside their databases: sites with gateways and devices, records and balancers, anywhere and
// joined with anything, with the values that rules look at.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "rng.h"
#include "rules_support.h"

namespace nines::test {

class HybridChaos {
 public:
  HybridChaos(Rng& rng, Sketch& sketch, std::vector<std::string> containers)
      : m_rng(rng), m_sketch(sketch), m_containers(std::move(containers)) {}

  void add() {
    m_sketch.node("trial-region", "region", {}, {{"code", Value("eu-north-1")}, {"role", Value("recovery")}});
    m_containers.emplace_back("trial-region");
    for (const char* zone : {"trial-zone-1", "trial-zone-2"}) {
      m_sketch.node(zone, "az", "trial-region", {{"code", Value(m_rng.chance(0.7) ? "eu-north-1a" : "eu-north-1b")}});
      m_containers.emplace_back(zone);
    }
    for (int i = m_rng.between(0, 2); i > 0; --i) node("data-centre", {}, siteProperties());
    for (int i = m_rng.between(1, 4); i > 0; --i) {
      Properties properties = gatewayProperties();
      node("storage-gateway", site(), std::move(properties));
    }
    for (int i = m_rng.between(1, 2); i > 0; --i) {
      Properties properties = serverProperties();
      node("server", site(), std::move(properties));
    }
    for (int i = m_rng.between(1, 2); i > 0; --i) {
      Properties properties = deviceProperties();
      node("snowball", site(), std::move(properties));
    }
    for (int i = m_rng.between(1, 2); i > 0; --i) node("s3-bucket", anywhere(), {});
    for (int i = m_rng.between(0, 1); i > 0; --i) node("backup-plan", anywhere(), {});
    for (int i = m_rng.between(1, 3); i > 0; --i) node("route53", {}, recordProperties());
    for (int i = m_rng.between(1, 3); i > 0; --i) node("load-balancer", anywhere(), {});
    for (int i = m_rng.between(1, 4); i > 0; --i) {
      Properties properties = tierProperties();
      node("app-tier", anywhere(), std::move(properties));
    }
    for (int i = m_rng.between(0, 1); i > 0; --i) node("scaling-group", anywhere(), {});
    for (int i = m_rng.between(8, 20); i > 0; --i) join();
  }

 private:
  std::string anywhere() { return m_rng.chance(0.1) ? std::string() : m_rng.pick(m_containers); }
  std::string site() {
    const auto& sites = m_byKind["data-centre"];
    return sites.empty() || m_rng.chance(0.2) ? anywhere() : m_rng.pick(sites);
  }

  void node(const std::string& kind, const std::string& parent, Properties properties) {
    const std::string id = "trial-" + kind + "-" + std::to_string(m_ids.size());
    m_sketch.node(id, kind, parent, std::move(properties));
    m_ids.push_back(id);
    m_byKind[kind].push_back(id);
  }

  // Sets the property to one of the numbers, or not.
  template <std::size_t Size>
  void maybe(Properties& p, const char* key, const int (&numbers)[Size], double chance = 0.5) {
    if (m_rng.chance(chance)) p[key] = Value(m_rng.pick(numbers));
  }

  Properties siteProperties() {
    Properties p;
    maybe(p, "uplinkMbps", {0, 100, 12500});
    return p;
  }

  Properties serverProperties() {
    Properties p;
    maybe(p, "dataGb", {1, 756000, 757000});
    return p;
  }

  Properties gatewayProperties() {
    static constexpr const char* kTypes[] = {"file", "stored-volume", "stored-volume", "cached-volume", "tape", "tape"};
    Properties p;
    if (m_rng.chance(0.9)) p["type"] = Value(m_rng.pick(kTypes));
    maybe(p, "volumes", {1, 32, 33, 70, 1000});
    maybe(p, "volumeTib", {0, 1, 16, 17, 32, 33});
    maybe(p, "totalTib", {512, 513, 1025, 90000}, 0.3);
    maybe(p, "cacheGib", {149, 150, 70000}, 0.3);
    maybe(p, "uploadBufferGib", {149, 150, 419, 2049});
    maybe(p, "tapes", {1500, 1501, 4000});
    maybe(p, "tapeGib", {99, 100, 1024, 2560, 2561});
    maybe(p, "tapeDrives", {9, 10}, 0.3);
    maybe(p, "mediaChangers", {0, 1}, 0.3);
    maybe(p, "writeMbps", {0, 1100});
    maybe(p, "uploadMbps", {100, 2000});
    maybe(p, "writeHours", {1, 5, 24});
    return p;
  }

  Properties deviceProperties() {
    Properties p;
    maybe(p, "capacityTb", {0, 28, 50, 80, 100, 210});
    maybe(p, "jobs", {0, 1, 2});
    maybe(p, "dataTb", {1, 160, 161, 421, 900000});
    maybe(p, "linkMbps", {0, 100, 12500});
    if (m_rng.chance(0.6)) p["ongoing"] = Value(true);
    if (m_rng.chance(0.4)) p["notifications"] = Value(m_rng.chance(0.5));
    return p;
  }

  Properties recordProperties() {
    static constexpr const char* kPolicies[] = {"simple", "failover", "failover", "weighted", "latency"};
    Properties p;
    if (m_rng.chance(0.9)) p["policy"] = Value(m_rng.pick(kPolicies));
    if (m_rng.chance(0.4)) p["healthCheck"] = Value(m_rng.chance(0.7));
    maybe(p, "ttlSeconds", {60, 61, 3600});
    return p;
  }

  Properties tierProperties() {
    Properties p;
    maybe(p, "running", {0, 1, 2}, 0.3);
    maybe(p, "needed", {1, 3}, 0.3);
    return p;
  }

  Properties linkProperties(const std::string& kind) {
    static constexpr const char* kRoles[] = {"primary", "secondary"};
    Properties p;
    if (kind == "routes" && m_rng.chance(0.7)) p["role"] = Value(m_rng.pick(kRoles));
    if (kind == "transfers") {
      maybe(p, "dataTb", {1, 757, 900});
      maybe(p, "linkMbps", {0, 12500});
    }
    return p;
  }

  void join() {
    struct Usual {
      const char* link;
      const char* from;
      const char* to;
    };
    static constexpr Usual kUsual[] = {{"backs-up", "storage-gateway", "s3-bucket"},
                                       {"transfers", "storage-gateway", "s3-bucket"},
                                       {"uses", "server", "storage-gateway"},
                                       {"transfers", "server", "s3-bucket"},
                                       {"transfers", "server", "snowball"},
                                       {"transfers", "snowball", "s3-bucket"},
                                       {"transfers", "snowball", "s3-bucket"},
                                       {"routes", "route53", "load-balancer"},
                                       {"routes", "route53", "load-balancer"},
                                       {"routes", "route53", "app-tier"},
                                       {"routes", "route53", "route53"},
                                       {"routes", "load-balancer", "app-tier"},
                                       {"routes", "load-balancer", "scaling-group"},
                                       {"member", "app-tier", "scaling-group"},
                                       {"backs-up", "storage-gateway", "backup-plan"}};
    const Usual& usual = m_rng.pick(kUsual);
    const auto& from = m_byKind[usual.from];
    const auto& to = m_byKind[usual.to];
    const bool odd = from.empty() || to.empty() || m_rng.chance(0.1);
    Properties properties = linkProperties(usual.link);
    const std::string& last = m_rng.pick(odd ? m_ids : to);
    m_sketch.link(usual.link, m_rng.pick(odd ? m_ids : from), last, std::move(properties));
  }

  Rng& m_rng;
  Sketch& m_sketch;
  std::vector<std::string> m_containers;
  std::vector<std::string> m_ids;
  std::map<std::string, std::vector<std::string>> m_byKind;
};

}  // namespace nines::test
