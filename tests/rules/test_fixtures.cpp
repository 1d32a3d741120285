// Every fixture gives exactly the findings that it states, in both profiles; every rule has fixtures for both answers.
#include <array>
#include <map>

#include "fixtures.h"
#include "one_step.h"

using namespace nines;
using namespace nines::test;

Q_DECLARE_METATYPE(nines::test::RuleFixture)

namespace {

// Whether the list beside the fixture has a finding of the rule.
bool states(const RuleFixture& fixture, std::string_view profile, std::string_view rule) {
  const QString begin = QString::fromUtf8(rule.data(), static_cast<qsizetype>(rule.size())) + QLatin1Char(':');
  return std::ranges::any_of(sidecarOf(fixture, profile), [&](const auto& value) {
    return QJsonValue(value).toObject().value(QStringLiteral("key")).toString().startsWith(begin);
  });
}

}  // namespace

class TestFixtures : public QObject {
  Q_OBJECT

 private slots:
  void givesWhatItStates_data() {
    QTest::addColumn<RuleFixture>("fixture");
    QTest::addColumn<QString>("profile");
    for (const RuleFixture& fixture : ruleFixtures()) {
      for (const Profile& profile : Profiles::shipped().all()) {
        QTest::addRow("%s, %s", fixture.path.c_str(), profile.id.c_str())
            << fixture << QString::fromStdString(profile.id);
      }
    }
  }
  void givesWhatItStates() {
    QFETCH(RuleFixture, fixture);
    QFETCH(QString, profile);
    const Design design = designOf(loadRuleFixture(fixture), profile.toStdString());
    std::vector<std::string> actual;
    const auto messages = statedMessages(fixture, profile.toStdString());
    for (const Finding& f : checkRules(design)) {
      actual.push_back(stated(f));
      const std::string message = f.message();
      if (const auto at = messages.find(f.key()); at != messages.end())
        QCOMPARE(QString::fromStdString(message), QString::fromStdString(at->second));
      QVERIFY2(message.find_first_of("{}") == std::string::npos && !message.ends_with('.'), message.c_str());
    }
    const auto expected = statedFindings(fixture, profile.toStdString());
    if (actual == expected) return;
    for (const std::string& line : expected) qInfo("expected: %s", line.c_str());
    for (const std::string& line : actual) qInfo("found:    %s", line.c_str());
    QFAIL("the findings differ from the list beside the fixture");
  }

  // In each profile twice silent, one of them a near miss, and twice not. The lists beside the fixtures say so;
  // givesWhatItStates() holds them against the rules.
  void everyRuleHasBothAnswers_data() {
    QTest::addColumn<QString>("rule");
    for (const Rule& rule : rulebook()) {
      QTest::addRow("%s", std::string(rule.id).c_str()) << QString::fromStdString(std::string(rule.id));
    }
  }
  void everyRuleHasBothAnswers() {
    QFETCH(QString, rule);
    const std::string id = rule.toStdString();
    std::map<std::string, std::array<int, 2>> answers;  // by profile: silent, speaking
    for (const RuleFixture& fixture : ruleFixtures(id)) {
      bool everSpeaks = false;
      for (const Profile& profile : Profiles::shipped().all()) {
        const bool speaks = states(fixture, profile.id, id);
        everSpeaks |= speaks;
        ++answers[profile.id].at(speaks ? 1 : 0);
      }
      QVERIFY2(everSpeaks != fixture.passes(), (fixture.path + " does not do what its name says").c_str());
    }
    for (const auto& [profile, count] : answers) {
      const bool canFail = id != "rds.multi-az-engine" || profile != "aws-2026";  // all engines have it today
      QVERIFY2(count[0] >= 2, ("silent fewer than twice in " + profile).c_str());
      QVERIFY2(!canFail || count[1] >= 2, ("speaks fewer than twice in " + profile).c_str());
    }
    QVERIFY2(!answers.empty(), "it has no fixtures");
  }

  // A near miss in more than name: beside a fixture in which the rule speaks, one in which a single thing is otherwise,
  // and the rule is silent. Had it looked at anything else, one of the two would be wrong.
  void everyRuleHasANearMiss_data() { everyRuleHasBothAnswers_data(); }
  void everyRuleHasANearMiss() {
    QFETCH(QString, rule);
    std::vector<Topology> silent;
    std::vector<Topology> speaking;
    for (const RuleFixture& fixture : ruleFixtures(rule.toStdString()))
      (fixture.passes() ? silent : speaking).push_back(loadRuleFixture(fixture));
    const auto isNear = [&](const Topology& a) {
      return std::ranges::any_of(speaking, [&](const Topology& b) { return Differences(a, b).count() == 1; });
    };
    QVERIFY2(std::ranges::any_of(silent, isNear), "no silent fixture is one step from one that speaks");
  }

  // Where what is taken for granted, or stands on premises, has to be said in words.
  void says_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* path, const char* message) {
      QTest::addRow("%s", path) << QString::fromLatin1(path) << QString::fromLatin1(message);
    };
    row("workload.az-capacity/fail",
        "fleet needs 2 instances and runs 2, of which the loss of eu-west-1a leaves 1; the others do not carry the "
        "full load until new ones have started");
    row("workload.az-capacity/fail-spread",
        "web needs 3 instances and runs 4 (taken to be spread evenly over the zones drawn), of which the loss of "
        "eu-west-1a leaves 2; the others do not carry the full load until new ones have started");
    row("dr.multi-site-routing/fail-on-premises",
        "shop declares multi-site, but no Route 53 record that it uses leads to both office and eu-west-1, so nothing "
        "redirects its traffic when one is lost");
  }
  void says() {
    QFETCH(QString, path);
    QFETCH(QString, message);
    const std::string wanted = path.toStdString();
    QStringList said;
    for (const RuleFixture& fixture : ruleFixtures(wanted.substr(0, wanted.find('/')))) {
      if (fixture.rule + "/" + fixture.name != wanted) continue;
      for (const Finding& f : checkRules(designOf(loadRuleFixture(fixture)))) {
        if (f.rule == fixture.rule) said.append(QString::fromStdString(f.message()));
      }
    }
    QCOMPARE(said, QStringList{message});
  }

  void everyFolderIsARule() {
    for (const RuleFixture& fixture : ruleFixtures()) {
      QVERIFY2(findRule(fixture.rule), fixture.rule.c_str());
      QVERIFY2(fixture.passes() || fixture.name.starts_with("fail"), fixture.path.c_str());
    }
  }

  // What is written is what was read: fixtures are in the form that the program writes.
  void fixturesAreInOurForm() {
    for (const RuleFixture& fixture : ruleFixtures()) {
      QCOMPARE(writeDesign(loadRuleFixture(fixture)), test::fixture(fixture.path + ".nines"));
    }
  }
};

QTEST_GUILESS_MAIN(TestFixtures)
#include "test_fixtures.moc"
