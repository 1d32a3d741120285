// How long steps take: the table of drill.md, copied from there, and what a design makes of it.
#include "recovery/durations.h"

#include <algorithm>
#include <limits>

#include "catalogue/assumptions.h"
#include "support.h"

using namespace nines;

namespace {

const Profile& profile() { return Profiles::shipped().all().front(); }

QStringList listOf(const std::vector<std::string>& keys) {
  QStringList out;
  for (const std::string& key : keys) out << QString::fromStdString(key);
  return out;
}

}  // namespace

class TestDurations : public QObject {
  Q_OBJECT

 private slots:
  void theTable_data() {
    QTest::addColumn<double>("best");
    QTest::addColumn<double>("worst");
    const auto row = [](const char* key, double best, double worst) { QTest::newRow(key) << best << worst; };
    row("rds.failover", 60, 120);
    row("rds.hostRestart", 600, 1800);
    row("rds.maintenance", 600, 1800);
    row("aurora.failover", 30, 60);
    row("aurora.recreateWriter", 300, 600);
    row("aurora.newInstance", 300, 600);
    row("decide", 300, 1800);
    row("replica.promotion", 300, 900);
    row("aurora.globalFailover", 60, 300);
    row("repoint", 60, 300);
    row("restore", 1800, 7200);
    row("dynamodb.restore", 1200, 3600);
    row("s3.retrieval.glacier-flexible.standard", 10800, 18000);
    row("s3.retrieval.glacier-flexible.expedited", 60, 300);
    row("s3.retrieval.glacier-flexible.bulk", 18000, 43200);
    row("s3.retrieval.glacier-deep-archive.standard", 43200, 43200);
    row("s3.retrieval.glacier-deep-archive.bulk", 172800, 172800);
    row("gateway.tapeRetrieval.glacier", 10800, 18000);
    row("gateway.tapeRetrieval.deep-archive", 43200, 43200);
    row("snowball.shipping", 604800, 1209600);
    row("aurora.serverlessV1.coldStart", 30, 30);
    row("aurora.serverlessV2.coldStart", 15, 15);
    row("aurora.startStopped", 300, 1800);
    row("dax.replace", 300, 600);
    row("s3.versionRollback", 60, 300);
    row("compute.deploy", 1800, 3600);
  }
  void theTable() {
    QFETCH(double, best);
    QFETCH(double, worst);
    const std::string key = QTest::currentDataTag();
    for (const Profile& each : Profiles::shipped().all()) {
      const Duration duration = Durations(each, {}).range(key);
      QCOMPARE(duration.seconds.best, best);
      QCOMPARE(duration.seconds.worst, worst);
      QVERIFY(!duration.source.text.empty() && !duration.source.date.empty());
      QVERIFY(!duration.assumptions.empty());
      for (const std::string& assumption : duration.assumptions) QVERIFY(assumptionSchema(assumption));
    }
  }

  void lags_data() {
    QTest::addColumn<double>("worst");
    QTest::newRow("replica.lag") << 60.0;
    QTest::newRow("aurora.globalDatabase.lag") << 1.0;
    QTest::newRow("dynamodb.replicaLag") << 5.0;
    QTest::newRow("s3.replication.lag") << 3600.0;
    QTest::newRow("s3.timeControl.lag") << 900.0;
    QTest::newRow("rds.pointInTime.rpoSeconds") << 300.0;
    QTest::newRow("aurora.pointInTime.rpoSeconds") << 300.0;
    QTest::newRow("dynamodb.pointInTime.rpoSeconds") << 300.0;
  }
  void lags() {
    QFETCH(double, worst);
    for (const Profile& each : Profiles::shipped().all()) {
      const Duration lag = Durations(each, {}).upTo(QTest::currentDataTag());
      QCOMPARE(lag.seconds.best, 0.0);
      QCOMPARE(lag.seconds.worst, worst);
      QVERIFY(!lag.source.text.empty());
      QCOMPARE(lag.assumptions.size(), std::size_t{1});
      QVERIFY(assumptionSchema(lag.assumptions.front()));
    }
  }

