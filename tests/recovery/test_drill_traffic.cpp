// Where traffic and replication go in a drill, worked out from drill.md and the picture of the drill: a link is broken
// only until what it led to is served again, what takes over is reached over a link or a detour, and copies follow it.
#include "recovery_sketches.h"

#include "drawing/drill_picture.h"
#include "drilled.h"
#include "formats/native.h"

using namespace nines;
using namespace nines::test;

namespace {

QString textOf(const Span& at) { return QStringLiteral("%1-%2").arg(at.best, 0, 'g', 9).arg(at.worst, 0, 'g', 9); }

QString textOf(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

// "a>b broken 0-0, idle 60-150": of all links that change, sorted.
QStringList linksOf(const Drilled& drilled, const Drill& drill) {
  std::map<QString, QStringList> changes;
  for (const LinkChange& change : drill.links) {
    const Link* link = drilled.design().topology().links.find(change.link);
    const QString ends =
        QStringLiteral("%1>%2").arg(QString::fromStdString(link->from), QString::fromStdString(link->to));
    changes[ends] << QStringLiteral("%1 %2").arg(textOf(toText(change.traffic)), textOf(change.at));
  }
  QStringList out;
  for (const auto& [ends, all] : changes) out << ends + QLatin1Char(' ') + all.join(QStringLiteral(", "));
  return out;
}

QString changesOf(const Drilled& drilled, const Drill& drill, const QString& ends) {
  for (const QString& line : linksOf(drilled, drill)) {
    if (line.startsWith(ends + QLatin1Char(' '))) return line.mid(ends.size() + 1);
  }
  return QStringLiteral("as ever");
}

QStringList detoursOf(const Drilled& drilled, const Drill& drill) {
  QStringList out;
  for (const Detour& d : drill.detours) {
    const Link* link = drilled.design().topology().links.find(d.instead);
    out << QStringLiteral("%1 %2>%3 instead of %4>%5 at %6")
               .arg(textOf(toText(d.kind)), QString::fromStdString(d.from), QString::fromStdString(d.to),
                    QString::fromStdString(link->from), QString::fromStdString(link->to), textOf(d.at));
  }
  return out;
}

Topology orders() {
  auto read = loadDesign(test::fixturePath("../../resources/templates/orders.nines"), Catalogue::shipped());
  return read.ok() ? std::move(read).value() : Topology();
}

Drill drillOf(const Drilled& drilled, const char* outage) {
  const auto read = readOutage(drilled.design(), outage);
  return read.ok() ? drilled.drill(*read) : Drill();
}

// A database in zone a and a tier in zone b.
Sketch databaseAndTier() {
  Sketch s;
  return s.region("eu-west-1", "ab")
      .node("shop", "users")
      .node("web", "app-tier", "eu-west-1b", tier(1, 1))
      .node("db", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}})
      .link("uses", "shop", "web", access("read-write"))
      .link("uses", "web", "db", access("read-write"));
}

}  // namespace

class TestDrillTraffic : public QObject {
  Q_OBJECT

 private slots:
  // Who writes to the source gets nothing to read there before people point them: worked out with the fixtures.
  void readersOfALostCopyArePointed() {
    const auto load = [](const char* name) {
      auto read = loadDesign(test::fixturePath(name), Catalogue::shipped());
      return Drilled(read.ok() ? std::move(read).value() : Topology());
    };
    const Drilled bucket = load("drill/260-bucket-copy-read-beside-its-source.nines");
    const Drill region = drillOf(bucket, "region:eu-central-1");
    QCOMPARE(changesOf(bucket, region, "web>docs-2"), QString("broken 0-0, idle 360-2100"));
    QCOMPARE(changesOf(bucket, region, "web>docs"), QString("moved 360-2100"));
    const Drilled pair = load("drill/266-writer-of-a-pair-reads-a-replica.nines");
    const Drill zones = drillOf(pair, "az:eu-west-1a+az:eu-west-1c");
    QCOMPARE(changesOf(pair, zones, "web>db"), QString("broken 0-0, idle 60-150"));
    QCOMPARE(changesOf(pair, zones, "web>replica"), QString("broken 0-0, idle 360-2100"));
  }

