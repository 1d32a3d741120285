// Sentences of availability.md, "Structure": compute and traffic. What is expected is worked out from plain
// probabilities, apart from the graph.
#include "structure_support.h"

using namespace nines;
using namespace nines::test;

namespace {

// A Region with zones a, b, c, and users of `target`.
Draft users(const std::string& target) {
  Draft d;
  d.region("eu", "eu-west-1").node("orders", "users");
  if (!target.empty()) d.node(target, "note");  // replaced by the case: links need their ends
  return d;
}

Draft withTier(const std::string& parent, Properties properties = {}) {
  Draft d;
  d.region("eu", "eu-west-1").node("orders", "users").node("app", "app-tier", parent, std::move(properties));
  return d.link("uses", "orders", "app");
}

// Group of tiers a, b, c in their zones behind a balancer.
Draft scaled(int needed, const std::vector<std::string>& zones = {"a", "b", "c"}) {
  Draft d;
  d.region("eu", "eu-west-1").node("orders", "users").node("lb", "load-balancer", "eu");
  d.node("asg", "scaling-group", "eu", {{"needed", needed}});
  int number = 0;
  for (const std::string& zone : zones) {
    const std::string id = "app-" + std::to_string(++number);
    d.node(id, "app-tier", "eu-" + zone).link("member", id, "asg");
  }
  return d.link("uses", "orders", "lb").link("routes", "lb", "asg");
}

}  // namespace

class TestStructure : public QObject {
  Q_OBJECT

 private slots:
  void oneInstance() {
    const Graph g(withTier("eu-a"));
    QVERIFY(isDown(g.down(), .005));
    QCOMPARE(g.keys(), (std::vector<std::string>{"host:app", "region:eu-west-1", "zone:eu-west-1:eu-west-1a"}));
  }

  // 3 instances in one zone, 2 needed: the zone, and at least two of three hosts; the group's own event of 2 or more.
  void severalInOneZone() {
    const double h = q::kHost;
    const double twoOfThree = 3 * h * h * (1 - h) + h * h * h;
    const Graph g(withTier("eu-a", {{"running", 3}, {"needed", 2}}));
    QVERIFY(isDown(g.down(), series(q::kRegion, q::kGroup, q::kZone, twoOfThree)));
    QVERIFY(g.event("host:app") && g.event("host:app:2") && g.event("host:app:3"));
    QCOMPARE(g.event("host:app:2")->label, std::string("Host 2 of app"));
    QVERIFY(!g.event("own:app")->ofRedundancy);  // all in one zone: no redundancy that people mean
  }

  // In a VPC: a and b, in turn by code, two instances each in a, one in b; all three needed leaves no spare.
  void spreadOverDrawnZones() {
    Draft d;
    d.node("eu", "region", {}, {{"code", "eu-west-1"}}).node("vpc", "vpc", "eu").node("orders", "users");
    d.node("z2", "az", "vpc", {{"code", "eu-west-1a"}}).node("z1", "az", "vpc", {{"code", "eu-west-1b"}});
    d.node("z3", "az", "eu", {{"code", "eu-west-1c"}});  // outside of the VPC
    d.node("app", "app-tier", "vpc", {{"running", 3}, {"needed", 2}}).link("uses", "orders", "app");
    // Down: zone a (two instances), or without it two of: host 1, host 3 (in a), zone b or host 2.
    const double h = q::kHost;
    const double b = hostInZone();
    const double two = h * h * (1 - b) + 2 * h * (1 - h) * b + h * h * b;
    const Graph g(d);
    QVERIFY(isDown(g.down(), series(q::kRegion, q::kGroup, q::kZone + (1 - q::kZone) * two)));
    QVERIFY(g.event("own:app")->ofRedundancy);
    QVERIFY(!g.event("zone:eu-west-1:eu-west-1c"));
  }

