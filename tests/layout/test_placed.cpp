// Corrections find places for what they add, and containers make room.
#include <fstream>
#include <iterator>

#include "../rules/fixtures.h"
#include "drawn.h"
#include "generator.h"
#include "layout/placed.h"
#include "topology/edits.h"

using namespace nines;
using namespace nines::test;

namespace {

// The step for the first finding of the rule in this design; an empty one fails the test that asks.
Edit correction(const Drawn& d, std::string_view rule) {
  for (const Finding& f : checkRules(d.design)) {
    if (f.rule != rule || !f.fixable) continue;
    if (auto edit = fixFor(d.design, f)) return placed(d.design, std::move(*edit));
  }
  return {};
}

Drawn after(const Drawn& d, const Edit& edit) {
  Topology t = *d.topology;
  if (!apply(t, edit)) QTest::qFail("the step does not apply", __FILE__, __LINE__);
  return Drawn(std::move(t));
}

// Every node gets the rectangle with which it is drawn.
Topology pinned(const Topology& topology) {
  const Drawn d(topology);
  Topology out = topology;
  Edit pins;
  for (NodeIndex i = 0; i < d.design.nodeCount(); ++i) {
    if (d.layout.place(i).frame) continue;
    const NodeIndex parent = d.design.parent(i);
    const Point origin = parent == kNone ? Point{} : d.layout.rect(parent).topLeft();
    pins.changes.emplace_back(SetNodeRect{d.design.node(i).id, d.layout.rect(i).translated(Point{} - origin)});
  }
  if (!apply(out, pins)) QTest::qFail("cannot give rectangles", __FILE__, __LINE__);
  return out;
}

bool isContainer(const Design& design, NodeIndex i) { return design.kind(i) && design.kind(i)->isContainer(); }

std::string faultOfAdded(const Drawn& before, const Drawn& d, NodeIndex i) {
  const std::string& id = d.design.node(i).id;
  if (before.at(id) != kNone || d.layout.place(i).frame) return {};
  const Rect& rect = d.layout.rect(i);
  const NodeIndex parent = d.design.parent(i);
  if (parent != kNone && !d.layout.rect(parent).contains(rect)) return id + " lies outside of its container";
  for (NodeIndex j = 0; j < d.design.nodeCount(); ++j) {
    const bool counts = d.layout.isSolid(d.design, j) && d.design.parent(j) != i;
    if (j != i && counts && d.layout.rect(j).intersects(rect)) return id + " overlaps " + d.design.node(j).id;
  }
  return {};
}

// Containers of one parent that overlap now and did not before.
std::string newOverlap(const Drawn& before, const Drawn& d) {
  for (NodeIndex i = 0; i < d.design.nodeCount(); ++i) {
    const auto siblings = d.design.parent(i) == kNone ? d.design.topLevel() : d.design.children(d.design.parent(i));
    for (const NodeIndex j : siblings) {
      if (j <= i || !isContainer(d.design, i) || !isContainer(d.design, j)) continue;
      if (!d.layout.rect(i).intersects(d.layout.rect(j))) continue;
      const NodeIndex a = before.at(d.design.node(i).id);
      const NodeIndex b = before.at(d.design.node(j).id);
      if (a == kNone || b == kNone || !before.layout.rect(a).intersects(before.layout.rect(b)))
        return d.design.node(i).id + " overlaps " + d.design.node(j).id;
    }
  }
  return {};
}

// What is wrong with a step, in words; empty if nothing.
std::string faultOfStep(const Drawn& before, const Edit& edit) {
  Topology t = *before.topology;
  const auto applied = apply(t, edit);
  if (!applied) return "does not apply: " + applied.error().text();
  const Drawn d(t);
  for (NodeIndex i = 0; i < d.design.nodeCount(); ++i) {
    if (const std::string fault = faultOfAdded(before, d, i); !fault.empty()) return fault;
  }
  if (const std::string fault = newOverlap(before, d); !fault.empty()) return fault;
  if (!apply(t, applied->inverse)) return "cannot be undone";
  return writeDesign(t) == writeDesign(*before.topology) ? "" : "undoing it leaves another design";
}

// Judges the corrections of all findings; gives how many of them add something.
int checkAll(const Topology& topology, const std::string& name) {
  const Drawn before(topology);
  int adding = 0;
  for (const Finding& f : checkRules(before.design)) {
    auto edit = f.fixable ? fixFor(before.design, f) : std::nullopt;
    if (!edit) continue;
    const auto adds = [](const Change& c) { return std::holds_alternative<AddNode>(c); };
    adding += std::ranges::any_of(edit->changes, adds) ? 1 : 0;
    const std::string fault = faultOfStep(before, placed(before.design, std::move(*edit)));
    if (!fault.empty()) QTest::qFail((name + ", " + f.key() + ": " + fault).c_str(), __FILE__, __LINE__);
  }
  return adding;
}

Topology orders() {
  std::ifstream file(fixturePath("../../resources/templates/orders.nines"));
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto read = readDesign(text, "orders", Catalogue::shipped());
  if (read) return std::move(read).value();
  QTest::qFail(read.error().text().c_str(), __FILE__, __LINE__);
  return {};
}

// A generated design that has lost a third of its zones and of the members of its clusters.
Topology thinned(std::uint64_t seed) {
  Topology t = generateDesign(seed, 60 + 20 * static_cast<std::size_t>(seed));
  Rng rng(seed);
  std::vector<NodeId> lost;
  for (const auto& node : t.nodes.rows()) {
    const bool counts = node->kind == "az" || node->kind == "aurora-instance" || node->kind == "dax-node";
    if (counts && rng.below(3) == 0) lost.push_back(node->id);
  }
  if (!apply(t, edits::remove(t, lost))) QTest::qFail("cannot thin the design", __FILE__, __LINE__);
  return t;
}

// A writer in a Region with two zones, a second Region beside and a third one below.
Drawing aurora() {
  Drawing d;
  d.node("eu-west-1", "region", "", Rect{0, 0, 592, 416}, {{"code", Value("eu-west-1")}});
  for (const char letter : {'a', 'b'}) {
    const std::string zone = std::string("eu-west-1") + letter;
    d.node(zone, "az", "eu-west-1", Rect{letter == 'a' ? 176.0 : 376.0, 40, 188, 360}, {{"code", Value(zone)}});
  }
  d.node("beside", "region", "", Rect{640, 0, 400, 416}, {{"code", Value("eu-central-1")}});
  d.node("below", "region", "", Rect{0, 456, 592, 240}, {{"code", Value("us-east-1")}});
  d.node("catalog", "aurora-cluster", "eu-west-1", {}, {{"mode", Value("provisioned")}, {"engine", Value("mysql")}});
  d.node("writer", "aurora-instance", "eu-west-1a", Rect{21, 200, 146, 52}, {{"role", Value("writer")}});
  d.link("m", "member", "writer", "catalog");
  return d;
}

}  // namespace

