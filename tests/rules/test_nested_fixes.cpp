// Fixes in designs in which things stand inside of what cannot hold them: each that is offered can be carried out,
// takes its finding away and brings no error. Those that would move or remove what nobody spoke of are not offered.
#include "chaos.h"
#include "odd_nesting.h"
#include "topology/edits.h"

using namespace nines;
using namespace nines::test;

namespace {

// Cards are what nothing can stand in.
bool isCard(const Design& design, const NodeId& id) {
  const NodeIndex i = design.indexOf(id);
  return i != kNone && design.kind(i) && !design.kind(i)->isContainer();
}

// What the edit removes or moves of which its finding says nothing, by way of what stands around it: empty if nothing.
std::string takenAlong(const Design& design, const Edit& edit) {
  std::set<std::string> gone;
  for (const Change& change : edit.changes) {
    if (const auto* removal = std::get_if<RemoveNode>(&change)) gone.insert(removal->id);
  }
  for (const std::string& id : gone) {
    const Node* node = design.topology().nodes.find(id);
    if (node && gone.contains(node->parent) && isCard(design, node->parent)) return id + " goes with " + node->parent;
  }
  return {};
}

const Finding* findingOf(const std::vector<Finding>& findings, std::string_view rule) {
  const auto at = std::ranges::find(findings, rule, &Finding::rule);
  return at == findings.end() ? nullptr : &*at;
}

}  // namespace

Q_DECLARE_METATYPE(nines::test::Sketch)

class TestNestedFixes : public QObject {
  Q_OBJECT