  void zoneThatIsNotDrawn() {
    Draft d;
    d.node("eu", "region", {}, {{"code", "eu-west-1"}}).node("orders", "users").node("app", "app-tier", "eu");
    d.link("uses", "orders", "app");
    const Graph g(d);
    QVERIFY(isDown(g.down(), .005));
    QCOMPARE(g.event("undrawn-zone:app")->component, std::string());
  }

  // Places are told apart by their codes, whatever is drawn twice.
  void placesByCode() {
    Draft d;
    d.node("one", "region", {}, {{"code", "eu-west-1"}}).node("two", "region", {}, {{"code", "eu-west-1"}});
    d.node("a1", "az", "one", {{"code", "eu-west-1a"}}).node("a2", "az", "two", {{"code", "eu-west-1a"}});
    d.node("x", "app-tier", "a1").node("y", "app-tier", "a2").node("orders", "users");
    d.link("uses", "orders", "x").link("uses", "orders", "y");
    const Graph g(d);
    QVERIFY(isDown(g.down(), series(q::kRegion, q::kZone, q::kHost, q::kHost)));
    const Event* zone = g.event("zone:eu-west-1:eu-west-1a");
    QCOMPARE(zone->component, std::string("a1"));
    QCOMPARE(zone->nodes, (std::vector<std::string>{"a1", "a2", "x", "y"}));
    QCOMPARE(g.event("region:eu-west-1")->nodes, (std::vector<std::string>{"a1", "a2", "one", "two", "x", "y"}));
  }

  void platforms() {
    QVERIFY(isDown(Graph(withTier("eu-a", {{"runsOn", "ecs"}})).down(), .005));
    for (const char* platform : {"lambda", "other"}) {
      const Graph g(withTier("eu-a", {{"runsOn", platform}}));
      QVERIFY(!g.down());
      QVERIFY2(g.why().find("app") != std::string::npos, g.why().c_str());
    }
  }

