// Designs that a reading of the engine brought up: circles, ladders, choices that must not hang on ids, links that
// read.
#include "../rules/rules_support.h"
#include "recovery/driller.h"

using namespace nines;
using namespace nines::test;

namespace {

WorkloadDrill drilled(const Sketch& sketch, const char* outage, const char* workload = "shop") {
  const Design design = sketch.design();
  const Closure closure(design);
  const RecoveryPlans plans(design, closure);
  const auto read = readOutage(design, outage);
  if (!read.ok()) qFatal("%s", read.error().reason.c_str());
  const Drill drill = Driller(design, closure, plans).drill(read.value());
  const auto at = std::ranges::find(drill.workloads, workload, &WorkloadDrill::id);
  if (at == drill.workloads.end()) qFatal("no such workload");
  return *at;
}

Properties readWrite() { return {{"access", Value("read-write")}}; }

Sketch shop() {
  Sketch s;
  s.region("eu-west-1", "ab").region("eu-central-1", "ab").node("shop", "users");
  return s;
}

}  // namespace

class TestJudge : public QObject {
  Q_OBJECT

 private slots:
  // Servers that need each other, in either order of ids: what one of them needs outside is needed by both.
  void circles_data() {
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("the entry first") << "a" << "b";
    QTest::newRow("the entry last") << "b" << "a";
  }
  void circles() {
    QFETCH(QString, first);
    QFETCH(QString, second);
    for (const char* kind : {"server", "app-tier"}) {
      const std::string one = first.toStdString();
      const std::string other = second.toStdString();
      Sketch s = shop();
      s.node(one, kind, "eu-west-1a").node(other, kind, "eu-west-1a").node("db", "rds-instance", "eu-west-1b");
      s.link("uses", "shop", one, readWrite())
          .link("uses", one, other, readWrite())
          .link("uses", other, one, readWrite());
      s.link("uses", other, "db", readWrite());
      const WorkloadDrill w = drilled(s, "host:db");
      QVERIFY(w.rto);
      QCOMPARE(w.rto->worst, 1800.0);
    }
  }

  // Each layer uses both servers of the next: without remembering, this would take 2^40 steps.
  void ladders() {
    Sketch s = shop();
    const auto name = [](int layer, int side) { return "s" + std::to_string(10 + layer) + (side == 0 ? "a" : "b"); };
    for (int layer = 0; layer < 40; ++layer) {
      for (const int side : {0, 1}) s.node(name(layer, side), "server", "eu-west-1a");
    }
    s.node("db", "rds-instance", "eu-west-1b");
    for (int layer = 0; layer + 1 < 40; ++layer) {
      for (const int side : {0, 1}) {
        for (const int below : {0, 1}) s.link("uses", name(layer, side), name(layer + 1, below), readWrite());
      }
    }
    s.link("uses", "shop", name(0, 0), readWrite()).link("uses", name(39, 1), "db", readWrite());
    QCOMPARE(drilled(s, "host:db").rto->worst, 1800.0);
  }

  // Thousands of servers after each other: no recursion along them.
  void longChains() {
    Sketch s = shop();
    constexpr int kLength = 4000;
    const auto name = [](int i) { return "s" + std::to_string(10000 + i); };
    for (int i = 0; i < kLength; ++i) s.node(name(i), "server", "eu-west-1a");
    for (int i = 0; i + 1 < kLength; ++i) s.link("uses", name(i), name(i + 1), readWrite());
    s.node("db", "rds-instance", "eu-west-1b").link("uses", "shop", name(0), readWrite());
    s.link("uses", name(kLength - 1), "db", readWrite());
    QCOMPARE(drilled(s, "host:db").rto->worst, 1800.0);
  }

  // Whoever uses the writer by its own endpoint loses what its cluster loses.
  void instanceEndpointsLoseTheClustersData() {
    Sketch s = shop();
    s.node("cluster", "aurora-cluster", "eu-west-1")
        .node("writer", "aurora-instance", "eu-west-1a", {{"role", Value("writer")}});
    s.link("member", "writer", "cluster").link("uses", "shop", "writer", readWrite());
    QCOMPARE(drilled(s, "corruption:cluster").rpo->worst, 300.0);
  }

  // And is pointed to the instance that takes over, since that endpoint does not move.
  void instanceEndpointsDoNotMove() {
    Sketch s = shop();
    s.node("cluster", "aurora-cluster", "eu-west-1");
    s.node("writer", "aurora-instance", "eu-west-1a", {{"role", Value("writer")}});
    s.node("reader", "aurora-instance", "eu-west-1b")
        .link("member", "writer", "cluster")
        .link("member", "reader", "cluster");
    s.link("uses", "shop", "writer", readWrite());
    const WorkloadDrill w = drilled(s, "host:writer");
    QCOMPARE(w.rto->best, 360.0);
    QCOMPARE(w.rto->worst, 2100.0);
    QCOMPARE(w.rpo->worst, 0.0);
  }

  // A read replica that is Multi-AZ has a standby of its own.
  void replicasFailOver() {
    Sketch s = shop();
    s.node("db", "rds-instance", "eu-west-1b")
        .node("replica", "rds-instance", "eu-west-1a", {{"multiAz", Value(true)}});
    s.node("tier", "app-tier", "eu-west-1b", {{"clientDnsCacheSeconds", Value(0)}}).link("replicates", "db", "replica");
    s.link("uses", "shop", "tier", {{"access", Value("read")}})
        .link("uses", "tier", "replica", {{"access", Value("read")}});
    const WorkloadDrill w = drilled(s, "host:replica");
    QCOMPARE(w.rto->best, 60.0);
    QCOMPARE(w.rto->worst, 120.0);
  }

