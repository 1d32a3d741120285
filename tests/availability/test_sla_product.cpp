#include <cmath>

#include "availability/sla_product.h"
#include "draft.h"

using namespace nines;
using namespace nines::test;

namespace {

bool near(const std::optional<double>& value, double expected) {
  if (value && std::abs(*value - expected) < 1e-12) return true;
  qInfo("got %.15f, expected %.15f", value.value_or(-1), expected);
  return false;
}

const StoreEstimate* storeOf(const Estimates& estimates, std::string_view id) {
  const auto at = std::ranges::find(estimates.stores, id, &StoreEstimate::id);
  return at == estimates.stores.end() ? nullptr : &*at;
}

const SlaFactor* factorOn(const WorkloadEstimate& workload, std::string_view node) {
  const auto at = std::ranges::find_if(workload.factors, [&](const SlaFactor& factor) {
    return std::ranges::find(factor.nodes, node) != factor.nodes.end();
  });
  return at == workload.factors.end() ? nullptr : &*at;
}

// users -> tier, which the cases below give something to use.
Draft oneTier() {
  Draft d;
  d.region("eu", "eu-west-1").node("orders", "users").node("app", "app-tier", "eu-a");
  return d.link("uses", "orders", "app");
}

}  // namespace

class TestSlaProduct : public QObject {
  Q_OBJECT

 private slots:
  // availability.md, worked values of the product.
  void redundantStack() {
    Draft d;
    d.region("eu", "eu-west-1")
        .stack("eu")
        .node("dns", "route53")
        .node("orders", "users", {}, {{"availabilityTarget", .9995}});
    d.link("uses", "orders", "dns").link("routes", "dns", "eu-lb");
    const WorkloadEstimate workload = d.workload();
    QVERIFY2(workload.unknownBecause.empty(), workload.unknownBecause.c_str());
    QVERIFY(near(workload.slaProduct, .999300109995));
    QCOMPARE(workload.factors.size(), std::size_t{4});
    QVERIFY(near(workload.target, .9995));
    QVERIFY(!workload.exact.availability && !workload.exact.unavailability);
    for (const SlaFactor& factor : workload.factors) {
      QVERIFY2(!factor.source.text.empty() && !factor.source.date.empty() && !factor.nodes.empty(),
               factor.label.c_str());
      QVERIFY(!factor.names.empty());
      const std::string joined = factor.configuration.empty() ? "" : ", " + factor.configuration;
      QCOMPARE(factor.label, factor.names + joined);
    }
    QCOMPARE(factorOn(workload, "eu-app-a"), factorOn(workload, "eu-app-b"));  // one group, one factor
    QCOMPARE(factorOn(workload, "eu-app-a")->names, std::string("eu-app-a, eu-app-b"));
    QCOMPARE(factorOn(workload, "eu-db")->names, std::string("eu-db"));
    QVERIFY(!factorOn(workload, "eu-db")->configuration.empty());
    QCOMPARE(factorOn(workload, "dns")->label, std::string("dns"));
  }

  void singleZoneStack() {
    Draft d;
    d.region("eu", "eu-west-1").node("dns", "route53").node("orders", "users").node("lb", "load-balancer", "eu");
    d.node("app", "app-tier", "eu-a").node("db", "rds-instance", "eu-a");
    d.link("uses", "orders", "dns").link("routes", "dns", "lb").link("routes", "lb", "app").link("uses", "app", "db");
    QVERIFY(near(d.workload().slaProduct, .989034975));
  }

  void twoRegionsAreAlternatives() {
    Draft d;
    d.region("eu", "eu-west-1").stack("eu").region("us", "us-east-1").stack("us");
    d.node("dns", "route53", {}, {{"policy", "latency"}, {"healthCheck", true}}).node("orders", "users");
    d.link("uses", "orders", "dns").link("routes", "dns", "eu-lb").link("routes", "dns", "us-lb");
    const WorkloadEstimate workload = d.workload();
    QVERIFY(near(workload.slaProduct, .999999510154));
    const SlaFactor* either = factorOn(workload, "us-db");
    QVERIFY(either);
    QCOMPARE(either->alternatives.size(), std::size_t{2});
    QCOMPARE(either->alternatives[0].size(), std::size_t{3});
    QCOMPARE(either->names, std::string("dns"));
    QVERIFY2(either->configuration.starts_with("eu-west-1 (") && either->configuration.ends_with(" %)"),
             either->configuration.c_str());
    QCOMPARE(either->label, "dns: " + either->configuration);
  }

