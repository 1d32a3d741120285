// What an estimate is made of, taken out and checked from outside: as a fault tree, and year by year.
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

#include "cli_run.h"
#include "support.h"

using namespace nines::test;

namespace {

QStringList templates() {
  const QDir folder(QString::fromStdString(fixturePath("../../resources/templates")));
  QStringList out;
  for (const QString& name : folder.entryList({"*.nines"})) out.append(folder.filePath(name));
  return out;
}

QJsonArray workloadsOf(const QString& file, const QStringList& more = {}) {
  return runNines(QStringList{"estimate", file, "--format", "json"} + more).json()["workloads"].toArray();
}

}  // namespace

class TestCliFaultTree : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> m_folder;

  QString path(const QString& name) const { return m_folder->filePath(name); }

 private slots:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
  }
  void cleanup() { m_folder.reset(); }

  // All templates: the tree that is written comes to what the estimate says.
  void writtenTreesAreWhatIsEstimated() {
    QVERIFY(templates().size() >= 3);
    int compared = 0;
    for (const QString& file : templates()) {
      for (const QJsonValue& value : workloadsOf(file)) {
        const QJsonObject workload = value.toObject();
        QVERIFY2(workload["unavailability"].isDouble(), qPrintable(file));
        const QString id = workload["id"].toString();
        const Run written = runNines({"fault-tree", file, "--workload", id, "-o", path(id + ".xml")});
        QCOMPARE(written.exitCode, 0);
        QCOMPARE(written.out + written.error, QByteArray());
        const Run evaluated = runNines({"evaluate", path(id + ".xml"), "--format", "json"});
        QCOMPARE(evaluated.exitCode, 0);
        const double expected = workload["unavailability"].toDouble();
        const double found = evaluated.json()["probability"].toDouble();
        QVERIFY2(expected > 0 && std::abs(found - expected) <= 1e-12 * expected, qPrintable(id));
        QCOMPARE(evaluated.json()["top"].toString(), id);
        QVERIFY(evaluated.json()["events"].toInt() > 1);
        ++compared;
      }
    }
    QVERIFY(compared >= 3);
  }

  void standardOutputIsTheSame() {
    const QString file = templates().front();
    const QString id = workloadsOf(file).first().toObject()["id"].toString();
    QCOMPARE(runNines({"fault-tree", file, "--workload", id, "-o", path("t.xml")}).exitCode, 0);
    QFile written(path("t.xml"));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(runNines({"fault-tree", file, "--workload", id}).out, written.readAll());
    // A tree may be replaced by another.
    QCOMPARE(runNines({"fault-tree", file, "--workload", id, "-o", path("t.xml")}).exitCode, 0);
  }

  void refusals() {
    const QString file = templates().front();
    const QString id = workloadsOf(file).first().toObject()["id"].toString();
    const Run unknown = runNines({"fault-tree", file, "--workload", "nobody"});
    QCOMPARE(unknown.exitCode, 3);
    QVERIFY2(unknown.saysOneLine() && unknown.error.contains(id.toUtf8()), unknown.error);
    QFile foreign(path("letter.txt"));
    QVERIFY(foreign.open(QIODevice::WriteOnly) && foreign.write("dear") == 4);
    foreign.close();
    const Run kept = runNines({"fault-tree", file, "--workload", id, "-o", foreign.fileName()});
    QCOMPARE(kept.exitCode, 3);
    QVERIFY2(kept.saysOneLine() && kept.error.contains("--force"), kept.error);
    QCOMPARE(foreign.size(), qint64{4});
    QCOMPARE(runNines({"fault-tree", file, "--workload", id, "-o", foreign.fileName(), "--force"}).exitCode, 0);
    // No word makes a tree of the design that it is the tree of.
    QVERIFY(QFile::copy(file, path("own.nines")));
    const Run own = runNines({"fault-tree", path("own.nines"), "--workload", id, "-o", path("own.nines"), "--force"});
    QCOMPARE(own.exitCode, 3);
    QVERIFY2(own.error.contains("own.nines: is the design itself"), own.error);
    QVERIFY(QFileInfo(foreign.fileName()).size() > 4);
    QCOMPARE(runNines({"fault-tree", file}).exitCode, 2);
    QCOMPARE(runNines({"fault-tree", "--workload", id}).exitCode, 2);
    QCOMPARE(runNines({"estimate", file, "--seed", "3"}).exitCode, 2);
    QCOMPARE(runNines({"estimate", file, "--simulate", "0"}).exitCode, 2);
    for (const char* years : {"-5", "10000001", "0x10", "inf", "nan", "1e3", "1.5", ""}) {
      const Run refused = runNines({"estimate", file, "--simulate", years});
      QCOMPARE(refused.exitCode, 2);
      QVERIFY2(refused.saysOneLine() && refused.error.contains("is no number of years from 1 to 10000000"),
               refused.error);
    }
    for (const char* seed : {"-1", "1.5", "x", "18446744073709551616", "", "0x10", "inf"}) {
      const Run refused = runNines({"estimate", file, "--simulate", "10", "--seed", seed});
      QCOMPARE(refused.exitCode, 2);
      QVERIFY2(refused.saysOneLine() && refused.error.contains("seed"), refused.error);
    }
    QCOMPARE(runNines({"estimate", file, "--simulate", "10", "--seed", "18446744073709551615"}).exitCode, 0);
  }

  void whatCannotBeKnownIsNoTree() {
    QFile design(path("empty.nines"));
    QVERIFY(design.open(QIODevice::WriteOnly));
    design.write(R"({"nines": 1, "nodes": [{"id": "shop", "kind": "users"}]})");
    design.close();
    const Run run = runNines({"fault-tree", design.fileName(), "--workload", "shop"});
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.saysOneLine(), run.error);
  }

  // What nothing reads is said, once, and the estimate is that without it.
  void strangeAssumptions() {
    QFile from(QString::fromStdString(fixturePath("../../resources/templates/orders.nines")));
    QVERIFY(from.open(QIODevice::ReadOnly));
    QJsonObject design = QJsonDocument::fromJson(from.readAll()).object();
    design["assumptions"] = QJsonObject{{"az.unavailabilty", .5}, {"zone.perYear", 100}};
    QFile strange(path("strange.nines"));
    QVERIFY(strange.open(QIODevice::WriteOnly));
    strange.write(QJsonDocument(design).toJson());
    strange.close();
    const Run run = runNines({"estimate", strange.fileName(), "--format", "json"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.saysOneLine() &&
                 run.error.contains("warning: the assumptions \"az.unavailabilty\" and 1 more are not known"),
             run.error);
    QCOMPARE(run.json(), runNines({"estimate", from.fileName(), "--format", "json"}).json());
  }

  void simulatedYears() {
    const QString file = QString::fromStdString(fixturePath("../../resources/templates/orders.nines"));
    const QStringList drawn{"--simulate", "2000", "--seed", "7"};
    const QJsonArray first = workloadsOf(file, drawn);
    QVERIFY(!first.isEmpty());
    QCOMPARE(workloadsOf(file, drawn), first);
    QVERIFY(workloadsOf(file, {"--simulate", "2000", "--seed", "8"}) != first);
    // Digits after a zero are decimal ones too.
    QCOMPARE(workloadsOf(file, {"--simulate", "02000", "--seed", "010"}),
             workloadsOf(file, {"--simulate", "2000", "--seed", "10"}));
    for (const QJsonValue& value : first) {
      const QJsonObject workload = value.toObject();
      const QJsonObject simulated = workload["simulated"].toObject();
      QCOMPARE(simulated["years"].toInt(), 2000);
      QCOMPARE(simulated["seed"].toInt(), 7);
      const double exact = workload["availability"].toDouble();
      QVERIFY(simulated["meanLow"].toDouble() <= exact && exact <= simulated["meanHigh"].toDouble());
      QVERIFY(simulated["meanLow"].toDouble() < simulated["mean"].toDouble());
      const QJsonObject seconds = simulated["downtimeSeconds"].toObject();
      QVERIFY(seconds["p50"].toDouble() <= seconds["p95"].toDouble());
      QVERIFY(seconds["p95"].toDouble() <= seconds["p99"].toDouble());
      int years = 0;
      for (const QJsonValue& bar : simulated["histogram"].toArray()) years += bar["years"].toInt();
      QCOMPARE(years, 2000);
    }
    QVERIFY(!workloadsOf(file).first().toObject().contains("simulated"));
    const Run text = runNines({"estimate", file, "--simulate", "2000"});
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.out.contains("Simulated, 2000 years, seed 1") && text.out.contains("99 OF 100"), text.out);
  }
};

QTEST_GUILESS_MAIN(TestCliFaultTree)
#include "test_cli_fault_tree.moc"
