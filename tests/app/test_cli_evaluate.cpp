// nines evaluate, run as a shell would.
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

#include "cli_run.h"

using namespace nines::test;

namespace {

constexpr const char* kTree = R"(<?xml version="1.0"?>
<opsa-mef>
  <define-fault-tree name="pumps">
    <define-gate name="both-fail">
      <or><basic-event name="power"/><and><basic-event name="p1"/><basic-event name="p2"/></and></or>
    </define-gate>
    <define-basic-event name="power"><float value="1e-7"/></define-basic-event>
    <define-basic-event name="p1"><exponential><float value="1e-6"/><system-mission-time/></exponential></define-basic-event>
    <define-basic-event name="p2"><float value="0.001"/></define-basic-event>
  </define-fault-tree>
</opsa-mef>
)";

}  // namespace

class TestCliEvaluate : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;

  QString write(const QString& name, const QByteArray& text) const {
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
      QTest::qFail("not written", __FILE__, __LINE__);
    return file.fileName();
  }

 private slots:
  void json() {
    const Run run = runNines({"evaluate", write("tree.xml", kTree), "--mission-time", "100", "--format", "json"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.error, QByteArray());
    const QJsonObject json = run.json();
    QCOMPARE(json["top"].toString(), QString("both-fail"));
    const double p1 = -std::expm1(-1e-4);
    const double expected = 1e-7 + (1 - 1e-7) * p1 * 1e-3;
    QVERIFY(std::abs(json["probability"].toDouble() - expected) <= 1e-14 * expected);
    QVERIFY(std::abs(json["contrary"].toDouble() - (1 - expected)) <= 1e-14);
    QCOMPARE(json["events"].toInt(), 3);
    QCOMPARE(json["gates"].toInt(), 1);
    QVERIFY(json["diagramNodes"].toInt() >= 3);
    QVERIFY(json["seconds"].toDouble() > 0);
    QVERIFY(!json.contains("bounds"));
  }

  void text() {
    const Run run = runNines({"evaluate", write("tree.xml", kTree), "--mission-time", "0"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.out.contains("both-fail") && run.out.contains("1e-07"), run.out);
    QVERIFY(!run.out.contains('\033'));
  }

  // 1e-360: "0" would say that it cannot be.
  void tooSmallToBeSaid() {
    QByteArray events;
    QByteArray data;
    for (int i = 0; i < 40; ++i) {
      const QByteArray name = "e" + QByteArray::number(i);
      events += "<basic-event name=\"" + name + "\"/>";
      data += "<define-basic-event name=\"" + name + "\"><float value=\"1e-9\"/></define-basic-event>";
    }
    const QByteArray tree = "<opsa-mef><define-fault-tree name=\"f\"><define-gate name=\"top\"><and>" + events +
                            "</and></define-gate>" + data + "</define-fault-tree></opsa-mef>";
    const QString file = write("small.xml", tree);
    const Run text = runNines({"evaluate", file});
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.out.contains("below 1e-307"), text.out);
    const QJsonObject json = runNines({"evaluate", file, "--format", "json"}).json();
    QVERIFY(json["probability"].isNull());
    QCOMPARE(json["bounds"].toArray(), (QJsonArray{0, 1e-307}));
    QCOMPARE(json["contrary"].toDouble(), 1.);
  }

  void refusals() {
    const QString file = write("tree.xml", kTree);
    const Run noTime = runNines({"evaluate", file});
    QCOMPARE(noTime.exitCode, 3);
    QVERIFY2(noTime.saysOneLine() && noTime.error.contains("tree.xml:8:") && noTime.error.contains("--mission-time"),
             noTime.error);
    QCOMPARE(noTime.out, QByteArray());
    const Run bomb =
        runNines({"evaluate", write("bomb.xml", "<!DOCTYPE a [<!ENTITY a \"b\">]><opsa-mef>&a;</opsa-mef>")});
    QCOMPARE(bomb.exitCode, 3);
    QVERIFY2(bomb.saysOneLine() && bomb.error.contains("declares entities"), bomb.error);
    const Run missing = runNines({"evaluate", m_folder.filePath("none.xml")});
    QCOMPARE(missing.exitCode, 3);
    QVERIFY2(missing.saysOneLine(), missing.error);
    for (const QStringList& wrong : {QStringList{"evaluate"}, QStringList{"evaluate", file, "--mission-time", "-1"},
                                     QStringList{"evaluate", file, "--mission-time", "soon"},
                                     QStringList{"evaluate", file, "--format", "sarif"}}) {
      const Run run = runNines(wrong);
      QCOMPARE(run.exitCode, 2);
      QVERIFY2(run.saysOneLine() && run.error.size() < 120, run.error);
    }
    // Decimal digits only: nobody who types 0x10 means 16 hours, and no time is endless or none.
    for (const char* wrong : {"0x10", "0X1p3", "inf", "infinity", "nan", "1e999", "1e", "1,5", " 1", "1 ", ""}) {
      const Run run = runNines({"evaluate", file, "--mission-time", wrong});
      QCOMPARE(run.exitCode, 2);
      QVERIFY2(run.saysOneLine() && run.error.contains("is no time: a number, 0 or more"), run.error);
    }
    const auto probability = [&](const char* time) {
      const Run run = runNines({"evaluate", file, "--mission-time", time, "--format", "json"});
      return run.exitCode == 0 ? run.json()["probability"].toDouble() : -1;
    };
    QVERIFY(probability("100") > 0);
    for (const char* same : {"1e2", "0100", "100.0"}) QCOMPARE(probability(same), probability("100"));
    const Run help = runNines({"evaluate", "--help"});
    QCOMPARE(help.exitCode, 0);
    QVERIFY2(help.out.contains("--mission-time T") && help.out.contains("text|json"), help.out);
  }
};

QTEST_GUILESS_MAIN(TestCliEvaluate)
#include "test_cli_evaluate.moc"
