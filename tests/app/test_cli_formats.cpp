// The formats that only some commands have.
#include <QJsonArray>
#include <QTemporaryDir>

#include "cli_run.h"
#include "json_path.h"
#include "support.h"

using namespace nines::test;

class TestCliFormats : public QObject {
  Q_OBJECT

 private slots:
  // Exit codes are those of the other formats, and the line is where the resource stands.
  void checkWritesSarif() {
    const QString file = QString::fromStdString(fixturePath("cli/orders.nines"));
    const Run run = runNines({"check", file, "--format", "sarif"});
    QCOMPARE(run.exitCode, runNines({"check", file, "--format", "json"}).exitCode);
    const QJsonArray results = at(run.json(), "runs.0.results").toArray();
    const QJsonArray findings = at(runNines({"check", file, "--format", "json"}).json(), "files.0.findings").toArray();
    QVERIFY(!results.isEmpty());
    QCOMPARE(results.size(), findings.size());
    const QList<QByteArray> lines = QByteArray::fromStdString(fixture("cli/orders.nines")).split('\n');
    for (int i = 0; i < results.size(); ++i) {
      QCOMPARE(at(results[i], "ruleId"), at(findings[i], "rule"));
      QCOMPARE(at(results[i], "partialFingerprints.findingKey/v1"), at(findings[i], "key"));
      const int line = at(results[i], "locations.0.physicalLocation.region.startLine").toInt();
      QVERIFY(line > 0);
      const QByteArray id = "\"id\": \"" + at(findings[i], "subjects.0").toString().toUtf8() + '"';
      QVERIFY2(lines[line - 1].contains(id), lines[line - 1]);
    }
  }

  // A fingerprint is the same after a move, so that a code host does not open the finding anew.
  void fingerprintsSurviveAMove() {
    QByteArray text = QByteArray::fromStdString(fixture("cli/orders.nines"));
    const auto fingerprints = [&] {
      QTemporaryDir folder;
      QFile file(folder.filePath("a.nines"));
      if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) return QStringList();
      file.close();
      QStringList out;
      const Run run = runNines({"check", file.fileName(), "--format", "sarif"});
      for (const auto& result : at(run.json(), "runs.0.results").toArray())
        out << at(result.toObject(), "partialFingerprints.findingKey/v1").toString();
      return out;
    };
    const QStringList before = fingerprints();
    QVERIFY(!before.isEmpty());
    const QByteArray id = "\"id\": \"db\", ";
    QCOMPARE(text.count(id), 1);
    text.replace(id, id + "\"rect\": [888, 88, 146, 52], ");
    QCOMPARE(fingerprints(), before);
  }

  void unreadableFilesAreInTheLog() {
    const Run run = runNines({"check", "/no/such.nines", "--format", "sarif"});
    QCOMPARE(run.exitCode, 3);
    QVERIFY(run.saysOneLine());
    QCOMPARE(at(run.json(), "runs.0.invocations.0.executionSuccessful").toBool(true), false);
  }

  void rulesWriteAPage() {
    const Run run = runNines({"rules", "--format", "md"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.out.startsWith("# Rulebook\n"));
    QVERIFY(run.out.endsWith("\n") && !run.out.endsWith("\n\n"));
  }

  void othersRefuse_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("estimate") << QStringList{"estimate", "a.nines", "--format", "sarif"};
    QTest::newRow("rules") << QStringList{"rules", "--format", "sarif"};
    QTest::newRow("check") << QStringList{"check", "a.nines", "--format", "md"};
  }
  void othersRefuse() {
    QFETCH(QStringList, arguments);
    const Run run = runNines(arguments);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.saysOneLine(), run.error);
  }
};

QTEST_GUILESS_MAIN(TestCliFormats)
#include "test_cli_formats.moc"
