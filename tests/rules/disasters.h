// A workload in one Region that declares to recover in another, and has some of what that needs: what the rules about
// recovery look at, as complete or not as chance will have it.
#pragma once

#include <string>

#include "rng.h"
#include "rules_support.h"

namespace nines::test {

class Disaster {
 public:
  Disaster(Sketch& sketch, Rng& rng, std::string id) : m_sketch(sketch), m_rng(rng), m_id(std::move(id)) {}

  void draw() {
    places();
    users();
    for (int i = m_rng.between(0, 2); i >= 0; --i) store(named("store", i));
    tiers();
    route();
  }

 private:
  std::string named(const char* what, int number = 0) const {
    return m_id + "-" + what + (number > 0 ? std::to_string(number) : std::string());
  }

  void places() {
    m_sketch.node(home(), "region", {}, {{"code", Value("us-east-1")}});
    m_sketch.node(named("home-a"), "az", home(), {{"code", Value("us-east-1a")}});
    Properties away{{"code", Value("us-west-2")}};
    if (m_rng.chance(0.7)) away.emplace("role", Value("recovery"));
    m_sketch.node(this->away(), "region", {}, std::move(away));
    m_zoned = m_rng.chance(0.7);
    if (m_zoned) m_sketch.node(named("away-a"), "az", this->away(), {{"code", Value("us-west-2a")}});
  }
  std::string home() const { return named("home"); }
  std::string away() const { return named("away"); }

  void users() {
    static constexpr const char* kStrategies[] = {"none", "backup-restore", "pilot-light", "warm-standby",
                                                  "multi-site"};
    Properties p;
    if (m_rng.chance(0.8)) p.emplace("strategy", Value(m_rng.pick(kStrategies)));
    if (m_rng.chance(0.5)) p.emplace("primaryRegion", Value(home()));
    if (m_rng.chance(0.3)) p.emplace("recoveryRegion", Value(m_rng.chance(0.9) ? away() : home()));
    m_sketch.node(named("users"), "users", {}, std::move(p));
  }

  // Written by the tier; with luck replicated, or with a backup that gets away.
  void store(const std::string& id) {
    static constexpr const char* kKinds[] = {"dynamodb-table", "dynamodb-table", "s3-bucket", "rds-instance",
                                             "aurora-cluster"};
    static constexpr const char* kAccess[] = {"read", "write", "read-write"};
    const std::string kind = m_rng.pick(kKinds);
    const bool zonal = kind == "rds-instance";
    Properties p;
    if (zonal && m_rng.chance(0.8)) p.emplace("engine", Value("mysql"));
    if (zonal && m_rng.chance(0.3)) p.emplace("backupRetentionDays", Value(0));
    if (kind == "dynamodb-table" && m_rng.chance(0.7)) p.emplace("pitr", Value(m_rng.chance(0.5)));
    m_sketch.node(id, kind, zonal ? named("home-a") : home(), p);
    Properties access;
    if (m_rng.chance(0.8)) access.emplace("access", Value(m_rng.pick(kAccess)));
    m_sketch.link("uses", named("app"), id, std::move(access));
    if (m_rng.chance(0.5)) {
      m_sketch.node(id + "-copy", kind, zonal && m_zoned ? named("away-a") : away(), std::move(p));
      m_sketch.link("replicates", id, id + "-copy");
    }
    if (!m_rng.chance(0.5)) return;
    Properties plan;
    if (m_rng.chance(0.5)) plan.emplace("copyTo", Value(Value::Array{Value(away())}));
    m_sketch.node(id + "-plan", "backup-plan", home(), std::move(plan)).link("backs-up", id, id + "-plan");
  }

  Properties sizes() {
    Properties p{{"running", Value(m_rng.between(0, 2))}, {"needed", Value(m_rng.between(0, 3))}};
    if (m_rng.chance(0.3)) p.emplace("maximum", Value(m_rng.between(0, 2)));
    return p;
  }

  void tiers() {
    Properties p = sizes();
    if (m_rng.chance(0.3)) p.emplace("counterpart", Value(named("app-dr")));
    m_sketch.node(named("app"), "app-tier", home(), std::move(p));
    m_grouped = m_rng.chance(0.3);
    m_standsBy = m_rng.chance(0.6);
    if (!m_standsBy) return;
    m_sketch.node(named("app-dr"), "app-tier", away(), sizes());
    if (!m_grouped) return;
    m_sketch.node(named("fleet"), "scaling-group", away(), {{"needed", Value(m_rng.between(0, 3))}})
        .node(named("app-dr", 2), "app-tier", away(), sizes())
        .link("member", named("app-dr"), named("fleet"))
        .link("member", named("app-dr", 2), named("fleet"));
  }

  void route() {
    static constexpr const char* kPolicies[] = {"simple", "failover", "weighted", "latency"};
    const std::string there = named(m_grouped && m_standsBy ? "fleet" : "app-dr");
    if (m_rng.chance(0.5)) {
      m_sketch.link("uses", named("users"), named("app"));
      if (m_standsBy && m_rng.chance(0.3)) m_sketch.link("uses", named("users"), there);
      return;
    }
    m_sketch.node(named("dns"), "route53", {}, {{"policy", Value(m_rng.pick(kPolicies))}})
        .link("uses", named("users"), named("dns"))
        .link("routes", named("dns"), named("app"));
    if (m_standsBy && m_rng.chance(0.6)) m_sketch.link("routes", named("dns"), there);
  }

  Sketch& m_sketch;
  Rng& m_rng;
  std::string m_id;
  bool m_zoned = false;
  bool m_grouped = false;
  bool m_standsBy = false;
};

}  // namespace nines::test
