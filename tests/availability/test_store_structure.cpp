// Sentences of availability.md, "Structure": data stores and what clients need of them.
#include "structure_support.h"

using namespace nines;
using namespace nines::test;

namespace {

// users -> tier in zone a, which the cases give something to use.
Draft oneTier() {
  Draft d;
  d.region("eu", "eu-west-1").node("orders", "users").node("app", "app-tier", "eu-a");
  return d.link("uses", "orders", "app");
}

// Users who use a store directly.
Draft direct(Properties access = {{"access", "read-write"}}) {
  Draft d;
  d.region("eu", "eu-west-1").node("orders", "users").node("db", "note");
  d.node("db", "rds-instance", "eu-a");
  return d.link("uses", "orders", "db", std::move(access));
}

// Six copies, two in each of three zones, and instances in some of these: down if all instances are, or at least so
// many copies.
double clusterDown(const std::vector<unsigned>& zones, int copies) {
  double sum = 0;
  const unsigned bits = 9 + static_cast<unsigned>(zones.size());
  for (unsigned state = 0; state < 1u << bits; ++state) {
    double p = 1;
    int lost = 0;
    bool any = false;
    for (unsigned z = 0; z < 3; ++z) p *= (state >> z & 1u) ? q::kZone : 1 - q::kZone;
    for (unsigned c = 0; c < 6; ++c) {
      const bool gone = state >> (3 + c) & 1u;
      p *= gone ? q::kCopy : 1 - q::kCopy;
      lost += gone || (state >> (c / 2) & 1u) ? 1 : 0;
    }
    for (unsigned i = 0; i < zones.size(); ++i) {
      const bool gone = state >> (9 + i) & 1u;
      p *= gone ? q::kClusterHost : 1 - q::kClusterHost;
      any = any || !(gone || (state >> zones[i] & 1u));
    }
    if (lost >= copies || !any) sum += p;
  }
  return sum;
}

constexpr int kNoWrites = 3;  // fewer than 4 of 6 are left
constexpr int kNoReads = 4;

Draft clustered(const std::string& zones, Properties properties = {}) {
  Draft d;
  d.region("eu", "eu-west-1").node("orders", "users").node("cluster", "aurora-cluster", "eu", std::move(properties));
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const std::string id = "i" + std::to_string(i + 1);
    d.node(id, "aurora-instance", "eu-" + zones.substr(i, 1), {{"role", i == 0 ? "writer" : "reader"}});
    d.link("member", id, "cluster");
  }
  return d;
}

double clusterSwitch(double perYear) { return perYear * 45 / q::kYear; }

}  // namespace

class TestStoreStructure : public QObject {
  Q_OBJECT

 private slots:
  void pairs() {
    Draft d = direct();
    QVERIFY(isDown(Graph(d).down(), .005));
    d.node("db-b", "rds-standby", "eu-b").link("standby", "db", "db-b");
    QVERIFY(isDown(Graph(d).down(), .0005));
    d.node("db-b", "rds-standby", "eu-a");
    const double change = 4. * 90 / q::kYear;  // its host alone
    const Graph g(d);
    QVERIFY(isDown(g.down(), series(q::kRegion, q::kZone, q::kPair, change, q::kHost * q::kHost)));
    QVERIFY(!g.event("own:db")->ofRedundancy && !g.event("switch:db")->ofRedundancy);
  }

  // Wanted, not drawn: the subnet group's next zone, without one the Region's; else a zone of its own.
  void standbyThatIsNotDrawn() {
    Draft d = direct();
    d.node("db", "rds-instance", "eu-a", {{"multiAz", true}});
    const Graph next(d);
    QVERIFY(isDown(next.down(), .0005));
    QVERIFY(next.event("zone:eu-west-1:eu-west-1b") && !next.event("zone:eu-west-1:eu-west-1c"));
    QVERIFY(next.event("host:db:standby"));
    d.node("db", "rds-instance", "eu-a", {{"multiAz", true}, {"subnetGroupAzs", Value::Array{"eu-a", "eu-c"}}});
    QVERIFY(Graph(d).event("zone:eu-west-1:eu-west-1c"));
    Draft lonely;
    lonely.node("eu", "region").node("z", "az", "eu").node("orders", "users");
    lonely.node("db", "rds-instance", "z", {{"multiAz", true}}).link("uses", "orders", "db");
    QVERIFY(isDown(Graph(lonely).down(), .0005));
    QVERIFY(Graph(lonely).event("undrawn-zone:db:standby"));
  }

