// Drills come to what was worked out by hand (tests/fixtures/drill): the worked examples of the contract, and more that
// were derived from it and from AWS's facts before the engine ran. Each expected file has its derivation in "working".
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "formats/native.h"
#include "recovery/driller.h"
#include "support.h"

using namespace nines;

namespace {

const QString kUnknown = QStringLiteral("nobody knows");

QString textOf(double seconds) {
  return QString::number(seconds, 'f', 6).remove(QRegularExpression(QStringLiteral("\\.?0+$")));
}
QString textOf(const Span& span) { return QStringLiteral("%1 - %2").arg(textOf(span.best), textOf(span.worst)); }
QString textOf(const std::optional<Span>& span) { return span ? textOf(*span) : QStringLiteral("nothing"); }

QString textOf(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString stated(const QJsonValue& value) {
  if (value.isNull()) return QStringLiteral("nothing");
  const QJsonArray ends = value.toArray();
  return textOf(Span{ends.at(0).toDouble(), ends.at(1).toDouble()});
}

QStringList sortedTexts(const QJsonArray& array) {
  QStringList out;
  for (const auto& each : array) out << each.toString();
  out.sort();
  return out;
}
QStringList sortedTexts(const std::vector<std::string>& ids) {
  QStringList out;
  for (const std::string& id : ids) out << textOf(id);
  out.sort();
  return out;
}

// A step as one line; without its subject where none is stated.
QString line(const QString& kind, const QString& subject, const QString& start, const QString& end) {
  return QStringLiteral("%1 [%2] from %3 to %4").arg(kind, subject, start, end);
}
QString line(const DrillStep& step, bool withSubject) {
  return line(textOf(toText(step.kind)), withSubject ? textOf(step.subject) : QStringLiteral("*"), textOf(step.start),
              textOf(step.end));
}
QString line(const QJsonObject& step) {
  const QJsonValue subject = step.value(QStringLiteral("subject"));
  return line(step.value(QStringLiteral("kind")).toString(),
              subject.isUndefined() ? QStringLiteral("*") : subject.toString(),
              stated(step.value(QStringLiteral("start"))), stated(step.value(QStringLiteral("end"))));
}

// Everything in which a drill is not as stated.
class Comparison {
 public:
  void compare(const QString& what, const QString& got, const QString& expected) {
    if (got != expected) m_differences << QStringLiteral("%1: %2, expected %3").arg(what, got, expected);
  }

  void compareWorkload(const WorkloadDrill& got, const QJsonObject& expected) {
    const QString id = textOf(got.id);
    compare(id + QStringLiteral(" affected"), flag(got.affected), flag(expected.value(QStringLiteral("affected"))));
    compare(id + QStringLiteral(" recovers"), got.recoveryUnknown ? kUnknown : flag(got.recovers),
            flag(expected.value(QStringLiteral("recovers"))));
    if (expected.contains(QStringLiteral("met"))) {
      compare(id + QStringLiteral(" met"), got.met() ? flag(*got.met()) : kUnknown,
              flag(expected.value(QStringLiteral("met"))));
    }
    if (expected.contains(QStringLiteral("missing"))) {
      QStringList missing;
      for (const MissingValue& each : got.missing) missing << textOf(each.owner) + QLatin1Char('.') + textOf(each.key);
      missing.sort();
      compare(id + QStringLiteral(" missing"), missing.join(QLatin1Char(' ')),
              sortedTexts(expected.value(QStringLiteral("missing")).toArray()).join(QLatin1Char(' ')));
      // Whoever is told that something is missing is told in words.
      const bool said = got.missing.empty() || got.unknownBecause.starts_with("It is not said ");
      compare(id + QStringLiteral(" says what is missing"), flag(said), flag(true));
    }
    const std::map<QString, std::optional<Span>> spans{
        {QStringLiteral("rto"), got.rto}, {QStringLiteral("readRto"), got.readRto}, {QStringLiteral("rpo"), got.rpo}};
    for (const auto& [key, span] : spans) {
      if (expected.contains(key)) compare(id + QLatin1Char(' ') + key, textOf(span), stated(expected.value(key)));
    }
    if (expected.contains(QStringLiteral("states")))
      compareStates(got, expected.value(QStringLiteral("states")).toArray());
    compareSteps(got, expected);
  }

  const QStringList& differences() const { return m_differences; }

 private:
  static QString flag(bool value) { return value ? QStringLiteral("true") : QStringLiteral("false"); }
  static QString flag(const QJsonValue& value) {
    return value.isNull() ? kUnknown : value.isBool() ? flag(value.toBool()) : QStringLiteral("not stated");
  }

  void compareStates(const WorkloadDrill& got, const QJsonArray& expected) {
    QStringList have;
    for (const StateChange& change : got.states)
      have << textOf(change.from) + QLatin1Char(' ') + textOf(toText(change.state));
    QStringList want;
    for (const auto& each : expected) {
      const QJsonArray change = each.toArray();
      want << textOf(change.at(0).toDouble()) + QLatin1Char(' ') + change.at(1).toString();
    }
    compare(textOf(got.id) + QStringLiteral(" states"), have.join(QStringLiteral(", ")),
            want.join(QStringLiteral(", ")));
  }

  // "steps" are all steps, "someSteps" are among them.
  void compareSteps(const WorkloadDrill& got, const QJsonObject& expected) {
    std::vector<const DrillStep*> left;
    left.reserve(got.steps.size());
    for (const DrillStep& step : got.steps) left.push_back(&step);
    const bool all = expected.contains(QStringLiteral("steps"));
    const QJsonArray steps = expected.value(all ? QStringLiteral("steps") : QStringLiteral("someSteps")).toArray();
    for (const auto& each : steps) {
      const QJsonObject step = each.toObject();
      const bool withSubject = step.contains(QStringLiteral("subject"));
      const auto at = std::ranges::find_if(
          left, [&](const DrillStep* candidate) { return line(*candidate, withSubject) == line(step); });
      if (at != left.end()) left.erase(at);
      else m_differences << QStringLiteral("%1 has no step %2").arg(textOf(got.id), line(step));
    }
    if (!all) return;
    for (const DrillStep* step : left) {
      m_differences << QStringLiteral("%1 has unexpected step %2").arg(textOf(got.id), line(*step, true));
    }
  }

  QStringList m_differences;
};

QJsonObject expectedOf(const QString& name) {
  const std::string text = test::fixture("drill/" + name.toStdString() + ".expected.json");
  return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

Comparison compared(const Drill& drill, const QJsonObject& expected) {
  Comparison out;
  for (const auto& [key, ids] :
       {std::pair(QStringLiteral("down"), &drill.down), std::pair(QStringLiteral("promoted"), &drill.promoted)}) {
    if (!expected.contains(key)) continue;
    out.compare(key, sortedTexts(*ids).join(QLatin1Char(' ')),
                sortedTexts(expected.value(key).toArray()).join(QLatin1Char(' ')));
  }
  const QJsonArray workloads = expected.value(QStringLiteral("workloads")).toArray();
  out.compare(QStringLiteral("workloads"), QString::number(drill.workloads.size()), QString::number(workloads.size()));
  for (const auto& each : workloads) {
    const QJsonObject stated = each.toObject();
    const std::string id = stated.value(QStringLiteral("id")).toString().toStdString();
    const auto at = std::ranges::find(drill.workloads, id, &WorkloadDrill::id);
    if (at == drill.workloads.end()) out.compare(textOf(id), QStringLiteral("missing"), QStringLiteral("there"));
    else out.compareWorkload(*at, stated);
  }
  return out;
}

}  // namespace

class TestWorked : public QObject {
  Q_OBJECT

 private slots:
  void drillsComeToWhatWasWorkedByHand_data() {
    QTest::addColumn<QString>("name");
    const QDir folder(QString::fromStdString(test::fixturePath("drill")));
    const QStringList files = folder.entryList({QStringLiteral("*.nines")}, QDir::Files, QDir::Name);
    QVERIFY(files.size() >= 60);
    for (const QString& file : files) QTest::newRow(qPrintable(file)) << file.chopped(6);
  }
  void drillsComeToWhatWasWorkedByHand() {
    QFETCH(QString, name);
    const std::string path = "drill/" + name.toStdString() + ".nines";
    auto topology = readDesign(test::fixture(path), path, Catalogue::shipped());
    QVERIFY2(topology.ok(), topology.ok() ? "" : topology.error().text().c_str());
    const auto snapshot = std::make_shared<const Topology>(std::move(topology).value());
    QCOMPARE(brokenInvariant(*snapshot), std::string());
    const Design design(snapshot, Catalogue::shipped(), Profiles::shipped().orDefault(snapshot->profile));
    const QJsonObject expected = expectedOf(name);
    QVERIFY(!expected.value(QStringLiteral("working")).toArray().isEmpty());
    QVERIFY(!expected.value(QStringLiteral("workloads")).toArray().isEmpty());
    const auto outage = readOutage(design, expected.value(QStringLiteral("outage")).toString().toStdString());
    QVERIFY2(outage.ok(), outage.ok() ? "" : outage.error().text().c_str());
    const Closure closure(design);
    const RecoveryPlans plans(design, closure);
    const Comparison result = compared(Driller(design, closure, plans).drill(outage.value()), expected);
    QVERIFY2(result.differences().isEmpty(),
             qPrintable(QLatin1Char('\n') + result.differences().join(QLatin1Char('\n'))));
  }
};

QTEST_APPLESS_MAIN(TestWorked)
#include "test_worked.moc"
