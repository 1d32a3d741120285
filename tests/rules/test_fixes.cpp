// A fix takes its finding away, brings no error that was not there, and is undone by its inverse: over all fixtures,
// and over random designs that are as wrong as designs can be.
#include "chaos.h"
#include "fixtures.h"
#include "generator.h"

using namespace nines;
using namespace nines::test;

Q_DECLARE_METATYPE(nines::test::RuleFixture)

namespace {

// The problem of the first fix that has one.
std::string problemOf(const Topology& topology, std::string_view profile, std::map<std::string, int>* tried = nullptr,
                      int* refused = nullptr) {
  const Design design = designOf(topology, profile);
  const auto findings = checkRules(design);
  const auto errors = keysOf(findings, Severity::error);
  for (const Finding& f : findings) {
    if (tried && f.fixable) ++(*tried)[std::string(f.rule)];
    if (f.severity > findRule(f.rule)->severity(profile)) return f.key() + " is worse than its rule says";
    if (const std::string problem = fixProblem(design, errors, f, refused); !problem.empty())
      return f.key() + " " + problem;
  }
  return {};
}

}  // namespace

class TestFixes : public QObject {
  Q_OBJECT

 private slots:
  void fixtures_data() {
    QTest::addColumn<RuleFixture>("fixture");
    for (const RuleFixture& fixture : ruleFixtures()) QTest::addRow("%s", fixture.path.c_str()) << fixture;
  }
  void fixtures() {
    QFETCH(RuleFixture, fixture);
    const Topology topology = loadRuleFixture(fixture);
    for (const Profile& profile : Profiles::shipped().all()) {
      const std::string problem = problemOf(topology, profile.id);
      QVERIFY2(problem.empty(), (profile.id + ": " + problem).c_str());
      const Design design = designOf(topology, profile.id);
      for (const Finding& f : checkRules(design)) QCOMPARE(fixFor(design, f).has_value(), f.fixable);
    }
  }

  // Every rule with a fix has a fixture in which it can be used.
  void everyFixIsShown() {
    std::map<std::string, int> tried;
    for (const RuleFixture& fixture : ruleFixtures()) {
      const auto topology = std::make_shared<const Topology>(loadRuleFixture(fixture));
      for (const Profile& profile : Profiles::shipped().all()) {
        for (const Finding& f : checkRules(designOf(topology, profile.id))) tried[std::string(f.rule)] += f.fixable;
      }
    }
    for (const Rule& rule : rulebook()) {
      QVERIFY2((rule.fix != nullptr) == (tried[std::string(rule.id)] > 0), std::string(rule.id).c_str());
    }
  }

  void randomDesigns() {
    std::map<std::string, int> tried;
    int refused = 0;
    for (std::uint64_t seed = 1; seed <= 280; ++seed) {
      const Topology topology = Chaos(seed).make();
      QCOMPARE(brokenInvariant(topology), std::string());
      for (const Profile& profile : Profiles::shipped().all()) {
        const std::string problem = problemOf(topology, profile.id, &tried, &refused);
        QVERIFY2(problem.empty(), (std::to_string(seed) + ", " + profile.id + ": " + problem).c_str());
      }
    }
    // Of tens of thousands hardly one is.
    QVERIFY2(refused <= 5, std::to_string(refused).c_str());
    // The designs are wrong enough to try every fix that there is.
    std::string seldom;
    for (const Rule& rule : rulebook()) {
      const int times = tried[std::string(rule.id)];
      if (rule.fix && times < 3) seldom += std::string(rule.id) + " " + std::to_string(times) + ", ";
    }
    QVERIFY2(seldom.empty(), seldom.c_str());
  }

  void generatedDesigns() {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      const Topology topology = generateDesign(seed, 120);
      for (const Profile& profile : Profiles::shipped().all()) {
        const std::string problem = problemOf(topology, profile.id);
        QVERIFY2(problem.empty(), problem.c_str());
      }
    }
  }

  // Lifting keeps the place on the canvas, for the parent's corner is where rectangles begin.
  void liftingKeepsThePlace() {
    Topology t = Sketch().region("eu-west-1", "a").node("orders", "dynamodb-table", "eu-west-1a").topology();
    const auto place = [&](const char* id, Rect rect) { return SetNodeRect{id, rect}; };
    QVERIFY(apply(t, {"",
                      {place("eu-west-1", {100, 50, 900, 600}), place("eu-west-1a", {16, 48, 280, 520}),
                       place("orders", {24, 40, 146, 52})}})
                .ok());
    const Design design = designOf(t);
    const auto findings = checkRules(design);
    const auto edit = fixFor(design, findings.front());
    QVERIFY(edit && apply(t, *edit).ok());
    QCOMPARE(t.nodes.find("orders")->parent, std::string("eu-west-1"));
    QVERIFY(t.nodes.find("orders")->rect == (Rect{40, 88, 146, 52}));
  }

  // The two-zone MySQL with six replicas: one click, and all that is left to say is that the replica which has one of
  // its own now is Single-AZ.
  void sixReplicasEndClean() {
    Sketch s;
    s.region("eu-west-1", "ab")
        .node("orders-db", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}, {"multiAz", Value(true)}})
        .node("orders-db-standby", "rds-standby", "eu-west-1b")
        .link("standby", "orders-db", "orders-db-standby");
    for (int i = 1; i <= 6; ++i) {
      const std::string id = "orders-db-r" + std::to_string(i);
      s.node(id, "rds-instance", "eu-west-1b", {{"engine", Value("mysql")}, {"lagAlarm", Value(true)}})
          .link("replicates", "orders-db", id);
    }
    Topology t = s.topology();
    const Design design = designOf(t);
    const auto findings = checkRules(design);
    QCOMPARE(keysOf(findings), std::set<std::string>{"replica.count:orders-db"});
    QVERIFY(findings.front().message().starts_with(
        "orders-db has 6 direct read replicas, but MySQL allows at most 5 (AWS allows 15 today) per source"));
    const auto edit = fixFor(design, findings.front());
    QVERIFY(edit && apply(t, *edit).ok());
    QCOMPARE(keysOf(checkRules(designOf(t))), std::set<std::string>{"replica.source-snapshot:orders-db-r1"});
  }
};

QTEST_GUILESS_MAIN(TestFixes)
#include "test_fixes.moc"
