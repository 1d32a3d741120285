// nines drill, run as a shell would.
#include <QJsonArray>
#include <QTemporaryDir>

#include "../rules/rules_support.h"
#include "cli_run.h"
#include "formats/native.h"
#include "json_path.h"

using namespace nines;
using nines::test::at;
using nines::test::Run;
using nines::test::runNines;
using nines::test::Sketch;

namespace {

Properties access(const char* value) { return {{"access", Value(value)}}; }

// Example 4 of the definitions: a single database of 100 GB in zone a, and a tier in zone b.
Topology singleDatabase() {
  return Sketch()
      .region("eu-west-1", "ab")
      .node("orders", "users", {},
            {{"rtoSeconds", Value(Value::Object{{"az", Value(3600)}})},
             {"rpoSeconds", Value(Value::Object{{"az", Value(300)}})}})
      .node("web", "app-tier", "eu-west-1b", {{"runsOn", Value("ec2")}})
      .node("db", "rds-instance", "eu-west-1a", {{"allocatedGb", Value(100)}, {"backupRetentionDays", Value(7)}})
      .node("bucket", "s3-bucket", "eu-west-1")
      .link("uses", "orders", "web", access("read-write"))
      .link("uses", "web", "db", access("read-write"))
      .topology();
}

QJsonObject spanOf(double best, double worst) { return {{"best", best}, {"worst", worst}}; }

}  // namespace

