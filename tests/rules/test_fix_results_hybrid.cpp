// What fixes of transfers, gateways, records and balancers leave behind.
#include "fix_results.h"

using namespace nines;
using nines::test::fixed;
using nines::test::Sketch;
using nines::test::valueOf;

namespace {

// A site with a server beside a Region with a bucket.
Sketch hybrid() {
  Sketch s;
  s.region("eu-west-1", "ab").node("files", "s3-bucket", "eu-west-1");
  s.node("site", "data-centre").node("nas", "server", "site");
  return s;
}

Sketch gateway(Properties properties) {
  Sketch s = hybrid();
  s.node("gw", "storage-gateway", "site", std::move(properties));
  s.link("uses", "nas", "gw", {{"access", Value("read-write")}}).link("transfers", "gw", "files");
  return s;
}

Sketch device(Properties properties) {
  Sketch s = hybrid();
  s.node("box", "snowball", "site", std::move(properties));
  s.link("transfers", "nas", "box", {{"dataTb", Value(30)}}).link("transfers", "box", "files");
  return s;
}

Sketch record(Properties properties) {
  Sketch s;
  s.node("eu-west-1", "region", {}, {{"code", Value("eu-west-1")}, {"role", Value("primary")}});
  s.node("eu-central-1", "region", {}, {{"code", Value("eu-central-1")}, {"role", Value("recovery")}});
  s.node("front", "load-balancer", "eu-west-1").node("front-dr", "load-balancer", "eu-central-1");
  s.node("dns", "route53", {}, std::move(properties));
  return s;
}

// The links between two nodes, in id order; null ends of the list where there are none.
std::vector<Link> between(const Topology& t, std::string_view from, std::string_view to) {
  std::vector<Link> out;
  for (std::size_t i = 0; i < t.links.size(); ++i) {
    if (t.links[i].from == from && t.links[i].to == to) out.push_back(t.links[i]);
  }
  return out;
}

Value roleOf(const Topology& t, std::string_view to) {
  const auto links = between(t, "dns", to);
  return links.size() == 1 && links.front().properties.contains("role") ? links.front().properties.at("role") : Value();
}

}  // namespace

class TestFixResultsHybrid : public QObject {
  Q_OBJECT

 private slots:
  void devicesHaveTheNextSize_data() {
    QTest::addColumn<QString>("profile");
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("data");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("jobs");  // 0: not set
    QTest::newRow("the smallest that is large enough") << "course-2021" << 60 << 60 << 80 << 0;
    QTest::newRow("none is large enough") << "course-2021" << 100 << 161 << 80 << 3;
    QTest::newRow("exactly full") << "course-2021" << 100 << 160 << 80 << 2;
    QTest::newRow("retired") << "aws-2026" << 80 << 100 << 210 << 0;
    QTest::newRow("small") << "aws-2026" << 20 << 30 << 28 << 2;
    QTest::newRow("offered, too little") << "aws-2026" << 210 << 420 << 210 << 2;
  }
  void devicesHaveTheNextSize() {
    QFETCH(QString, profile);
    QFETCH(int, asked);
    QFETCH(int, data);
    QFETCH(int, size);
    QFETCH(int, jobs);
    const Topology t = fixed(device({{"capacityTb", Value(asked)}, {"dataTb", Value(data)}}), "snowball.capacity",
                             profile.toStdString());
    QVERIFY(valueOf(t, "box", "capacityTb") == Value(size));
    QVERIFY(valueOf(t, "box", "jobs") == (jobs == 0 ? Value() : Value(jobs)));
  }

  void deviceBecomesALine() {
    const Topology t =
        fixed(device({{"linkMbps", Value(500)}, {"dataTb", Value(30)}}), "snowball.new-customers", "aws-2026");
    QVERIFY(!t.nodes.find("box"));
    const auto links = between(t, "nas", "files");
    QCOMPARE(links.size(), std::size_t{1});
    QCOMPARE(links.front().kind, std::string("transfers"));
    QVERIFY(links.front().properties == (Properties{{"dataTb", Value(30)}, {"linkMbps", Value(500)}}));
  }

