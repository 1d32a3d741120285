// A workload that promises something (a claim, a time in which it is back), with what that rests on: tiers behind a
// balancer or in a group, a database that may have a standby, archives to restore from. As spread and as quick as
// chance will have it.
#pragma once

#include <string>

#include "rng.h"
#include "rules_support.h"

namespace nines::test {

class Promise {
 public:
  Promise(Sketch& sketch, Rng& rng, std::string id) : m_sketch(sketch), m_rng(rng), m_id(std::move(id)) {}

  void draw() {
    m_sketch.node(m_id, "region", {}, {{"code", Value("eu-south-1")}});
    for (const char* zone : {"a", "b", "c"}) {
      if (*zone != 'c' || m_rng.chance(0.3))
        m_sketch.node(named(zone), "az", m_id, {{"code", Value(std::string("eu-south-1") + zone)}});
    }
    users();
    database();
    front();
    if (m_rng.chance(0.5)) tapes();
  }

 private:
  std::string named(const char* what) const { return m_id + "-" + what; }
  std::string zone() { return named(m_rng.chance(0.6) ? "a" : "b"); }

  void users() {
    static constexpr const char* kClaims[] = {"none", "highly-available", "highly-available", "fault-tolerant"};
    static constexpr int kTimes[] = {300, 14400, 30000, 200000};
    Value::Object times{{"az", Value(m_rng.pick(kTimes))}, {"corruption", Value(m_rng.pick(kTimes))}};
    m_sketch.node(named("users"), "users", {},
                  {{"claim", Value(m_rng.pick(kClaims))}, {"rtoSeconds", Value(std::move(times))}});
  }

  void database() {
    static constexpr const char* kClasses[] = {"glacier-flexible", "glacier-deep-archive", "one-zone-ia", "standard"};
    Properties p{{"engine", Value("mysql")}, {"multiAz", Value(m_rng.chance(0.5))}};
    if (m_rng.chance(0.6)) p.emplace("backupRetentionDays", Value(0));
    m_sketch.node(named("db"), "rds-instance", zone(), std::move(p));
    m_sketch.node(named("vault"), "s3-bucket", m_id, {{"storageClass", Value(m_rng.pick(kClasses))}});
    if (m_rng.chance(0.8)) m_sketch.link("backs-up", named("db"), named("vault"), {{"intervalHours", Value(24)}});
  }

  // One to three tiers, in a group, behind a balancer, or used by their name.
  void front() {
    const bool grouped = m_rng.chance(0.4);
    const bool balanced = m_rng.chance(0.7);
    const std::string kind = grouped ? "scaling-group" : "load-balancer";
    const bool direct = !grouped && !balanced;
    if (!direct) m_sketch.node(named("front"), kind, m_id).link("uses", named("users"), named("front"));
    for (int i = direct ? 0 : m_rng.between(0, 2); i >= 0; --i) {
      const std::string tier = named("tier") + std::to_string(i);
      m_sketch.node(tier, "app-tier", m_rng.chance(0.8) ? zone() : m_id, {{"running", Value(m_rng.between(0, 3))}});
      if (grouped) m_sketch.link("member", tier, named("front"));
      else if (balanced) m_sketch.link("routes", named("front"), tier);
      else m_sketch.link("uses", named("users"), tier);
      m_sketch.link("uses", tier, named("db"), {{"access", Value(m_rng.chance(0.8) ? "read-write" : "read")}});
      if (m_rng.chance(0.3)) m_sketch.link("uses", tier, named("vault"), {{"access", Value("read-write")}});
    }
  }

  // A machine on premises whose files are on tapes.
  void tapes() {
    m_sketch.node(named("site"), "data-centre", {}, {{"uplinkMbps", Value(1000)}})
        .node(named("files"), "server", named("site"), {{"dataGb", Value(100)}, {"role", Value("storage")}})
        .node(named("tapes"), "storage-gateway", named("site"),
              {{"type", Value("tape")},
               {"tapes", Value(10)},
               {"tapeGib", Value(100)},
               {"archivePool", Value(m_rng.chance(0.7) ? "deep-archive" : "glacier")}})
        .link("uses", named("users"), named("files"), {{"access", Value("read-write")}})
        .link("backs-up", named("files"), named("tapes"), {{"intervalHours", Value(24)}})
        .link("backs-up", named("tapes"), named("vault"));
  }

  Sketch& m_sketch;
  Rng& m_rng;
  std::string m_id;
};

}  // namespace nines::test
