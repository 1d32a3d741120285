// How long a restore takes, by itself and as a step of a drill.
#include "recovery/restoring.h"

#include "recovery/driller.h"
#include "support.h"

using namespace nines;

namespace {

Topology shop(const char* kind, Properties properties) {
  Topology t;
  t.nodes.put({"region", "region", "", "", {}, {{"code", Value("eu-west-1")}}, {}});
  t.nodes.put({"a", "az", "region", "", {}, {{"code", Value("eu-west-1a")}}, {}});
  t.nodes.put({"vault", "backup-plan", "region", "", {}, {}, {}});
  const bool zonal = std::string_view(kind) == "rds-instance";
  t.nodes.put({"store", kind, zonal ? "a" : "region", "", {}, std::move(properties), {}});
  return t;
}

Design designOf(const Topology& topology) {
  return Design(std::make_shared<const Topology>(topology), Catalogue::shipped(), Profiles::shipped().all().front());
}

}  // namespace

Q_DECLARE_METATYPE(nines::Properties)

class TestRestoring : public QObject {
  Q_OBJECT

 private slots:
  // drill.md: 1800 to 7200 s and 10 s per GB; a table 1200 to 3600 s.
  void takesItsTime_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<Properties>("properties");
    QTest::addColumn<double>("best");  // negative: is not restored
    QTest::addColumn<double>("worst");
    QTest::addColumn<double>("gb");  // negative: unknown, or does not count
    const auto row = [](const char* name, const char* kind, Properties properties, double best, double worst,
                        double gb) {
      QTest::newRow(name) << QString::fromLatin1(kind) << std::move(properties) << best << worst << gb;
    };
    row("500 GB", "rds-instance", {{"allocatedGb", Value(500)}}, 6800, 12200, 500);
    row("unknown size", "rds-instance", {}, 1800, 7200, -1);
    row("no backups", "rds-instance", {{"allocatedGb", Value(500)}, {"backupRetentionDays", Value(0)}}, -1, -1, -1);
    row("cluster", "aurora-cluster", {{"dataGb", Value(100)}}, 2800, 8200, 100);
    row("table", "dynamodb-table", {{"pitr", Value(true)}, {"dataGb", Value(40)}}, 1200, 3600, -1);
    row("table without backups", "dynamodb-table", {{"pitr", Value(false)}}, -1, -1, -1);
    row("bucket", "s3-bucket", {{"dataGb", Value(40)}}, -1, -1, -1);
  }
  void takesItsTime() {
    QFETCH(QString, kind);
    QFETCH(Properties, properties);
    QFETCH(double, best);
    QFETCH(double, worst);
    QFETCH(double, gb);
    const Design design = designOf(shop(qPrintable(kind), properties));
    const auto time = restoreTime(design, design.indexOf("store"));
    QCOMPARE(time.has_value(), best >= 0);
    if (!time) return;
    QCOMPARE(time->seconds.best, best);
    QCOMPARE(time->seconds.worst, worst);
    QCOMPARE(time->gb.value_or(-1), gb);
    QVERIFY(!time->source.text.empty());
  }

  // A link to a backup counts where automatic ones are off, and what the design assumes counts throughout.
  void followsTheDesign() {
    Topology t = shop("rds-instance", {{"allocatedGb", Value(500)}, {"backupRetentionDays", Value(0)}});
    t.links.put({"backup", "backs-up", "store", "vault", {}, {}, {}});
    t.assumptions["restore.secondsPerGb"] = Value(1);
    const Design design = designOf(t);
    const auto time = restoreTime(design, design.indexOf("store"));
    QVERIFY(time);
    QCOMPARE(time->seconds.worst, 7700.0);
  }

  // The same figure as the step of a drill.
  void isTheDrillsStep() {
    Topology t = shop("rds-instance", {{"allocatedGb", Value(500)}, {"backupRetentionDays", Value(7)}});
    t.nodes.put({"shop", "users", "", "", {}, {}, {}});
    t.nodes.put({"app", "app-tier", "a", "", {}, {}, {}});
    t.links.put({"shop-app", "uses", "shop", "app", {}, {}, {}});
    t.links.put({"app-store", "uses", "app", "store", {{"access", Value("read-write")}}, {}, {}});
    const Design design = designOf(t);
    const Closure closure(design);
    const RecoveryPlans plans(design, closure);
    const Drill drill = Driller(design, closure, plans).drill({{{OutageKind::corruption, "store"}}});
    QCOMPARE(drill.workloads.size(), std::size_t{1});
    const auto& steps = drill.workloads.front().steps;
    const auto step = std::ranges::find(steps, StepKind::restore, &DrillStep::kind);
    QVERIFY(step != steps.end());
    QVERIFY(step->duration == restoreTime(design, design.indexOf("store"))->seconds);
  }
};

QTEST_APPLESS_MAIN(TestRestoring)
#include "test_restoring.moc"
