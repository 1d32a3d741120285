// What fixes leave of workloads that promise something: second ones in other zones, claims that hold, archives that are
// read in time.
#include "fix_results.h"

using namespace nines;
using nines::test::fixed;
using nines::test::keysOf;
using nines::test::Sketch;
using nines::test::valueOf;

namespace {

constexpr const char* kHome = "eu-west-1";

Properties access(const char* value) { return {{"access", Value(value)}}; }

Value timesOf(const char* outage, int seconds) { return Value(Value::Object{{outage, Value(seconds)}}); }

// Users of a database by way of a front, behind which one tier runs in the first zone.
Sketch shop(const char* front, Properties database = {}) {
  database.emplace("engine", Value("mysql"));
  Sketch s;
  s.region(kHome, "ab")
      .node("shop", "users", {}, {{"claim", Value("highly-available")}})
      .node("front", front, kHome)
      .node("web", "app-tier", "eu-west-1a", {{"running", Value(2)}, {"needed", Value(2)}})
      .node("db", "rds-instance", "eu-west-1a", std::move(database))
      .link("uses", "shop", "front", access("read-write"))
      .link("uses", "web", "db", access("read-write"));
  const bool isGroup = std::string_view(front) == "scaling-group";
  return isGroup ? s.link("member", "web", "front") : s.link("routes", "front", "web");
}

bool hasLink(const Topology& t, std::string_view kind, std::string_view from, std::string_view to) {
  for (std::size_t i = 0; i < t.links.size(); ++i) {
    const Link& link = t.links[i];
    if (link.kind == kind && link.from == from && link.to == to) return true;
  }
  return false;
}

const Finding* find(const std::vector<Finding>& findings, std::string_view key) {
  const auto at = std::ranges::find_if(findings, [&](const Finding& f) { return f.key() == key; });
  return at == findings.end() ? nullptr : &*at;
}

// The design after the fix of this one finding; empty where it has none.
Topology mended(const Sketch& sketch, std::string_view key) {
  const Design design = sketch.design();
  const auto findings = checkRules(design);
  const Finding* finding = find(findings, key);
  const auto edit = finding ? fixFor(design, *finding) : std::nullopt;
  Topology t = design.topology();
  return edit && apply(t, *edit).ok() ? t : Topology();
}

bool isOffered(const Sketch& sketch, std::string_view key) {
  const auto findings = checkRules(sketch.design());
  const Finding* finding = find(findings, key);
  if (!finding) QTest::qFail("there is no such finding", __FILE__, __LINE__);
  return finding && finding->fixable;
}

}  // namespace

class TestPromiseFixes : public QObject {
  Q_OBJECT

 private slots:
  void aTierGetsATwin_data() {
    QTest::addColumn<QString>("front");
    for (const char* front : {"load-balancer", "scaling-group"}) QTest::addRow("%s", front) << front;
  }
  void aTierGetsATwin() {
    QFETCH(QString, front);
    const Topology t =
        mended(shop(front.toLatin1(), {{"multiAz", Value(true)}}), "workload.highly-available:front,shop");
    const Node* twin = t.nodes.find("web-2");
    QVERIFY(twin);
    QCOMPARE(twin->parent, std::string("eu-west-1b"));
    QVERIFY(valueOf(t, "web-2", "running") == Value(2));
    QVERIFY(hasLink(t, "uses", "web-2", "db"));
    QVERIFY(front == "scaling-group" ? hasLink(t, "member", "web-2", "front") : hasLink(t, "routes", "front", "web-2"));
  }

  void aDatabaseGetsAStandby() {
    const Topology t = mended(shop("load-balancer"), "workload.highly-available:db,shop");
    QVERIFY(valueOf(t, "db", "multiAz") == Value(true));
  }

  // Who asks for one by its name does not know of another one; two sides that are there already only lack what to
  // spare.
  void notWhereASecondOneHelpsNobody() {
    Sketch s = shop("load-balancer");
    s.link("uses", "shop", "web", access("read"));
    QVERIFY(!isOffered(s, "workload.highly-available:shop,web"));
    Sketch alone;
    alone.region(kHome, "a").node("shop", "users").node("web", "app-tier", "eu-west-1a").link("uses", "shop", "web");
    QVERIFY(!isOffered(alone, "workload.single-point-of-failure:shop,web"));
  }