  void tooFewInstances() {
    QVERIFY(isDown(Graph(withTier("eu-a", {{"running", 0}})).down(), 1));
    QVERIFY(isDown(Graph(withTier("eu-a", {{"running", 1}, {"needed", 2}})).down(), 1));
    QVERIFY(isDown(Graph(withTier("eu-a", {{"running", -5}})).down(), 1));
    QVERIFY(isDown(Graph(withTier("eu-a", {{"needed", 0}})).down(), 0));
    const Graph many(withTier("eu-a", {{"running", 1'000'000'000}}));
    QVERIFY(!many.down());
    QVERIFY2(many.why().find("app") != std::string::npos, many.why().c_str());
  }

  void group_data() {
    QTest::addColumn<int>("needed");
    QTest::addColumn<double>("few");
    const double d = hostInZone();
    QTest::newRow("1 of 3") << 1 << d * d * d;
    QTest::newRow("2 of 3") << 2 << 3 * d * d * (1 - d) + d * d * d;
    QTest::newRow("3 of 3") << 3 << series(d, d, d);
  }
  void group() {
    QFETCH(int, needed);
    QFETCH(double, few);
    QVERIFY(isDown(Graph(scaled(needed)).down(), series(q::kRegion, q::kBalancer, q::kGroup, few)));
  }

  // The group's `needed` counts over its tiers' own, and a link to a tier of it means the group.
  void groupCountsOverItsTiers() {
    Draft d = scaled(1);
    d.node("app-1", "app-tier", "eu-a", {{"needed", 5}});
    const double one = hostInZone();
    QVERIFY(isDown(Graph(d).down(), series(q::kRegion, q::kBalancer, q::kGroup, one * one * one)));
    Draft direct = scaled(2);
    direct.node("reports", "users").link("uses", "reports", "app-2");
    const double two = 3 * one * one * (1 - one) + one * one * one;
    QVERIFY(isDown(Graph(direct).down("reports"), series(q::kRegion, q::kGroup, two)));
  }

  // A tier whose own database is down serves nobody, whatever the other one does.
  void tiersWithDifferentNeeds() {
    Draft d = scaled(1, {"a", "b"});
    d.node("t1", "dynamodb-table", "eu").node("t2", "dynamodb-table", "eu");
    d.link("uses", "app-1", "t1").link("uses", "app-2", "t2");
    const double each = series(hostInZone(), q::kTable);
    QVERIFY(isDown(Graph(d).down(), series(q::kRegion, q::kBalancer, q::kGroup, each * each)));
    Draft common = scaled(1, {"a", "b"});
    common.node("t1", "dynamodb-table", "eu").link("uses", "asg", "t1");
    QVERIFY(isDown(Graph(common).down(),
                   series(q::kRegion, q::kBalancer, q::kGroup, q::kTable, hostInZone() * hostInZone())));
  }

  // A tier of two groups does not make them one: both are needed.
  void groupsThatShareATier() {
    Draft d;
    d.region("eu", "eu-west-1")
        .node("orders", "users")
        .node("g1", "scaling-group", "eu")
        .node("g2", "scaling-group", "eu");
    d.node("t1", "app-tier", "eu-a").node("t2", "app-tier", "eu-b");
    d.link("member", "t1", "g1").link("member", "t1", "g2").link("member", "t2", "g2");
    d.link("uses", "orders", "g1").link("uses", "orders", "g2");
    // g1 is t1 alone; g2 takes down no more than its own event does while t1 is up.
    QVERIFY(isDown(Graph(d).down(), series(lone(), q::kGroup)));
  }

  // So many that they would fill memory are refused, however they are divided.
  void budgetOfInstances() {
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users");
    for (std::size_t i = 0; i < 12; ++i) {
      d.node(numbered("t", i), "app-tier", "eu-a", {{"running", 10'000}}).link("uses", "orders", numbered("t", i));
    }
    const Graph g(d);
    QVERIFY(!g.down());
    QVERIFY(g.graph().events().size() < 110'000);
  }

  // One own event per Region with two or more instances there.
  void groupOverTwoRegions() {
    Draft d = scaled(1, {"a", "b"});
    d.region("us", "us-east-1").node("app-3", "app-tier", "us-a").link("member", "app-3", "asg");
    const double here = series(q::kGroup, hostInZone() * hostInZone());
    // Down: the balancer and its Region; else both Regions' parts, the first Region being up then.
    QVERIFY(isDown(Graph(d).down(), series(q::kRegion, q::kBalancer, here * lone())));
  }

  void balancerInOneZone() {
    const double two = q::kHost * q::kHost;
    const Graph g(scaled(1, {"a", "a"}));
    QVERIFY(isDown(g.down(), series(q::kRegion, q::kZone, q::kBalancerInOneZone, q::kGroup, two)));
    QVERIFY(!g.event("own:lb")->ofRedundancy);
    QVERIFY(Graph(scaled(1)).event("own:lb")->ofRedundancy);
  }

  // Tiers in no group are alternatives, each by itself.
  void balancerOverTiers() {
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users").node("lb", "load-balancer", "eu").link("uses", "orders", "lb");
    d.node("x", "app-tier", "eu-a").node("y", "app-tier", "eu-b").link("routes", "lb", "x").link("routes", "lb", "y");
    QVERIFY(isDown(Graph(d).down(), series(q::kRegion, q::kBalancer, hostInZone() * hostInZone())));
    d.node("y", "app-tier", "eu-b", {{"running", 0}});  // what does not run stands nowhere
    QVERIFY(isDown(Graph(d).down(), series(q::kRegion, q::kZone, q::kBalancerInOneZone, q::kHost)));
  }

  void recordWithoutHealthCheck() {
    Draft d;
    d.region("eu", "eu-west-1").region("us", "us-east-1").node("orders", "users").node("dns", "route53");
    d.node("x", "app-tier", "eu-a").node("y", "app-tier", "us-a").link("uses", "orders", "dns");
    d.link("routes", "dns", "x", {{"role", "primary"}}).link("routes", "dns", "y", {{"role", "secondary"}});
    QVERIFY(isDown(Graph(d).down(), series(lone(), lone())));  // simple: all targets
    d.node("dns", "route53", {}, {{"policy", "failover"}});
    QVERIFY(isDown(Graph(d).down(), lone()));  // the primary
    d.node("y", "app-tier", "us-a", {{"runsOn", "lambda"}});
    QVERIFY(isDown(Graph(d).down(), lone()));  // what is not asked does not matter
  }

  // Interval 30 s x 3 + TTL 60 s / 2 = 120 s. Triggers of a branch: Region 0.05, zone 0.5, host 4 times a year, each of
  // which lasts longer than that.
  void recordWithHealthCheck() {
    Draft d;
    d.region("eu", "eu-west-1").region("us", "us-east-1").node("orders", "users");
    d.node("dns", "route53", {}, {{"healthCheck", true}, {"policy", "failover"}});
    d.node("x", "app-tier", "eu-a").node("y", "app-tier", "us-a").link("uses", "orders", "dns");
    d.link("routes", "dns", "x", {{"role", "primary"}}).link("routes", "dns", "y", {{"role", "secondary"}});
    const double change = 4.55 * 120 / q::kYear;
    const Graph g(d);
    QVERIFY(isDown(g.down(), series(change, lone() * lone())));
    const Event* event = g.event("switch:dns");
    QVERIFY(event && event->ofRedundancy);
    QVERIFY(std::abs(event->perYear - 4.55) < 1e-12);
    QVERIFY(std::abs(event->durationSeconds - 120) < 1e-9);
    // Active-active: the mean over the branches, of which the second one's two hosts are no triggers.
    d.node("dns", "route53", {}, {{"healthCheck", true}, {"policy", "latency"}});
    d.node("y", "app-tier", "us-a", {{"running", 2}});
    const double second = series(q::kRegion, q::kGroup, q::kZone, q::kHost * q::kHost);
    const double mean = (4.55 + 1.55) / 2 * 120 / q::kYear;  // there: Region, zone, own event once a year
    QVERIFY(isDown(Graph(d).down(), series(mean, lone() * second)));
  }

  // What both branches share takes down the whole switch, and a record with one target has nothing to switch to.
  void noSwitchForWhatIsShared() {
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users").node("dns", "route53", {}, {{"healthCheck", true}});
    d.node("x", "app-tier", "eu-a").link("uses", "orders", "dns").link("routes", "dns", "x");
    const Graph one(d);
    QVERIFY(isDown(one.down(), .005));
    QVERIFY(!one.event("switch:dns"));
    d.node("y", "app-tier", "eu-b").link("routes", "dns", "y");
    const double change = 4.5 * 120 / q::kYear;  // zone and host, not the Region
    QVERIFY(isDown(Graph(d).down(), series(q::kRegion, change, hostInZone() * hostInZone())));
  }

  // An outage that is shorter than the switch costs its own length.
  void shortOutagesCostLess() {
    Draft d;
    d.region("eu", "eu-west-1").region("us", "us-east-1").node("orders", "users");
    d.node("dns", "route53", {}, {{"healthCheck", true}, {"ttlSeconds", 172'800}});
    d.node("x", "app-tier", "eu-a").node("y", "app-tier", "us-a").link("uses", "orders", "dns");
    d.link("routes", "dns", "x").link("routes", "dns", "y");
    // d = 90 + 86,400 s; host and zone outages last 35,127 s and 31,558 s, so cost their own q; the Region's are 31,558
    // s.
    const double change = q::kHost + q::kZone + q::kRegion;
    QVERIFY(isDown(Graph(d).down(), series(change, lone() * lone())));
  }

  // A switch below a switch is a trigger of the upper one, with its own duration.
  void nestedRecords() {
    Draft d;
    d.region("eu", "eu-west-1").region("us", "us-east-1").region("ap", "ap-south-1").node("orders", "users");
    d.node("top", "route53", {}, {{"healthCheck", true}, {"policy", "failover"}, {"ttlSeconds", 0}});
    d.node("low", "route53", {}, {{"healthCheck", true}});
    for (const char* where : {"eu", "us", "ap"})
      d.node(std::string("t-") + where, "app-tier", where + std::string("-a"));
    d.link("uses", "orders", "top").link("routes", "low", "t-eu").link("routes", "low", "t-us");
    d.link("routes", "top", "low", {{"role", "primary"}}).link("routes", "top", "t-ap", {{"role", "secondary"}});
    const double low = 4.55 * 120 / q::kYear;
    const double top = 4.55 * 90 / q::kYear;  // low's switch 4.55 times a year for 120 s: 90 s pass until top's
    const double branch = series(low, lone() * lone());
    QVERIFY(isDown(Graph(d).down(), series(top, branch * lone())));
  }

  void nothingDrawn() {
    Draft d = users({});
    QCOMPARE(Graph(d).why(), std::string("orders uses nothing"));
    d.node("lb", "load-balancer", "eu").link("uses", "orders", "lb");
    QCOMPARE(Graph(d).why(), std::string("lb has no targets"));
    d.node("asg", "scaling-group", "eu").link("routes", "lb", "asg");
    QCOMPARE(Graph(d).why(), std::string("asg has no app tiers"));
    Draft soft = withTier("eu-a");
    soft.node("other", "users").link("uses", "other", "app", {{"hard", false}});
    QCOMPARE(Graph(soft).why("other"), std::string("other uses nothing"));
  }

  // What is unknown of one alternative is unknown of all.
  void unknownSpreads() {
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users").node("lb", "load-balancer", "eu").link("uses", "orders", "lb");
    d.node("x", "app-tier", "eu-a").node("y", "app-tier", "eu-b", {{"runsOn", "lambda"}});
    d.link("routes", "lb", "x").link("routes", "lb", "y");
    QVERIFY(!Graph(d).down());
  }

  void dataCentres() {
    Draft d;
    d.node("dc", "data-centre").node("srv", "server", "dc").node("gw", "storage-gateway", "dc").node("orders", "users");
    d.link("uses", "orders", "srv").link("uses", "srv", "gw");
    QCOMPARE(Graph(d).why(), std::string("the availability of dc is not known"));
    d.node("dc", "data-centre", {}, {{"availability", .99}});
    const Graph g(d);
    QVERIFY(isDown(g.down(), series(.01, .001)));  // the site once, the gateway's own
    QCOMPARE(g.event("data-centre:dc")->nodes, (std::vector<std::string>{"dc", "gw", "srv"}));
    d.node("app", "app-tier", "dc", {{"running", 3}, {"needed", 2}}).link("uses", "srv", "app");
    QVERIFY(isDown(Graph(d).down(), series(.01, .001)));  // the site's figure stands for machines in it
    d.node("app", "app-tier", "dc", {{"running", 1}, {"needed", 2}});
    QVERIFY(isDown(Graph(d).down(), 1));
    Draft cloud = users({});
    cloud.node("srv", "server", "eu-a").link("uses", "orders", "srv");
    QVERIFY(!Graph(cloud).down());
    cloud.node("srv", "storage-gateway", "eu-a");
    QVERIFY(isDown(Graph(cloud).down(), series(q::kRegion, q::kZone, .001)));
  }

  void circlesAreUnknown() {
    Draft d = withTier("eu-a");
    d.node("b", "app-tier", "eu-b").link("uses", "app", "b").link("uses", "b", "app");
    QCOMPARE(Graph(d).why(), std::string("app and b need each other"));
    Draft own = withTier("eu-a");
    own.link("uses", "app", "app");  // means nothing
    QVERIFY(isDown(Graph(own).down(), .005));
    Draft group = scaled(1);
    group.link("uses", "app-1", "app-2");
    QCOMPARE(Graph(group).why(), std::string("asg needs itself"));
    Draft records;
    records.node("orders", "users").node("r1", "route53", {}, {{"healthCheck", true}}).node("r2", "route53");
    records.link("uses", "orders", "r1").link("routes", "r1", "r2").link("routes", "r2", "r1");
    QCOMPARE(Graph(records).why(), std::string("r1 and r2 need each other"));
  }

  void longChains() {
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users");
    constexpr std::size_t kLength = 20'000;
    for (std::size_t i = 0; i < kLength; ++i) d.node(numbered("t", i), "app-tier", "eu-a");
    for (std::size_t i = 0; i + 1 < kLength; ++i) d.link("uses", numbered("t", i), numbered("t", i + 1));
    d.link("uses", "orders", numbered("t", 0));
    const Graph g(d);
    const auto& failure = g.graph().workloads().front().failure;
    QVERIFY(failure.known());
    QCOMPARE(eventsOf(g.graph().tree(), failure.when).size(), kLength + 2);  // hosts, zone, Region
  }

  void assumptions() {
    Draft d = withTier("eu-a");
    d.assume("az.unavailability", 2e-3);
    QVERIFY(isDown(Graph(d).down(), series(q::kRegion, 2e-3, q::kHost)));  // the host's figure is an anchor
    d.assume("host.perYear", -1);
    QVERIFY(!Graph(d).down());
    QCOMPARE(Graph(d).why(), std::string("the assumption host.perYear is -1, not 0 or more"));
  }

  // The table of events: q and w, and what comes of them.
  void events_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<double>("unavailability");
    QTest::addColumn<double>("perYear");
    QTest::newRow("Region") << "region:eu-west-1" << 5e-5 << .05;
    QTest::newRow("zone") << "zone:eu-west-1:eu-west-1a" << 5e-4 << .5;
    QTest::newRow("host of a tier") << "host:app-1" << q::kHost << 4.;
    QTest::newRow("host of a database") << "host:db" << q::kHost << 4.;
    QTest::newRow("host of a standby") << "host:db-b" << q::kHost << 4.;
    QTest::newRow("host of a cache node") << "host:n1" << q::kHost << 4.;
    QTest::newRow("instance of a cluster") << "host:w" << q::kClusterHost << 4.;
    QTest::newRow("copy") << "copy:cluster:6" << 1e-4 << 12.;
    QTest::newRow("own event") << "own:db" << q::kPair << 1.;
    QTest::newRow("switch of a pair") << "switch:db" << q::kPairSwitch << 4.5;
    QTest::newRow("switch of a cluster") << "switch:cluster" << 6.416837782341e-06 << 4.5;
    QTest::newRow("site") << "data-centre:dc" << .002 << 4.;
  }
  void events() {
    QFETCH(QString, key);
    QFETCH(double, unavailability);
    QFETCH(double, perYear);
    Draft d = scaled(1);
    d.node("db", "rds-instance", "eu-a").node("db-b", "rds-standby", "eu-b").link("standby", "db", "db-b");
    d.node("cluster", "aurora-cluster", "eu").node("w", "aurora-instance", "eu-a").node("r", "aurora-instance", "eu-b");
    d.link("member", "w", "cluster")
        .link("member", "r", "cluster")
        .link("uses", "asg", "db")
        .link("uses", "asg", "cluster");
    d.node("dax", "dax-cluster", "eu")
        .node("n1", "dax-node", "eu-a")
        .link("member", "n1", "dax")
        .link("uses", "asg", "dax");
    d.node("dc", "data-centre", {}, {{"availability", .998}}).node("srv", "server", "dc").link("uses", "asg", "srv");
    const Graph g(d);
    const Event* event = g.event(key.toStdString());
    QVERIFY(event);
    QVERIFY(std::abs(event->unavailability - unavailability) <= 1e-12 * unavailability);
    QCOMPARE(event->perYear, perYear);
    QVERIFY(std::abs(event->durationSeconds - unavailability * q::kYear / perYear) < 1e-6);
    QVERIFY(!event->label.empty() && !event->component.empty());
  }
};

QTEST_GUILESS_MAIN(TestStructure)
#include "test_structure.moc"