class TestCliDrill : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;
  QString m_file;

  QString write(const QString& name, const std::string& text) const {
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(text)) < 0)
      QTest::qFail("not written", __FILE__, __LINE__);
    return file.fileName();
  }
  Run drill(const QStringList& arguments) const { return runNines(QStringList{"drill", m_file} + arguments); }

 private slots:
  void initTestCase() { m_file = write("single.nines", writeDesign(singleDatabase())); }

  void oneOutageAsJson() {
    const Run run = drill({"--outage", "az:eu-west-1a", "--format", "json"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.error, QByteArray());
    const QJsonObject json = run.json();
    QCOMPARE(json["outages"].toArray().size(), 1);
    QVERIFY(!json.contains("matrix"));
    const QJsonValue outage = at(json, "outages.0");
    QCOMPARE(at(outage, "outage").toString(), QString("az:eu-west-1a"));
    QCOMPARE(at(outage, "down").toArray(), QJsonArray{"db"});
    const QJsonValue orders = at(outage, "workloads.0");
    QCOMPARE(at(orders, "id").toString(), QString("orders"));
    QCOMPARE(at(orders, "rtoSeconds").toObject(), spanOf(3160, 10300));
    QCOMPARE(at(orders, "rpoSeconds").toObject(), spanOf(0, 300));
    QCOMPARE(at(orders, "rtoTarget"), QJsonValue(3600));
    QCOMPARE(at(orders, "rtoMet"), QJsonValue(false));
    QCOMPARE(at(orders, "rpoMet"), QJsonValue(true));
    QCOMPARE(at(orders, "met"), QJsonValue(false));
    QStringList kinds;
    for (const QJsonValue& step : at(orders, "steps").toArray()) kinds << at(step, "kind").toString();
    QCOMPARE(kinds, QStringList({"decide", "restore", "re-point"}));
  }

  void oneOutageAsText() {
    const Run run = drill({"--outage", "az:eu-west-1a"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.error, QByteArray());
    const QString text = QString::fromUtf8(run.out).simplified();
    for (const char* part :
         {"az:eu-west-1a: eu-west-1a is lost", "Fails: db", "orders 53 min to 2 h 52 min 1 h 0 s to 5 min 5 min",
          "missed", "At worst: down at once, up from 2 h 52 min", "restore", "decide", "re-point"})
      QVERIFY2(text.contains(part), run.out);
    QVERIFY(!run.out.contains('\033'));
  }

  // The zone by its node, as a person finds it in the file.
  void byNode() {
    const Run byCode = drill({"--outage", "region:eu-west-1", "--format", "json"});
    Topology renamed = singleDatabase();
    Node region = *renamed.nodes.find("eu-west-1");
    region.properties["code"] = Value("eu-central-1");
    renamed.nodes.put(std::move(region));
    const Run byId = runNines(
        {"drill", write("named.nines", writeDesign(renamed)), "--outage", "region:eu-west-1", "--format", "json"});
    QCOMPARE(byId.exitCode, 0);
    QCOMPARE(at(byId.json(), "outages.0.outage").toString(), QString("region:eu-central-1"));
    QCOMPARE(at(byId.json(), "outages.0.workloads"), at(byCode.json(), "outages.0.workloads"));
  }

  void severalOutagesAndJoinedOnes() {
    const Run run = drill({"--outage", "host:web", "--outage", "az:eu-west-1a+host:web", "--outage",
                           "corruption:bucket", "--format", "json"});
    QCOMPARE(run.exitCode, 0);
    QStringList outages;
    for (const QJsonValue& outage : at(run.json(), "outages").toArray()) outages << at(outage, "outage").toString();
    QCOMPARE(outages, QStringList({"host:web", "host:web+az:eu-west-1a", "corruption:bucket"}));
    QCOMPARE(at(run.json(), "outages.2.workloads.0.affected"), QJsonValue(false));
    const Run text = drill({"--outage", "host:web", "--outage", "corruption:bucket"});
    QVERIFY(text.out.contains("host:web: ") && text.out.contains("corruption:bucket: Data of bucket is spoiled"));
  }

  void optionsStandInAnyOrder() {
    const Run before = runNines({"drill", "--format", "json", "--outage", "az:eu-west-1a", m_file});
    QCOMPARE(before.exitCode, 0);
    QCOMPARE(before.out, drill({"--outage", "az:eu-west-1a", "--format", "json"}).out);
  }

  // What a design assumes counts, also over a fact of the profile.
  void assumptionsOfTheDesignCount() {
    Topology patient = singleDatabase();
    patient.assumptions = {{"decide.worst", Value(2000)}, {"rds.pointInTime.rpoSeconds", Value(120)}};
    const QString file = write("patient.nines", writeDesign(patient));
    const QJsonValue orders =
        at(runNines({"drill", file, "--outage", "az:eu-west-1a", "--format", "json"}).json(), "outages.0.workloads.0");
    QCOMPARE(at(orders, "rtoSeconds").toObject(), spanOf(3160, 10500));
    QCOMPARE(at(orders, "rpoSeconds").toObject(), spanOf(0, 120));
    QVERIFY(at(orders, "steps.0.source").toString().startsWith("Assumption of this design"));
  }

  void theWholeMatrixAsJson() {
    const Run run = drill({"--format", "json"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.error, QByteArray());
    const QJsonObject json = run.json();
    QMap<QString, QJsonValue> drills;
    for (const QJsonValue& outage : json["outages"].toArray()) {
      const QString name = at(outage, "outage").toString();
      QVERIFY2(!drills.contains(name), qPrintable(name));
      drills.insert(name, outage);
    }
    for (const char* name :
         {"az:eu-west-1a", "az:eu-west-1b", "region:eu-west-1", "corruption:db", "corruption:bucket", "maintenance:db"})
      QVERIFY2(drills.contains(name), name);
    QCOMPARE(json["workloads"].toArray(), QJsonArray{"orders"});
    // The bucket is nobody's: its column is there, without workloads.
    QCOMPARE(at(drills.value("corruption:bucket"), "workloads").toArray(), QJsonArray());
    // Each cell is what the drill says.
    int cells = 0;
    for (const QJsonValue& column : json["matrix"].toArray()) {
      for (const QJsonValue& cell : at(column, "workloads").toArray()) {
        const QJsonValue workload = at(drills.value(at(cell, "outage").toString()), "workloads.0");
        for (const char* key : {"id", "affected", "recovers", "rtoSeconds", "rpoSeconds", "readRtoSeconds", "met"})
          QCOMPARE(at(cell, key), at(workload, key));
        ++cells;
      }
    }
    QVERIFY(cells >= 4);
  }

  void theWholeMatrixAsText() {
    const Run run = drill({});
    QCOMPARE(run.exitCode, 0);
    const QStringList lines = QString::fromUtf8(run.out).split('\n');
    const auto row = [&](const QString& outage) {
      for (const QString& line : lines) {
        if (line.contains(outage)) return line.simplified();
      }
      return QString("no row for " + outage);
    };
    QVERIFY(lines.front().startsWith("WORKLOAD"));
    QVERIFY2(row("az:eu-west-1a").startsWith("orders az:eu-west-1a 53 min to 2 h 52 min 1 h 0 s to 5 min 5 min"),
             run.out);
    QVERIFY2(row("az:eu-west-1a").endsWith("missed"), run.out);
    QVERIFY2(row("corruption:bucket").startsWith("no row"), run.out);
    QVERIFY2(row("1 more does not affect it").startsWith("orders "), run.out);
    QVERIFY2(row("maintenance:db").contains("(Worst maintenance)"), run.out);
  }

  void withoutWorkloads() {
    const Run run = runNines({"drill", write("empty.nines", writeDesign(Topology()))});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.out, QByteArray("There are no workloads that could be affected.\n"));
    const Run json = runNines({"drill", write("empty.nines", writeDesign(Topology())), "--format", "json"});
    QCOMPARE(json.out, QByteArray("{\"workloads\": [], \"matrix\": [], \"outages\": []}\n"));
  }

  void wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("why");
    QTest::newRow("no file") << QStringList{"drill"} << "FILE";
    QTest::newRow("no node") << QStringList{"drill", m_file, "--outage", "host:nobody"}
                             << "--outage host:nobody: the design has no node \"nobody\"";
    QTest::newRow("no zone") << QStringList{"drill", m_file, "--outage", "az:eu-west-1c"}
                             << "no Availability Zone \"eu-west-1c\"";
    QTest::newRow("no kind") << QStringList{"drill", m_file, "--outage", "fire:web"} << "\"fire\" is no kind of outage";
    QTest::newRow("no such outage") << QStringList{"drill", m_file, "--outage", "host:bucket"} << "bucket has no host";
    QTest::newRow("one of two") << QStringList{"drill", m_file, "--outage", "host:web", "--outage", "host:x"}
                                << "host:x";
    QTest::newRow("joined") << QStringList{"drill", m_file, "--outage", "host:web+az:x"}
                            << "no Availability Zone \"x\"";
    QTest::newRow("nothing behind") << QStringList{"drill", m_file, "--outage"} << "--outage";
    QTest::newRow("format") << QStringList{"drill", m_file, "--format", "sarif"} << "--format";
    QTest::newRow("two files") << QStringList{"drill", m_file, m_file} << "single.nines";
  }
  void wrongUsage() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, why);
    const Run run = runNines(arguments);
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.saysOneLine() && run.error.contains(why.toUtf8()), run.error);
  }

  void whatCannotBeRead() {
    const Run missing = runNines({"drill", m_folder.filePath("none.nines")});
    QCOMPARE(missing.exitCode, 3);
    QVERIFY2(missing.saysOneLine() && missing.error.contains("none.nines"), missing.error);
    const Run broken = runNines({"drill", write("broken.nines", "{\"nines\": 1,"), "--outage", "az:x"});
    QCOMPARE(broken.exitCode, 3);
    QVERIFY2(broken.saysOneLine() && broken.error.contains("broken.nines:1:"), broken.error);
    QCOMPARE(broken.out, QByteArray());
  }

  void help() {
    const Run run = runNines({"drill", "--help"});
    QCOMPARE(run.exitCode, 0);
    for (const char* part : {"--outage KIND:ID[+KIND:ID...]", "--format text|json", "corruption", "on-premises"})
      QVERIFY2(run.out.contains(part), run.out);
    QVERIFY(runNines({"--help"}).out.contains("drill"));
  }
};

QTEST_GUILESS_MAIN(TestCliDrill)
#include "test_cli_drill.moc"
