// SARIF as its specification has it: which objects there are, what they must have and may have, is transcribed here
// from the OASIS document (2.1.0), not from what we write.
#include "formats/sarif.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <map>

#include "catalogue/catalogue.h"
#include "formats/native.h"
#include "json_path.h"
#include "support.h"

using namespace nines;
using namespace nines::test;

namespace {

// An object of SARIF: a member is written "name", "name!" where it must be there, and "name:object" or "name:[object]"
// where its value is one of these objects or a list of them.
const std::map<QString, QStringList> kObjects{
    {"sarifLog", {"$schema", "version!", "runs!:[run]"}},
    {"run", {"tool!:tool", "invocations:[invocation]", "results:[result]"}},
    {"tool", {"driver!:toolComponent"}},
    {"toolComponent", {"name!", "version", "rules:[reportingDescriptor]"}},
    {"reportingDescriptor",
     {"id!", "shortDescription:text", "fullDescription:text", "help:text", "defaultConfiguration:configuration",
      "properties"}},
    {"text", {"text!"}},
    {"configuration", {"level"}},
    {"invocation",
     {"executionSuccessful!", "toolExecutionNotifications:[notification]",
      "toolConfigurationNotifications:[notification]"}},
    {"notification", {"level", "message!:text", "locations:[location]"}},
    {"result",
     {"ruleId", "ruleIndex", "level", "message!:text", "locations:[location]", "partialFingerprints",
      "suppressions:[suppression]", "properties"}},
    {"location", {"physicalLocation:physicalLocation", "logicalLocations:[logicalLocation]"}},
    {"physicalLocation", {"artifactLocation:artifactLocation", "region:region"}},
    {"artifactLocation", {"uri"}},
    {"region", {"startLine"}},
    {"logicalLocation", {"name", "kind"}},
    {"suppression", {"kind!", "status", "justification", "properties"}},
};

void judge(const QJsonValue& value, const QString& type, const QString& place, QStringList& wrong) {
  if (!value.isObject()) {
    wrong << place + " is no object";
    return;
  }
  const QJsonObject object = value.toObject();
  QStringList known;
  for (const QString& member : kObjects.at(type)) {
    const QString name = member.section(':', 0, 0).remove('!');
    known << name;
    if (!object.contains(name)) {
      if (member.contains('!')) wrong << place + " lacks " + name;
      continue;
    }
    const QString inner = member.section(':', 1);
    const QString there = place + "/" + name;
    if (inner.startsWith('[')) {
      if (!object[name].isArray()) wrong << there + " is no list";
      for (const auto& item : object[name].toArray()) judge(item, inner.mid(1, inner.size() - 2), there, wrong);
    } else if (!inner.isEmpty()) {
      judge(object[name], inner, there, wrong);
    }
  }
  for (const QString& name : object.keys()) {
    if (!known.contains(name)) wrong << place + " has " + name;
  }
}

// Findings of a made-up file, of real rules.
Finding findingOf(std::string_view rule, std::vector<std::string> subjects, Severity severity) {
  Finding finding;
  finding.rule = findRule(rule)->id;
  finding.severity = severity;
  finding.subjects = std::move(subjects);
  finding.phrase = "{name} is \"so\"";
  finding.arguments = {{"name", finding.subjects.front()}};
  return finding;
}

}  // namespace

class TestSarif : public QObject {
  Q_OBJECT

  static FileFindings sample() {
    FileFindings file{"designs/shop one.nines", "course-2021", {}, {}, {12, 0, 7}, {}};
    file.findings = {findingOf("replica.count", {"db"}, Severity::error),
                     findingOf("dax.in-vpc", {"cache", "net"}, Severity::warning),
                     findingOf("dynamodb.pitr", {"orders"}, Severity::info)};
    file.waivers = {{"dynamodb.pitr:orders", WaiverState::active, "rebuilt from the log"},
                    {"replica.count:db", WaiverState::ended, "until March"}};
    return file;
  }

  static Error unreadable() { return {ErrorCode::wrongType, "bad.nines", {3, 1, "/nodes/0"}, "no such kind"}; }

