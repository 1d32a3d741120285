// Designs that a reading of the engine brought up: circles, ladders, choices that must not hang on ids, links that
// read.
#include <cmath>

#include "../rules/rules_support.h"
#include "recovery/driller.h"
#include "recovery/stale_reads.h"

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
    s.node("table", "dynamodb-table", "eu-west-1", {{"pitr", Value(false)}});
    s.link("uses", "rushed", "table", readWrite());
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

  // The other table of a global table has the backups, whichever of the two is hit first.
  void backupsOfTheOtherTable_data() {
    QTest::addColumn<QString>("kept");
    QTest::newRow("the first") << "table-1";
    QTest::newRow("the second") << "table-2";
  }
  void backupsOfTheOtherTable() {
    QFETCH(QString, kept);
    Sketch s = shop();
    for (const char* table : {"table-1", "table-2"})
      s.node(table, "dynamodb-table", table[6] == '1' ? "eu-west-1" : "eu-central-1", {{"pitr", Value(kept == table)}});
    s.link("replicates", "table-1", "table-2").link("uses", "shop", "table-1", readWrite());
    const WorkloadDrill w = drilled(s, "corruption:table-1");
    QVERIFY(w.rto && w.rpo);
    QCOMPARE(w.rto->worst, 5700.0);
    QCOMPARE(w.rpo->worst, 300.0);
  }

  // Of two lost tables the one counts that the third was further behind, whatever they are called.
  void theFurthestBehindCounts_data() {
    QTest::addColumn<QString>("slow");
    QTest::newRow("the first") << "table-1";
    QTest::newRow("the second") << "table-2";
  }
  void theFurthestBehindCounts() {
    QFETCH(QString, slow);
    Sketch s = shop();
    s.region("us-east-1", "a").node("tier", "app-tier", "us-east-1a").node("left", "dynamodb-table", "us-east-1");
    s.node("table-1", "dynamodb-table", "eu-west-1").node("table-2", "dynamodb-table", "eu-central-1");
    for (const char* table : {"table-1", "table-2"})
      s.link("replicates", table, "left", {{"lagSeconds", Value(slow == table ? 60 : 5)}});
    s.link("uses", "shop", "tier", readWrite()).link("uses", "tier", "table-1", readWrite());
    s.link("uses", "tier", "table-2", readWrite());
    QCOMPARE(drilled(s, "region:eu-west-1+region:eu-central-1").rpo->worst, 60.0);
  }

  // A cluster that replicates on: what a copy of a copy is behind adds up, where both before it are lost.
  void copiesOfCopies() {
    Sketch s = shop();
    s.region("us-east-1", "a").node("tier", "app-tier", "us-east-1a");
    s.node("c-1", "aurora-cluster", "eu-west-1").node("c-2", "aurora-cluster", "eu-central-1");
    s.node("c-3", "aurora-cluster", "us-east-1").link("replicates", "c-1", "c-2", {{"lagSeconds", Value(20)}});
    s.link("replicates", "c-2", "c-3", {{"lagSeconds", Value(30)}}).link("uses", "shop", "tier", readWrite());
    s.link("uses", "tier", "c-1", readWrite());
    const WorkloadDrill w = drilled(s, "region:eu-west-1+region:eu-central-1");
    QVERIFY(w.rto && w.rpo);
    QCOMPARE(w.rpo->worst, 50.0);
    QCOMPARE(w.losses.front().source.text, std::string("Set on the link from c-2 to c-3"));
  }

  // Whatever a file says, times stay times.
  void numbersWithoutMeaningAreBounded() {
    Sketch s = shop();
    s.node("db", "rds-instance", "eu-west-1a", {{"allocatedGb", Value(1e308)}});
    s.node("tier", "app-tier", "eu-west-1b", {{"startSeconds", Value(1e308)}, {"clientDnsCacheSeconds", Value(1e308)}});
    s.link("uses", "shop", "tier", readWrite()).link("uses", "tier", "db", readWrite());
    for (const char* outage : {"az:eu-west-1a", "corruption:db", "host:db", "host:tier"}) {
      const WorkloadDrill w = drilled(s, outage);
      QVERIFY(w.rto && w.rto->worst < 1e11 && w.rto->best >= 0 && w.rto->best <= w.rto->worst);
      QCOMPARE(w.states.back().state, ServiceState::up);
    }
  }
  void linesThatCarryNothingBringNothingBack() {
    Sketch s;
    s.node("site", "data-centre", {}, {{"uplinkMbps", Value(1e-200)}}).node("shop", "users").region("eu-west-1", "a");
    s.node("files", "server", "site", {{"role", Value("storage")}, {"dataGb", Value(10)}});
    s.node("bucket", "s3-bucket", "eu-west-1").link("uses", "shop", "files", readWrite());
    s.link("backs-up", "files", "bucket", {{"intervalHours", Value(1e308)}, {"utilisation", Value(1e-200)}});
    const WorkloadDrill w = drilled(s, "host:files");
    QVERIFY(!w.recovers && !w.recoveryUnknown && !w.rto && !w.rpo && w.steps.empty());
    QCOMPARE(w.unknownBecause, std::string("Nothing brings the data of files back"));
  }

  // A class that has no such retrieval counts with the usual one, and the step says so.
  void retrievalsThatThereAreNot() {
    const auto retrieval = [](const char* storageClass, const char* asked) {
      Sketch s = shop();
      s.node("db", "rds-instance", "eu-west-1a", {{"allocatedGb", Value(100)}, {"backupRetentionDays", Value(0)}});
      s.node("vault", "s3-bucket", "eu-west-1",
             {{"purpose", Value("backup")}, {"retrieval", Value(asked)}, {"storageClass", Value(storageClass)}});
      s.link("uses", "shop", "db", readWrite()).link("backs-up", "db", "vault", {{"intervalHours", Value(24)}});
      const WorkloadDrill w = drilled(s, "corruption:db");
      const auto at = std::ranges::find(w.steps, StepKind::retrieve, &DrillStep::kind);
      return at == w.steps.end() ? DrillStep() : *at;
    };
    const DrillStep expedited = retrieval("glacier-deep-archive", "expedited");
    QVERIFY(expedited.duration == (Span{43200, 43200}));
    QCOMPARE(expedited.note,
             std::string("The class of vault does not have the retrieval that it asks for: standard counts"));
    QVERIFY(retrieval("glacier-deep-archive", "bulk").duration == (Span{172800, 172800}));
    QCOMPARE(retrieval("glacier-deep-archive", "bulk").note, std::string());
    QVERIFY(retrieval("glacier-flexible", "expedited").duration == (Span{60, 300}));
    QCOMPARE(retrieval("glacier-flexible", "expedited").note, std::string());
    QVERIFY(retrieval("standard", "expedited").subject.empty());
  }

  // What is noticed after the last good backup was deleted has none.
  void lateNoticeOutlivesBackups() {
    Sketch s = shop();
    s.node("db", "rds-instance", "eu-west-1a", {{"backupRetentionDays", Value(7)}})
        .link("uses", "shop", "db", readWrite());
    QVERIFY(drilled(s, "corruption:db").recovers);
    Topology late = s.topology();
    late.assumptions["corruptionUnnoticedSeconds"] = Value(8 * 86400);
    const Design design = designOf(late);
    const Closure closure(design);
    const RecoveryPlans plans(design, closure);
    const Drill drill = Driller(design, closure, plans).drill(readOutage(design, "corruption:db").value());
    QVERIFY(!drill.workloads.front().recovers);
  }

  // The commonest drill: one database without a standby.
  void adviceIsAboutWhatStarts() {
    Sketch s = shop();
    s.node("db", "rds-instance", "eu-west-1a").link("uses", "shop", "db", readWrite());
    QCOMPARE(drilled(s, "host:db").advice,
             std::string("A Multi-AZ standby of db would take over by itself, in a minute or two."));
  }

  // Readers of a copy whose source is lost are not interrupted, and are told that it gets older.
  void readersOfCopiesReadStaleData() {
    Sketch s = shop();
    s.node("db", "rds-instance", "eu-west-1a")
        .node("copy", "rds-instance", "eu-west-1b")
        .link("replicates", "db", "copy");
    s.link("uses", "shop", "copy", {{"access", Value("read")}});
    const Design design = s.design();
    const Closure closure(design);
    const RecoveryPlans plans(design, closure);
    const Driller driller(design, closure, plans);
    const Drill drill = driller.drill(readOutage(design, "host:db").value());
    QVERIFY(!drill.workloads.front().affected);
    QCOMPARE(staleReads(design, drill, "shop"), std::vector<std::string>{"copy"});
    QVERIFY(staleReads(design, driller.drill(readOutage(design, "host:copy").value()), "shop").empty());
  }

  // A cache nominates another primary by itself.
  void cachesHaveAnotherPrimary() {
    Sketch s = shop();
    s.node("dax", "dax-cluster", "eu-west-1").node("dax-1", "dax-node", "eu-west-1a", {{"role", Value("primary")}});
    s.node("dax-2", "dax-node", "eu-west-1b").node("table", "dynamodb-table", "eu-west-1");
    s.link("member", "dax-1", "dax").link("member", "dax-2", "dax").link("uses", "dax", "table", readWrite());
    s.link("uses", "shop", "dax", readWrite());
    const Design design = s.design();
    const Closure closure(design);
    const RecoveryPlans plans(design, closure);
    const Drill drill = Driller(design, closure, plans).drill(readOutage(design, "az:eu-west-1a").value());
    const auto is = [](const NodeChange& c) { return c.node == "dax-2" && c.fate == Fate::promoted && c.at == Span{}; };
    QVERIFY(std::ranges::any_of(drill.nodes, is));
  }

  // Servers in a long circle: what one of them needs outside reaches all of them, from either end.
  void longCircles() {
    Sketch s = shop();
    constexpr int kLength = 60;
    const auto name = [](int i) { return "s" + std::to_string(100 + i % kLength); };
    for (int i = 0; i < kLength; ++i) s.node(name(i), "server", "eu-west-1a");
    for (int i = 0; i < kLength; ++i) s.link("uses", name(i), name(i + 1), readWrite());
    s.node("db", "rds-instance", "eu-west-1b").link("uses", "shop", name(1), readWrite());
    s.link("uses", name(0), "db", readWrite());
    QCOMPARE(drilled(s, "host:db").rto->worst, 1800.0);
    QCOMPARE(drilled(s, "host:s130").recovers, false);
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