  // Not allowed, but drawn: a Region takes down what stands in it, and not the other side.
  void standbyInAnotherRegion() {
    Draft d = direct();
    d.region("us", "us-east-1").node("db-b", "rds-standby", "us-a").link("standby", "db", "db-b");
    QVERIFY(isDown(Graph(d).down(), series(q::kPair, q::kPairSwitch, lone() * lone())));
  }

  // Endpoints are a matter of clusters.
  void readerEndpointOfOthers() {
    QVERIFY(isDown(Graph(direct({{"access", "write"}, {"endpoint", "reader"}})).down(), .005));
  }

  // Nobody promotes a replica in an estimate; reads take whatever is linked and can be read.
  void replicas() {
    Draft d = oneTier();
    d.node("db", "rds-instance", "eu-a").node("copy", "rds-instance", "eu-b").link("replicates", "db", "copy");
    Draft writes = d;
    writes.link("uses", "app", "copy", {{"access", "write"}});
    QVERIFY(isDown(Graph(writes).down(), 1));
    Draft reads = d;
    reads.link("uses", "app", "copy", {{"access", "read"}});
    QVERIFY(isDown(Graph(reads).down(), series(q::kRegion, hostInZone(), hostInZone())));
    // Either can be read: zone a and the app's host, or both databases.
    reads.link("uses", "app", "db", {{"access", "read"}});
    QVERIFY(isDown(Graph(reads).down(), series(q::kRegion, q::kZone, q::kHost, q::kHost * hostInZone())));
    // Written: the source alone, whatever can be read.
    reads.link("uses", "app", "db", {{"access", "write"}});
    QVERIFY(isDown(Graph(reads).down(), series(q::kRegion, q::kZone, q::kHost, q::kHost)));
    const Graph g(reads);
    QVERIFY(isDown(g.readDown("db"), .005));
    QVERIFY(isDown(g.writeDown("db"), .005));
    QVERIFY(!g.hasStore("copy"));
    Draft itself = direct();
    itself.link("replicates", "db", "db");  // means nothing
    QVERIFY(isDown(Graph(itself).down(), .005));
  }

  // A soft link is no need, but what it leads to may give what is needed.
  void softLinks() {
    Draft d = oneTier();
    d.node("db", "rds-instance", "eu-b").node("copy", "rds-instance", "eu-c").link("replicates", "db", "copy");
    d.link("uses", "app", "db", {{"access", "read"}})
        .link("uses", "app", "copy", {{"access", "read"}, {"hard", false}});
    QVERIFY(isDown(Graph(d).down(), series(q::kRegion, hostInZone(), hostInZone() * hostInZone())));
    Draft alone = oneTier();
    alone.node("db", "rds-instance", "eu-b").link("uses", "app", "db", {{"hard", false}});
    QVERIFY(isDown(Graph(alone).down(), .005));
  }

  void setsAreAllNeeded() {
    Draft d = oneTier();
    d.node("t1", "dynamodb-table", "eu").node("t2", "dynamodb-table", "eu");
    d.link("uses", "app", "t1").link("uses", "app", "t2");
    QVERIFY(isDown(Graph(d).down(), series(.005, q::kTable, q::kTable)));
  }

  void standbyServesNobody() {
    Draft d = oneTier();
    d.node("db", "rds-instance", "eu-a").node("db-b", "rds-standby", "eu-b").link("standby", "db", "db-b");
    d.link("uses", "app", "db-b", {{"access", "read"}});
    QVERIFY(isDown(Graph(d).down(), 1));
  }

