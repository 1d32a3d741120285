// What fixes of the storage and cache families leave behind: not only that the finding is gone, but what a person would
// have done by hand.
#include <tuple>

#include "fix_results.h"

using namespace nines;
using nines::test::fixed;
using nines::test::Sketch;
using nines::test::valueOf;

namespace {

Value rule(const char* storageClass, int day) {
  return Value(Value::Object{{"class", Value(storageClass)}, {"afterDays", Value(day)}});
}

Value oldRule(const char* storageClass, int day) {
  return Value(Value::Object{{"class", Value(storageClass)}, {"afterDays", Value(day)}, {"noncurrent", Value(true)}});
}

Value lifecycleAfter(const Value::Array& rules, std::string_view broken, const char* storageClass = "standard") {
  Sketch s;
  s.region("eu-west-1", "")
      .node("files", "s3-bucket", "eu-west-1",
            {{"lifecycle", Value(rules)},
             {"storageClass", Value(storageClass)},
             {"versioning", Value(broken == "s3.noncurrent-lifecycle")}});
  return valueOf(fixed(s, broken), "files", "lifecycle");
}

Sketch cache(Properties properties) {
  Sketch s;
  s.region("eu-west-1", "").node("vpc", "vpc", "eu-west-1").node("sessions", "dynamodb-table", "eu-west-1");
  for (const char letter : {'a', 'b', 'c'}) {
    const std::string zone = std::string("eu-west-1") + letter;
    s.node(zone, "az", "vpc", {{"code", Value(zone)}});
  }
  s.node("dax", "dax-cluster", "vpc", std::move(properties)).link("uses", "dax", "sessions");
  return s;
}

Value zones(std::initializer_list<const char*> ids) {
  Value::Array out;
  for (const char* id : ids) out.emplace_back(id);
  return Value(std::move(out));
}

}  // namespace

class TestFixResults : public QObject {
  Q_OBJECT

 private slots:
  void lifecycleIsReordered() {
    // The same days for the classes in their order, later where a class has to be kept for longer.
    QVERIFY(lifecycleAfter({rule("glacier-flexible", 30), rule("standard-ia", 60)}, "s3.lifecycle-order") ==
            Value(Value::Array{rule("standard-ia", 30), rule("glacier-flexible", 60)}));
    QVERIFY(lifecycleAfter({rule("standard-ia", 29), rule("glacier-flexible", 40), rule("expire", 50)},
                           "s3.lifecycle-order") ==
            Value(Value::Array{rule("standard-ia", 30), rule("glacier-flexible", 60), rule("expire", 150)}));
    QVERIFY(lifecycleAfter({oldRule("glacier-flexible", 3), oldRule("expire", 20)}, "s3.lifecycle-order") ==
            Value(Value::Array{oldRule("glacier-flexible", 3), oldRule("expire", 93)}));
  }

  // A reader that also writes to a secondary: what is new is as soft as what was there.
  void movedWritesStayAsSoft() {
    for (const bool hard : {false, true}) {
      Sketch s;
      s.region("eu-west-1", "abc").region("eu-central-1", "abc");
      s.node("main", "aurora-cluster", "eu-west-1").node("copy", "aurora-cluster", "eu-central-1");
      s.node("w", "aurora-instance", "eu-west-1a", {{"role", Value("writer")}}).link("member", "w", "main");
      s.node("r", "aurora-instance", "eu-central-1a", {{"role", Value("reader")}}).link("member", "r", "copy");
      s.node("web", "app-tier", "eu-central-1a").link("replicates", "main", "copy");
      s.link("uses", "web", "copy", {{"access", Value("read-write")}, {"hard", Value(hard)}});
      const Topology t = fixed(s, "aurora.secondary-read-only");
      int writing = 0;
      for (const auto& link : t.links.rows()) {
        if (link->kind != "uses") continue;
        QVERIFY(link->properties.at("hard") == Value(hard));
        if (link->to == "main") ++writing;
      }
      QCOMPARE(writing, 1);
    }
  }

