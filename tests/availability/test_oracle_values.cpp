// The oracle comes to what availability.md says by hand: its worked values, the table of importance, and formulas for
// structures simple enough to have one.
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>

#include "formats/native.h"
#include "oracle/numbers.h"
#include "oracle/oracle.h"
#include "support.h"

using namespace nines;

namespace {

Topology designOf(const QString& name) {
  const std::string path = "availability/" + name.toStdString() + ".nines";
  auto design = readDesign(test::fixture(path), path, Catalogue::shipped());
  if (design) return std::move(design).value();
  QTest::qFail(design.error().text().c_str(), __FILE__, __LINE__);
  return {};
}

QJsonObject expectedOf(const QString& name) {
  const std::string text = test::fixture("availability/" + name.toStdString() + ".expected.json");
  return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

long double available(const oracle::Answer& answer) {
  if (!answer.unavailability) QTest::qFail(answer.reason.c_str(), __FILE__, __LINE__);
  return 1.0L - answer.unavailability.value_or(1);
}

// Stated to a number of digits: half a unit of the last one is rounding.
void near(long double value, double stated, long double tolerance, const QString& what) {
  const auto far = std::fabs(value - static_cast<long double>(stated)) > tolerance;
  QVERIFY2(!far, qPrintable(QStringLiteral("%1: %2 instead of %3")
                                .arg(what)
                                .arg(static_cast<double>(value), 0, 'g', 16)
                                .arg(stated, 0, 'g', 16)));
}

}  // namespace

class TestOracleValues : public QObject {
  Q_OBJECT

 private slots:
  void comesToTheWorkedValues_data() {
    QTest::addColumn<QString>("name");
    const QDir folder(QString::fromStdString(test::fixturePath("availability")));
    const QStringList files = folder.entryList({QStringLiteral("*.nines")}, QDir::Files, QDir::Name);
    QVERIFY(files.size() >= 16);
    for (const QString& file : files) QTest::newRow(qPrintable(file)) << file.chopped(6);
  }
  void comesToTheWorkedValues() {
    QFETCH(QString, name);
    const Topology design = designOf(name);
    const QJsonObject expected = expectedOf(name);
    const oracle::Oracle oracle(design);
    const QJsonArray workloads = expected.value(QStringLiteral("workloads")).toArray();
    QVERIFY(!workloads.isEmpty());
    for (const auto& each : workloads) {
      const QJsonObject stated = each.toObject();
      const QString id = stated.value(QStringLiteral("id")).toString();
      const int digits = stated.value(QStringLiteral("digits")).toInt(12);
      near(available(oracle.workload(id.toStdString())), stated.value(QStringLiteral("availability")).toDouble(),
           std::pow(10.0L, -digits) / 2 * 1.001L, id);
    }
    for (const auto& each : expected.value(QStringLiteral("stores")).toArray()) {
      const QJsonObject stated = each.toObject();
      const QString id = stated.value(QStringLiteral("id")).toString();
      near(available(oracle.read(id.toStdString())), stated.value(QStringLiteral("read")).toDouble(), 5.005e-13L, id);
      near(available(oracle.write(id.toStdString())), stated.value(QStringLiteral("write")).toDouble(), 5.005e-13L, id);
    }
  }

  void fixturesAreAsWeWriteThem_data() { comesToTheWorkedValues_data(); }
  void fixturesAreAsWeWriteThem() {
    QFETCH(QString, name);
    const std::string text = test::fixture("availability/" + name.toStdString() + ".nines");
    QCOMPARE(QString::fromStdString(writeDesign(designOf(name))), QString::fromStdString(text));
  }

  // Birnbaum: what fixing the event makes of the sum. No derivative is taken by formula.
  void importanceIsTheDifferenceThatAnEventMakes() {
    const Topology design = designOf(QStringLiteral("10-orders"));
    const oracle::Oracle oracle(design);
    const long double u = oracle.workload("app").unavailability.value_or(0);
    const QJsonArray rows = expectedOf(QStringLiteral("10-orders")).value(QStringLiteral("importance")).toArray();
    QCOMPARE(rows.size(), 7);
    for (const auto& each : rows) {
      const QJsonObject stated = each.toObject();
      std::string event = stated.value(QStringLiteral("event")).toString().toStdString() + " " +
                          stated.value(QStringLiteral("of")).toString().toStdString();
      if (event.starts_with("zone ")) event = "zone eu-west-1/" + event.substr(5);
      if (event.starts_with("host ")) event += " 1";
      const auto q = oracle.probability(event);
      QVERIFY2(q, event.c_str());
      const long double failed = oracle.workload("app", oracle::Given{event, true}).unavailability.value_or(0);
      const long double perfect = oracle.workload("app", oracle::Given{event, false}).unavailability.value_or(1);
      const QString what = QString::fromStdString(event);
      // Twelve and more digits are stated of each.
      const double birnbaum = stated.value(QStringLiteral("birnbaum")).toDouble();
      const double criticality = stated.value(QStringLiteral("criticality")).toDouble();
      near(failed - perfect, birnbaum, 5.005e-13L * std::max(birnbaum, 0.1), what);
      near(*q * (failed - perfect) / u, criticality, 5.005e-13L * std::max(criticality, 0.1), what);
      near(1.0L - perfect, stated.value(QStringLiteral("ifPerfect")).toDouble(), 5.005e-13L, what);
      near(*q * failed + (1.0L - *q) * perfect, static_cast<double>(u), 1e-17L, what);
    }
  }

  void anchorsAreThoseOfTheTable() {
    // Thirteen digits, of differences from 1 in double precision, which end at 1.1e-16.
    const auto close = [](long double value, double stated, const char* what) {
      const long double halfDigit = std::pow(10.0L, std::floor(std::log10(stated)) - 12) / 2;
      near(value, stated, halfDigit + 1.2e-16L, QString::fromUtf8(what));
    };
    const oracle::Anchors anchors(oracle::assumedBy(Profiles::shipped().orDefault("course-2021")));
    close(anchors.host, 4.452473749250e-03, "host");
    close(anchors.auroraHost, 4.496231708321e-04, "Aurora host");
    close(anchors.pair, 4.126995991213e-04, "pair");
    close(anchors.cluster, 4.158599212600e-05, "cluster");
    close(anchors.group, 2.549817452269e-05, "group");
    close(anchors.balancer, 5.000250012499e-05, "balancer");
    close(anchors.balancerInOneZone, 4.502726386945e-04, "balancer in one zone");
    close(anchors.table, 5.000250012499e-05, "table");
    close(anchors.globalTable, 9.990000099824e-06, "global table");
    close(anchors.cache, 4.988120060589e-05, "cache");
    close(anchors.bucket(0.999L), 9.500475023752e-04, "99.9");
    close(anchors.bucket(0.99L), 9.950497524876e-03, "99.0");
    close(anchors.oneZoneBucket(0.99L), 9.455225137445e-03, "one zone");
    close(anchors.bucket(0.9999L), 5.000250012499e-05, "designed for");
    close(anchors.gateway, 1e-3, "gateway");
  }
};

QTEST_APPLESS_MAIN(TestOracleValues)
#include "test_oracle_values.moc"