  static QJsonObject log(const FileFindings& file, const std::vector<Error>& errors = {}) {
    QJsonParseError problem;
    const std::string text = sarif(std::span(&file, 1), errors, "1.2.3");
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &problem);
    if (problem.error != QJsonParseError::NoError) qWarning("no JSON: %s", qPrintable(problem.errorString()));
    return document.object();
  }
  static QJsonObject run(const QJsonObject& log) { return log["runs"].toArray().at(0).toObject(); }

 private slots:
  void isAsSpecified() {
    QStringList wrong;
    const std::vector<Error> errors{unreadable(), {ErrorCode::unreadable, "gone.nines", {}, "not found"}};
    judge(log(sample(), errors), "sarifLog", "", wrong);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("; ")));
    QCOMPARE(at(log(sample()), "version").toString(), QStringLiteral("2.1.0"));
    QCOMPARE(at(run(log(sample())), "tool.driver.version").toString(), QStringLiteral("1.2.3"));
  }

  void everyRuleHasMetadata() {
    const QJsonArray rules = at(run(log(sample())), "tool.driver.rules").toArray();
    QCOMPARE(static_cast<std::size_t>(rules.size()), rulebook().size());
    QSet<QString> ids;
    for (const auto& each : rules) {
      const QJsonObject rule = each.toObject();
      ids << at(rule, "id").toString();
      for (const char* text : {"shortDescription", "fullDescription", "help"})
        QVERIFY2(!at(rule, QString::fromLatin1(text) + ".text").toString().isEmpty(),
                 qPrintable(at(rule, "id").toString()));
      QVERIFY(at(rule, "shortDescription.text").toString().endsWith('.'));
      QVERIFY(QStringList({"error", "warning", "note"}).contains(at(rule, "defaultConfiguration.level").toString()));
    }
    QCOMPARE(static_cast<std::size_t>(ids.size()), rulebook().size());
  }

  void resultsSayWhereAndWhat() {
    const QJsonObject log = TestSarif::log(sample());
    const QJsonArray rules = at(run(log), "tool.driver.rules").toArray();
    const QJsonArray results = at(run(log), "results").toArray();
    QCOMPARE(results.size(), 3);
    const QStringList levels{"error", "warning", "note"};
    for (int i = 0; i < 3; ++i) {
      const QJsonObject result = results[i].toObject();
      QCOMPARE(at(result, "level").toString(), levels[i]);
      QCOMPARE(at(rules[at(result, "ruleIndex").toInt()], "id"), at(result, "ruleId"));
      QCOMPARE(at(result, "locations.0.physicalLocation.artifactLocation.uri").toString(),
               QStringLiteral("designs/shop%20one.nines"));
    }
    QCOMPARE(at(results[0], "message.text").toString(), QStringLiteral("db is \"so\"."));
    QCOMPARE(at(results[0], "locations.0.physicalLocation.region.startLine").toInt(), 12);
    QVERIFY(at(results[1], "locations.0.physicalLocation.region").isUndefined());  // line unknown
    QCOMPARE(at(results[1], "locations.0.logicalLocations").toArray().size(), 2);
    // By both names, of which some readers know only the second.
    for (const char* name : {"findingKey/v1", "primaryLocationLineHash"}) {
      QCOMPARE(at(results[1], QStringLiteral("partialFingerprints.") + name).toString(),
               QStringLiteral("dax.in-vpc:cache,net"));
    }
  }

  // What is waived is suppressed; a waiver that has ended suppresses nothing.
  void waiversSuppress() {
    const QJsonArray results = at(run(log(sample())), "results").toArray();
    QVERIFY(at(results[0], "suppressions").isUndefined());
    const QJsonValue suppression = at(results[2], "suppressions.0");
    QCOMPARE(at(suppression, "kind").toString(), QStringLiteral("inSource"));
    QCOMPARE(at(suppression, "status").toString(), QStringLiteral("accepted"));
    QCOMPARE(at(suppression, "justification").toString(), QStringLiteral("rebuilt from the log"));
  }

  // Beside the reason: who, since when, until when.
  void suppressionsAreSigned() {
    FileFindings file = sample();
    const std::string key = file.waivers.front().key;
    file.said.put({key, "rebuilt from the log", "Ann", "2026-11-01", "", {}});
    const QJsonValue suppression = at(at(run(log(file)), "results").toArray()[2], "suppressions.0");
    QCOMPARE(at(suppression, "justification").toString(), QStringLiteral("rebuilt from the log"));
    QCOMPARE(at(suppression, "properties.author").toString(), QStringLiteral("Ann"));
    QCOMPARE(at(suppression, "properties.at").toString(), QStringLiteral("2026-11-01"));
    QVERIFY(at(suppression, "properties.until").isNull());
    file.said.put({key, "rebuilt from the log", "Ann", "2026-11-01", "2027-01-31", {}});
    QCOMPARE(at(at(run(log(file)), "results").toArray()[2], "suppressions.0.properties.until").toString(),
             QStringLiteral("2027-01-31"));
  }

  void nobodyIsMadeToGiveAReason() {
    FileFindings file = sample();
    file.waivers.front().reason.clear();
    const QJsonValue suppression = at(at(run(log(file)), "results").toArray()[2], "suppressions.0");
    QCOMPARE(at(suppression, "status").toString(), QStringLiteral("accepted"));
    QVERIFY(at(suppression, "justification").isUndefined());
  }

  // What silences nothing suppresses no result: a note of the run says so, and where it stands.
  void idleWaiversAreNoted() {
    FileFindings file = sample();
    file.idle = {{"gone.rule:x", Idleness::stale, "2026-01-02", "", 21},
                 {"replica.count:db", Idleness::ended, "", "2026-03-31"},
                 {"rds.multi-az:db", Idleness::unreadable, "", "in May", 23}};
    const QJsonArray notes = at(run(log(file)), "invocations.0.toolConfigurationNotifications").toArray();
    QCOMPARE(notes.size(), 3);
    const QStringList wanted{
        "gone.rule:x is not found any more; its waiver is of 2026-01-02.",
        "replica.count:db counts again, because its waiver ended on 2026-03-31.",
        "rds.multi-az:db counts, because its waiver is to end on \"in May\", which is no date (as in 2026-12-31)."};
    for (int i = 0; i < notes.size(); ++i) {
      QCOMPARE(at(notes[i], "message.text").toString(), wanted[i]);
      QCOMPARE(at(notes[i], "level").toString(), QStringLiteral("note"));
      QCOMPARE(at(notes[i], "locations.0.physicalLocation.artifactLocation.uri").toString(),
               QStringLiteral("designs/shop%20one.nines"));
    }
    QCOMPARE(at(notes[0], "locations.0.physicalLocation.region.startLine").toInt(), 21);
    QVERIFY(at(notes[1], "locations.0.physicalLocation.region").isUndefined());
    QVERIFY(at(run(log(file)), "invocations.0.executionSuccessful").toBool());
    file.idle.clear();
    QVERIFY(at(run(log(file)), "invocations.0.toolConfigurationNotifications").isUndefined());
  }

  void unreadableFilesFailTheRun() {
    QCOMPARE(at(run(log(sample())), "invocations.0.executionSuccessful").toBool(), true);
    const QJsonValue invocation = at(run(log(sample(), {unreadable()})), "invocations.0");
    QCOMPARE(at(invocation, "executionSuccessful").toBool(true), false);
    const QJsonValue said = at(invocation, "toolExecutionNotifications.0");
    QCOMPARE(at(said, "message.text").toString(), QStringLiteral("/nodes/0: no such kind."));
    QCOMPARE(at(said, "locations.0.physicalLocation.region.startLine").toInt(), 3);
  }

  void filesAreUris_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("uri");
    QTest::newRow("relative") << "a/b.nines" << "a/b.nines";
    QTest::newRow("absolute") << "/home/me/b.nines" << "file:///home/me/b.nines";
    QTest::newRow("blank, colon, percent") << "a b:c%.nines" << "a%20b%3Ac%25.nines";
    QTest::newRow("other letters") << QString::fromUtf8("\xc3\xa9.nines") << "%C3%A9.nines";
  }
  void filesAreUris() {
    QFETCH(QString, file);
    QFETCH(QString, uri);
    QCOMPARE(QString::fromStdString(fileUri(file.toStdString())), uri);
  }
};

QTEST_GUILESS_MAIN(TestSarif)
#include "test_sarif.moc"