  // Sentences cut long names; what is made after something bears its name as it is.
  void longNamesAreKept() {
    const std::string name(100, 'n');  // without a name its id is its title
    Sketch s;
    s.region("eu-west-1", "ab");
    s.node(name, "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}, {"multiAz", Value(true)}});
    const Topology t = fixed(s, "rds.standby-drawn");
    const auto isStandby = [](const auto& node) { return node->kind == "rds-standby"; };
    const auto standby = std::ranges::find_if(t.nodes.rows(), isStandby);
    QVERIFY(standby != t.nodes.rows().end());
    QCOMPARE((*standby)->name, name);
  }

  void whatCannotFollowGoes() {
    QVERIFY(lifecycleAfter({rule("standard", 10), rule("expire", 200)}, "s3.lifecycle-order", "glacier-deep-archive") ==
            Value(Value::Array{rule("expire", 200)}));
  }

  void oldVersionsExpire() {
    QVERIFY(lifecycleAfter({rule("expire", 400)}, "s3.noncurrent-lifecycle") ==
            Value(Value::Array{rule("expire", 400), oldRule("expire", 90)}));
  }

  void oneZoneBecomesThree() {
    const Value::Array rules{rule("one-zone-ia", 30), rule("glacier-flexible", 90)};
    QVERIFY(lifecycleAfter(rules, "s3.one-zone-sole-copy") ==
            Value(Value::Array{rule("standard-ia", 30), rule("glacier-flexible", 90)}));
    // Moving to the class that objects are in anyway is no rule any more.
    QVERIFY(lifecycleAfter(rules, "s3.one-zone-sole-copy", "one-zone-ia") ==
            Value(Value::Array{rule("glacier-flexible", 90)}));
  }

  void backupsGetACopy() {
    Sketch s;
    s.region("eu-west-1", "").region("eu-central-1", "");
    s.node("backups", "s3-bucket", "eu-west-1", {{"purpose", Value("backup")}});
    const Topology t = fixed(s, "s3.cross-region-replication");
    const Node* copy = t.nodes.find("backups-copy");
    QVERIFY(copy && copy->parent == "eu-central-1" && copy->kind == "s3-bucket");
    QVERIFY(valueOf(t, "backups-copy", "versioning") == Value(true));
    QVERIFY(valueOf(t, "backups", "versioning") == Value(true));
    QCOMPARE(t.links.size(), std::size_t{1});
    QCOMPARE(t.links[0].to, std::string("backups-copy"));
  }

  void theReplicaIsLikeItsTable() {
    Sketch s;
    s.region("eu-west-1", "").region("eu-central-1", "");
    s.node("shop", "users", {}, {{"rtoSeconds", Value(Value::Object{{"region", Value(900)}})}});
    s.node("orders", "dynamodb-table", "eu-west-1",
           {{"tableName", Value("orders")}, {"pitr", Value(true)}, {"pitrDays", Value(99)}});
    s.link("uses", "shop", "orders");
    const Topology t = fixed(s, "dynamodb.global-table");
    QVERIFY(valueOf(t, "orders-2", "tableName") == Value("orders"));
    QVERIFY(valueOf(t, "orders-2", "pitr") == Value(true));
    // A window that AWS refuses is not copied.
    QVERIFY(valueOf(t, "orders-2", "pitrDays").isNull());
    QCOMPARE(t.nodes.find("orders-2")->parent, std::string("eu-central-1"));
  }

  void windowsBecomeTheNearest() {
    for (const auto& [asked, days] : {std::pair(0, 1), {36, 35}}) {
      Sketch s;
      s.region("eu-west-1", "")
          .node("orders", "dynamodb-table", "eu-west-1", {{"pitr", Value(true)}, {"pitrDays", Value(asked)}});
      QVERIFY(valueOf(fixed(s, "dynamodb.pitr-window", "aws-2026"), "orders", "pitrDays") == Value(days));
    }
  }

  void plansKeepLonger() {
    Sketch s;
    s.region("eu-west-1", "").node("orders", "dynamodb-table", "eu-west-1", {{"backupRetentionDays", Value(90)}});
    const Topology added = fixed(s, "dynamodb.long-term-backup");
    QVERIFY(valueOf(added, "orders-backups", "retentionDays") == Value(90));
    s.node("plan", "backup-plan", "eu-west-1", {{"retentionDays", Value(40)}}).link("backs-up", "orders", "plan");
    const Topology raised = fixed(s, "dynamodb.long-term-backup");
    QVERIFY(valueOf(raised, "plan", "retentionDays") == Value(90));
    QCOMPARE(raised.nodes.size(), std::size_t{3});
  }

  void nodesAreSpread() {
    const Topology t =
        fixed(cache({{"nodes", Value(4)}, {"nodeAzs", zones({"eu-west-1b", "eu-west-1b"})}}), "dax.spread");
    QVERIFY(valueOf(t, "dax", "nodeAzs") == zones({"eu-west-1b", "eu-west-1a", "eu-west-1c", "eu-west-1b"}));
    // More nodes need more zones at once.
    const Topology more =
        fixed(cache({{"nodes", Value(2)}, {"nodeAzs", zones({"eu-west-1c", "eu-west-1a"})}}), "dax.node-count");
    QVERIFY(valueOf(more, "dax", "nodeAzs") == zones({"eu-west-1c", "eu-west-1a", "eu-west-1b"}));
  }

  void drawnNodesMoveApart() {
    Sketch s = cache({});
    for (const char* id : {"n1", "n2", "n3"}) s.node(id, "dax-node", "eu-west-1b").link("member", id, "dax");
    const Topology t = fixed(s, "dax.spread");
    QCOMPARE(t.nodes.find("n1")->parent, std::string("eu-west-1b"));
    QCOMPARE(t.nodes.find("n2")->parent, std::string("eu-west-1a"));
    QCOMPARE(t.nodes.find("n3")->parent, std::string("eu-west-1c"));
  }

  void portsStayOpen() {
    const Topology t =
        fixed(cache({{"inboundPorts", Value(Value::Array{Value(443)})}, {"tls", Value(true)}}), "dax.inbound-port");
    QVERIFY(valueOf(t, "dax", "inboundPorts") == Value(Value::Array{Value(443), Value(9111)}));
  }

  // The twin has to carry the load alone when the first tier's zone is lost.
  void theTwinIsAsLarge() {
    Sketch s;
    s.region("eu-west-1", "ab").node("alb", "load-balancer", "eu-west-1");
    s.node("web", "app-tier", "eu-west-1a", {{"running", 6}, {"needed", 4}, {"maximum", 8}})
        .link("routes", "alb", "web");
    const Topology t = fixed(s, "load-balancer.azs");
    QCOMPARE(t.nodes.find("web-2")->parent, std::string("eu-west-1b"));
    QVERIFY(valueOf(t, "web-2", "running") == Value(6));
    QVERIFY(valueOf(t, "web-2", "needed") == Value(4));
    QVERIFY(valueOf(t, "web-2", "maximum") == Value(8));
  }

  // As short as clients of Aurora need it too, and no shorter.
  void clientsCacheForHalfAMinute() {
    Sketch s;
    s.region("eu-west-1", "ab");
    s.node("db", "rds-instance", "eu-west-1a", {{"engine", "mysql"}, {"multiAz", true}});
    s.node("web", "app-tier", "eu-west-1a", {{"clientDnsCacheSeconds", 300}}).link("uses", "web", "db");
    QVERIFY(valueOf(fixed(s, "rds.client-dns-cache"), "web", "clientDnsCacheSeconds") == Value(30));
  }

  // The course knows what replicas need, today there is what AWS still offers.
  void upgradesToWhatIsOffered() {
    for (const auto& [profile, engine, version] :
         {std::tuple("course-2021", "mysql", "5.6"), std::tuple("aws-2026", "mysql", "8.0"),
          std::tuple("course-2021", "postgresql", "9.3.5"), std::tuple("aws-2026", "postgresql", "14.1")}) {
      Sketch s;
      s.region("eu-west-1", "ab");
      s.node("db", "rds-instance", "eu-west-1a", {{"engine", engine}, {"engineVersion", "5.1"}});
      s.node("copy", "rds-instance", "eu-west-1b", {{"engine", engine}}).link("replicates", "db", "copy");
      QVERIFY(valueOf(fixed(s, "replica.engine-version", profile), "db", "engineVersion") == Value(version));
    }
  }

  // Half a unit is allowed as minimum, not as maximum.
  void theLowestMaximumIsOne() {
    Sketch s;
    s.region("eu-west-1", "abc");
    s.node("db", "aurora-cluster", "eu-west-1",
           {{"mode", "serverless-v2"}, {"engine", "mysql"}, {"minAcu", 0.5}, {"maxAcu", 0.5}});
    const Topology t = fixed(s, "aurora.serverless-capacity");
    QVERIFY(valueOf(t, "db", "minAcu") == Value(0.5));
    QVERIFY(valueOf(t, "db", "maxAcu") == Value(1));
  }

  void managementGoesToTheTable() {
    Sketch s = cache({});
    s.node("app", "app-tier", "eu-west-1a").link("uses", "app", "dax", {{"access", Value("read")}});
    s.link("uses", "app", "dax", {{"access", Value("table-management")}});
    const Topology t = fixed(s, "dax.table-management");
    for (std::size_t i = 0; i < t.links.size(); ++i) {
      const Link& link = t.links[i];
      if (link.from != "app") continue;
      QCOMPARE(link.to, std::string(link.properties.at("access") == Value("read") ? "dax" : "sessions"));
    }
  }
};

QTEST_GUILESS_MAIN(TestFixResults)
#include "test_fix_results.moc"
