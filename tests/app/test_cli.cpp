// The shipped executable from outside: exit codes, JSON by another parser, one line per error, no display.
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <cstdlib>
#include <filesystem>

#include "cli_run.h"
#include "support.h"

using nines::test::Run;
using nines::test::runNines;

namespace {

QString fixturePath(const QString& name) {
  return QString::fromStdString(nines::test::fixturePath("cli/" + name.toStdString()));
}

QByteArray fixtureText() { return QByteArray::fromStdString(nines::test::fixture("cli/orders.nines")); }

QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString& path, const QByteArray& text) {
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
    QTest::qFail(qPrintable("cannot write " + path), __FILE__, __LINE__);
  }
}

QJsonObject finding(const QJsonObject& file, const QString& rule) {
  const QJsonArray findings = file["findings"].toArray();
  for (const auto& each : findings) {
    if (each.toObject()["rule"].toString() == rule) return each.toObject();
  }
  return {};
}

QStringList sortedKeys(const QJsonObject& object) {
  QStringList keys = object.keys();
  keys.sort();
  return keys;
}

}  // namespace

class TestCli : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> m_folder;
  QString path(const QString& name) const { return m_folder->filePath(name); }
  QString write(const QString& name, const QByteArray& text) const {
    put(path(name), text);
    return path(name);
  }
  // Orders with something replaced.
  QString variant(const QByteArray& before, const QByteArray& after) const {
    QByteArray text = fixtureText();
    if (!text.contains(before)) QTest::qFail("the fixture lacks what is to be replaced", __FILE__, __LINE__);
    return write("variant.nines", text.replace(before, after));
  }

 private slots:
  void init() {
    QVERIFY2(!qEnvironmentVariableIsEmpty("NINES_BINARY"), "NINES_BINARY names the executable");
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
  }
  void cleanup() { m_folder.reset(); }

  void versionAndHelp() {
    const Run version = runNines({"--version"});
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.out.startsWith("nines "));
    for (const QStringList& arguments : {QStringList{"--help"}, QStringList{"check", "--help"}}) {
      const Run help = runNines(arguments);
      QCOMPARE(help.exitCode, 0);
      QVERIFY(help.out.contains("FILE"));
      QCOMPARE(help.error, QByteArray());
    }
    // A command offers what it can do, and nothing else.
    QVERIFY(runNines({"check", "--help"}).out.contains("text|json|sarif"));
    QVERIFY(runNines({"rules", "--help"}).out.contains("text|json|md"));
    QVERIFY(!runNines({"estimate", "--help"}).out.contains("sarif"));
  }

  void wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no command and no display") << QStringList{};
    QTest::newRow("mistyped command") << QStringList{"chek", "a.nines"};
    QTest::newRow("unknown option") << QStringList{"--bogus"};
    QTest::newRow("check without a file") << QStringList{"check"};
    QTest::newRow("unknown profile") << QStringList{"check", "a.nines", "--profile", "aws-1999"};
    QTest::newRow("unknown format") << QStringList{"check", "a.nines", "--format", "xml"};
    QTest::newRow("unknown threshold") << QStringList{"check", "a.nines", "--fail-on", "fatal"};
    QTest::newRow("option without value") << QStringList{"check", "a.nines", "--format"};
    QTest::newRow("estimate without a file") << QStringList{"estimate"};
    QTest::newRow("estimate of two files") << QStringList{"estimate", "a.nines", "b.nines"};
    QTest::newRow("export without a target") << QStringList{"export", "a.nines"};
    QTest::newRow("export to another format") << QStringList{"export", "a.nines", "-o", "a.docx"};
    QTest::newRow("unknown theme") << QStringList{"export", "a.nines", "-o", "a.svg", "--theme", "pink"};
    QTest::newRow("rules of a file") << QStringList{"rules", "a.nines"};
    QTest::newRow("line break in an argument") << QStringList{"check", "a.nines", "--profile", "a\nb"};
  }
  void wrongUsage() {
    QFETCH(QStringList, arguments);
    const Run run = runNines(arguments);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.saysOneLine(), run.error);
    QCOMPARE(run.out, QByteArray());
    if (arguments.value(0) == "chek")
      QVERIFY2(run.error.contains("\"chek\" is neither a command nor a file"), run.error);
  }

  // What is no text is a name all the same, for both kinds of picture.
  void picturesGoWhereTheyAreSent() {
    for (const char* extension : {"svg", "png"}) {
      const QByteArray folder = QFile::encodeName(m_folder->path());
      const std::string target = (folder + "/\xff." + extension).toStdString();
      const std::string twin = (folder + "/\xef\xbf\xbd." + extension).toStdString();
      QFile other(QString::fromStdString(twin));
      QVERIFY(other.open(QIODevice::WriteOnly) && other.write("mine") == 4);
      other.close();
      const QByteArray command = "\"" + qgetenv("NINES_BINARY") + "\" export \"" +
                                 QFile::encodeName(fixturePath("orders.nines")) + "\" -o \"" + target.c_str() + "\"";
      QCOMPARE(std::system(command.constData()), 0);
      QVERIFY(std::filesystem::file_size(target) > 1000);
      QCOMPARE(contents(QString::fromStdString(twin)), QByteArray("mine"));
      std::filesystem::remove(target);
      std::filesystem::remove(twin);
    }
  }

  // However far out: the picture is as large as the design.
  void farCoordinatesAreWritten() {
    const QString file =
        write("far.nines", R"({"nines": 1, "nodes": [{"id": "a", "kind": "users", "rect": [0, 0, 146, 52]},)"
                           R"({"id": "b", "kind": "users", "rect": [1e9, 0, 146, 52]}]})");
    QCOMPARE(runNines({"export", file, "-o", path("far.svg")}).exitCode, 0);
    const QByteArray svg = contents(path("far.svg"));
    QVERIFY2(svg.contains("width=\"1000000194\""), svg.left(400));
  }

  void checkJson() {
    const QString file = fixturePath("orders.nines");
    const Run run = runNines({"check", file, "--format", "json"});
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.error, QByteArray());
    const QJsonObject json = run.json();
    QCOMPARE(json["files"].toArray().size(), 1);
    QCOMPARE(json["errors"].toArray().size(), 0);
    const QJsonObject checked = json["files"].toArray()[0].toObject();
    QCOMPARE(checked["file"].toString(), file);
    QCOMPARE(checked["profile"].toString(), QString("course-2021"));
    QVERIFY(checked["staleWaivers"].isArray());
    const QJsonObject found = finding(checked, "replica.count");
    QCOMPARE(sortedKeys(found), (QStringList{"fixable", "key", "line", "message", "property", "rule", "severity",
                                             "subjects", "unknown", "waived"}));
    QCOMPARE(found["severity"].toString(), QString("error"));
    QCOMPARE(found["key"].toString(), QString("replica.count:db"));
    QCOMPARE(found["subjects"].toArray()[0].toString(), QString("db"));
    QVERIFY(found["message"].toString().contains("6"));
    QVERIFY(found["fixable"].toBool());
    QVERIFY(!found["waived"].toBool());
    QVERIFY(!found["unknown"].toBool());
    QVERIFY(found["property"].isNull() || !found["property"].toString().isEmpty());
    const QList<QByteArray> lines = fixtureText().split('\n');
    QVERIFY(lines.value(found["line"].toInt() - 1).contains("\"id\": \"db\""));
  }

  void checkText() {
    const QString file = fixturePath("orders.nines");
    const Run run = runNines({"check", file});
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.out.contains(file.toUtf8() + ":"));
    QVERIFY(run.out.contains("replica.count"));
    QVERIFY(!run.out.contains('\033'));                 // no colours in a pipe
    QVERIFY(!run.out.contains("profile course-2021"));  // and no summary
    QCOMPARE(run.error, QByteArray());
  }

  void profileIsTheDesignsUnlessNamed() {
    const QString file = fixturePath("orders.nines");
    const QJsonObject other =
        runNines({"check", file, "--profile", "aws-2026", "--format", "json"}).json()["files"].toArray()[0].toObject();
    QCOMPARE(other["profile"].toString(), QString("aws-2026"));
    QVERIFY(finding(other, "replica.count").isEmpty());
    const QString newer = variant("course-2021", "aws-2026");
    const QJsonObject own = runNines({"check", newer, "--format", "json"}).json()["files"].toArray()[0].toObject();
    QCOMPARE(own["profile"].toString(), QString("aws-2026"));
  }

  void threshold_data() {
    QTest::addColumn<QString>("failOn");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("error") << "error" << 1;
    QTest::newRow("warning") << "warning" << 1;
    QTest::newRow("info") << "info" << 1;
    QTest::newRow("never") << "never" << 0;
  }
  void threshold() {
    QFETCH(QString, failOn);
    QFETCH(int, exitCode);
    QCOMPARE(runNines({"check", fixturePath("orders.nines"), "--fail-on", failOn}).exitCode, exitCode);
  }

  void thresholdAboveWhatIsFound() {
    // A fresh bucket has no error, at most hints.
    const QString file =
        write("bucket.nines",
              R"({"nines": 1, "nodes": [{"id": "db", "kind": "rds-instance", "properties": {"engine": "mysql"}}]})");
    const QJsonObject checked = runNines({"check", file, "--format", "json"}).json()["files"].toArray()[0].toObject();
    QSet<QString> severities;
    const QJsonArray findings = checked["findings"].toArray();
    for (const auto& each : findings) severities.insert(each.toObject()["severity"].toString());
    QCOMPARE(runNines({"check", file}).exitCode, severities.contains("error") ? 1 : 0);
    QCOMPARE(runNines({"check", file, "--fail-on", "info"}).exitCode, severities.isEmpty() ? 0 : 1);
  }

  void cleanDesignIsQuiet() {
    const QString file = write("empty.nines", R"({"nines": 1})");
    const Run run = runNines({"check", file, "--fail-on", "info"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.out, QByteArray());
    QCOMPARE(run.error, QByteArray());
  }

  void oneUnreadableFileDoesNotHideTheOthers() {
    const QString missing = path("missing.nines");
    const Run run = runNines({"check", missing, fixturePath("orders.nines"), "--format", "json"});
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.saysOneLine() && run.error.startsWith(missing.toUtf8()), run.error);
    QCOMPARE(run.json()["files"].toArray().size(), 1);
    QCOMPARE(run.json()["errors"].toArray()[0].toObject()["file"].toString(), missing);
  }

  void illegalDesignsLoad() {
    const QString file = write("illegal.nines", R"({"nines": 1, "nodes": [
      {"id": "az", "kind": "az"}, {"id": "t", "kind": "dynamodb-table", "parent": "az"},
      {"id": "db", "kind": "rds-instance", "parent": "az", "properties": {"backupRetentionDays": 4000}}],
      "links": [{"id": "l", "kind": "standby", "from": "t", "to": "db"}]})");
    const Run run = runNines({"check", file, "--format", "json"});
    QVERIFY(run.exitCode == 0 || run.exitCode == 1);
    const QJsonObject checked = run.json()["files"].toArray()[0].toObject();
    QVERIFY(!finding(checked, "design.allowed-parent").isEmpty());
    QVERIFY(!finding(checked, "design.link-ends").isEmpty());
  }

  void badInput_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("place");  // part of the message
    const QByteArray line = "variant.nines:";
    QTest::newRow("no JSON") << QByteArray("hello") << line + "1";
    QTest::newRow("empty") << QByteArray() << QByteArray("variant.nines");
    QTest::newRow("cut off") << fixtureText().left(700) << line;
    QTest::newRow("no object") << QByteArray("[]") << QByteArray("variant.nines");
    QTest::newRow("wrong type") << QByteArray(R"({"nines": 1, "nodes": [{"id": 7, "kind": "az"}]})")
                                << QByteArray("/nodes/0/id");
    QTest::newRow("wrong type of a known property")
        << QByteArray(R"({"nines": 1, "nodes": [{"id": "d", "kind": "rds-instance", "properties": {"multiAz": 3}}]})")
        << QByteArray("/nodes/0/properties/multiAz");
    QTest::newRow("missing key") << QByteArray(R"({"nines": 1, "nodes": [{"id": "a"}]})") << QByteArray("/nodes/0");
    QTest::newRow("duplicate id")
        << QByteArray(
               "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\"},\n{\"id\": \"a\", \"kind\": \"az\"}]}")
        << line + "2";
    QTest::newRow("duplicate key") << QByteArray("{\"nines\": 1,\n\"name\": \"a\", \"name\": \"b\"}") << line + "2";
    QTest::newRow("no such parent") << QByteArray(
                                           R"({"nines": 1, "nodes": [{"id": "a", "kind": "az", "parent": "x"}]})")
                                    << QByteArray("/nodes/0/parent");
    QTest::newRow("parents in a circle")
        << QByteArray(
               R"({"nines": 1, "nodes": [{"id": "a", "kind": "vpc", "parent": "b"}, {"id": "b", "kind": "vpc", "parent": "a"}]})")
        << QByteArray("/nodes/");
    QTest::newRow("link to nothing")
        << QByteArray(
               R"({"nines": 1, "nodes": [{"id": "a", "kind": "users"}], "links": [{"id": "l", "kind": "uses", "from": "a", "to": "x"}]})")
        << QByteArray("/links/0/to");
    QTest::newRow("number that is not finite")
        << QByteArray(R"({"nines": 1, "nodes": [{"id": "a", "kind": "az", "rect": [1e999, 0, 1, 1]}]})") << line + "1";
    QTest::newRow("NaN") << QByteArray(R"({"nines": 1, "assumptions": {"x": NaN}})") << line + "1";
    QTest::newRow("invalid UTF-8") << QByteArray("{\"nines\": 1, \"name\": \"\xff\xfe\"}") << line + "1";
    QTest::newRow("future version") << QByteArray(R"({"nines": 2})") << QByteArray("variant.nines");
    QTest::newRow("no version") << QByteArray("{}") << QByteArray("variant.nines");
    QTest::newRow("a million brackets") << QByteArray(1'000'000, '[') << line + "1";
    QTest::newRow("a million objects") << QByteArray("{\"a\":").repeated(1'000'000) << line + "1";
  }
  void badInput() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, place);
    const QString file = write("variant.nines", text);
    const QString target = path("out.svg");
    for (const QStringList& arguments :
         {QStringList{"check", file}, QStringList{"estimate", file}, QStringList{"export", file, "-o", target}}) {
      const Run run = runNines(arguments);
      QCOMPARE(run.exitCode, 3);
      QVERIFY2(run.saysOneLine(), run.error);
      QVERIFY2(run.error.startsWith(file.toUtf8()) && run.error.contains(place), run.error);
      QCOMPARE(run.out, QByteArray());
    }
    QVERIFY(!QFile::exists(target));
    QCOMPARE(contents(file), text);
  }

  void inputThatIsNoFile() {
    QFile large(path("large.nines"));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(qint64{300} * 1024 * 1024));
    large.close();
    for (const QString& file : {path("large.nines"), path("missing.nines"), m_folder->path(), QString("/dev/null/x")}) {
      const Run run = runNines({"check", file});
      QCOMPARE(run.exitCode, 3);
      QVERIFY2(run.saysOneLine() && run.error.startsWith(file.toUtf8()), run.error);
    }
  }

  // A newer version's profile: judged all the same, by the default one, and said.
  void unknownProfileIsSaid() {
    const QString file = variant("\"course-2021\"", "\"aws-2030\"");
    const QString known = write("known.nines", fixtureText());
    const Run json = runNines({"check", file, "--format", "json"});
    const Run plain = runNines({"check", known, "--format", "json"});
    QCOMPARE(json.exitCode, plain.exitCode);
    QVERIFY2(json.saysOneLine() && json.error.startsWith(file.toUtf8() + ": warning: "), json.error);
    QVERIFY2(json.error.contains("\"aws-2030\"") && json.error.contains("course-2021"), json.error);
    QCOMPARE(plain.error, QByteArray());
    const QJsonObject said = json.json()["files"].toArray()[0].toObject();
    QCOMPARE(said["profile"].toString(), QString("course-2021"));
    QCOMPARE(said["unknownProfile"].toString(), QString("aws-2030"));
    const QJsonObject other = plain.json()["files"].toArray()[0].toObject();
    QVERIFY(other.contains("unknownProfile") && other["unknownProfile"].isNull());
    const Run estimate = runNines({"estimate", file});
    QCOMPARE(estimate.exitCode, 0);
    QVERIFY2(estimate.saysOneLine() && estimate.error.contains("aws-2030"), estimate.error);
    // One that replaces it is known.
    QCOMPARE(runNines({"check", file, "--profile", "aws-2026"}).error, QByteArray());
  }

  void estimateJson() {
    const Run run = runNines({"estimate", fixturePath("orders.nines"), "--format", "json"});
    QCOMPARE(run.exitCode, 0);
    const QJsonObject workload = run.json()["workloads"].toArray()[0].toObject();
    QCOMPARE(workload["id"].toString(), QString("orders"));
    QVERIFY(qAbs(workload["slaProduct"].toDouble() - .999300109995) < 1e-15);
    QCOMPARE(workload["target"].toDouble(), .9995);
    QVERIFY(workload["unknownBecause"].isNull() && workload["availabilityUnknownBecause"].isNull());
    QVERIFY(qAbs(workload["availability"].toDouble() - .999400316959) < 1e-12);  // availability.md, example 10
    QVERIFY(qAbs(workload["downtimeSecondsPerYear"].toDouble() - .000599683041 * 31'557'600) < 1e-4);
    QCOMPARE(workload["met"], QJsonValue(false));
    QCOMPARE(workload["singlePoints"], QJsonValue(QJsonArray()));
    const QJsonObject worst = workload["limits"].toArray()[0].toObject();
    QCOMPARE(worst["event"].toString(), QString("own:db"));
    QVERIFY(qAbs(worst["criticality"].toDouble() - 6.880674812567e-01) < 1e-12);
    QVERIFY(qAbs(worst["birnbaum"].toDouble() - 9.998129393587e-01) < 1e-12);
    QVERIFY(qAbs(worst["ifPerfect"].toDouble() - .999812939359) < 1e-12);
    // What the text says of the product, under the product's name: "met" is the exact figure's.
    QVERIFY(workload["slaProductMet"].isBool());
    QVERIFY(!workload["slaProductMet"].toBool());
    const QJsonArray factors = workload["slaFactors"].toArray();
    QCOMPARE(factors.size(), 4);
    for (const auto& factor : factors) {
      QVERIFY(!factor.toObject()["source"].toObject()["text"].toString().isEmpty());
      QVERIFY(!factor.toObject()["source"].toObject()["date"].toString().isEmpty());
    }
    const QJsonObject store = run.json()["stores"].toArray()[0].toObject();
    QCOMPARE(store["id"].toString(), QString("db"));
    QCOMPARE(store["sla"].toDouble(), .9995);
    QVERIFY(qAbs(store["read"].toDouble() - .9995) < 1e-12 && qAbs(store["write"].toDouble() - .9995) < 1e-12);
    QVERIFY(store.contains("unknownBecause") && store["unknownBecause"].isNull());
  }

  void estimateText() {
    const Run run = runNines({"estimate", fixturePath("orders.nines")});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.out.contains("99.93 %"));     // the product
    QVERIFY(run.out.contains("99.94 %"));     // the estimate
    QVERIFY(run.out.contains("5 h 15 min"));  // .000599683041 of 8766 h
    QVERIFY(run.out.contains("below the target"));
    QVERIFY(run.out.contains("LIMITED BY") && run.out.contains("68.8 %"));
    QVERIFY(run.out.contains("rule of thumb"));
    QVERIFY(!run.out.contains('\033'));
    const Run nothing = runNines({"estimate", write("empty.nines", R"({"nines": 1})")});
    QCOMPARE(nothing.exitCode, 0);
    QVERIFY(nothing.out.contains("no workloads"));
  }

  // A site that never fails limits nobody; two hosts of one name are told apart by where they stand.
  void limitsAreWhatLimits() {
    const QString file = write("limits.nines", R"({"nines": 1, "nodes": [
      {"id": "eu", "kind": "region", "properties": {"code": "eu-west-1"}},
      {"id": "a", "kind": "az", "parent": "eu", "properties": {"code": "eu-west-1a"}},
      {"id": "b", "kind": "az", "parent": "eu", "properties": {"code": "eu-west-1b"}},
      {"id": "one", "kind": "app-tier", "parent": "a", "name": "web"},
      {"id": "two", "kind": "app-tier", "parent": "b", "name": "web"},
      {"id": "dc", "kind": "data-centre", "properties": {"availability": 1}},
      {"id": "till", "kind": "app-tier", "parent": "dc"},
      {"id": "u", "kind": "users"}], "links": [
      {"id": "l1", "kind": "uses", "from": "u", "to": "one"},
      {"id": "l2", "kind": "uses", "from": "u", "to": "two"},
      {"id": "l3", "kind": "uses", "from": "u", "to": "till"}]})");
    const QJsonObject workload =
        runNines({"estimate", file, "--format", "json"}).json()["workloads"].toArray()[0].toObject();
    const QJsonArray limits = workload["limits"].toArray();
    QCOMPARE(limits.size(), 5);  // Region, two zones, two hosts
    for (const auto& limit : limits) QVERIFY(limit.toObject()["criticality"].toDouble() > 0);
    const Run text = runNines({"estimate", file});
    QVERIFY2(text.out.contains("Host of web (eu-west-1a)") && text.out.contains("Host of web (eu-west-1b)"), text.out);
  }

  void textAndJsonAgreeOnTheTarget() {
    const QString file = variant("0.9995", "0.999");
    QVERIFY(!runNines({"estimate", file}).out.contains("below"));
    const QJsonObject workload =
        runNines({"estimate", file, "--format", "json"}).json()["workloads"].toArray()[0].toObject();
    QCOMPARE(workload["slaProductMet"], QJsonValue(true));
    QCOMPARE(workload["met"], QJsonValue(true));
  }

  void unknownIsNullNeverANumber() {
    const QString file = write("unknown.nines", R"({"nines": 1, "nodes": [{"id": "u", "kind": "users"},
      {"id": "f", "kind": "app-tier", "properties": {"runsOn": "lambda"}}],
      "links": [{"id": "l", "kind": "uses", "from": "u", "to": "f"}]})");
    const QJsonObject workload =
        runNines({"estimate", file, "--format", "json"}).json()["workloads"].toArray()[0].toObject();
    QVERIFY(workload["slaProduct"].isNull());
    QVERIFY(workload.contains("slaProductMet") && workload["slaProductMet"].isNull());
    for (const char* key :
         {"availability", "unavailability", "downtimeSecondsPerYear", "met", "singlePoints", "limits"}) {
      QVERIFY2(workload.contains(QLatin1String(key)) && workload[QLatin1String(key)].isNull(), key);
    }
    QVERIFY(workload["availabilityUnknownBecause"].toString().contains("f"));
    QVERIFY(workload["target"].isNull());
    QVERIFY(workload["unknownBecause"].toString().contains("f"));
    QVERIFY(runNines({"estimate", file}).out.contains("unknown"));
  }

  void rulesJson() {
    const Run run = runNines({"rules", "--format", "json"});
    QCOMPARE(run.exitCode, 0);
    const QJsonArray rules = run.json()["rules"].toArray();
    QVERIFY(rules.size() >= 18);
    for (const auto& each : rules) {
      const QJsonObject rule = each.toObject();
      const QByteArray id = rule["id"].toString().toUtf8();
      QVERIFY2(id.contains('.') && !rule["title"].toString().isEmpty() && !rule["rationale"].toString().isEmpty(), id);
      for (const char* profile : {"course-2021", "aws-2026"}) {
        QVERIFY2((QStringList{"error", "warning", "info"})
                     .contains(rule["severity"].toObject()[QLatin1String(profile)].toString()),
                 id);
      }
      QVERIFY2(rule["rows"].isArray() && rule["sources"].isArray() && rule["aliases"].isArray(), id);
      QCOMPARE(rule["noFix"].isNull(), rule["fixable"].toBool());
      for (const auto& source : rule["sources"].toArray()) QVERIFY2(source.toObject().contains("address"), id);
      if (id != "replica.chain-depth") continue;
      const QJsonObject limit = rule["limits"].toArray().at(0).toObject();
      QCOMPARE(limit["label"].toString(), QString("Layers of a chain, at most"));
      const QJsonObject fact = limit["facts"].toArray().at(0).toObject();
      QCOMPARE(fact["key"].toString(), QString("replica.maxLayers"));
      QCOMPARE(fact["course-2021"].toInt(), 4);
      QCOMPARE(fact["aws-2026"].toInt(), 4);
    }
    const Run text = runNines({"rules"});
    QCOMPARE(text.exitCode, 0);
    QCOMPARE(text.out.count('\n'), rules.size() + 1);
  }

  void exportSvg() {
    const QString target = path("out.svg");
    const QString source = fixturePath("orders.nines");
    const Run run = runNines({"export", source, "-o", target});
    QVERIFY2(run.exitCode == 0, run.error);
    QCOMPARE(run.out + run.error, QByteArray());
    const QByteArray light = contents(target);
    QXmlStreamReader xml(light);
    QStringList texts;
    while (!xml.atEnd()) {
      if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("text")) {
        texts.append(xml.readElementText());
      }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(texts.contains("db"));
    // Again over what we wrote: no force needed, same input, same bytes.
    QCOMPARE(runNines({"export", source, "-o", target}).exitCode, 0);
    QCOMPARE(contents(target), light);
    QCOMPARE(runNines({"export", source, "-o", target, "--theme", "dark"}).exitCode, 0);
    QVERIFY(contents(target) != light);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{"out.svg"});
  }

  void exportPng() {
    const QString target = path("out.png");
    const Run run = runNines({"export", fixturePath("orders.nines"), "-o", target});
    QVERIFY2(run.exitCode == 0, run.error);
    QCOMPARE(run.out + run.error, QByteArray());
    QImageReader reader(target);
    const QImage image = reader.read();
    QVERIFY(image.width() > 200 && image.height() > 200);
    QCOMPARE(runNines({"export", fixturePath("orders.nines"), "-o", target}).exitCode, 0);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{"out.png"});
  }

  // A display that the environment names may be gone, or the platform asked for may need one.
  void noDisplayIsNeeded_data() {
    QTest::addColumn<QStringList>("variables");
    QTest::newRow("none") << QStringList{};
    QTest::newRow("dead") << QStringList{"DISPLAY=:7777"};
    QTest::newRow("dead wayland") << QStringList{"WAYLAND_DISPLAY=nowhere", "XDG_RUNTIME_DIR=/nowhere"};
    QTest::newRow("xcb without display") << QStringList{"QT_QPA_PLATFORM=xcb"};
    QTest::newRow("wayland without display") << QStringList{"QT_QPA_PLATFORM=wayland"};
  }
  void noDisplayIsNeeded() {
    QFETCH(QStringList, variables);
    QTemporaryDir folder;
    const QString target = folder.filePath("picture.png");
    const Run picture = runNines({"export", fixturePath("orders.nines"), "-o", target}, {}, variables);
    QCOMPARE(picture.exitCode, 0);
    QVERIFY(!QImageReader(target).size().isEmpty());
    const Run window = runNines({fixturePath("orders.nines")}, {}, variables);
    QCOMPARE(window.exitCode, 2);
    QVERIFY2(window.saysOneLine(), window.error.constData());
    QVERIFY2(window.error.contains("display"), window.error.constData());
  }

  void whatIsTooLargeForPngIsAdvisedToBeSvg() {
    const QString file = write("wide.nines", R"({"nines": 1, "nodes": [
      {"id": "a", "kind": "users", "rect": [0, 0, 146, 52]}, {"id": "b", "kind": "users", "rect": [40000, 0, 146, 52]}]})");
    const Run run = runNines({"export", file, "-o", path("wide.png"), "--scale", "2"});
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.saysOneLine() && run.error.contains("SVG"), run.error);
    QVERIFY(!QFile::exists(path("wide.png")));
    // Who asks for no scale gets the largest that there can be, and is told.
    const Run coarse = runNines({"export", file, "-o", path("wide.png")});
    QCOMPARE(coarse.exitCode, 0);
    QVERIFY2(coarse.saysOneLine() && coarse.error.contains("SVG"), coarse.error);
    QVERIFY(QImageReader(path("wide.png")).size().width() > 29'000);
    QCOMPARE(runNines({"export", file, "-o", path("wide.svg")}).exitCode, 0);
  }

  void exportNeverReplacesWhatIsNotOurs_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("text") << "out.svg" << QByteArray("my only copy");
    QTest::newRow("empty") << "out.svg" << QByteArray();
    QTest::newRow("another's SVG") << "out.svg" << QByteArray("<?xml version=\"1.0\"?>\n<svg xmlns=\"x\"/>");
    QTest::newRow("another's PNG") << "out.png" << QByteArray("\x89PNG\r\n\x1a\nxxxx");
  }
  void exportNeverReplacesWhatIsNotOurs() {
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    const QString target = write(name, text);
    const Run run = runNines({"export", fixturePath("orders.nines"), "-o", target});
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.saysOneLine() && run.error.startsWith(target.toUtf8()), run.error);
    QCOMPARE(contents(target), text);
    QCOMPARE(runNines({"export", fixturePath("orders.nines"), "-o", target, "--force"}).exitCode, 0);
    QVERIFY(contents(target) != text);
  }

  void exportToNowhere() {
    for (const QString& target : {path("no/such/folder/out.svg"), path("no/such/folder/out.png")}) {
      const Run run = runNines({"export", fixturePath("orders.nines"), "-o", target});
      QCOMPARE(run.exitCode, 3);
      QVERIFY2(run.saysOneLine() && run.error.startsWith(target.toUtf8()), run.error);
    }
    QVERIFY(QDir(m_folder->path()).isEmpty());
  }

  void hostileNamesStayText() {
    const QString file =
        variant("\"id\": \"db\", ", "\"id\": \"db\", \"name\": \"\\u001b[31m<b>&\\n\\u0022\\u0007\", ");
    const Run text = runNines({"check", file});
    for (const char c : text.out) QVERIFY(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
    const Run json = runNines({"check", file, "--format", "json"});
    QVERIFY(
        finding(json.json()["files"].toArray()[0].toObject(), "replica.count")["message"].toString().contains("<b>&"));
    QCOMPARE(runNines({"export", file, "-o", path("out.svg")}).exitCode, 0);
    QXmlStreamReader xml(contents(path("out.svg")));
    while (!xml.atEnd()) xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
  }

  void fullDiskIsReported() {
    const Run run = runNines({"rules", "--format", "json"}, "/dev/full");
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.saysOneLine(), run.error);
  }
};

QTEST_GUILESS_MAIN(TestCli)
#include "test_cli.moc"