  void newDataGoesOverTheLine() {
    const Topology t = fixed(device({{"ongoing", Value(true)}}), "snowball.ongoing-replication");
    QVERIFY(t.nodes.find("box"));
    QCOMPARE(between(t, "nas", "files").size(), std::size_t{1});
    QVERIFY(between(t, "nas", "files").front().properties.empty());
  }

  void volumesAreDivided() {
    const Topology t = fixed(gateway({{"type", Value("cached-volume")},
                                      {"volumes", Value(70)},
                                      {"volumeTib", Value(20)},
                                      {"totalTib", Value(900)},
                                      {"cacheGib", Value(149)}}),
                             "gateway.cached-volume-limits");
    QVERIFY(valueOf(t, "gw", "volumes") == Value(24));
    QVERIFY(valueOf(t, "gw", "totalTib") == Value(300.0));
    QVERIFY(valueOf(t, "gw", "cacheGib") == Value(150));
    for (const char* id : {"gw-2", "gw-3"}) {
      QCOMPARE(t.nodes.find(id)->parent, std::string("site"));
      QVERIFY(t.nodes.find(id)->properties == (Properties{{"type", Value("cached-volume")},
                                                          {"volumes", Value(23)},
                                                          {"volumeTib", Value(20)},
                                                          {"totalTib", Value(300.0)},
                                                          {"cacheGib", Value(150)}}));
      QCOMPARE(between(t, id, "files").size(), std::size_t{1});
      QVERIFY(between(t, "nas", id).front().properties == (Properties{{"access", Value("read-write")}}));
    }
  }

  // 409 tapes of 2560 GiB are the most that fit into 1 PiB.
  void tapesAreDivided() {
    const Topology t = fixed(gateway({{"type", Value("tape")},
                                      {"tapes", Value(1229)},
                                      {"tapeGib", Value(2560)},
                                      {"archivePool", Value("glacier")}}),
                             "gateway.tape-count");
    QVERIFY(valueOf(t, "gw", "tapes") == Value(308));
    for (const char* id : {"gw-2", "gw-3", "gw-4"}) {
      QVERIFY(t.nodes.find(id)->properties == (Properties{{"type", Value("tape")},
                                                          {"tapes", Value(307)},
                                                          {"tapeGib", Value(2560)},
                                                          {"archivePool", Value("glacier")}}));
    }
  }

  void buffersHoldTheWrites() {
    const Topology t = fixed(gateway({{"type", Value("stored-volume")},
                                      {"uploadBufferGib", Value(150)},
                                      {"writeMbps", Value(1100)},
                                      {"uploadMbps", Value(100)},
                                      {"writeHours", Value(1)}}),
                             "gateway.upload-buffer");
    QVERIFY(valueOf(t, "gw", "uploadBufferGib") == Value(420));
  }

  void gatewaysMoveToTheirClients() {
    Sketch s = hybrid();
    s.node("office", "data-centre").node("gw", "storage-gateway", "eu-west-1a");
    s.link("uses", "nas", "gw").link("transfers", "gw", "files");
    QCOMPARE(fixed(s, "gateway.on-premises").nodes.find("gw")->parent, std::string("site"));
  }

  void gatewaysGetABucket() {
    Sketch s;
    s.region("eu-west-1", "").node("site", "data-centre").node("nas", "server", "site");
    s.node("gw", "storage-gateway", "site").link("uses", "nas", "gw");
    const Topology added = fixed(s, "gateway.target");
    QCOMPARE(added.nodes.find("gw-data")->parent, std::string("eu-west-1"));
    QCOMPARE(between(added, "gw", "gw-data").size(), std::size_t{1});
    s.node("files", "s3-bucket", "eu-west-1");
    const Topology joined = fixed(s, "gateway.target");
    QCOMPARE(between(joined, "gw", "files").size(), std::size_t{1});
    QVERIFY(!joined.nodes.find("gw-data"));
  }