class TestPlaced : public QObject {
  Q_OBJECT

 private slots:
  void daxNodeStandsInTheRowOfItsFellows();
  void zoneIsTheNextColumn();
  void readerStandsInTheRowOfTheWriter();
  void takenRowGivesTheNearestCell();
  void fullZoneGrows();
  void designWithoutPlacesStaysWithout();
  void looseContentEnlargesItsContainer();
  void correctionsOfFixturesAreTidy();
  void correctionsOfGeneratedDesignsAreTidy();
};

void TestPlaced::daxNodeStandsInTheRowOfItsFellows() {
  const Drawn before(orders());
  const Edit edit = correction(before, "dax.node-count");
  QVERIFY(!edit.empty());
  QCOMPARE(faultOfStep(before, edit), std::string());
  const Drawn d = after(before, edit);
  const NodeIndex added = d.at("dax-3");
  QVERIFY(added != kNone);
  QCOMPARE(d.layout.rect(added).y, d.rect("dax-1").y);
  QCOMPARE(d.layout.rect(added).x - d.rect("eu-west-1c").x, 21.0);
  QVERIFY(d.rect("eu-west-1").contains(d.rect("dax")));
  for (const char* id : {"eu-west-1", "eu-west-1c", "eu-central-1"}) QCOMPARE(d.rect(id), before.rect(id));
}

void TestPlaced::zoneIsTheNextColumn() {
  const Drawn before = aurora().drawn();
  const Edit edit = correction(before, "aurora.three-azs");
  QVERIFY(!edit.empty());
  QCOMPARE(faultOfStep(before, edit), std::string());
  const Drawn d = after(before, edit);
  const Rect last = d.rect("eu-west-1b");
  QCOMPARE(d.rect("eu-west-1c"), (Rect{last.x + 200, last.y, last.width, last.height}));
  const double grown = d.rect("eu-west-1").width - before.rect("eu-west-1").width;
  QVERIFY(grown > 0);
  QCOMPARE(d.rect("beside"), before.rect("beside").translated({grown, 0}));
  QCOMPARE(d.rect("below"), before.rect("below"));
}

