// Fixing all findings of a rule is one step that leaves none that could be mended, and brings nothing worse.
#include "rules/fix_all.h"

#include "fixtures.h"

using namespace nines;
using namespace nines::test;

Q_DECLARE_METATYPE(nines::test::RuleFixture)

namespace {

std::set<std::string> fixableOf(const std::vector<Finding>& findings, std::string_view rule) {
  std::set<std::string> out;
  for (const Finding& f : findings) {
    if (f.rule == rule && f.fixable) out.insert(f.key());
  }
  return out;
}

// Empty if all holds.
std::string problemOf(const Design& design, const std::vector<Finding>& before, std::string_view rule) {
  const auto series = fixAll(design, rule, {}, {});
  if (!series) return "nothing is mended";
  if (series->edit.label.empty()) return "it has no label";
  Topology mended = design.topology();
  const auto applied = apply(mended, series->edit);
  if (!applied) return "it does not apply: " + applied.error().text();
  const auto after = checkRules(designOf(mended, design.profile().id));
  if (const auto left = fixableOf(after, rule); !left.empty()) return "it leaves " + listed(left);
  const auto errors = keysOf(before, Severity::error);
  for (const std::string& key : keysOf(after, Severity::error)) {
    if (!errors.contains(key)) return "it brings " + key;
  }
  if (!apply(mended, applied->inverse)) return "it cannot be undone";
  return mended == design.topology() ? "" : "undoing it leaves another design";
}

// Two sources with six and seven replicas, and one that is well.
Sketch crowded() {
  Sketch s;
  s.region("eu-west-1", "ab");
  const auto add = [&](const std::string& source, int replicas) {
    s.node(source, "rds-instance", "eu-west-1a", {{"engine", "mysql"}});
    for (int i = 0; i < replicas; ++i) {
      const std::string id = source + "-r" + std::to_string(i);
      s.node(id, "rds-instance", "eu-west-1b", {{"engine", "mysql"}}).link("replicates", source, id);
    }
  };
  add("orders", 6);
  add("stock", 7);
  add("users", 5);
  return s;
}

}  // namespace

class TestFixAll : public QObject {
  Q_OBJECT

 private slots:
  void leavesNoneInAnyFixture_data() {
    QTest::addColumn<RuleFixture>("fixture");
    for (const RuleFixture& fixture : ruleFixtures()) QTest::addRow("%s", fixture.path.c_str()) << fixture;
  }
  void leavesNoneInAnyFixture() {
    QFETCH(RuleFixture, fixture);
    const auto topology = std::make_shared<const Topology>(loadRuleFixture(fixture));
    for (const Profile& profile : Profiles::shipped().all()) {
      const Design design = designOf(topology, profile.id);
      const auto before = checkRules(design);
      std::set<std::string_view> rules;
      for (const Finding& f : before) {
        if (f.fixable) rules.insert(f.rule);
      }
      for (const std::string_view rule : rules) {
        const std::string problem = problemOf(design, before, rule);
        QVERIFY2(problem.empty(), (std::string(rule) + ", " + profile.id + ": " + problem).c_str());
      }
    }
  }

  void countsInItsLabel() {
    const Design design = crowded().design();
    const auto series = fixAll(design, "replica.count", {}, {});
    QVERIFY(series);
    QCOMPARE(series->count, std::size_t{2});
    QCOMPARE(series->edit.label, std::string("Fix 2 × replica.count"));
    QCOMPARE(fixableOf(checkRules(design), "replica.count").size(), std::size_t{2});
  }

  void oneIsThatFix() {
    const Design design = crowded().design();
    const auto series = fixAll(design, "replica.count", {"replica.count:stock"}, {});
    QVERIFY(series);
    QCOMPARE(series->count, std::size_t{1});
    for (const Finding& f : checkRules(design)) {
      if (f.key() == "replica.count:orders") QVERIFY(series->edit == *fixFor(design, f));
    }
    Topology mended = design.topology();
    QVERIFY(apply(mended, series->edit).ok());
    QCOMPARE(fixableOf(checkRules(designOf(mended)), "replica.count"), std::set<std::string>{"replica.count:stock"});
  }

  void completesEachStepForItsOwnDesign() {
    const Design design = crowded().design();
    std::vector<std::size_t> seen;
    const auto series = fixAll(design, "replica.count", {}, [&](const Design& d, Edit fix) {
      seen.push_back(fixableOf(checkRules(d), "replica.count").size());
      fix.changes.push_back(SetDesignName{"step " + std::to_string(seen.size())});
      return fix;
    });
    QVERIFY(series);
    QCOMPARE(seen, (std::vector<std::size_t>{2, 1}));
    Topology mended = design.topology();
    QVERIFY(apply(mended, series->edit).ok());
    QCOMPARE(mended.name, std::string("step 2"));
  }

  void nothingWhereNothingCanBeMended() {
    QVERIFY(!fixAll(Sketch().design(), "replica.count", {}, {}));
    QVERIFY(!fixAll(crowded().design(), "replica.cycle", {}, {}));
    QVERIFY(!fixAll(crowded().design(), "snowball.recommended", {}, {}));  // has no fix
    QVERIFY(!fixAll(crowded().design(), "no.such-rule", {}, {}));
  }
};

QTEST_GUILESS_MAIN(TestFixAll)
#include "test_fix_all.moc"