  void withoutHealthCheckAllTargetsAreNeeded() {
    Draft d;
    d.region("eu", "eu-west-1").stack("eu").region("us", "us-east-1").stack("us");
    d.node("dns", "route53").node("orders", "users");
    d.link("uses", "orders", "dns").link("routes", "dns", "eu-lb").link("routes", "dns", "us-lb");
    QVERIFY(near(d.workload().slaProduct, .999300109995 * .999300109995));
  }

  void withoutHealthCheckFailoverMeansThePrimary() {
    Draft d;
    d.region("eu", "eu-west-1").stack("eu").region("us", "us-east-1").stack("us");
    d.node("dns", "route53", {}, {{"policy", "failover"}}).node("orders", "users");
    d.link("uses", "orders", "dns").link("routes", "dns", "eu-lb", {{"role", "primary"}});
    d.link("routes", "dns", "us-lb", {{"role", "secondary"}});
    const WorkloadEstimate workload = d.workload();
    QVERIFY(near(workload.slaProduct, .999300109995));
    QVERIFY(!factorOn(workload, "us-db"));
  }

  void whatAllAlternativesNeedCountsOnce() {
    Draft d;
    d.region("eu", "eu-west-1").region("us", "us-east-1").node("orders", "users");
    d.node("dns", "route53", {}, {{"healthCheck", true}}).node("db", "rds-instance", "eu-a");
    d.node("app-eu", "app-tier", "eu-a").node("app-us", "app-tier", "us-a");
    d.link("uses", "orders", "dns").link("routes", "dns", "app-eu").link("routes", "dns", "app-us");
    d.link("uses", "app-eu", "db").link("uses", "app-us", "db");
    QVERIFY(near(d.workload().slaProduct, .995 * (1 - .005 * .005)));
  }

  void recordsBelowRecordsAreFlattened() {
    Draft d;
    d.region("eu", "eu-west-1").region("us", "us-east-1").node("orders", "users");
    d.node("top", "route53", {}, {{"healthCheck", true}}).node("one", "route53", {}, {{"healthCheck", true}});
    d.node("two", "route53", {}, {{"healthCheck", true}});
    d.node("app-eu", "app-tier", "eu-a").node("app-us", "app-tier", "us-a");
    d.link("uses", "orders", "top").link("routes", "top", "one").link("routes", "top", "two");
    d.link("routes", "one", "app-eu").link("routes", "one", "app-us").link("routes", "two", "app-us");
    QVERIFY(near(d.workload().slaProduct, 1 - .005 * .005));
  }

  void targetsInOneRegionAreNoAlternatives() {
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users").node("dns", "route53", {}, {{"healthCheck", true}});
    d.node("app-a", "app-tier", "eu-a").node("app-b", "app-tier", "eu-b");
    d.link("uses", "orders", "dns").link("routes", "dns", "app-a").link("routes", "dns", "app-b");
    QVERIFY(near(d.workload().slaProduct, .9999));  // one group over two zones
  }

  void branchThatServesNobodyIsNoAlternative() {
    Draft d;
    d.region("eu", "eu-west-1").stack("eu").region("us", "us-east-1").node("orders", "users");
    d.node("dns", "route53", {}, {{"healthCheck", true}}).node("pilot", "app-tier", "us-a", {{"running", 0}});
    d.link("uses", "orders", "dns").link("routes", "dns", "eu-lb").link("routes", "dns", "pilot");
    QVERIFY(near(d.workload().slaProduct, .999300109995));
  }

