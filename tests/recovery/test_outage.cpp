// What can fail in a design, and how people name it.
#include "recovery/outage.h"

#include "../rules/rules_support.h"

using namespace nines;
using nines::test::Sketch;

namespace {

QString textOf(const std::vector<Outage>& outages) {
  QStringList out;
  for (const Outage& outage : outages) out << QString::fromStdString(toText(outage));
  return out.join(' ');
}

// One of everything that may have a host, data or neither.
Sketch everything() {
  Sketch s;
  s.region("eu-west-1", "ba")
      .node("users", "users")
      .node("dns", "route53")
      .node("lb", "load-balancer", "eu-west-1")
      .node("group", "scaling-group", "eu-west-1")
      .node("web", "app-tier", "eu-west-1a")
      .node("tasks", "app-tier", "eu-west-1a", {{"runsOn", Value("ecs")}})
      .node("code", "app-tier", "eu-west-1a", {{"runsOn", Value("lambda")}})
      .node("else", "app-tier", "eu-west-1a", {{"runsOn", Value("other")}})
      .node("db", "rds-instance", "eu-west-1a")
      .node("db-b", "rds-standby", "eu-west-1b")
      .node("volume", "aurora-cluster", "eu-west-1")
      .node("writer", "aurora-instance", "eu-west-1a")
      .node("table", "dynamodb-table", "eu-west-1")
      .node("cache-drawn", "dax-cluster", "eu-west-1", {{"nodes", Value(3)}})
      .node("cache-node", "dax-node", "eu-west-1a")
      .link("member", "cache-node", "cache-drawn")
      .node("cache-counted", "dax-cluster", "eu-west-1", {{"nodes", Value(3)}})
      .node("cache-unknown", "dax-cluster", "eu-west-1")
      .node("bucket", "s3-bucket", "eu-west-1")
      .node("plan", "backup-plan", "eu-west-1")
      .node("site", "data-centre")
      .node("server", "server", "site")
      .node("disks", "server", "site", {{"role", Value("storage")}})
      .node("gateway", "storage-gateway", "site")
      .node("snowball", "snowball", "site");
  return s;
}

}  // namespace

class TestOutage : public QObject {
  Q_OBJECT

