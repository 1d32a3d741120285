// What fixes of the family about recovery leave behind: the design that a
// person would have made by hand.
#include "fix_results.h"

using namespace nines;
using nines::test::fixed;
using nines::test::Sketch;
using nines::test::valueOf;

namespace {

constexpr const char* kHome = "eu-west-1";
constexpr const char* kAway = "eu-central-1";

Properties access(const char* value) { return {{"access", Value(value)}}; }

// A shop in Ireland with a recovery Region in Frankfurt, in which nothing
// stands yet.
Sketch shop(const char* strategy, const char* entry = "web") {
  Sketch s;
  s.region(kHome, "abc").node(kAway, "region", {}, {{"code", Value(kAway)}, {"role", Value("recovery")}});
  for (const char letter : {'a', 'b', 'c'}) {
    const std::string zone = std::string(kAway) + letter;
    s.node(zone, "az", kAway, {{"code", Value(zone)}});
  }
  return s.node("shop", "users", {}, {{"strategy", Value(strategy)}})
      .node("web", "app-tier", "eu-west-1a", {{"needed", Value(2)}, {"running", Value(2)}, {"runsOn", Value("ecs")}})
      .link("uses", "shop", entry, access("read"));
}

Sketch withTable(const char* strategy, const char* entry = "web") {
  return shop(strategy, entry)
      .node("orders", "dynamodb-table", kHome, {{"pitr", Value(true)}, {"tableName", Value("orders")}})
      .link("uses", "web", "orders", access("read-write"));
}

Sketch replicated(const char* strategy, const char* entry = "web") {
  return withTable(strategy, entry)
      .node("orders-dr", "dynamodb-table", kAway, {{"pitr", Value(true)}, {"tableName", Value("orders")}})
      .link("replicates", "orders", "orders-dr");
}

// The link between the two; null where there is none, or more than one.
const Link* linkOf(const Topology& t, std::string_view kind, std::string_view from, std::string_view to) {
  const Link* found = nullptr;
  for (std::size_t i = 0; i < t.links.size(); ++i) {
    const Link& link = t.links[i];
    if (link.kind != kind || link.from != from || link.to != to) continue;
    if (found) return nullptr;
    found = &link;
  }
  return found;
}

std::string parentOf(const Topology& t, std::string_view id) {
  const Node* node = t.nodes.find(id);
  return node ? node->parent : "no such node";
}

}  // namespace

class TestRecoveryFixes : public QObject {
  Q_OBJECT

 private slots:
  void whatStandsThereIsDeclared() {
    Sketch s = replicated("warm-standby");
    s.node("web-dr", "app-tier", kAway, {{"running", Value(0)}});
    QVERIFY(valueOf(fixed(s, "dr.strategy-mismatch"), "shop", "strategy") == Value("pilot-light"));
    s.node("shop", "users");
    QVERIFY(valueOf(fixed(s, "dr.strategy-declared"), "shop", "strategy") == Value("pilot-light"));
  }

  void aPlanCopiesThereToo() {
    Sketch s = withTable("backup-restore");
    const Topology added = fixed(s, "dr.backup-in-recovery-region");
    QVERIFY(linkOf(added, "backs-up", "orders", "orders-backups"));
    QCOMPARE(parentOf(added, "orders-backups"), std::string(kHome));
    QVERIFY(valueOf(added, "orders-backups", "copyTo") == Value(Value::Array{Value(kAway)}));
    // Daily, or nobody could say what can be lost.
    QVERIFY(valueOf(added, "orders-backups", "intervalHours") == Value(24));
    s.region("us-east-1", "")
        .node("plan", "backup-plan", kHome, {{"copyTo", Value(Value::Array{Value("us-east-1")})}})
        .link("backs-up", "orders", "plan");
    QVERIFY(valueOf(fixed(s, "dr.backup-in-recovery-region"), "plan", "copyTo") ==
            Value(Value::Array{Value("us-east-1"), Value(kAway)}));
  }

  void aTableGetsAReplica() {
    const Topology t = fixed(withTable("pilot-light"), "dr.data-in-recovery-region");
    QCOMPARE(parentOf(t, "orders-2"), std::string(kAway));
    QVERIFY(valueOf(t, "orders-2", "tableName") == Value("orders"));
    QVERIFY(linkOf(t, "replicates", "orders", "orders-2"));
  }

  void aBucketGetsACopy() {
    Sketch s = shop("pilot-light");
    s.node("files", "s3-bucket", kHome).link("uses", "web", "files", access("write"));
    const Topology t = fixed(s, "dr.data-in-recovery-region");
    QCOMPARE(parentOf(t, "files-dr"), std::string(kAway));
    QVERIFY(valueOf(t, "files", "versioning") == Value(true));
    QVERIFY(valueOf(t, "files-dr", "versioning") == Value(true));
  }

  void aDatabaseGetsAReplica() {
    Sketch s = shop("pilot-light");
    s.node("db", "rds-instance", "eu-west-1b",
           {{"engine", Value("mysql")}, {"engineVersion", Value("8.0")}, {"backupRetentionDays", Value(0)}})
        .link("uses", "web", "db", access("read-write"));
    const Topology t = fixed(s, "dr.data-in-recovery-region");
    QCOMPARE(parentOf(t, "db-dr"), std::string("eu-central-1a"));
    QVERIFY(valueOf(t, "db-dr", "engineVersion") == Value("8.0"));
    QVERIFY(linkOf(t, "replicates", "db", "db-dr"));
    // Without backups there would be no replica.
    QVERIFY(valueOf(t, "db", "backupRetentionDays") == Value(7));
  }

