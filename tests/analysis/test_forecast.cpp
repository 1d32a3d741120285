// What an edit would raise: new errors and warnings only, and not what people have accepted.
#include "analysis/forecast.h"
#include "generator.h"
#include "rules/rulebook.h"
#include "rules/waiver_dates.h"
#include "rules/waivers.h"
#include "support.h"

using namespace nines;

namespace {

std::shared_ptr<const Topology> share(Topology t) { return std::make_shared<const Topology>(std::move(t)); }

Node makeNode(std::string id, std::string kind, std::string parent, Properties properties = {}) {
  Node node;
  node.name = id;
  node.id = std::move(id);
  node.kind = std::move(kind);
  node.parent = std::move(parent);
  node.properties = std::move(properties);
  return node;
}

// A Region of two zones. A cache that is put into it does not encrypt at rest.
Topology twoZones() {
  Topology t;
  t.nodes.put(makeNode("region", "region", "", {{"code", Value("eu-west-1")}}));
  t.nodes.put(makeNode("a", "az", "region", {{"code", Value("eu-west-1a")}}));
  t.nodes.put(makeNode("b", "az", "region", {{"code", Value("eu-west-1b")}}));
  return t;
}

}  // namespace

class TestForecast : public QObject {
  Q_OBJECT

 private slots:
  void tellsWhatIsNew() {
    Topology t = twoZones();
    const auto before = findingKeys(share(t));
    t.nodes.put(makeNode("cache", "dax-cluster", "region"));
    const auto raised = raisedFindings(share(t), before);
    QVERIFY(!raised.empty());
    for (const Finding& finding : raised) {
      QVERIFY2(finding.severity >= Severity::warning, finding.key().c_str());
      QVERIFY2(finding.key().find("cache") != std::string::npos, finding.key().c_str());
    }
    QVERIFY(std::ranges::is_sorted(raised, std::ranges::greater(), &Finding::severity));
  }

  void whatWasThereIsNotNew() {
    Topology t = twoZones();
    t.nodes.put(makeNode("cache", "dax-cluster", "region"));
    const auto before = findingKeys(share(t));
    QVERIFY(!before.empty());
    QVERIFY(raisedFindings(share(t), before).empty());
    t.nodes.put(makeNode("note", "note", ""));
    QVERIFY(raisedFindings(share(t), before).empty());
  }

  void whatIsWaivedDoesNotCount() {
    Topology t = twoZones();
    const auto before = findingKeys(share(t));
    t.nodes.put(makeNode("cache", "dax-cluster", "region"));
    const auto raised = raisedFindings(share(t), before);
    QVERIFY(!raised.empty());
    Waiver waiver;
    waiver.key = raised.front().key();
    waiver.reason = "a trial";
    waiver.author = "ada";
    waiver.at = "2026-11-01";
    t.waivers.put(waiver);
    const auto left = raisedFindings(share(t), before);
    QCOMPARE(left.size(), raised.size() - 1);
  }

  // By the rulebook itself: what is raised is the difference of two full checks.
  void isTheDifferenceOfTwoChecks_data() {
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 12; ++seed) QTest::addRow("seed %llu", seed) << seed;
  }
  void isTheDifferenceOfTwoChecks() {
    QFETCH(quint64, seed);
    test::Rng rng(seed);
    const Topology t = test::generateDesign(seed, 60);
    const auto before = findingKeys(share(t));
    for (int step = 0; step < 10; ++step) {
      Topology next = t;
      QVERIFY(apply(next, test::randomEdit(rng, t)).ok());
      const auto after = share(next);
      const Design design(after, Catalogue::shipped(), Profiles::shipped().orDefault(after->profile));
      std::set<std::string> wanted;
      const auto findings = checkRules(design);
      const auto waivers = judgeWaivers(*after, findings, nowIso());
      for (const Finding& finding : findings) {
        if (finding.severity == Severity::info || before.contains(finding.key())) continue;
        if (!isWaived(finding, waivers)) wanted.insert(finding.key());
      }
      std::set<std::string> found;
      for (const Finding& finding : raisedFindings(after, before)) found.insert(finding.key());
      QVERIFY(found == wanted);
    }
  }
};

QTEST_GUILESS_MAIN(TestForecast)
#include "test_forecast.moc"