  // The picture's scenario. RDS 60-120, its clients' cache 0-30; Aurora 30-60 and the cache; the balancer 30-60; a
  // cache's next primary at once. orders-db-dr follows the standby when that has been promoted; orders-r1 is lost.
  void ordersLosesZoneA() {
    const Drilled drilled(orders());
    const Drill drill = drillOf(drilled, "az:eu-west-1a");
    const auto changes = [&](const char* ends) { return changesOf(drilled, drill, QLatin1String(ends)); };
    QCOMPARE(changes("orders-app>orders-db"), QString("broken 0-0, idle 60-150"));
    QCOMPARE(changes("orders-app>catalog"), QString("broken 0-0, moved 30-90"));
    QCOMPARE(changes("orders-app>dax"), QString("moved 0-0"));
    QCOMPARE(changes("dax>sessions"), QString("moved 0-0"));
    QCOMPARE(changes("orders-alb>orders-app"), QString("moved 30-60"));
    QCOMPARE(changes("dns>orders-alb"), QString("moved 30-60"));
    QCOMPARE(changes("dns>orders-alb-dr"), QString("as ever"));
    QCOMPARE(changes("orders-db>orders-db-dr"), QString("broken 0-0, idle 60-120"));
    QCOMPARE(changes("orders-db>orders-db-standby"), QString("broken 0-0"));
    QCOMPARE(changes("orders-r1>orders-r2"), QString("broken 0-0"));
    QCOMPARE(changes("reports>orders-r3"), QString("as ever"));
    QCOMPARE(detoursOf(drilled, drill),
             (QStringList{"traffic orders-app>orders-db-standby instead of orders-app>orders-db at 60-150",
                          "replication orders-db-standby>orders-db-dr instead of orders-db>orders-db-dr at 60-120"}));
    QVERIFY(std::ranges::find(drill.promoted, "dax-2") != drill.promoted.end());
    const DrillPicture during = drillPicture(drilled.design(), drill, 149);
    QVERIFY(*during.trafficOf("orders-app-uses-orders-db") == Traffic::broken);
    QCOMPARE(during.detours.size(), std::size_t{1});
    const DrillPicture after = drillPicture(drilled.design(), drill, 150);
    QVERIFY(*after.trafficOf("orders-app-uses-orders-db") == Traffic::idle);
    QCOMPARE(after.detours.size(), std::size_t{2});
  }

  // Detect 90, dns 0-60 beside decide 300-1800 and promote 300-900. Catalogue asks no record: its people decide at
  // once, and point users to the other balancer once orders-db-dr is promoted: 600-2700, 660-3000.
  void ordersLosesItsRegion() {
    const Drilled drilled(orders());
    const Drill drill = drillOf(drilled, "region:eu-west-1");
    const auto changes = [&](const char* ends) { return changesOf(drilled, drill, QLatin1String(ends)); };
    QCOMPARE(changes("dns>orders-alb"), QString("broken 0-0, idle 90-150"));
    QCOMPARE(changes("dns>orders-alb-dr"), QString("moved 90-150"));
    QCOMPARE(changes("orders-alb-dr>orders-app-dr"), QString("moved 90-150"));
    QCOMPARE(changes("orders-app-dr>orders-db-dr"), QString("moved 660-2790"));
    QCOMPARE(changes("catalogue>orders-alb"), QString("broken 0-0, idle 660-3000"));
    QCOMPARE(changes("orders-app>orders-db"), QString("broken 0-0"));
    QCOMPARE(changes("orders-db>orders-db-dr"), QString("broken 0-0"));
    // Reports has nothing there: decide 300-1800, deployed 1800-3600 beside pointing it to a copy; then its users.
    QCOMPARE(changes("reports-users>reports"), QString("broken 0-0, usual 2160-5700"));
    QCOMPARE(detoursOf(drilled, drill),
             (QStringList{"traffic catalogue>orders-alb-dr instead of catalogue>orders-alb at 660-3000",
                          "traffic reports>orders-db-dr instead of reports>orders-r3 at 2100-5400"}));
  }

