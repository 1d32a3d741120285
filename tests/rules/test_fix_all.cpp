// Fixing all findings of a rule is one step that leaves none that could be mended, and brings nothing worse.
#include "rules/fix_all.h"

#include "fixtures.h"
#include "rules/fix_trial.h"

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
  if (series.count == 0) return "nothing is mended";
  if (!series.refusals.empty()) return "something is refused: " + series.refusals.front();
  if (series.edit.label.empty()) return "it has no label";
  Topology mended = design.topology();
  const auto applied = apply(mended, series.edit);
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

constexpr std::string_view kParent = "design.allowed-parent";

// Users stand outside of Regions. Three were drawn into the recovery Region, in which the replica "copy" is.
Sketch misplacedClients() {
  Sketch s;
  s.region("eu-west-1", "a")
      .node("eu-central-1", "region", {}, {{"code", "eu-central-1"}, {"role", "recovery"}})
      .node("eu-central-1a", "az", "eu-central-1", {{"code", "eu-central-1a"}})
      .node("db", "rds-instance", "eu-west-1a", {{"engine", "mysql"}})
      .node("copy", "rds-instance", "eu-central-1a", {{"engine", "mysql"}})
      .link("replicates", "db", "copy");
  for (const char* client : {"app", "mail", "web"}) s.node(client, "users", "eu-central-1");
  s.link("uses", "app", "copy", {{"access", "write"}});
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
    QCOMPARE(series.count, std::size_t{2});
    QCOMPARE(series.edit.label, std::string("Fix 2 × replica.count"));
    QCOMPARE(fixableOf(checkRules(design), "replica.count").size(), std::size_t{2});
  }

  void oneIsThatFix() {
    const Design design = crowded().design();
    const auto series = fixAll(design, "replica.count", {"replica.count:stock"}, {});
    QCOMPARE(series.count, std::size_t{1});
    for (const Finding& f : checkRules(design)) {
      if (f.key() == "replica.count:orders") QVERIFY(series.edit == *fixFor(design, f));
    }
    Topology mended = design.topology();
    QVERIFY(apply(mended, series.edit).ok());
    QCOMPARE(fixableOf(checkRules(designOf(mended)), "replica.count"), std::set<std::string>{"replica.count:stock"});
  }

  void completesEachStepForItsOwnDesign() {
    const Design design = crowded().design();
    std::vector<std::size_t> seen;
    const auto series = fixAll(design, "replica.count", {}, [&](const Design& d, Edit fix) {
      seen.push_back(fixableOf(checkRules(d), "replica.count").size());
      fix.changes.push_back(SetDesignName{"step " + std::to_string(seen.size())});
      return CompletedFix{std::move(fix)};
    });
    QCOMPARE(seen, (std::vector<std::size_t>{2, 1}));
    Topology mended = design.topology();
    QVERIFY(apply(mended, series.edit).ok());
    QCOMPARE(mended.name, std::string("step 2"));
  }

  // Clients were drawn into the recovery Region. One of them writes to the replica there, which is well only as long as
  // it counts for that Region: taken out of it, it would be an error. That one stays, and says why.
  void whatWouldBringAnErrorStays() {
    const Design design = misplacedClients().design();
    for (const Finding& f : checkRules(design)) {
      if (f.rule != kParent) continue;
      const bool harmless = f.subjects.front() != "app";
      QVERIFY(f.fixable);
      QCOMPARE(fixFor(design, f).has_value(), harmless);
      const FixTrial trial = tryFix(design, f, *proposedFix(design, f));
      QCOMPARE(trial.holds(), harmless);
      QCOMPARE(refusalOf(trial).empty(), harmless);
      if (!harmless) QCOMPARE(keysOf(trial.brings), std::set<std::string>{"replica.read-only:app,copy"});
    }
    const auto series = fixAll(design, kParent, {}, {});
    QCOMPARE(series.count, std::size_t{2});
    QCOMPARE(series.edit.label, std::string("Fix 2 × design.allowed-parent"));
    QCOMPARE(series.refusals.size(), std::size_t{1});
    QVERIFY2(series.refusals.front().starts_with("this fix would bring an error: app writes to copy, which is"),
             series.refusals.front().c_str());
    Topology mended = design.topology();
    QVERIFY(apply(mended, series.edit).ok());
    const auto after = checkRules(designOf(mended));
    QCOMPARE(keysOf(after, Severity::error), std::set<std::string>{"design.allowed-parent:app"});
    QCOMPARE(fixableOf(after, kParent), std::set<std::string>{"design.allowed-parent:app"});
  }

  // What is undone with a fix that brings an error is carried out again, however many of those there are.
  void goodOnesOutliveAllThatBringErrors() {
    Sketch s = misplacedClients();
    s.link("uses", "mail", "copy", {{"access", "write"}});
    const auto series = fixAll(s.design(), kParent, {}, {});
    QCOMPARE(series.count, std::size_t{1});
    QCOMPARE(series.refusals.size(), std::size_t{2});
    Topology mended = s.design().topology();
    QVERIFY(apply(mended, series.edit).ok());
    QCOMPARE(fixableOf(checkRules(designOf(mended)), kParent),
             (std::set<std::string>{"design.allowed-parent:app", "design.allowed-parent:mail"}));
  }

  // With what is there already known, it need not be worked out; an error that was there is none that comes.
  void whatWasThereIsNotBrought() {
    Sketch s = misplacedClients();
    s.link("uses", "web", "copy", {{"access", "write"}});
    const Design inside = s.design();
    const auto findings = checkRules(inside);
    const auto at = std::ranges::find(findings, std::string("design.allowed-parent:web"), &Finding::key);
    QVERIFY(at != findings.end());
    const Edit lift = *proposedFix(inside, *at);
    QCOMPARE(tryFix(inside, *at, lift).brings.size(), std::size_t{1});
    std::vector<Finding> known = findings;
    known.push_back(tryFix(inside, *at, lift).brings.front());
    QVERIFY(tryFix(inside, *at, lift, &known).holds());
  }

  void whatDoesNotFitIsNoFix() {
    const Design design = misplacedClients().design();
    const auto findings = checkRules(design);
    const FixTrial trial = tryFix(design, findings.front(), {"", {SetNodeParent{"nobody", ""}}});
    QVERIFY(!trial.holds() && !trial.fits && !refusalOf(trial).empty());
    const FixTrial nothing = tryFix(design, findings.front(), {"", {SetDesignName{"other"}}});
    QVERIFY(!nothing.holds() && nothing.stays && !refusalOf(nothing).empty());
  }

  // What somebody else refuses gets its turn again after each fix, and counts only if it stays.
  void refusalsThatPassAreNone() {
    const Design design = crowded().design();
    int calls = 0;
    const auto once = [&](const Design&, Edit fix) {
      return CompletedFix{std::move(fix), ++calls == 1 ? "not yet" : ""};
    };
    const auto passing = fixAll(design, "replica.count", {}, once);
    QCOMPARE(passing.count, std::size_t{2});
    QVERIFY(passing.refusals.empty());
    const auto never = [](const Design& d, Edit fix) {
      const bool both = fixableOf(checkRules(d), "replica.count").size() == 2;
      Edit broken{"", {SetNodeParent{"nobody", ""}}};
      return both ? CompletedFix{std::move(fix), "locked"} : CompletedFix{std::move(broken)};
    };
    const auto kept = fixAll(design, "replica.count", {}, never);
    QCOMPARE(kept.count, std::size_t{0});
    QCOMPARE(kept.refusals, (std::vector<std::string>{"locked", "locked"}));
  }

  void nothingWhereNothingCanBeMended() {
    QCOMPARE(fixAll(Sketch().design(), "replica.count", {}, {}).count, std::size_t{0});
    QCOMPARE(fixAll(crowded().design(), "replica.cycle", {}, {}).count, std::size_t{0});
    QCOMPARE(fixAll(crowded().design(), "snowball.recommended", {}, {}).count, std::size_t{0});  // has no fix
    QCOMPARE(fixAll(crowded().design(), "no.such-rule", {}, {}).count, std::size_t{0});
  }
};

QTEST_GUILESS_MAIN(TestFixAll)
#include "test_fix_all.moc"