void TestPlaced::readerStandsInTheRowOfTheWriter() {
  const Drawn two = aurora().drawn();
  const Drawn before = after(two, correction(two, "aurora.three-azs"));
  const Edit edit = correction(before, "aurora.reader");
  QVERIFY(!edit.empty());
  QCOMPARE(faultOfStep(before, edit), std::string());
  const Drawn d = after(before, edit);
  const Rect reader = d.rect("catalog-reader");
  QCOMPARE(reader, d.rect("writer").translated({200, 0}));
  for (const char* zone : {"eu-west-1a", "eu-west-1b", "eu-west-1c"})
    QVERIFY(!d.rect("catalog").intersects(d.layout.headerOf(d.design, d.at(zone))));
}

void TestPlaced::takenRowGivesTheNearestCell() {
  Drawing drawing = aurora();
  drawing.card("db", 21, 200, "eu-west-1b");
  const Drawn before = drawing.drawn();
  const Edit edit = correction(before, "aurora.reader");
  QVERIFY(!edit.empty());
  QCOMPARE(faultOfStep(before, edit), std::string());
  const Drawn d = after(before, edit);
  QCOMPARE(d.rect("catalog-reader").x, d.rect("db").x);
  QVERIFY(std::abs(d.rect("catalog-reader").y - d.rect("db").y) <= 72);
}

void TestPlaced::fullZoneGrows() {
  Drawing drawing = aurora();
  for (int row = 0; row < 5; ++row) drawing.card("db-" + std::to_string(row), 21, 32 + 64 * row, "eu-west-1b");
  const Drawn before = drawing.drawn();
  const Edit edit = correction(before, "aurora.reader");
  QVERIFY(!edit.empty());
  QCOMPARE(faultOfStep(before, edit), std::string());
  const Drawn d = after(before, edit);
  const double grown = d.rect("eu-west-1").height - before.rect("eu-west-1").height;
  QVERIFY(d.rect("eu-west-1b").height > before.rect("eu-west-1b").height);
  QVERIFY(grown > 0);
  QCOMPARE(d.rect("below"), before.rect("below").translated({0, grown}));
}

void TestPlaced::designWithoutPlacesStaysWithout() {
  Drawing drawing = aurora();
  Topology bare;
  for (std::size_t i = 0; i < drawing.topology.nodes.size(); ++i) {
    Node node = drawing.topology.nodes[i];
    node.rect.reset();
    bare.nodes.put(std::move(node));
  }
  for (std::size_t i = 0; i < drawing.topology.links.size(); ++i) bare.links.put(drawing.topology.links[i]);
  const Drawn before(bare);
  const Edit edit = correction(before, "aurora.reader");
  QVERIFY(!edit.empty());
  for (const Change& change : edit.changes) {
    QVERIFY(!std::holds_alternative<SetNodeRect>(change));
    if (const auto* add = std::get_if<AddNode>(&change)) QVERIFY(!add->node.rect);
  }
}

void TestPlaced::looseContentEnlargesItsContainer() {
  Drawing drawing = aurora();
  for (int row = 0; row < 5; ++row) drawing.card("db-" + std::to_string(row), 21, 32 + 64 * row, "eu-west-1b");
  drawing.card("outside", 21, 500, "eu-west-1a");
  drawing.node("loose", "rds-instance", "eu-west-1b");
  const Drawn d = drawing.drawn();
  QVERIFY(d.rect("eu-west-1b").contains(d.rect("loose")));
  QVERIFY(d.rect("eu-west-1").contains(d.rect("eu-west-1b")));
  QCOMPARE(d.rect("eu-west-1b").topLeft(), (Point{376, 40}));
  // Where a person placed something beyond the border, it stays there.
  QCOMPARE(d.rect("eu-west-1a"), (Rect{176, 40, 188, 360}));
  QCOMPARE(*d.design.node(d.at("eu-west-1b")).rect, (Rect{376, 40, 188, 360}));
}

void TestPlaced::correctionsOfFixturesAreTidy() {
  int adding = 0;
  for (const RuleFixture& fixture : ruleFixtures()) {
    const Topology bare = loadRuleFixture(fixture);
    checkAll(bare, fixture.path + " as it is");
    adding += checkAll(pinned(bare), fixture.path + " with rectangles");
    if (QTest::currentTestFailed()) return;
  }
  QVERIFY(adding >= 3);
}

void TestPlaced::correctionsOfGeneratedDesignsAreTidy() {
  int adding = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    adding += checkAll(thinned(seed), "seed " + std::to_string(seed));
    if (QTest::currentTestFailed()) return;
  }
  QVERIFY2(adding >= 20, std::to_string(adding).c_str());
}

QTEST_GUILESS_MAIN(TestPlaced)
#include "test_placed.moc"