  void aClusterBecomesAGlobalDatabase() {
    Sketch s = shop("pilot-light");
    s.node("sales", "aurora-cluster", kHome, {{"engine", Value("postgresql")}})
        .link("uses", "web", "sales", access("read-write"));
    const Topology t = fixed(s, "dr.data-in-recovery-region");
    QCOMPARE(parentOf(t, "sales-dr"), std::string(kAway));
    const Link* link = linkOf(t, "replicates", "sales", "sales-dr");
    QVERIFY(link && link->properties.at("technology") == Value("global-database"));
  }

  void tiersAreDefinedOrRun() {
    for (const auto& [strategy, rule, running] : {std::tuple("pilot-light", "dr.pilot-light-compute", 0),
                                                  std::tuple("warm-standby", "dr.warm-standby-running", 1)}) {
      const Topology t = fixed(replicated(strategy), rule);
      QCOMPARE(parentOf(t, "web-dr"), std::string(kAway));
      QVERIFY(valueOf(t, "web-dr", "running") == Value(running));
      QVERIFY(valueOf(t, "web-dr", "needed") == Value(2));
      QVERIFY(valueOf(t, "web-dr", "maximum") == Value(2));
      QVERIFY(valueOf(t, "web-dr", "runsOn") == Value("ecs"));
      QVERIFY(valueOf(t, "web", "counterpart") == Value("web-dr"));
    }
  }

  void aStoppedTierRuns() {
    Sketch s = replicated("warm-standby");
    s.node("web-dr", "app-tier", kAway, {{"running", Value(0)}, {"maximum", Value(0)}});
    const Topology t = fixed(s, "dr.warm-standby-running");
    QVERIFY(valueOf(t, "web-dr", "running") == Value(1));
    QVERIFY(valueOf(t, "web-dr", "maximum") == Value(1));
  }

  // The tiers of a group share what is missing.
  void groupsGrowEvenly() {
    Sketch s = replicated("multi-site");
    s.node("fleet", "scaling-group", kAway, {{"needed", Value(6)}, {"maximum", Value(4)}});
    for (const char* tier : {"dr-1", "dr-2", "dr-3"}) {
      s.node(tier, "app-tier", kAway, {{"running", Value(1)}}).link("member", tier, "fleet");
    }
    s.node("dns", "route53", {}, {{"policy", Value("latency")}})
        .link("uses", "shop", "dns")
        .link("routes", "dns", "web")
        .link("routes", "dns", "fleet");
    const Topology t = fixed(s, "dr.multi-site-full-size");
    for (const char* tier : {"dr-1", "dr-2", "dr-3"}) QVERIFY(valueOf(t, tier, "running") == Value(2));
    QVERIFY(valueOf(t, "fleet", "maximum") == Value(6));
  }

  void clientsAskARecord() {
    Sketch s = replicated("multi-site", "front");
    s.node("front", "load-balancer", kHome)
        .node("front-dr", "load-balancer", kAway)
        .node("web-dr", "app-tier", kAway, {{"running", Value(2)}})
        .link("routes", "front", "web")
        .link("routes", "front-dr", "web-dr");
    const Topology t = fixed(s, "dr.multi-site-routing");
    QVERIFY(linkOf(t, "routes", "shop-dns", "front") && linkOf(t, "routes", "shop-dns", "front-dr"));
    QVERIFY(valueOf(t, "shop-dns", "policy") == Value("latency"));
    QVERIFY(valueOf(t, "shop-dns", "healthCheck") == Value(true));
    // What was asked directly is asked through the record, for the same
    // purpose.
    const Link* asked = linkOf(t, "uses", "shop", "shop-dns");
    QVERIFY(asked && asked->properties.at("access") == Value("read"));
    QVERIFY(!linkOf(t, "uses", "shop", "front"));
  }

  void aRecordLeadsOn() {
    Sketch s = shop("multi-site", "dns");
    s.node("web-dr", "app-tier", kAway, {{"running", Value(2)}})
        .node("dns", "route53", {}, {{"ttlSeconds", Value(300)}})
        .link("routes", "dns", "web");
    const Topology t = fixed(s, "dr.multi-site-routing");
    QVERIFY(linkOf(t, "routes", "dns", "web") && linkOf(t, "routes", "dns", "web-dr"));
    QVERIFY(valueOf(t, "dns", "policy") == Value("latency"));
    QVERIFY(valueOf(t, "dns", "healthCheck") == Value(true));
    QVERIFY(valueOf(t, "dns", "ttlSeconds") == Value(60));
  }

  void copiesAreBackedUp() {
    Sketch s;
    s.region(kHome, "").region(kAway, "");
    s.node("orders", "dynamodb-table", kHome, {{"pitr", Value(false)}, {"pitrDays", Value(99)}})
        .node("orders-dr", "dynamodb-table", kAway, {{"pitr", Value(false)}})
        .link("replicates", "orders", "orders-dr");
    const Topology t = fixed(s, "dr.replication-is-not-backup");
    QVERIFY(valueOf(t, "orders", "pitr") == Value(true));
    QVERIFY(valueOf(t, "orders", "pitrDays") == Value(35));
  }
};

QTEST_GUILESS_MAIN(TestRecoveryFixes)
#include "test_recovery_fixes.moc"