  void clusters_data() {
    QTest::addColumn<QString>("zones");
    QTest::addColumn<double>("read");
    QTest::addColumn<double>("write");
    const double own = q::kCluster;
    QTest::newRow("three zones") << "abc" << series(q::kRegion, own, clusterDown({0, 1, 2}, kNoReads))
                                 << series(q::kRegion, own, clusterSwitch(4.5), clusterDown({0, 1, 2}, kNoWrites));
    QTest::newRow("two zones") << "ab" << series(q::kRegion, own, clusterDown({0, 1}, kNoReads))
                               << series(q::kRegion, own, clusterSwitch(4.5), clusterDown({0, 1}, kNoWrites));
    QTest::newRow("one zone") << "bb" << series(q::kRegion, own, clusterDown({1, 1}, kNoReads))
                              << series(q::kRegion, own, clusterSwitch(4), clusterDown({1, 1}, kNoWrites));
    QTest::newRow("alone") << "a" << series(q::kRegion, clusterDown({0}, kNoReads))
                           << series(q::kRegion, clusterDown({0}, kNoWrites));
  }
  void clusters() {
    QFETCH(QString, zones);
    QFETCH(double, read);
    QFETCH(double, write);
    Draft d = clustered(zones.toStdString());
    const Graph lines(d);
    QVERIFY(isDown(lines.readDown("cluster"), read));
    QVERIFY(isDown(lines.writeDown("cluster"), write));
    d.link("uses", "orders", "cluster", {{"access", "read"}});
    QVERIFY(isDown(Graph(d).down(), read));
    Draft both = clustered(zones.toStdString());
    both.link("uses", "orders", "cluster", {{"access", "read-write"}});
    QVERIFY(isDown(Graph(both).down(), write));  // what can be written can be read
    Draft reader = clustered(zones.toStdString());
    reader.link("uses", "orders", "cluster", {{"access", "write"}, {"endpoint", "reader"}});
    QVERIFY(isDown(Graph(reader).down(), 1));
  }

  void instanceEndpoints() {
    Draft d = clustered("abc");
    Draft reads = d;
    reads.link("uses", "orders", "i2", {{"access", "read"}});
    QVERIFY(isDown(Graph(reads).down(), series(q::kRegion, q::kCluster, clusterDown({1}, kNoReads))));
    Draft writes = d;
    writes.link("uses", "orders", "i1", {{"access", "write"}});
    QVERIFY(
        isDown(Graph(writes).down(), series(q::kRegion, q::kCluster, clusterSwitch(4.5), clusterDown({0}, kNoWrites))));
    Draft wrong = d;
    wrong.link("uses", "orders", "i2", {{"access", "write"}});
    QVERIFY(isDown(Graph(wrong).down(), 1));
    Draft lost = direct();
    lost.node("i", "aurora-instance", "eu-a").link("uses", "orders", "i", {{"access", "write"}});
    QCOMPARE(Graph(lost).why(), std::string("i belongs to no cluster"));
  }

  void modes() {
    const Graph many(clustered("ab", {{"mode", "multi-master"}}));
    QVERIFY(isDown(many.writeDown("cluster"), series(q::kRegion, q::kCluster, clusterDown({0, 1}, kNoWrites))));
    QVERIFY(!many.event("switch:cluster"));
    for (const char* mode : {"provisioned", "serverless-v2", "multi-master"}) {
      Draft d = clustered("", {{"mode", mode}});
      d.link("uses", "orders", "cluster");
      QCOMPARE(Graph(d).why(), std::string("cluster has no instances"));
    }
    // One instance in a zone that is not drawn, in which two of the copies stand as well.
    const Graph serverless(clustered("", {{"mode", "serverless-v1"}}));
    QVERIFY(isDown(serverless.writeDown("cluster"), .001));
    QVERIFY(serverless.event("undrawn-zone:cluster"));
    QVERIFY(serverless.event("zone:eu-west-1:eu-west-1a") && serverless.event("zone:eu-west-1:eu-west-1b"));
    QVERIFY(!serverless.event("zone:eu-west-1:eu-west-1c"));
    QVERIFY(!Graph(clustered("", {{"stopped", true}})).readDown("cluster"));  // not even drawn in full
    const Graph stopped(clustered("ab", {{"stopped", true}}));
    QVERIFY(isDown(stopped.readDown("cluster"), 1));
    QVERIFY(isDown(stopped.writeDown("cluster"), 1));
  }