  // Without a record users are pointed to what stands in, by its balancer if it has one: decide 300-1800, promote
  // 300-900, re-point 60-300.
  void usersArePointedToWhatStandsIn() {
    Properties web = tier(1, 1);
    web["counterpart"] = Value("web-dr");
    Sketch s = twoRegions();
    s.node("shop", "users")
        .node("web", "app-tier", "eu-west-1a", std::move(web))
        .node("web-dr", "app-tier", "eu-central-1a", tier(1, 1))
        .node("db", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}})
        .node("db-dr", "rds-instance", "eu-central-1a", {{"engine", Value("mysql")}})
        .link("uses", "shop", "web", access("read-write"))
        .link("uses", "web", "db", access("read-write"))
        .link("uses", "web-dr", "db-dr", access("read-write"))
        .link("replicates", "db", "db-dr");
    const Drilled alone(s.topology());
    QCOMPARE(detoursOf(alone, drillOf(alone, "region:eu-west-1")),
             QStringList{"traffic shop>web-dr instead of shop>web at 660-3000"});
    s.node("lb-dr", "load-balancer", "eu-central-1").link("routes", "lb-dr", "web-dr");
    const Drilled balanced(s.topology());
    const Drill drill = drillOf(balanced, "region:eu-west-1");
    QCOMPARE(detoursOf(balanced, drill), QStringList{"traffic shop>lb-dr instead of shop>web at 660-3000"});
    QCOMPARE(changesOf(balanced, drill, QStringLiteral("shop>web")), QString("broken 0-0, idle 660-3000"));
    QCOMPARE(changesOf(balanced, drill, QStringLiteral("lb-dr>web-dr")), QString("moved 660-3000"));
    QCOMPARE(changesOf(balanced, drill, QStringLiteral("web-dr>db-dr")), QString("moved 660-3000"));
  }

  // A host that comes back by itself, after 600-1800: as before, its replica as well.
  void whatComesBackIsAsBefore() {
    Sketch s = databaseAndTier();
    s.node("copy", "rds-instance", "eu-west-1b", {{"engine", Value("mysql")}}).link("replicates", "db", "copy");
    const Drilled drilled(s.topology());
    const Drill drill = drillOf(drilled, "host:db");
    QCOMPARE(linksOf(drilled, drill),
             (QStringList{"db>copy broken 0-0, usual 600-1800", "web>db broken 0-0, usual 600-1800"}));
    QVERIFY(drill.detours.empty());
    QVERIFY(!drillPicture(drilled.design(), drill, 1800).trafficOf("link-1001"));
  }

  // A new database from backups keeps no replicas: decide 300-1800, restore 1800-7200, re-point 60-300.
  void aRestoredDatabaseHasNoReplicas() {
    Sketch s = databaseAndTier();
    s.node("copy", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}}).link("replicates", "db", "copy");
    const Drilled drilled(s.topology());
    QCOMPARE(linksOf(drilled, drillOf(drilled, "az:eu-west-1a")),
             (QStringList{"db>copy broken 0-0", "web>db broken 0-0, usual 2160-9300"}));
  }

  // Example 9: decide 300-1800, promote 300-900, re-point 60-300, over the link that the tier has to the replica.
  void overTheLinkToAReplica() {
    Sketch s = databaseAndTier();
    s.node("copy", "rds-instance", "eu-west-1b", {{"engine", Value("mysql")}})
        .link("replicates", "db", "copy")
        .link("uses", "web", "copy", access("read"));
    const Drilled drilled(s.topology());
    const Drill drill = drillOf(drilled, "az:eu-west-1a");
    QCOMPARE(linksOf(drilled, drill),
             (QStringList{"db>copy broken 0-0", "web>copy moved 660-3000", "web>db broken 0-0, idle 660-3000"}));
    QVERIFY(drill.detours.empty());
  }

  // A replica that is only read is lost: its clients read the primary, after decide 300-1800 and re-point 60-300.
  void readersGoElsewhere() {
    Sketch s = databaseAndTier();
    s.node("copy", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}})
        .node("db", "rds-instance", "eu-west-1b", {{"engine", Value("mysql")}})
        .node("readers", "users")
        .node("reports", "app-tier", "eu-west-1b", tier(1, 1))
        .link("replicates", "db", "copy")
        .link("uses", "readers", "reports", access("read"))
        .link("uses", "reports", "copy", access("read"));
    const Drilled drilled(s.topology());
    const Drill drill = drillOf(drilled, "az:eu-west-1a");
    QCOMPARE(linksOf(drilled, drill), (QStringList{"db>copy broken 0-0", "reports>copy broken 0-0, idle 360-2100"}));
    QCOMPARE(detoursOf(drilled, drill), (QStringList{"traffic reports>db instead of reports>copy at 360-2100"}));
  }

  // Without a way back nothing is moved, and everything stays broken.
  void whatIsLostStaysBroken() {
    Sketch s = databaseAndTier();
    s.node("db", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}, {"backupRetentionDays", Value(0)}});
    const Drilled drilled(s.topology());
    QCOMPARE(linksOf(drilled, drillOf(drilled, "az:eu-west-1a")), QStringList{"web>db broken 0-0"});
  }

  // Whoever is linked to the writer's own endpoint is pointed to the reader that takes over: decide 300-1800, re-point
  // 60-300; the cluster's endpoint moves by itself, 30-60 and the cache 0-30.
  void endpointsOfInstancesDoNotMove() {
    Sketch s;
    s.region("eu-west-1", "abc")
        .node("shop", "users")
        .node("batch", "users")
        .node("web", "app-tier", "eu-west-1c", tier(1, 1))
        .node("jobs", "app-tier", "eu-west-1c", tier(1, 1))
        .node("catalog", "aurora-cluster", "eu-west-1", {{"engine", Value("mysql")}})
        .node("one", "aurora-instance", "eu-west-1a", {{"role", Value("writer")}})
        .node("two", "aurora-instance", "eu-west-1b", {{"role", Value("reader")}})
        .link("member", "one", "catalog")
        .link("member", "two", "catalog")
        .link("uses", "shop", "web", access("read-write"))
        .link("uses", "batch", "jobs", access("read-write"))
        .link("uses", "web", "catalog", access("read-write"))
        .link("uses", "jobs", "one", access("read-write"));
    const Drilled drilled(s.topology());
    const Drill drill = drillOf(drilled, "az:eu-west-1a");
    QCOMPARE(linksOf(drilled, drill),
             (QStringList{"jobs>one broken 0-0, idle 360-2100", "web>catalog broken 0-0, moved 30-90"}));
    QCOMPARE(detoursOf(drilled, drill), (QStringList{"traffic jobs>two instead of jobs>one at 360-2100"}));
  }

  // When people have pointed clients somewhere is known by the way that is taken: restore 1800-7200 after deciding, not
  // from the archive, which takes 43200 longer.
  void waysThatAreNotTakenMoveNothing() {
    Sketch s;
    s.region("eu-west-1", "ab")
        .node("shop", "users")
        .node("jobs", "app-tier", "eu-west-1b", tier(1, 1))
        .node("catalog", "aurora-cluster", "eu-west-1", {{"engine", Value("mysql")}})
        .node("one", "aurora-instance", "eu-west-1a", {{"role", Value("writer")}})
        .node("vault", "s3-bucket", "eu-west-1", {{"storageClass", Value("glacier-deep-archive")}})
        .link("member", "one", "catalog")
        .link("backs-up", "catalog", "vault", {{"intervalHours", Value(24)}})
        .link("uses", "shop", "jobs", access("read-write"))
        .link("uses", "jobs", "one", access("read-write"));
    const Drilled drilled(s.topology());
    const Drill drill = drillOf(drilled, "corruption:catalog");
    QCOMPARE(changesOf(drilled, drill, QStringLiteral("jobs>one")), QString("idle 2160-9300"));
    QCOMPARE(detoursOf(drilled, drill), (QStringList{"traffic jobs>catalog instead of jobs>one at 2160-9300"}));
  }

  // A copy that is only read has not failed itself: its link is broken until its instance is made anew, after decide
  // 300-1800 and 300-600, and the cache of 30 has run out.
  void aCopyWithoutInstancesIsSilent() {
    Sketch s;
    s.region("eu-west-1", "a").region("eu-central-1", "ab");
    s.node("readers", "users")
        .node("reports", "app-tier", "eu-central-1b", tier(1, 1))
        .node("catalog", "aurora-cluster", "eu-west-1", {{"engine", Value("mysql")}})
        .node("one", "aurora-instance", "eu-west-1a", {{"role", Value("writer")}})
        .node("copy", "aurora-cluster", "eu-central-1", {{"engine", Value("mysql")}})
        .node("two", "aurora-instance", "eu-central-1a", {{"role", Value("reader")}})
        .link("member", "one", "catalog")
        .link("member", "two", "copy")
        .link("replicates", "catalog", "copy", {{"technology", Value("global-database")}})
        .link("uses", "readers", "reports", access("read"))
        .link("uses", "reports", "copy", {{"access", Value("read")}, {"endpoint", Value("reader")}});
    const Drilled drilled(s.topology());
    QCOMPARE(linksOf(drilled, drillOf(drilled, "az:eu-central-1a")),
             QStringList{"reports>copy broken 0-0, usual 600-2430"});
  }

  // As it is while a cluster is being drawn: what stands in no cluster has none to take over.
  void anInstanceOfNoClusterIsDrilledToo_data() {
    QTest::addColumn<QByteArray>("role");
    for (const char* role : {"reader", "writer"}) QTest::newRow(role) << QByteArray(role);
  }
  void anInstanceOfNoClusterIsDrilledToo() {
    QFETCH(QByteArray, role);
    Sketch s;
    s.region("eu-west-1", "ab")
        .node("app", "app-tier", "eu-west-1b")
        .node("loose", "aurora-instance", "eu-west-1a", {{"role", Value(role.toStdString())}})
        .node("shop", "users")
        .link("uses", "app", "loose", {})
        .link("uses", "shop", "app", {});
    const Drilled drilled(s.topology());
    for (const char* outage : {"az:eu-west-1a", "az:eu-west-1b", "region:eu-west-1", "host:loose"}) {
      const Drill drill = drillOf(drilled, outage);
      QCOMPARE(drill.workloads.size(), std::size_t{1});
      QVERIFY2(drill.workloads.front().affected, outage);
    }
  }
};

QTEST_APPLESS_MAIN(TestDrillTraffic)
#include "test_drill_traffic.moc"
