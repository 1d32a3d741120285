// Every fixture gives exactly the findings that it states, in both profiles; every rule has fixtures for both answers.
#include "fixtures.h"

using namespace nines;
using namespace nines::test;

Q_DECLARE_METATYPE(nines::test::RuleFixture)

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

  void everyRuleHasBothAnswers_data() {
    QTest::addColumn<QString>("rule");
    for (const Rule& rule : rulebook()) {
      QTest::addRow("%s", std::string(rule.id).c_str()) << QString::fromStdString(std::string(rule.id));
    }
  }
  void everyRuleHasBothAnswers() {
    QFETCH(QString, rule);
    const Rule& row = *findRule(rule.toStdString());
    bool passing = false;
    bool failing = false;
    for (const RuleFixture& fixture : ruleFixtures(row.id)) {
      bool speaks = false;
      const auto topology = std::make_shared<const Topology>(loadRuleFixture(fixture));
      for (const Profile& profile : Profiles::shipped().all())
        speaks |= !checkRule(designOf(topology, profile.id), row).empty();
      QVERIFY2(speaks != fixture.passes(), (fixture.path + " does not do what its name says").c_str());
      (fixture.passes() ? passing : failing) = true;
    }
    QVERIFY2(passing, "no fixture shows where this rule keeps silent");
    QVERIFY2(failing, "no fixture shows where this rule speaks");
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