  // In the zones of the instances first, then by code, then in ones that are not drawn.
  void copiesStandWithTheInstances() {
    Draft d;
    d.node("eu", "region", {}, {{"code", "eu-west-1"}}).node("z", "az", "eu", {{"code", "eu-west-1c"}});
    d.node("orders", "users").node("cluster", "aurora-cluster", "eu").node("w", "aurora-instance", "z");
    d.link("member", "w", "cluster").link("uses", "orders", "cluster");
    const Graph g(d);
    QVERIFY(isDown(g.down(), .001));
    QCOMPARE(g.keys(), (std::vector<std::string>{"copy:cluster:1", "copy:cluster:2", "copy:cluster:3", "copy:cluster:4",
                                                 "copy:cluster:5", "copy:cluster:6", "host:w", "region:eu-west-1",
                                                 "undrawn-zone:cluster:2", "undrawn-zone:cluster:3",
                                                 "zone:eu-west-1:eu-west-1c"}));
  }

  // A secondary takes no writes before somebody promotes it.
  void secondaryClusters() {
    Draft d = clustered("ab");
    d.region("us", "us-east-1").node("far", "aurora-cluster", "us").node("f1", "aurora-instance", "us-a");
    d.link("member", "f1", "far").link("replicates", "cluster", "far");
    d.link("uses", "orders", "far", {{"access", "write"}});
    const Graph g(d);
    QVERIFY(isDown(g.down(), 1));
    QVERIFY(g.hasStore("cluster") && !g.hasStore("far"));
  }

  void tables() {
    Draft d = oneTier();
    d.node("t", "dynamodb-table", "eu").link("uses", "app", "t");
    const Graph g(d);
    QVERIFY(isDown(g.down(), series(.005, q::kTable)));  // on no zone beside the tier's
    QVERIFY(isDown(g.readDown("t"), .0001));
  }

  // Nobody is led to a table in another Region that is not linked.
  void globalTables() {
    Draft d = oneTier();
    d.region("us", "us-east-1").node("t-eu", "dynamodb-table", "eu").node("t-us", "dynamodb-table", "us");
    d.link("replicates", "t-us", "t-eu").link("uses", "app", "t-eu", {{"access", "read-write"}});
    const Graph one(d);
    QVERIFY(isDown(one.down(), series(.005, q::kTable, q::kGlobalTable)));
    QVERIFY(isDown(one.readDown("t-eu"), 1e-5));
    QVERIFY(!one.hasStore("t-us"));
    QCOMPARE(one.event("own:t-eu:global")->nodes, (std::vector<std::string>{"t-eu", "t-us"}));
    d.link("uses", "app", "t-us", {{"access", "read-write"}});
    const double other = series(q::kRegion, q::kTable);
    QVERIFY(isDown(Graph(d).down(), series(.005, q::kGlobalTable, q::kTable * other)));
    d.node("t-us", "dynamodb-table", "us", {{"witness", true}});  // holds no data that anybody may ask for
    QVERIFY(isDown(Graph(d).down(), series(.005, q::kTable, q::kGlobalTable)));
  }

  void caches() {
    Draft d = oneTier();
    d.node("dax", "dax-cluster", "eu").node("t", "dynamodb-table", "eu").link("uses", "dax", "t");
    d.link("uses", "app", "dax", {{"access", "read"}});
    d.node("n1", "dax-node", "eu-b").link("member", "n1", "dax");
    QVERIFY(isDown(Graph(d).down(), series(.005, hostInZone(), q::kTable)));  // one node: no event of its own
    d.node("n2", "dax-node", "eu-c").link("member", "n2", "dax");
    const double two = hostInZone() * hostInZone();
    QVERIFY(isDown(Graph(d).down(), series(.005, q::kCache, two, q::kTable)));
    QVERIFY(!Graph(d).hasStore("dax"));
    d.node("dax", "dax-cluster", "eu", {{"clientFallback", true}});
    QVERIFY(isDown(Graph(d).down(), series(.005, q::kTable)));  // never in the way of reads
    d.link("uses", "app", "dax", {{"access", "write"}});
    QVERIFY(isDown(Graph(d).down(), series(.005, q::kCache, two, q::kTable)));
  }