  void placements_data() {
    QTest::addColumn<QString>("parent");
    QTest::addColumn<int>("running");
    QTest::addColumn<double>("sla");
    QTest::newRow("one in a zone") << "eu-a" << 1 << .995;
    QTest::newRow("three in a zone") << "eu-a" << 3 << .995;
    QTest::newRow("one in the Region") << "eu" << 1 << .995;
    QTest::newRow("two spread over the Region") << "eu" << 2 << .9999;
    QTest::newRow("two spread over a VPC with its own zones") << "vpc" << 2 << .9999;
    QTest::newRow("two in a VPC with one zone") << "small" << 2 << .995;
    QTest::newRow("two in a VPC without zones: the Region's") << "bare" << 2 << .9999;
    QTest::newRow("two where nothing is drawn") << "us" << 2 << .995;
  }
  void placements() {
    QFETCH(QString, parent);
    QFETCH(int, running);
    QFETCH(double, sla);
    Draft d;
    d.region("eu", "eu-west-1").node("us", "region", {}, {{"code", "us-east-1"}}).node("orders", "users");
    d.node("vpc", "vpc", "eu")
        .node("va", "az", "vpc", {{"code", "eu-west-1a"}})
        .node("vb", "az", "vpc", {{"code", "eu-west-1b"}});
    d.node("small", "vpc", "eu").node("sa", "az", "small", {{"code", "eu-west-1a"}}).node("bare", "vpc", "eu");
    d.node("app", "app-tier", parent.toStdString(), {{"running", running}}).link("uses", "orders", "app");
    QVERIFY(near(d.workload().slaProduct, sla));
  }

  void zonesCountByCodeNotByDrawing() {
    Draft d;
    d.region("eu", "eu-west-1").node("again", "az", "eu", {{"code", "eu-west-1a"}}).node("orders", "users");
    d.node("asg", "scaling-group", "eu").node("one", "app-tier", "eu-a").node("two", "app-tier", "again");
    d.link("uses", "orders", "asg").link("member", "one", "asg").link("member", "two", "asg");
    QVERIFY(near(d.workload().slaProduct, .995));
  }

