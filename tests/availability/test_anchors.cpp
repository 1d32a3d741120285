#include <algorithm>
#include <cmath>

#include "availability/anchors.h"
#include "support.h"

using namespace nines;

// Figures of availability.md, "Events", transcribed.
class TestAnchors : public QObject {
  Q_OBJECT

  static bool near(double got, double expected) {
    // The page's figures were worked out as 1 - A in double precision, so that of small ones not all digits hold: a
    // global table's comes to (1e-5 - 1e-8) / (1 - 1e-8) = 9.99000009990e-06.
    if (std::abs(got - expected) < std::max(2e-16, 1e-12 * expected)) return true;
    qInfo("got %.15g, expected %.15g", got, expected);
    return false;
  }

 private slots:
  void hosts() {
    const Anchors anchors(Profiles::shipped().orDefault("course-2021"));
    QVERIFY(near(anchors.host(.995), 4.452473749250e-03));
    QVERIFY(near(anchors.clusterHost(.999), 4.496231708321e-04));
  }

  void ownEvents_data() {
    QTest::addColumn<double>("got");
    QTest::addColumn<double>("expected");
    const Anchors anchors(Profiles::shipped().orDefault("course-2021"));
    QTest::newRow("pair") << anchors.pair(.995, .9995) << 4.126995991213e-04;
    QTest::newRow("cluster") << anchors.cluster(.999, .9999) << 4.158599212600e-05;
    QTest::newRow("group") << anchors.group(.995, .9999) << 2.549817452269e-05;
    QTest::newRow("balancer, two zones") << anchors.regional(.9999) << 5.000250012499e-05;
    QTest::newRow("balancer, one zone") << anchors.zonal(.999) << 4.502726386945e-04;
    QTest::newRow("table") << anchors.regional(.9999) << 5.000250012499e-05;
    QTest::newRow("global table") << anchors.global(.9999, .99999) << 9.990000099824e-06;
    QTest::newRow("cache") << anchors.cache(.995, .9999) << 4.988120060589e-05;
    QTest::newRow("bucket") << anchors.regional(.999) << 9.500475023752e-04;
    QTest::newRow("bucket, infrequent access") << anchors.regional(.99) << 9.950497524876e-03;
    QTest::newRow("bucket, one zone") << anchors.zonal(.99) << 9.455225137445e-03;
    QTest::newRow("bucket, designed for") << anchors.regional(.9999) << 5.000250012499e-05;
    QTest::newRow("gateway") << anchors.located(.999) << 1e-3;
    QTest::newRow("record") << anchors.located(1) << 0.;
    QTest::newRow("switch of a pair") << anchors.pairSwitch(.995) << 1.283367556468e-05;
    QTest::newRow("switch of a cluster") << anchors.clusterSwitch(.999) << 6.416837782341e-06;
  }
  void ownEvents() {
    QFETCH(double, got);
    QFETCH(double, expected);
    QVERIFY(near(got, expected));
  }

  // An SLA that its structure already fails leaves nothing for the service itself.
  void neverBelowNothing() {
    const Anchors anchors(Profiles::shipped().orDefault("course-2021"));
    QCOMPARE(anchors.regional(.99999), 0.);
    QCOMPARE(missingFrom(.99999), 1e-5);
    QCOMPARE(missingFrom(1.), 0.);
    QCOMPARE(missingFrom(1 - 0x1p-20), 0x1p-20);  // no decimal
    QCOMPARE(missingFrom(0.), 1.);
  }

  void redundancyAlwaysGains() {
    for (const Profile& profile : Profiles::shipped().all()) {
      QCOMPARE(brokenAnchors(Catalogue::shipped(), profile), std::string());
    }
    // With zones that fail much more than hosts, a switch costs more than it gains.
    Profile worse = Profiles::shipped().orDefault("course-2021");
    worse.facts.at("rds.failover.worst").value = Value(100'000);
    const std::string broken = brokenAnchors(Catalogue::shipped(), worse);
    QVERIFY2(broken.find("rds-instance") != std::string::npos, broken.c_str());
  }

  void overrides() {
    const Profile& profile = Profiles::shipped().orDefault("course-2021");
    const Assumptions own =
        Assumptions::of(profile, {{"az.unavailability", Value(2e-3)}, {"s3.designedFor", Value(1)}});
    QCOMPARE(own.zone.unavailability, 2e-3);
    QCOMPARE(own.zone.perYear, .5);
    QVERIFY(own.designedFor);
    QVERIFY(own.problem.empty());
    QCOMPARE(own.zone.duration(), 2e-3 * 31'557'600 / .5);
    QCOMPARE(own.zone.lostTo(90), .5 * 90 / 31'557'600);
    const FailureRate brief{1e-6, 12};  // 2.6 s each: over before anybody has switched
    QCOMPARE(brief.lostTo(90), 1e-6);
    QCOMPARE((FailureRate{0, 4}.duration()), 0.);
  }

  void whatCannotBeMeant_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("isMeant");
    QTest::newRow("negative") << "az.unavailability" << -.1 << false;
    QTest::newRow("never up") << "az.unavailability" << 1. << true;
    QTest::newRow("more than always") << "region.unavailability" << 1.5 << false;
    QTest::newRow("negative rate") << "host.perYear" << -1. << false;
    QTest::newRow("no rate") << "host.perYear" << 0. << true;
    QTest::newRow("half a switch") << "s3.designedFor" << .5 << false;
  }
  void whatCannotBeMeant() {
    QFETCH(QString, key);
    QFETCH(double, value);
    QFETCH(bool, isMeant);
    const Assumptions read =
        Assumptions::of(Profiles::shipped().orDefault("course-2021"), {{key.toStdString(), Value(value)}});
    QCOMPARE(read.problem.empty(), isMeant);
    if (!isMeant) QVERIFY2(read.problem.find(key.toStdString()) != std::string::npos, read.problem.c_str());
  }
};

QTEST_GUILESS_MAIN(TestAnchors)
#include "test_anchors.moc"