  // Copies of Aurora's backups in another Region are as old as the last backup.
  void copiedBackupsAreADayOld() {
    Sketch s = shop();
    s.node("cluster", "aurora-cluster", "eu-west-1", {{"backupCopyRegion", Value("eu-central-1")}});
    s.node("tier", "app-tier", "eu-central-1a").link("uses", "shop", "tier", readWrite());
    s.link("uses", "tier", "cluster", readWrite());
    QCOMPARE(drilled(s, "region:eu-west-1").rpo->worst, 86400.0);
  }

  // Data that nothing brings back misses every target, though the workload goes on.
  void whatIsGoneForGoodIsMissed() {
    Sketch s = shop();
    s.node("rushed", "users", {}, {{"rpoSeconds", Value(Value::Object{{"corruption", Value(60)}})}});
    s.node("table", "dynamodb-table", "eu-west-1").link("uses", "rushed", "table", readWrite());
    const WorkloadDrill w = drilled(s, "corruption:table", "rushed");
    QVERIFY(!w.rpo);
    QCOMPARE(w.met(), std::optional(false));
  }

  // A tier over the zones of a Region starts anew only in zones that are left.
  void nothingStartsInLostZones() {
    Sketch s;
    s.region("eu-west-1", "a").node("shop", "users").node("tier", "app-tier", "eu-west-1", {{"running", Value(2)}});
    s.link("uses", "shop", "tier", readWrite());
    const WorkloadDrill w = drilled(s, "az:eu-west-1a");
    const auto deploys = [](const DrillStep& step) { return step.kind == StepKind::deploy; };
    QVERIFY(w.recovers && std::ranges::any_of(w.steps, deploys));  // the real Region has other zones
  }

  // A link that only reads the copy writes nowhere: people have to point the client to it.
  void readingLinksWriteNothing() {
    Sketch s = shop();
    s.node("tier", "app-tier", "eu-central-1a").node("table", "dynamodb-table", "eu-west-1");
    s.node("copy", "dynamodb-table", "eu-central-1").link("replicates", "table", "copy");
    s.link("uses", "shop", "tier", readWrite()).link("uses", "tier", "table", readWrite());
    s.link("uses", "tier", "copy", {{"access", Value("read")}});
    const WorkloadDrill w = drilled(s, "region:eu-west-1");
    QCOMPARE(w.rto->best, 360.0);
    QCOMPARE(w.rto->worst, 2100.0);
    QCOMPARE(w.readRto->worst, 0.0);
  }

  // The lag of a global table stands on its link, whichever way that is drawn.
  void tablesLagBothWays() {
    Sketch s = shop();
    s.node("copy", "dynamodb-table", "eu-central-1").node("table", "dynamodb-table", "eu-west-1");
    s.link("replicates", "copy", "table", {{"lagSeconds", Value(60)}});
    s.node("tier", "app-tier", "eu-central-1a").link("uses", "shop", "tier", readWrite());
    s.link("uses", "tier", "table", readWrite());
    QCOMPARE(drilled(s, "region:eu-west-1").rpo->worst, 60.0);
  }

  // Of two other Regions the one that has everything takes over, whatever it is called.
  void theWholeSideTakesOver_data() {
    QTest::addColumn<QString>("small");
    QTest::addColumn<QString>("full");
    QTest::newRow("small first") << "b-side" << "c-side";
    QTest::newRow("full first") << "c-side" << "b-side";
  }
  void theWholeSideTakesOver() {
    QFETCH(QString, small);
    QFETCH(QString, full);
    Sketch s = shop();
    s.region("us-east-1", "a").node("dns", "route53", {}, {{"healthCheck", Value(true)}, {"policy", Value("latency")}});
    s.node("a-side", "app-tier", "eu-west-1a");
    s.node(small.toStdString(), "app-tier", "eu-central-1a", {{"maximum", Value(1)}, {"needed", Value(2)}});
    s.node(full.toStdString(), "app-tier", "us-east-1a").link("uses", "shop", "dns", readWrite());
    for (const char* side : {"a-side", "b-side", "c-side"}) s.link("routes", "dns", side);
    QVERIFY(drilled(s, "region:eu-west-1").recovers);
  }

  // What is left of a primary side serves, so its health check goes on; sending users elsewhere takes people.
  void healthChecksSeeNoMissingInstances() {
    Sketch s = shop();
    s.node("dns", "route53", {}, {{"healthCheck", Value(true)}, {"policy", Value("failover")}});
    s.node("alb", "load-balancer", "eu-west-1")
        .node("one", "app-tier", "eu-west-1a")
        .node("two", "app-tier", "eu-west-1b");
    s.node("group", "scaling-group", "eu-west-1", {{"needed", Value(2)}, {"maximum", Value(1)}});
    s.link("member", "one", "group").link("member", "two", "group").link("routes", "alb", "group");
    s.node("away", "app-tier", "eu-central-1a");
    s.link("routes", "dns", "alb", {{"role", Value("primary")}})
        .link("routes", "dns", "away", {{"role", Value("secondary")}});
    s.link("uses", "shop", "dns", readWrite());
    const WorkloadDrill w = drilled(s, "az:eu-west-1a");
    QVERIFY(w.recovers);
    const auto decides = [](const DrillStep& step) { return step.kind == StepKind::decide; };
    QVERIFY(std::ranges::any_of(w.steps, decides));
  }
};

QTEST_GUILESS_MAIN(TestJudge)
#include "test_judge.moc"