 private slots:
  void whatIsOffered_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("expected");
    const auto row = [](OutageKind kind, const char* expected) {
      QTest::newRow(std::string(toText(kind)).c_str()) << static_cast<int>(kind) << QString(expected);
    };
    row(OutageKind::host,
        "host:cache-counted host:cache-node host:cache-unknown host:db host:db-b "
        "host:disks host:gateway host:server host:tasks "
        "host:web host:writer");
    row(OutageKind::zone, "az:eu-west-1a az:eu-west-1b");
    row(OutageKind::region, "region:eu-west-1");
    row(OutageKind::corruption, "corruption:bucket corruption:db corruption:disks corruption:table corruption:volume");
    row(OutageKind::onPremises, "on-premises:site");
    row(OutageKind::maintenance, "maintenance:db maintenance:writer");
  }
  void whatIsOffered() {
    QFETCH(int, kind);
    QFETCH(QString, expected);
    const Design design = everything().design();
    const auto offered = offeredOutages(design, static_cast<OutageKind>(kind));
    QCOMPARE(textOf(offered), expected);
    for (const Outage& outage : offered) {
      const auto read = readOutage(design, toText(outage));
      QVERIFY(read && *read == outage);
    }
  }

  void nothingIsOfferedInAnEmptyDesign() {
    const Design design = Sketch().design();
    for (int kind = 0; kind < 6; ++kind) QVERIFY(offeredOutages(design, static_cast<OutageKind>(kind)).empty());
  }

  // Two accounts draw one Region each; they fail together.
  void oneCodeIsOneOutage() {
    Sketch s;
    for (const char* account : {"one", "two"}) {
      const std::string id(account);
      s.node(id, "account")
          .node(id + "-region", "region", id, {{"code", Value("eu-west-1")}})
          .node(id + "-zone", "az", id + "-region", {{"code", Value("eu-west-1a")}});
    }
    const Design design = s.design();
    QCOMPARE(textOf(offeredOutages(design, OutageKind::zone)), QString("az:eu-west-1a"));
    QCOMPARE(textOf(offeredOutages(design, OutageKind::region)), QString("region:eu-west-1"));
    for (const char* text : {"az:eu-west-1a", "az:one-zone", "az:two-zone"}) {
      const auto read = readOutage(design, text);
      QVERIFY(read);
      QCOMPARE(QString::fromStdString(toText(*read)), QString("az:eu-west-1a"));
    }
  }

  // An instance has no data of its own to spoil, and is not offered; whoever names it means its cluster's.
  void anInstanceStandsForTheDataOfItsCluster() {
    const auto read = readOutage(everything().link("member", "writer", "volume").design(), "corruption:writer");
    QVERIFY(read);
    QCOMPARE(toText(*read), std::string("corruption:volume"));
    const auto alone = readOutage(everything().design(), "corruption:writer");
    QVERIFY(!alone);
  }

  void joinedOutagesAreSortedAndThereOnce() {
    const Design design = everything().design();
    const auto read = readOutage(design, "region:eu-west-1+host:web+az:eu-west-1a+host:db+host:web");
    QVERIFY(read);
    QCOMPARE(QString::fromStdString(toText(*read)), QString("host:db+host:web+az:eu-west-1a+region:eu-west-1"));
    const Outage again = joined({{{{OutageKind::region, "eu-west-1"}}},
                                 {{{OutageKind::host, "web"}, {OutageKind::zone, "eu-west-1a"}}},
                                 {{{OutageKind::host, "db"}}},
                                 {{{OutageKind::host, "web"}}}});
    QVERIFY(again == *read);
    QVERIFY(joined({}).parts.empty());
  }

  void refusals_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("why");
    QTest::newRow("empty")
        << "" << "\"\" is no kind of outage; there are host, az, region, corruption, on-premises, maintenance";
    QTest::newRow("kind") << "zone:eu-west-1a" << "\"zone\" is no kind of outage";
    QTest::newRow("no place") << "az" << "\"az\" does not say where, as az:ID does";
    QTest::newRow("no place after the colon") << "host:" << "\"host:\" does not say where";
    QTest::newRow("zone") << "az:eu-west-1c" << "the design has no Availability Zone \"eu-west-1c\"";
    QTest::newRow("region") << "region:mars-1" << "the design has no Region \"mars-1\"";
    QTest::newRow("node") << "host:nobody" << "the design has no node \"nobody\"";
    QTest::newRow("no zone") << "az:db" << "db is no Availability Zone";
    QTest::newRow("no region") << "region:eu-west-1a" << "eu-west-1a is no Region";
    QTest::newRow("no host") << "host:table" << "table has no host";
    QTest::newRow("function") << "host:code" << "code has no host";
    QTest::newRow("no data") << "corruption:web" << "web holds no data";
    QTest::newRow("standby") << "corruption:db-b" << "db-b holds no data of its own";
    QTest::newRow("application server") << "corruption:server" << "server holds no data";
    QTest::newRow("no data centre") << "on-premises:server" << "server is no data centre";
    QTest::newRow("no maintenance") << "maintenance:web" << "web is no database instance";
    QTest::newRow("second part") << "host:web+host:nobody" << "no node \"nobody\"";
    QTest::newRow("no second part") << "host:web+" << "\"\" is no kind of outage";
  }
  void refusals() {
    QFETCH(QString, text);
    QFETCH(QString, why);
    const auto read = readOutage(everything().design(), text.toStdString());
    QVERIFY(!read);
    const QString reason = QString::fromStdString(read.error().reason);
    QVERIFY2(reason.contains(why), qPrintable(reason));
  }

  void sentences_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("host") << "host:db" << "Host of Orders database fails";
    QTest::newRow("one of several") << "host:web" << "One host of web fails";
    QTest::newRow("zone") << "az:eu-west-1a" << "eu-west-1a is lost";
    QTest::newRow("zone without code") << "az:z" << "Third zone is lost";
    QTest::newRow("region") << "region:eu-west-1" << "eu-west-1 is lost";
    QTest::newRow("corruption") << "corruption:db" << "Data of Orders database is spoiled";
    QTest::newRow("data centre") << "on-premises:site" << "site is lost";
    QTest::newRow("maintenance") << "maintenance:db" << "Orders database restarts for maintenance";
    QTest::newRow("two") << "az:eu-west-1a+host:db" << "Host of Orders database fails and eu-west-1a is lost";
    QTest::newRow("two of a kind") << "az:eu-west-1a+az:z" << "eu-west-1a and Third zone are lost";
    QTest::newRow("three that are lost")
        << "on-premises:site+az:eu-west-1a+az:z+host:db"
        << "Host of Orders database fails and eu-west-1a, Third zone and site are lost";
    QTest::newRow("three") << "az:eu-west-1a+corruption:db+on-premises:site"
                           << "eu-west-1a is lost, data of Orders database is spoiled and site is lost";
  }
  void sentences() {
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    Topology topology = Sketch()
                            .region("eu-west-1", "a")
                            .node("z", "az", "eu-west-1")
                            .node("db", "rds-instance", "eu-west-1a")
                            .node("web", "app-tier", "eu-west-1a", {{"running", Value(3)}})
                            .node("site", "data-centre")
                            .topology();
    for (const auto& [id, name] : {std::pair("db", "Orders database"), std::pair("z", "Third zone")}) {
      Node named = *topology.nodes.find(id);
      named.name = name;
      topology.nodes.put(std::move(named));
    }
    const Design design = nines::test::designOf(std::move(topology));
    const auto outage = readOutage(design, text.toStdString());
    QVERIFY(outage);
    QCOMPARE(QString::fromStdString(sentenceOf(design, *outage)), sentence);
  }

  void nothingFails() { QCOMPARE(sentenceOf(Sketch().design(), {}), std::string("Nothing fails")); }
};

QTEST_APPLESS_MAIN(TestOutage)
#include "test_outage.moc"