 private slots:
  void offeredFixesHold_data() {
    QTest::addColumn<double>("share");
    QTest::newRow("a few things astray") << 0.08;
    QTest::newRow("many") << 0.35;
  }
  void offeredFixesHold() {
    QFETCH(double, share);
    int tried = 0;
    int refused = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      Topology topology = Chaos(seed + 4000).make();
      Rng rng(seed);
      nestOddly(topology, rng, share);
      QCOMPARE(brokenInvariant(topology), std::string());
      for (const Profile& profile : Profiles::shipped().all()) {
        const Design design = designOf(topology, profile.id);
        const auto findings = checkRules(design);
        const auto errors = keysOf(findings, Severity::error);
        for (const Finding& f : findings) {
          std::string problem = fixProblem(design, errors, f, &refused);
          if (problem.empty() && f.fixable) problem = takenAlong(design, *proposedFix(design, f));
          QVERIFY2(problem.empty(),
                   (std::to_string(seed) + ", " + profile.id + ": " + f.key() + " " + problem).c_str());
          tried += f.fixable;
        }
      }
    }
    QVERIFY2(tried > 1000 && refused < tried / 500, (std::to_string(tried) + ", " + std::to_string(refused)).c_str());
  }

  // One row per fix that moves or removes: a sound design in which it is offered, and the same with something inside of
  // the card that would go, in which it is not.
  void nothingGoesAlong_data() {
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<Sketch>("sketch");
    const auto row = [](const char* rule, const char* card, const Sketch& sketch) {
      QTest::newRow(rule) << QByteArray(rule) << QByteArray(card) << sketch;
    };
    row("rds.standby-other-az", "twin",
        sound()
            .node("db", "rds-instance", "eu-west-1a")
            .node("twin", "rds-standby", "eu-west-1a")
            .link("standby", "db", "twin"));
    row("gateway.on-premises", "gate",
        sound()
            .node("office", "data-centre")
            .node("gate", "storage-gateway", "eu-west-1a", {{"type", Value("file")}})
            .node("files", "s3-bucket", "eu-west-1")
            .link("transfers", "gate", "files"));
    row("load-balancer.azs", "web-2",
        sound()
            .node("lb", "load-balancer", "eu-west-1")
            .node("web-1", "app-tier", "eu-west-1a")
            .node("web-2", "app-tier", "eu-west-1a")
            .link("routes", "lb", "web-1")
            .link("routes", "lb", "web-2"));
    row("dax.spread", "n3",
        sound()
            .node("net", "vpc", "eu-west-1")
            .node("dax", "dax-cluster", "net")
            .node("n1", "dax-node", "eu-west-1a")
            .node("n2", "dax-node", "eu-west-1b")
            .node("n3", "dax-node", "eu-west-1b")
            .link("member", "n1", "dax")
            .link("member", "n2", "dax")
            .link("member", "n3", "dax"));
    row("aurora.serverless-endpoint", "one",
        sound()
            .node("sales", "aurora-cluster", "eu-west-1",
                  {{"engine", Value("mysql")}, {"mode", Value("serverless-v1")}})
            .node("one", "aurora-instance", "eu-west-1a")
            .link("member", "one", "sales"));
    row("aurora.multi-master-replicas", "r",
        sound()
            .node("sales", "aurora-cluster", "eu-west-1", {{"engine", Value("mysql")}, {"mode", Value("multi-master")}})
            .node("w", "aurora-instance", "eu-west-1a", {{"role", Value("writer")}})
            .node("r", "aurora-instance", "eu-west-1b")
            .link("member", "w", "sales")
            .link("member", "r", "sales"));
  }
  void nothingGoesAlong() {
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, card);
    QFETCH(Sketch, sketch);
    const auto before = checkRules(sketch.design());
    const Finding* offered = findingOf(before, rule.toStdString());
    QVERIFY(offered && offered->fixable);
    sketch.node("stray", "note", card.toStdString());
    const Design design = sketch.design();
    const auto after = checkRules(design);
    const Finding* left = findingOf(after, rule.toStdString());
    QVERIFY(left && !left->fixable && !fixFor(design, *left));
  }

  // A lift keeps together what belongs together: where the only place to lift to is in another Region than the cluster,
  // or in the zone of the other half of the pair, nothing is offered. Without the link there is nothing to tear.
  void liftsTearNothingApart_data() {
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QByteArray>("link");
    QTest::addColumn<Sketch>("sketch");
    const auto inner = [] { return sound().node("inner", "region", "eu-west-1a", {{"code", Value("eu-central-1")}}); };
    QTest::newRow("member")
        << QByteArray("sales-1") << QByteArray("member")
        << inner().node("sales", "aurora-cluster", "inner").node("sales-1", "aurora-instance", "inner");
    QTest::newRow("standby") << QByteArray("twin") << QByteArray("standby")
                             << inner().node("db", "rds-instance", "eu-west-1a").node("twin", "rds-standby", "inner");
  }
  void liftsTearNothingApart() {
    QFETCH(QByteArray, card);
    QFETCH(QByteArray, link);
    QFETCH(Sketch, sketch);
    const std::string key = "design.allowed-parent:" + card.toStdString();
    const auto lift = [&](const Design& design) {
      for (const Finding& f : checkRules(design)) {
        if (f.key() == key) return std::pair(true, f.fixable && fixFor(design, f).has_value());
      }
      return std::pair(false, false);
    };
    Sketch loose = sketch;
    QCOMPARE(lift(loose.design()), std::pair(true, true));
    if (link == "standby") sketch.link("standby", "db", "twin");
    else sketch.link("member", "sales-1", "sales");
    const Design design = sketch.design();
    QCOMPARE(lift(design), std::pair(true, false));
    const auto findings = checkRules(design);
    const auto errors = keysOf(findings, Severity::error);
    for (const Finding& f : findings) {
      const std::string problem = fixProblem(design, errors, f);
      QVERIFY2(problem.empty(), (f.key() + " " + problem).c_str());
    }
  }

 private:
  static Sketch sound() { return Sketch().region("eu-west-1", "abc"); }
};

QTEST_GUILESS_MAIN(TestNestedFixes)
#include "test_nested_fixes.moc"