  void figures() {
    const Value::Object none;  // a reference is kept to it
    const Durations durations(profile(), none);
    QCOMPARE(durations.number("restore.secondsPerGb"), 10.0);
    QCOMPARE(durations.number("corruptionUnnoticedSeconds"), 0.0);
    QCOMPARE(durations.number("no.such.figure"), 0.0);
  }

  void aFactIsChangedLikeAnAssumption() {
    for (const char* key : {"rds.failover", "decide"}) {
      const Value::Object own{{std::string(key) + ".best", Value(10)}, {std::string(key) + ".worst", Value(20.5)}};
      const Duration duration = Durations(profile(), own).range(key);
      QCOMPARE(duration.seconds.best, 10.0);
      QCOMPARE(duration.seconds.worst, 20.5);
      QCOMPARE(listOf(duration.assumptions), QStringList({QString(key) + ".best", QString(key) + ".worst"}));
    }
    QCOMPARE(Durations(profile(), {{"replica.lag.worst", Value(5)}}).upTo("replica.lag").seconds.worst, 5.0);
    QCOMPARE(Durations(profile(), {{"restore.secondsPerGb", Value(2)}}).number("restore.secondsPerGb"), 2.0);
    QCOMPARE(Durations(profile(), {{"aurora.serverlessV2.coldStart", Value(5)}})
                 .range("aurora.serverlessV2.coldStart")
                 .seconds.best,
             5.0);
  }

  // What was changed is not passed off as AWS's word, and what AWS says stays to be seen.
  void theSourceSaysWhatWasChanged() {
    const Profile& today = Profiles::shipped().orDefault("aws-2026");
    const Duration plain = Durations(today, {}).range("rds.failover");
    QCOMPARE(plain.source.text, std::string("Amazon RDS User Guide, Multi-AZ failover"));
    const Duration changed = Durations(today, {{"rds.failover.worst", Value(90)}}).range("rds.failover");
    QCOMPARE(
        QString::fromStdString(changed.source.text).replace(QChar(0xa0), ' '),
        QString("Assumption of this design, instead of 1 min to 2 min (Amazon RDS User Guide, Multi-AZ failover)"));
    const Duration same = Durations(today, {{"rds.failover.worst", Value(120)}}).range("rds.failover");
    QCOMPARE(same.source.text, plain.source.text);
  }

  void theWorstEndCountsWhereTheRangeIsTurned() {
    const Duration turned = Durations(profile(), {{"rds.failover.worst", Value(30)}}).range("rds.failover");
    QVERIFY((turned.seconds == Span{30, 30}));
    const Duration raised = Durations(profile(), {{"rds.failover.best", Value(500)}}).range("rds.failover");
    QVERIFY((raised.seconds == Span{120, 120}));
  }

  void nonsenseCountsAsTheProfiles() {
    for (const Value& nonsense :
         {Value(-1), Value(std::numeric_limits<double>::infinity()), Value("soon"), Value(true)}) {
      const Value::Object own{{"decide.worst", nonsense}, {"replica.lag.worst", nonsense}};
      const Durations durations(profile(), own);
      QVERIFY((durations.range("decide").seconds == Span{300, 1800}));
      QCOMPARE(durations.upTo("replica.lag").seconds.worst, 60.0);
    }
  }

  // Facts that nobody lists as assumptions are facts.
  void otherFactsAreNotChanged() {
    const Value::Object own{{"rds.clientDnsCache.maximum", Value(1)}};
    const Duration cache = Durations(profile(), own).range("rds.clientDnsCache.maximum");
    QVERIFY((cache.seconds == Span{60, 60}));
    QVERIFY(cache.assumptions.empty());
  }

  void whatIsMissingSaysSo() {
    const Duration none = Durations(profile(), {}).range("no.such.figure");
    QVERIFY((none.seconds == Span{}));
    QCOMPARE(none.source.text, std::string("Nines has no figure for no.such.figure"));
    QVERIFY(none.assumptions.empty());
    QVERIFY(Durations(profile(), {}).range("rds.failoverEvent.started").seconds == Span{});
  }
};

QTEST_APPLESS_MAIN(TestDurations)
#include "test_durations.moc"