  void cachesByCount() {
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users").node("dax", "dax-cluster", "eu").link("uses", "orders", "dax");
    QCOMPARE(Graph(d).why(), std::string("it is not known how many nodes dax has"));
    d.node("dax", "dax-cluster", "eu", {{"nodes", 3}});
    const double node = hostInZone();
    QVERIFY(isDown(Graph(d).down(), series(q::kRegion, q::kCache, node * node * node)));  // over the drawn zones
    d.node("dax", "dax-cluster", "eu", {{"nodes", 2}, {"nodeAzs", Value::Array{"eu-b"}}});
    QVERIFY(isDown(Graph(d).down(), series(q::kRegion, q::kCache, q::kZone, q::kHost * q::kHost)));
    d.node("dax", "dax-cluster", "eu", {{"nodes", 0}});
    QVERIFY(isDown(Graph(d).down(), 1));
    d.node("n1", "dax-node", "eu-a").link("member", "n1", "dax");  // what is drawn counts over the number
    QVERIFY(isDown(Graph(d).down(), .005));
  }

  void buckets_data() {
    QTest::addColumn<QString>("storageClass");
    QTest::addColumn<double>("assumed");
    QTest::addColumn<double>("down");
    QTest::newRow("standard") << "standard" << 0. << .001;
    QTest::newRow("infrequent access") << "standard-ia" << 0. << .01;
    QTest::newRow("one zone") << "one-zone-ia" << 0. << .01;
    QTest::newRow("designed for") << "standard" << 1. << .0001;
    QTest::newRow("one zone, designed for") << "one-zone-ia" << 1. << .005;
  }
  void buckets() {
    QFETCH(QString, storageClass);
    QFETCH(double, assumed);
    QFETCH(double, down);
    Draft d;
    d.region("eu", "eu-west-1").node("docs", "s3-bucket", "eu", {{"storageClass", storageClass.toStdString()}});
    if (assumed != 0) d.assume("s3.designedFor", assumed);
    const Graph g(d);
    QVERIFY(isDown(g.readDown("docs"), down));
    QVERIFY(isDown(g.writeDown("docs"), down));
    QCOMPARE(g.event("undrawn-zone:docs") != nullptr, storageClass == "one-zone-ia");
    Draft other;
    other.region("eu", "eu-west-1").node("docs", "s3-bucket", "eu", {{"storageClass", "quantum"}});
    QVERIFY(!Graph(other).readDown("docs"));
  }

  // Either copy of replicated buckets can be read and written.
  void replicatedBuckets() {
    Draft d = oneTier();
    d.region("us", "us-east-1").node("here", "s3-bucket", "eu").node("there", "s3-bucket", "us");
    d.link("replicates", "here", "there").link("uses", "app", "here").link("uses", "app", "there");
    const double own = 9.500475023752e-04;
    QVERIFY(isDown(Graph(d).down(), series(.005, own * series(q::kRegion, own))));
  }

  void unknownKinds() {
    Draft d = oneTier();
    d.node("new", "quantum-store", "eu").link("uses", "app", "new");
    QVERIFY(!Graph(d).down());
    QVERIFY2(Graph(d).why().find("new") != std::string::npos, Graph(d).why().c_str());
  }

  // What is drawn in no Region is hit by none.
  void outsideOfAllRegions() {
    Draft d;
    d.node("t", "dynamodb-table").node("z", "az").node("db", "rds-instance", "z");
    const Graph g(d);
    QVERIFY(isDown(g.readDown("t"), q::kTable));
    QVERIFY(isDown(g.readDown("db"), hostInZone()));
  }
};

QTEST_GUILESS_MAIN(TestStoreStructure)
#include "test_store_structure.moc"
