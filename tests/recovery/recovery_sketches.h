// Worked examples of drill.md as designs, for what reads them in other ways than a drill does.
#pragma once

#include "../rules/rules_support.h"

namespace nines::test {

inline Properties access(const char* value) { return {{"access", Value(value)}}; }

inline Sketch twoRegions() {
  Sketch s;
  s.region("eu-west-1", "ab")
      .node("eu-central-1", "region", {}, {{"code", Value("eu-central-1")}, {"role", Value("recovery")}})
      .node("eu-central-1a", "az", "eu-central-1", {{"code", Value("eu-central-1a")}});
  return s;
}

inline Properties tier(int running, int needed) { return {{"running", Value(running)}, {"needed", Value(needed)}}; }

// Example 7: a database with a replica in the other Region, where the tier is stopped.
inline Sketch pilotLight(int running = 0) {
  Properties web = tier(2, 2);
  web["counterpart"] = Value("web-dr");
  Sketch s = twoRegions();
  return s.node("shop", "users", {}, {{"strategy", Value("pilot-light")}})
      .node("dns", "route53", {},
            {{"policy", Value("failover")},
             {"healthCheck", Value(true)},
             {"healthCheckIntervalSeconds", Value(30)},
             {"failureThreshold", Value(3)},
             {"ttlSeconds", Value(60)}})
      .node("web", "app-tier", "eu-west-1a", std::move(web))
      .node("web-dr", "app-tier", "eu-central-1a", tier(running, 2))
      .node("db", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}, {"allocatedGb", Value(100)}})
      .node("db-dr", "rds-instance", "eu-central-1a", {{"engine", Value("mysql")}, {"allocatedGb", Value(100)}})
      .link("uses", "shop", "dns", access("read-write"))
      .link("routes", "dns", "web", {{"role", Value("primary")}})
      .link("routes", "dns", "web-dr", {{"role", Value("secondary")}})
      .link("uses", "web", "db", access("read-write"))
      .link("uses", "web-dr", "db-dr", access("read-write"))
      .link("replicates", "db", "db-dr", {{"lagSeconds", Value(60)}});
}

// Example 8: daily backups in a bucket that is copied to an archive in the other Region; 500 GB, no health check.
inline Sketch backups() {
  Sketch s = twoRegions();
  return s.node("shop", "users", {}, {{"strategy", Value("backup-restore")}})
      .node("dns", "route53", {}, {{"policy", Value("simple")}, {"ttlSeconds", Value(60)}})
      .node("web", "app-tier", "eu-west-1a", tier(2, 2))
      .node("db", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}, {"allocatedGb", Value(500)}})
      .node("vault", "s3-bucket", "eu-west-1", {{"versioning", Value(true)}})
      .node("archive", "s3-bucket", "eu-central-1",
            {{"versioning", Value(true)}, {"storageClass", Value("glacier-flexible")}})
      .link("uses", "shop", "dns", access("read-write"))
      .link("routes", "dns", "web")
      .link("uses", "web", "db", access("read-write"))
      .link("backs-up", "db", "vault", {{"intervalHours", Value(24)}})
      .link("replicates", "vault", "archive");
}

}  // namespace nines::test