  // Health checks change nothing under simple routing.
  void simpleRecordsLearnToRoute() {
    Sketch plain = record({});
    plain.link("routes", "dns", "front").link("routes", "dns", "front-dr");
    const Topology latency = fixed(plain, "route53.health-check");
    QVERIFY(valueOf(latency, "dns", "healthCheck") == Value(true));
    QVERIFY(valueOf(latency, "dns", "policy") == Value("latency"));
    Sketch pair = record({});
    pair.link("routes", "dns", "front", {{"role", Value("primary")}});
    pair.link("routes", "dns", "front-dr", {{"role", Value("secondary")}});
    QVERIFY(valueOf(fixed(pair, "route53.health-check"), "dns", "policy") == Value("failover"));
    Sketch weighted = record({{"policy", Value("weighted")}});
    weighted.link("routes", "dns", "front").link("routes", "dns", "front-dr");
    QVERIFY(valueOf(fixed(weighted, "route53.health-check"), "dns", "policy") == Value("weighted"));
  }

  void recoveryIsSecondary() {
    Sketch unsaid = record({{"policy", Value("failover")}, {"healthCheck", Value(true)}});
    Sketch wrong = unsaid;
    unsaid.link("routes", "dns", "front-dr").link("routes", "dns", "front");
    wrong.link("routes", "dns", "front-dr", {{"role", Value("primary")}});
    wrong.link("routes", "dns", "front", {{"role", Value("primary")}});
    for (const Sketch& s : {unsaid, wrong}) {
      const Topology t = fixed(s, "route53.failover-pair");
      QVERIFY(roleOf(t, "front") == Value("primary"));
      QVERIFY(roleOf(t, "front-dr") == Value("secondary"));
    }
  }

  void whatIsSaidStays() {
    Sketch s = record({{"policy", Value("failover")}, {"healthCheck", Value(true)}});
    s.link("routes", "dns", "front", {{"role", Value("secondary")}}).link("routes", "dns", "front-dr");
    const Topology t = fixed(s, "route53.failover-pair");
    QVERIFY(roleOf(t, "front") == Value("secondary"));
    QVERIFY(roleOf(t, "front-dr") == Value("primary"));
  }

  void tiersMoveApart() {
    Sketch s = hybrid();
    s.node("front", "load-balancer", "eu-west-1");
    s.node("web-1", "app-tier", "eu-west-1a").node("web-2", "app-tier", "eu-west-1a");
    s.link("routes", "front", "web-1").link("routes", "front", "web-2");
    const Topology t = fixed(s, "load-balancer.azs");
    QCOMPARE(t.nodes.find("web-1")->parent, std::string("eu-west-1a"));
    QCOMPARE(t.nodes.find("web-2")->parent, std::string("eu-west-1b"));
  }

  void theTwinDoesTheSame() {
    Sketch s = hybrid();
    s.node("front", "load-balancer", "eu-west-1").node("fleet", "scaling-group", "eu-west-1");
    s.node("web", "app-tier", "eu-west-1a", {{"runsOn", Value("ecs")}, {"running", Value(4)}});
    s.link("routes", "front", "fleet").link("member", "web", "fleet");
    s.link("uses", "web", "files", {{"access", Value("read")}});
    const Topology t = fixed(s, "load-balancer.azs");
    QCOMPARE(t.nodes.find("web-2")->parent, std::string("eu-west-1b"));
    QVERIFY(t.nodes.find("web-2")->properties == (Properties{{"runsOn", Value("ecs")}, {"running", Value(4)}}));
    QCOMPARE(between(t, "web-2", "fleet").front().kind, std::string("member"));
    QVERIFY(between(t, "web-2", "files").front().properties == (Properties{{"access", Value("read")}}));
    QVERIFY(between(t, "front", "web-2").empty());
  }
};

QTEST_GUILESS_MAIN(TestFixResultsHybrid)
#include "test_fix_results_hybrid.moc"