  void oneOfAClusterGetsAReader() {
    Sketch s;
    s.region(kHome, "abc")
        .node("shop", "users")
        .node("sales", "aurora-cluster", kHome, {{"engine", Value("mysql")}})
        .node("w", "aurora-instance", "eu-west-1a", {{"role", Value("writer")}})
        .link("member", "w", "sales")
        .link("uses", "shop", "sales", access("read-write"));
    const Topology t = fixed(s, "workload.single-point-of-failure");
    QVERIFY(valueOf(t, "sales-reader", "role") == Value("reader"));
    QCOMPARE(t.nodes.find("sales-reader")->parent, std::string("eu-west-1b"));
  }

  // In each zone that the pair can run in, like the one that runs already.
  void clientsRunWhereTheirDatabaseMay() {
    Sketch s = shop("scaling-group", {{"multiAz", Value(true)}});
    s.node("db-standby", "rds-standby", "eu-west-1b").link("standby", "db", "db-standby");
    const Topology t = mended(s, "rds.clients-follow-failover:db,front");
    QCOMPARE(t.nodes.find("web-2") ? t.nodes.find("web-2")->parent : std::string(), std::string("eu-west-1b"));
    QVERIFY(hasLink(t, "member", "web-2", "front") && hasLink(t, "uses", "web-2", "db"));
    // One that stands there and does not run is somebody's choice.
    s.node("spare", "app-tier", "eu-west-1b", {{"running", Value(0)}})
        .link("member", "spare", "front")
        .link("uses", "spare", "db", access("read-write"));
    QVERIFY(!isOffered(s, "rds.clients-follow-failover:db,front"));
  }

  // What is there is claimed: a second zone, or nothing.
  void claimsBecomeTrue() {
    Sketch s = shop("load-balancer", {{"multiAz", Value(true)}});
    s.node("shop", "users", {}, {{"claim", Value("fault-tolerant")}});
    QVERIFY(valueOf(fixed(s, "workload.fault-tolerant"), "shop", "claim") == Value("none"));
    s.node("api", "app-tier", "eu-west-1b", {{"running", Value(2)}, {"needed", Value(2)}})
        .link("routes", "front", "api")
        .link("uses", "api", "db", access("read-write"));
    QVERIFY(valueOf(fixed(s, "workload.fault-tolerant"), "shop", "claim") == Value("highly-available"));
  }

  void archivesAreReadInTime() {
    Sketch s = shop("load-balancer", {{"backupRetentionDays", Value(0)}});
    s.node("shop", "users", {}, {{"rtoSeconds", timesOf("corruption", 14400)}})
        .node("vault", "s3-bucket", kHome, {{"storageClass", Value("glacier-deep-archive")}})
        .link("backs-up", "db", "vault", {{"intervalHours", Value(24)}});
    QVERIFY(valueOf(fixed(s, "s3.archive-retrieval-time"), "vault", "storageClass") == Value("glacier-instant"));
  }

  // The other pool takes 5 hours at worst.
  void tapesComeFromTheSoonerPool_data() {
    QTest::addColumn<int>("target");
    QTest::addColumn<QString>("pool");
    QTest::addColumn<bool>("offered");
    QTest::newRow("soon enough") << 18000 << "deep-archive" << true;
    QTest::newRow("a second too late") << 17999 << "deep-archive" << false;
    QTest::newRow("in it already") << 17999 << "glacier" << false;
  }
  void tapesComeFromTheSoonerPool() {
    QFETCH(int, target);
    QFETCH(QString, pool);
    QFETCH(bool, offered);
    Sketch s;
    s.region(kHome, "a")
        .node("shop", "users", {}, {{"rtoSeconds", timesOf("corruption", target)}})
        .node("office", "data-centre", {}, {{"uplinkMbps", Value(1000)}})
        .node("files", "server", "office", {{"dataGb", Value(100)}, {"role", Value("storage")}})
        .node("tapes", "storage-gateway", "office",
              {{"type", Value("tape")}, {"tapes", Value(10)}, {"archivePool", Value(pool.toStdString())}})
        .node("vault", "s3-bucket", kHome)
        .link("uses", "shop", "files", access("read-write"))
        .link("backs-up", "files", "tapes", {{"intervalHours", Value(24)}})
        .link("backs-up", "tapes", "vault");
    QCOMPARE(isOffered(s, "gateway.tape-retrieval-time:tapes"), offered);
    if (!offered) return;
    QVERIFY(valueOf(fixed(s, "gateway.tape-retrieval-time"), "tapes", "archivePool") == Value("glacier"));
  }
};

QTEST_GUILESS_MAIN(TestPromiseFixes)
#include "test_promise_fixes.moc"