  void stores_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("property");
    QTest::addColumn<QString>("value");
    QTest::addColumn<double>("sla");
    QTest::newRow("table") << "dynamodb-table" << "" << "" << .9999;
    QTest::newRow("standard bucket") << "s3-bucket" << "" << "" << .999;
    QTest::newRow("infrequent access") << "s3-bucket" << "storageClass" << "standard-ia" << .99;
    QTest::newRow("one zone") << "s3-bucket" << "storageClass" << "one-zone-ia" << .99;
    QTest::newRow("deep archive") << "s3-bucket" << "storageClass" << "glacier-deep-archive" << .999;
    QTest::newRow("serverless without instances") << "aurora-cluster" << "mode" << "serverless-v1" << .999;
    QTest::newRow("provisioned without instances") << "aurora-cluster" << "" << "" << -1.;
    QTest::newRow("serverless v2 without instances") << "aurora-cluster" << "mode" << "serverless-v2" << -1.;
    QTest::newRow("stopped") << "aurora-cluster" << "stopped" << "true" << -1.;
    QTest::newRow("cache of unknown size") << "dax-cluster" << "" << "" << -1.;
    QTest::newRow("unknown kind") << "quantum-store" << "" << "" << -1.;
  }
  void stores() {
    QFETCH(QString, kind);
    QFETCH(QString, property);
    QFETCH(QString, value);
    QFETCH(double, sla);
    Properties properties;
    if (value == "true") properties[property.toStdString()] = true;
    else if (!property.isEmpty()) properties[property.toStdString()] = value.toStdString();
    Draft d = oneTier();
    d.node("store", kind.toStdString(), "eu", properties).link("uses", "app", "store");
    const WorkloadEstimate workload = d.workload();
    if (sla > 0) {
      QVERIFY(near(workload.slaProduct, .995 * sla));
    } else {
      QVERIFY(!workload.slaProduct);
      QVERIFY2(workload.unknownBecause.find("store") != std::string::npos, workload.unknownBecause.c_str());
    }
  }

  // What the catalogue does not let them join means nothing: a database is no standby of another one.
  void illegalLinksAreNotFollowed() {
    Draft d = oneTier();
    d.node("db", "rds-instance", "eu-a").node("other", "rds-instance", "eu-b").node("bucket", "s3-bucket", "eu");
    d.link("uses", "app", "db").link("standby", "db", "other").link("routes", "app", "bucket");
    QVERIFY(near(d.workload().slaProduct, .995 * .995));
  }

  void databases() {
    Draft d = oneTier();
    d.node("db", "rds-instance", "eu-a", {{"multiAz", true}}).link("uses", "app", "db");
    QVERIFY(near(d.workload().slaProduct, .995 * .9995));  // wanted, not drawn: another zone
    d.node("standby", "rds-standby", "eu-a").link("standby", "db", "standby");
    QVERIFY(near(d.workload().slaProduct, .995 * .995));  // drawn in the same zone
    d.node("standby", "rds-standby", "eu-b");
    QVERIFY(near(d.workload().slaProduct, .995 * .9995));
  }

  void replicasServeReadsOnly() {
    Draft d = oneTier();
    d.node("db", "rds-instance", "eu-a").node("copy", "rds-instance", "eu-b", {{"multiAz", true}});
    d.link("replicates", "db", "copy").link("uses", "app", "copy", {{"access", "read"}});
    QVERIFY(near(d.workload().slaProduct, .995 * .9995));
    // Either can be read now, and what is written can be read as well: the primary is what is needed.
    Draft both = d;
    both.link("uses", "app", "db", {{"access", "write"}});
    QVERIFY(near(both.workload().slaProduct, .995 * .995));
    // Two that can be read: the better one stands for both.
    Draft reads = d;
    reads.link("uses", "app", "db", {{"access", "read"}});
    QVERIFY(near(reads.workload().slaProduct, .995 * .9995));
    Draft writes = oneTier();
    writes.node("db", "rds-instance", "eu-a").node("copy", "rds-instance", "eu-b").link("replicates", "db", "copy");
    writes.link("uses", "app", "copy", {{"access", "read-write"}});
    QCOMPARE(writes.workload().unknownBecause, std::string("app needs to write to copy, which takes no writes"));
    writes.node("third", "rds-instance", "eu-c").link("replicates", "db", "third").link("uses", "app", "third");
    QCOMPARE(writes.workload().unknownBecause,
             std::string("app needs to write to copy and third, which take no writes"));
  }

  void standbyServesNobody() {
    Draft d = oneTier();
    d.node("db", "rds-instance", "eu-a").node("standby", "rds-standby", "eu-b").link("standby", "db", "standby");
    d.link("uses", "app", "standby", {{"access", "read"}});
    QCOMPARE(d.workload().unknownBecause, std::string("app needs to read from standby, which serves no reads"));
  }

  void clusters() {
    Draft d = oneTier();
    d.node("cluster", "aurora-cluster", "eu").node("w", "aurora-instance", "eu-a", {{"role", "writer"}});
    d.link("member", "w", "cluster").link("uses", "app", "cluster", {{"access", "read-write"}});
    QVERIFY(near(d.workload().slaProduct, .995 * .999));
    d.node("r", "aurora-instance", "eu-a").link("member", "r", "cluster");
    QVERIFY(near(d.workload().slaProduct, .995 * .999));  // both in one zone
    d.node("r", "aurora-instance", "eu-b");
    QVERIFY(near(d.workload().slaProduct, .995 * .9999));
    const Estimates estimates = d.estimates();
    QCOMPARE(estimates.stores.size(), std::size_t{1});
    QVERIFY(near(storeOf(estimates, "cluster")->sla, .9999));
    QCOMPARE(storeOf(estimates, "cluster")->configuration, std::string("2 instances in 2 zones"));
  }

  void instanceEndpointIsThatInstance() {
    Draft d = oneTier();
    d.node("cluster", "aurora-cluster", "eu").node("w", "aurora-instance", "eu-a", {{"role", "writer"}});
    d.node("r", "aurora-instance", "eu-b").link("member", "w", "cluster").link("member", "r", "cluster");
    Draft reads = d;
    reads.link("uses", "app", "r", {{"access", "read"}});
    QVERIFY(near(reads.workload().slaProduct, .995 * .999));
    Draft writes = d;
    writes.link("uses", "app", "r", {{"access", "write"}});
    QVERIFY(!writes.workload().slaProduct);
    Draft writer = d;
    writer.link("uses", "app", "w", {{"access", "write"}});
    QVERIFY(near(writer.workload().slaProduct, .995 * .999));
    Draft lone = oneTier();
    lone.node("r", "aurora-instance", "eu-b").link("uses", "app", "r", {{"access", "read"}});
    QCOMPARE(lone.workload().unknownBecause, std::string("r belongs to no cluster"));
  }

  void readerEndpointTakesNoWrites() {
    Draft d = oneTier();
    d.node("cluster", "aurora-cluster", "eu").node("w", "aurora-instance", "eu-a").link("member", "w", "cluster");
    d.link("uses", "app", "cluster", {{"access", "write"}, {"endpoint", "reader"}});
    QCOMPARE(d.workload().unknownBecause, std::string("app needs to write to cluster, which takes no writes"));
  }

  void globalTables() {
    Draft d = oneTier();
    d.region("us", "us-east-1").node("t-eu", "dynamodb-table", "eu").node("t-us", "dynamodb-table", "us");
    d.link("replicates", "t-us", "t-eu").link("uses", "app", "t-eu", {{"access", "read-write"}});
    // Nobody is redirected to a table that is not linked.
    QVERIFY(near(d.workload().slaProduct, .995 * .9999));
    const Estimates estimates = d.estimates();
    QCOMPARE(estimates.stores.size(), std::size_t{1});
    QCOMPARE(estimates.stores[0].id, std::string("t-eu"));
    QVERIFY(near(estimates.stores[0].sla, .99999));
    d.link("uses", "app", "t-us", {{"access", "read-write"}});
    QVERIFY(near(d.workload().slaProduct, .995 * .99999));
    d.node("t-us", "dynamodb-table", "us", {{"witness", true}});  // a witness serves nobody
    QVERIFY(near(d.workload().slaProduct, .995 * .9999));
    QVERIFY(near(d.estimates().stores[0].sla, .9999));
  }

  void caches() {
    Draft d = oneTier();
    d.node("dax", "dax-cluster", "eu").node("table", "dynamodb-table", "eu");
    d.link("uses", "app", "dax", {{"access", "read"}}).link("uses", "dax", "table", {{"access", "read-write"}});
    d.node("n1", "dax-node", "eu-a").link("member", "n1", "dax");
    QVERIFY(near(d.workload().slaProduct, .995 * .995 * .9999));
    d.node("n2", "dax-node", "eu-b").link("member", "n2", "dax");
    QVERIFY(near(d.workload().slaProduct, .995 * .9999 * .9999));
    QCOMPARE(d.estimates().stores.size(), std::size_t{1});  // a cache is no store
    d.node("dax", "dax-cluster", "eu", {{"clientFallback", true}});
    QVERIFY(near(d.workload().slaProduct, .995 * .9999));  // never in the way of reads
    Draft unsaid = oneTier();
    unsaid.node("dax", "dax-cluster", "eu", {{"clientFallback", true}, {"nodes", 1}});
    unsaid.link("uses", "app", "dax");
    QVERIFY(near(unsaid.workload().slaProduct, .995 * .995));  // nothing says that it only reads
  }

  void cachesByCount() {
    Draft d = oneTier();
    d.node("dax", "dax-cluster", "eu", {{"nodes", 3}}).link("uses", "app", "dax", {{"access", "write"}});
    QVERIFY(near(d.workload().slaProduct, .995 * .9999));
    d.node("dax", "dax-cluster", "eu", {{"nodes", 3}, {"nodeAzs", Value::Array{"eu-a", "eu-a"}}});
    QVERIFY(near(d.workload().slaProduct, .995 * .995));
  }

  void softLinksAreLeftOut() {
    Draft d = oneTier();
    d.node("mail", "app-tier", "eu", {{"runsOn", "lambda"}}).link("uses", "app", "mail", {{"hard", false}});
    QVERIFY(near(d.workload().slaProduct, .995));
  }

  void platformsWithoutFigure() {
    Draft d = oneTier();
    d.node("mail", "app-tier", "eu", {{"runsOn", "lambda"}}).link("uses", "app", "mail");
    const WorkloadEstimate workload = d.workload();
    QVERIFY(!workload.slaProduct);
    QCOMPARE(workload.unknownBecause, std::string("there is no sourced figure for what mail runs on (Lambda)"));
    QCOMPARE(workload.factors.size(), std::size_t{1});  // what is known stays visible
    d.node("mail", "app-tier", "eu", {{"runsOn", "ecs"}});
    QVERIFY(near(d.workload().slaProduct, .995 * .995));
  }

  void dataCentres() {
    Draft d;
    d.node("dc", "data-centre").node("srv", "server", "dc").node("gw", "storage-gateway", "dc").node("orders", "users");
    d.link("uses", "orders", "srv").link("uses", "srv", "gw");
    QCOMPARE(d.workload().unknownBecause, std::string("the availability of dc is not known"));
    d.node("dc", "data-centre", {}, {{"availability", .99}});
    QVERIFY(near(d.workload().slaProduct, .99 * .999));  // the site once, the gateway's own
    d.node("dc", "data-centre", {}, {{"availability", 99}});
    QCOMPARE(d.workload().unknownBecause, std::string("the availability of dc is not between 0 and 1"));
    d.node("az", "az").node("srv", "server", "az");
    QVERIFY(!d.workload().slaProduct);
  }

  // On premises the site's figure stands for all machines in it, and a data centre is no zone of AWS. By hand, with a
  // balancer of one zone at .999: .999 (dc) = one factor; .999 x .995 x .999; .999 x .999 x .99; .9999 x .9999 x .999.
  void tiersOnPremises_data() {
    QTest::addColumn<QStringList>("parents");
    QTest::addColumn<bool>("balanced");
    QTest::addColumn<double>("product");
    QTest::addColumn<int>("factors");
    QTest::addColumn<QString>("configuration");
    QTest::newRow("alone") << QStringList{"dc"} << false << .999 << 1 << "";
    QTest::newRow("below a balancer") << QStringList{"dc", "dc"} << true << .998001 << 2 << "targets on premises";
    QTest::newRow("two sites") << QStringList{"dc", "dc2"} << true << .98802099 << 3 << "targets on premises";
    QTest::newRow("a zone and a site") << QStringList{"eu-a", "dc"} << true << .993010995 << 3
                                       << "targets in one zone and on premises";
    QTest::newRow("two zones and a site")
        << QStringList{"eu-a", "dc", "eu-b"} << true << .99880020999 << 3 << "targets in 2 zones";
  }
  void tiersOnPremises() {
    QFETCH(QStringList, parents);
    QFETCH(bool, balanced);
    QFETCH(double, product);
    QFETCH(int, factors);
    QFETCH(QString, configuration);
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users").node("lb", "load-balancer", "eu");
    d.node("dc", "data-centre", {}, {{"availability", .999}});
    d.node("dc2", "data-centre", {}, {{"availability", .99}});
    if (balanced) d.link("uses", "orders", "lb");
    for (int i = 0; i < parents.size(); ++i) {
      const std::string tier = "app-" + std::to_string(i);
      d.node(tier, "app-tier", parents[i].toStdString(), {{"running", parents[i].startsWith("dc") ? 3 : 1}});
      d.link(balanced ? "routes" : "uses", balanced ? "lb" : "orders", tier);
    }
    const WorkloadEstimate workload = d.workload();
    QVERIFY2(workload.unknownBecause.empty(), workload.unknownBecause.c_str());
    QVERIFY(near(workload.slaProduct, product));
    QCOMPARE(workload.factors.size(), static_cast<std::size_t>(factors));
    if (!balanced) return;
    QCOMPARE(workload.factors.front().names, std::string("lb"));
    QCOMPARE(workload.factors.front().configuration, configuration.toStdString());
  }

  void functionsOnPremisesHaveNoFigure() {
    Draft d;
    d.node("orders", "users").node("dc", "data-centre", {}, {{"availability", .999}});
    d.node("app", "app-tier", "dc", {{"runsOn", "lambda"}}).link("uses", "orders", "app");
    QVERIFY(!d.workload().slaProduct);
  }

  void nothingToUse() {
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users");
    QCOMPARE(d.workload().unknownBecause, std::string("orders uses nothing"));
    d.node("lb", "load-balancer", "eu").link("uses", "orders", "lb");
    QCOMPARE(d.workload().unknownBecause, std::string("lb has no targets"));
    d.node("asg", "scaling-group", "eu").link("routes", "lb", "asg");
    QCOMPARE(d.workload().unknownBecause, std::string("asg runs no instances"));
    for (const char* name : {"b", "c"}) {
      d.node(name, "scaling-group", "eu").link("routes", "lb", name);
    }
    QCOMPARE(d.workload().unknownBecause, std::string("asg, b and c run no instances"));
  }

  void circlesEnd() {
    Draft d = oneTier();
    d.node("b", "app-tier", "eu-b").link("uses", "app", "b").link("uses", "b", "app").link("uses", "b", "b");
    QVERIFY(near(d.workload().slaProduct, .995 * .995));
    Draft records;
    records.node("orders", "users").node("r1", "route53", {}, {{"healthCheck", true}}).node("r2", "route53");
    records.link("uses", "orders", "r1")
        .link("routes", "r1", "r2")
        .link("routes", "r2", "r1")
        .link("routes", "r1", "r1");
    QVERIFY(!records.workload().slaProduct || *records.workload().slaProduct == 1);
    // Records and tiers that lead to each other, asked for from both sides, in either order.
    Draft mixed;
    mixed.region("eu", "eu-west-1").region("us", "us-east-1").node("u1", "users").node("u2", "users");
    mixed.node("r1", "route53", {}, {{"healthCheck", true}}).node("r2", "route53", {}, {{"healthCheck", true}});
    mixed.node("a", "app-tier", "eu-a").node("b", "app-tier", "us-a");
    mixed.link("routes", "r1", "a").link("routes", "r2", "b").link("uses", "a", "r2").link("uses", "b", "r1");
    mixed.link("uses", "u1", "r1").link("uses", "u2", "r2");
    const Estimates estimates = mixed.estimates();
    QVERIFY(near(estimates.workloads[0].slaProduct, .995 * .995));
    QVERIFY(near(estimates.workloads[1].slaProduct, .995 * .995));
  }

  void longChainsDoNotOverflow() {
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users");
    constexpr std::size_t kLength = 20'000;
    for (std::size_t i = 0; i < kLength; ++i) d.node(numbered("t", i), "app-tier", "eu-a");
    for (std::size_t i = 0; i + 1 < kLength; ++i) d.link("uses", numbered("t", i), numbered("t", i + 1));
    d.link("uses", "orders", numbered("t", 0));
    QVERIFY(near(d.workload().slaProduct, std::pow(.995, static_cast<double>(kLength))));
  }

  void deeplyNestedRecordsAreRefused() {
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users");
    for (int i = 0; i < 200; ++i) {
      const std::string n = std::to_string(i);
      d.node("r" + n, "route53").node("t" + n, "app-tier", "eu-a").link("routes", "r" + n, "t" + n);
      if (i > 0) d.link("uses", "t" + std::to_string(i - 1), "r" + n);
    }
    d.link("uses", "orders", "r0");
    QVERIFY(!d.workload().slaProduct);
    QVERIFY(!d.workload().unknownBecause.empty());
  }

  void storesHaveOneLinePerDataSet() {
    Draft d;
    d.region("eu", "eu-west-1").region("us", "us-east-1").stack("eu");
    d.node("copy", "rds-instance", "us-a").link("replicates", "eu-db", "copy");
    d.node("bucket", "s3-bucket", "eu", {{"storageClass", "standard-ia"}}).node("there", "s3-bucket", "us");
    d.link("replicates", "there", "bucket");
    const Estimates estimates = d.estimates();
    QCOMPARE(estimates.stores.size(), std::size_t{2});
    QVERIFY(near(storeOf(estimates, "eu-db")->sla, .9995));
    QCOMPARE(storeOf(estimates, "eu-db")->configuration, std::string("Multi-AZ"));
    QVERIFY(near(storeOf(estimates, "there")->sla, .999));
    QVERIFY(!storeOf(estimates, "there")->source.text.empty());
    QVERIFY(!storeOf(estimates, "there")->read.availability);
    QVERIFY(!storeOf(estimates, "there")->write.availability);
  }
};

QTEST_GUILESS_MAIN(TestSlaProduct)
#include "test_sla_product.moc"
