// What `nines check` says of waivers: which of them silence, and which are without effect.
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <algorithm>

#include "cli_run.h"
#include "support.h"

using nines::test::Run;
using nines::test::runNines;

namespace {

QJsonObject finding(const QJsonObject& file, const QString& rule) {
  const QJsonArray findings = file["findings"].toArray();
  for (const auto& each : findings) {
    if (each.toObject()["rule"].toString() == rule) return each.toObject();
  }
  return {};
}

// The line of the file on which the text first stands.
int lineOf(const QString& path, const QByteArray& what) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return 0;
  const QByteArray text = file.readAll();
  return static_cast<int>(text.left(text.indexOf(what)).count('\n')) + 1;
}

QJsonObject checked(const Run& run) { return run.json()["files"].toArray()[0].toObject(); }

}  // namespace

class TestCliWaivers : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> m_folder;
  // Orders with these waivers.
  QString waiving(const QByteArray& waivers) const {
    QByteArray text = QByteArray::fromStdString(nines::test::fixture("cli/orders.nines"));
    const QByteArray before = R"("waivers": [])";
    if (!text.contains(before)) QTest::qFail("the fixture has waivers of its own", __FILE__, __LINE__);
    QFile file(m_folder->filePath("waiving.nines"));
    text.replace(before, "\"waivers\": [" + waivers + "]");
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
      QTest::qFail("cannot write the design", __FILE__, __LINE__);
    return file.fileName();
  }

 private slots:
  void init() {
    QVERIFY2(!qEnvironmentVariableIsEmpty("NINES_BINARY"), "NINES_BINARY names the executable");
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
  }

  void waivedFindingsDoNotCount() {
    const QString file = waiving(
        R"({"key": "replica.count:db", "reason": "agreed", "author": "Ann", "at": "2026-11-01"}, {"key": "workload.availability-target:orders", "reason": "agreed", "author": "Ann", "at": "2026-11-01"}, {"key": "rds.gone:x", "reason": "old"}, {"key": "replica.count:db2", "reason": "late", "author": "Ann", "at": "2026-11-01", "until": "2020-01-01"})");
    const Run run = runNines({"check", file, "--format", "json"});
    const QJsonObject found = checked(run);
    QVERIFY(finding(found, "replica.count")["waived"].toBool());
    QVERIFY(found["staleWaivers"].toArray().contains(QJsonValue("rds.gone:x")));
    QVERIFY(!runNines({"check", file}).out.contains("read replicas"));
    QVERIFY(runNines({"check", file}).out.contains("rds.gone:x"));
    // The only errors of the design were waived.
    QSet<QString> errors;
    const QJsonArray findings = found["findings"].toArray();
    for (const auto& each : findings) {
      if (each.toObject()["severity"].toString() == "error") errors.insert(each.toObject()["rule"].toString());
    }
    QCOMPARE(errors, (QSet<QString>{"replica.count", "workload.availability-target"}));
    QCOMPARE(run.exitCode, 0);
  }

  // What only the design's own profile finds is waived for that one, and no stale waiver to another.
  void waiversOfTheOwnProfileAreNotStale() {
    const QString file = waiving(
        R"({"key": "replica.count:db", "reason": "moves in May", "author": "ada", "at": "2026-11-01"},
           {"key": "replica.count:gone", "reason": "moves in May", "author": "ada", "at": "2026-11-01"})");
    const QJsonObject own = checked(runNines({"check", file, "--format", "json"}));
    QVERIFY(finding(own, "replica.count")["waived"].toBool());
    const QJsonObject today = checked(runNines({"check", file, "--profile", "aws-2026", "--format", "json"}));
    QVERIFY(finding(today, "replica.count").isEmpty());
    for (const QJsonObject& each : {own, today})
      QCOMPARE(each["staleWaivers"].toArray(), QJsonArray{"replica.count:gone"});
  }

  // Their findings count, and both forms name them.
  void waiversWithoutEffectAreSaid_data() {
    QTest::addColumn<QByteArray>("waiver");
    QTest::addColumn<QString>("list");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("ended") << QByteArray(R"({"key": "replica.count:db", "reason": "for now", "until": "2020-01-01"})")
                           << "endedWaivers"
                           << QByteArray("replica.count:db counts again, because its waiver ended on 2020-01-01");
    QTest::newRow("no date") << QByteArray(R"({"key": "replica.count:db", "reason": "x", "until": "31.12.2030"})")
                             << "unreadableWaivers"
                             << QByteArray("replica.count:db counts, because its waiver is to end on \"31.12.2030\"");
    for (const char* reason : {"", R"(, "reason": "")", R"(, "reason": " \t")"})
      QTest::addRow("no reason: %s", reason)
          << QByteArray(R"({"key": "replica.count:db", "author": "Ann")") + reason + "}" << "unexplainedWaivers"
          << QByteArray("replica.count:db counts, because its waiver says no reason");
    QTest::newRow("nobody") << QByteArray(R"({"key": "replica.count:db", "reason": "agreed", "at": "2026-11-01"})")
                            << "unexplainedWaivers"
                            << QByteArray("replica.count:db counts, because its waiver says no author");
    QTest::newRow("never") << QByteArray(
                                  R"({"key": "replica.count:db", "reason": "agreed", "author": "Ann", "at": "May"})")
                           << "unexplainedWaivers"
                           << QByteArray("replica.count:db counts, because its waiver says no date (\"May\" is none)");
  }
  void waiversWithoutEffectAreSaid() {
    QFETCH(QByteArray, waiver);
    QFETCH(QString, list);
    QFETCH(QByteArray, said);
    const QString file = waiving(waiver);
    const Run run = runNines({"check", file, "--format", "json"});
    QCOMPARE(run.exitCode, 1);
    const QJsonObject found = checked(run);
    QVERIFY(!finding(found, "replica.count")["waived"].toBool());
    for (const char* each : {"endedWaivers", "staleWaivers", "unreadableWaivers", "unexplainedWaivers"})
      QCOMPARE(found[each].toArray(), each == list ? QJsonArray{"replica.count:db"} : QJsonArray());
    const QByteArray text = runNines({"check", file}).out;
    QVERIFY2(text.contains(said), text.constData());
    // Whoever wants to see it finds its line.
    const int line = lineOf(file, "\"key\": \"replica.count:db\"");
    const QByteArray place = file.toUtf8() + ':' + QByteArray::number(line) + ' ';
    const QList<QByteArray> rows = text.split('\n');
    QVERIFY2(
        std::ranges::any_of(rows, [&](const QByteArray& row) { return row.startsWith(place) && row.contains(said); }),
        text.constData());
    const QJsonArray idle = found["idleWaivers"].toArray();
    QCOMPARE(idle.size(), 1);
    QCOMPARE(idle[0].toObject()["line"].toInt(), line);
    QVERIFY(idle[0].toObject()["message"].toString().toUtf8().startsWith(said));
    QVERIFY2(text.contains("read replicas"), text.constData());
  }
};

QTEST_GUILESS_MAIN(TestCliWaivers)
#include "test_cli_waivers.moc"
