// Routes while a design is edited: always those of routing everything, for the work that the edit is worth.
#include "drawn.h"
#include "generator.h"
#include "layout/pasting.h"
#include "layout/placing.h"
#include "layout/route_keeper.h"
#include "topology/edits.h"

using namespace nines;
using namespace nines::test;

namespace {

// A topology whose routes are kept while it is edited.
struct Kept {
  Topology topology;
  RouteKeeper keeper;

  explicit Kept(Topology t) : topology(std::move(t)) {
    const Drawn d(topology);
    keeper.update(d.design, d.layout);
  }
  const Route& at(const char* link) const { return keeper.routes().at(link); }
};

// Applies an edit and updates the routes: they are those of routing everything, and what is told to have changed is
// exactly what did. Gives the ids and the edit's inverse.
struct Edited {
  std::vector<LinkId> changed;
  Edit inverse;
};
Edited edit(Kept& kept, const Edit& e) {
  auto applied = apply(kept.topology, e);
  if (!applied.ok()) qFatal("%s", applied.error().reason.c_str());
  const Drawn d(kept.topology);
  const Routes before = kept.keeper.routes();
  Edited edited{kept.keeper.update(d.design, d.layout), std::move(applied.value().inverse)};
  const Routes& routes = kept.keeper.routes();
  if (routes != routeLinks(d.design, d.layout)) qFatal("routes depend on what was edited: %s", e.label.c_str());
  std::vector<LinkId> differing;
  for (const auto& [id, route] : routes) {
    const auto at = before.find(id);
    if (at == before.end() || !(at->second == route)) differing.push_back(id);
  }
  for (const auto& [id, route] : before) {
    if (!routes.contains(id)) differing.push_back(id);
  }
  std::ranges::sort(differing);
  if (differing != edited.changed) qFatal("told of other changes than there are: %s", e.label.c_str());
  return edited;
}

// Every route is sound.
void check(const Kept& kept) {
  const Drawn d(kept.topology);
  for (LinkIndex i = 0; i < d.design.linkCount(); ++i) {
    const auto at = kept.keeper.routes().find(d.design.link(i).id);
    if (at == kept.keeper.routes().end()) continue;
    const std::string fault = faultOf(d, i, at->second);
    QVERIFY2(fault.empty(), fault.c_str());
  }
}

Rect movedBy(const Node& node, double x, double y) { return node.rect->translated({x, y}); }

Edit drag(Rng& rng, const Drawn& d) {
  std::vector<NodeIndex> nodes(1 + rng.below(3));
  for (NodeIndex& i : nodes) i = static_cast<NodeIndex>(rng.below(d.design.nodeCount()));
  const placing::Move move(d.design, d.layout, nodes, nodes.front());
  const auto target = move.targetAt({rng.between(-300, 300) * 1.0, rng.between(-200, 200) * 1.0});
  return target.refusal.empty() ? move.edit(target) : Edit();
}

Edit drop(Rng& rng, const Drawn& d) {
  static constexpr const char* kEntries[] = {"rds-instance", "app-tier", "load-balancer", "az", "region", "note"};
  const placing::Pick pick = placing::pickOf(d.design.catalogue(), rng.pick(kEntries));
  if (!pick.kind) return {};
  const Rect bounds = d.layout.bounds();
  const Point at{bounds.x + rng.real() * bounds.width, bounds.y + rng.real() * bounds.height};
  const auto spot = placing::spotAt(d.design, d.layout, *pick.kind, at);
  return spot.refusal.empty() ? placing::place(d.design, d.layout, pick, spot).edit : Edit();
}

Edit connect(Rng& rng, const Drawn& d) {
  for (int attempt = 0; attempt < 50; ++attempt) {
    const auto from = static_cast<NodeIndex>(rng.below(d.design.nodeCount()));
    const auto to = static_cast<NodeIndex>(rng.below(d.design.nodeCount()));
    const auto choices = placing::linkChoices(d.design, from, to);
    if (!choices.empty()) return placing::connect(d.design, from, to, rng.pick(choices)).edit;
  }
  return {};
}

Edit gesture(Rng& rng, const Drawn& d) {
  const std::string id = d.design.node(static_cast<NodeIndex>(rng.below(d.design.nodeCount()))).id;
  switch (rng.below(6)) {
    case 0:
      return drop(rng, d);
    case 1:
      return connect(rng, d);
    case 2:
      return edits::remove(*d.topology, std::vector<std::string>{id});
    case 3:
      return placing::duplicate(d.design, d.layout, std::vector<NodeIndex>{d.at(id)}).edit;
    default:
      return drag(rng, d);
  }
}

}  // namespace

class TestRouteKeeper : public QObject {
  Q_OBJECT

 private slots:
  void movingACardKeepsTheRest() {
    Drawing d;
    d.card("a", 0, 0).card("b", 300, 0).card("c", 0, 400).card("d", 300, 400);
    Kept kept(d.link("ab", "uses", "a", "b").link("cd", "uses", "c", "d").topology);
    const Route cd = kept.at("cd");
    const auto moved = edit(kept, {"Move", {SetNodeRect{"b", Rect{300, 100, 146, 52}}}});
    QCOMPARE(moved.changed, std::vector<LinkId>{"ab"});
    QCOMPARE(kept.at("cd"), cd);
    QCOMPARE(kept.keeper.steps(), std::size_t{6});      // three looks at two links
    QCOMPARE(kept.keeper.stepsDone(), std::size_t{2});  // the second changed nothing, so there was no third
    check(kept);
  }

  void aCardDroppedOnALineMakesItGiveWay() {
    Drawing d;
    Kept kept(d.card("a", 0, 0).card("b", 600, 0).card("c", 300, 200).link("ab", "uses", "a", "b").topology);
    const Route straight = kept.at("ab");
    QCOMPARE(straight.points.size(), std::size_t{2});
    const auto dropped = edit(kept, {"Move", {SetNodeRect{"c", Rect{300, 0, 146, 52}}}});
    QCOMPARE(dropped.changed, std::vector<LinkId>{"ab"});
    check(kept);
    edit(kept, dropped.inverse);
    QCOMPARE(kept.at("ab"), straight);
  }

  void movingAContainerMovesWhatIsInIt() {
    Drawing d;
    d.node("r", "region", "", Rect{0, 0, 500, 400}).card("a", 20, 100, "r").card("b", 300, 100, "r");
    d.card("out", 0, 600).link("ab", "uses", "a", "b").link("ao", "uses", "a", "out");
    Kept kept(d.topology);
    const auto moved = edit(kept, {"Move", {SetNodeRect{"r", Rect{80, 16, 500, 400}}}});
    QCOMPARE(moved.changed, (std::vector<LinkId>{"ab", "ao"}));
    check(kept);
  }

  void addingAndRemoving() {
    Drawing d;
    d.card("a", 0, 0, "", "app-tier")
        .card("b", 300, 0, "", "app-tier")
        .node("g", "scaling-group", "", Rect{0, 300, 146, 52});
    d.card("lb", 600, 300, "", "load-balancer").link("lg", "routes", "lb", "g").link("ag", "uses", "a", "g");
    Kept kept(d.topology);
    // The card becomes a frame around its member: the link between them goes, the other one finds its new border.
    auto edited = edit(kept, {"Join", {AddLink{{"m", "member", "a", "g", {}, {}, {}}}}});
    QCOMPARE(edited.changed, (std::vector<LinkId>{"ag", "lg"}));
    check(kept);
    edited = edit(kept, {"Leave", {RemoveLink{"m"}}});
    QCOMPARE(edited.changed, (std::vector<LinkId>{"ag", "lg"}));
    check(kept);
    edited = edit(kept, {"Remove", {RemoveLink{"ag"}}});
    QCOMPARE(edited.changed, std::vector<LinkId>{"ag"});
    check(kept);
  }

  void bendsOfAPerson() {
    Drawing d;
    Kept kept(d.card("a", 0, 0).card("b", 400, 0).link("ab", "uses", "a", "b").topology);
    const auto bent = edit(kept, {"Bend", {SetLinkBends{"ab", {{270, 150}}}}});
    QCOMPARE(bent.changed, std::vector<LinkId>{"ab"});
    check(kept);
  }

  void followsToAnyDesign() {
    RouteKeeper keeper;
    for (const std::uint64_t seed : {4U, 9U, 9U, 2U}) {
      const Drawn d(randomDrawing(seed));
      keeper.update(d.design, d.layout);
      QVERIFY(keeper.routes() == routeLinks(d.design, d.layout));
      QVERIFY(keeper.update(d.design, d.layout).empty());
      QCOMPARE(keeper.stepsDone(), std::size_t{0});
    }
    const Drawn nothing{Topology()};
    keeper.update(nothing.design, nothing.layout);
    QVERIFY(keeper.routes().empty());
  }

  void namesAndPropertiesOfCardsMoveNothing() {
    Kept kept(randomDrawing(5));
    const auto renamed = edit(kept, {"Rename", {RenameNode{"n1", "another name"}}});
    QVERIFY(renamed.changed.empty());
    QCOMPARE(kept.keeper.stepsDone(), std::size_t{0});
  }

  // Far away from every line; that the canvas grows, and with it the raster behind it, makes no difference.
  void aCardFarAwayAsksForNothing() {
    Kept kept(generateDesign(3, 60));
    const auto placed = edit(kept, {"Place", {AddNode{{"far", "note", "", "", Rect{-9000, 7000, 146, 50}, {}, {}}}}});
    QVERIFY(placed.changed.empty());
    QCOMPARE(kept.keeper.stepsDone(), std::size_t{0});
  }

  // The price of an edit follows from what it touches, not from how large the design is.
  void anEditInALargeDesignIsLocal_data() {
    QTest::addColumn<int>("nodes");
    QTest::addColumn<int>("most");
    QTest::addColumn<int>("mean");
    QTest::newRow("with second looks") << 330 << 80 << 40;
    QTest::newRow("large") << 2500 << 40 << 20;
  }
  void anEditInALargeDesignIsLocal() {
    QFETCH(int, nodes);
    QFETCH(int, most);
    QFETCH(int, mean);
    Kept kept(generateDesign(42, static_cast<std::size_t>(nodes)));
    const Drawn start(kept.topology);
    RouteKeeper& keeper = kept.keeper;
    QCOMPARE(keeper.stepsDone(), keeper.steps());
    QVERIFY(keeper.steps() > 480);
    Rng rng(1);
    std::size_t done = 0;
    constexpr std::size_t kMoves = 20;
    for (std::size_t k = 0; k < kMoves; ++k) {
      const Node* node = nullptr;
      while (!node || !start.layout.isSolid(start.design, start.at(node->id))) {
        node = &kept.topology.nodes[rng.below(kept.topology.nodes.size())];
      }
      const NodeId id = node->id;
      QVERIFY(apply(kept.topology, {"Move", {SetNodeRect{id, movedBy(*node, 8, 8)}}}).ok());
      const Drawn d(kept.topology);
      keeper.update(d.design, d.layout);
      QVERIFY2(keeper.stepsDone() <= static_cast<std::size_t>(most), std::to_string(keeper.stepsDone()).c_str());
      done += keeper.stepsDone();
    }
    QVERIFY2(done <= kMoves * static_cast<std::size_t>(mean), std::to_string(done).c_str());
    const Drawn d(kept.topology);
    QVERIFY(keeper.routes() == routeLinks(d.design, d.layout));
  }

  // Moves, one after the other and taken back, in designs of frames and nested containers.
  void randomMoves() {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      Rng rng(seed);
      Kept kept(seed % 2 == 0 ? randomDrawing(seed) : generateDesign(seed, 50));
      std::vector<Edit> back;
      for (int step = 0; step < 6; ++step) {
        const Node& node = kept.topology.nodes[rng.below(kept.topology.nodes.size())];
        if (!node.rect) continue;
        const double dy = rng.between(-12, 12) * 8.0;
        const Rect to = movedBy(node, rng.between(-20, 20) * 8.0, dy);
        back.push_back(edit(kept, {"Move", {SetNodeRect{node.id, to}}}).inverse);
        check(kept);
      }
      for (; !back.empty(); back.pop_back()) edit(kept, back.back());
    }
  }

  // Any edits that the model accepts, and back to where they began.
  void randomEdits() {
    for (std::uint64_t seed = 1; seed <= 9; ++seed) {
      Rng rng(seed * 77);
      Kept kept(seed % 4 == 0 ? randomDrawing(seed) : generateDesign(seed, 20 + 10 * (seed % 4)));
      const Routes first = kept.keeper.routes();
      std::vector<Edit> back;
      for (int step = 0; step < 6; ++step) {
        back.push_back(edit(kept, randomEdit(rng, kept.topology)).inverse);
        check(kept);
        if (!rng.chance(.3)) continue;
        edit(kept, back.back());
        back.pop_back();
      }
      for (; !back.empty(); back.pop_back()) edit(kept, back.back());
      QVERIFY(kept.keeper.routes() == first);
    }
  }

  // What gestures mean: drags, entries of the palette, links drawn, deletions, fresh frames.
  void randomGestures() {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      Rng rng(seed * 31);
      Kept kept(seed % 4 == 0 ? randomDrawing(seed) : generateDesign(seed, 40));
      std::vector<Edit> back;
      for (int step = 0; step < 8; ++step) {
        const Edit next = gesture(rng, Drawn(kept.topology));
        if (next.changes.empty()) continue;
        back.push_back(edit(kept, next).inverse);
      }
      for (; !back.empty(); back.pop_back()) edit(kept, back.back());
    }
  }

  // Where the number of looks changes with the number of links.
  void acrossThresholds_data() {
    QTest::addColumn<int>("links");
    QTest::newRow("third look") << 80;
    QTest::newRow("second look") << 400;
  }
  void acrossThresholds() {
    QFETCH(int, links);
    Drawing d;
    Rng rng(5);
    for (int i = 0; i <= links; ++i) d.card("n" + std::to_string(i), i % 20 * 206, i / 20 * 96.0);
    const auto any = [&] { return "n" + std::to_string(rng.between(0, links)); };
    for (int i = 0; i < links; ++i) {
      const int from = rng.between(0, links - 1);
      d.link("l" + std::to_string(i), "uses", "n" + std::to_string(from), "n" + std::to_string(from + 1));
    }
    Kept kept(d.topology);
    const auto added = edit(kept, {"Connect", {AddLink{{"new", "uses", any(), "n3", {}, {}, {}}}}});
    edit(kept, {"Move", {SetNodeRect{"n7", Rect{1400, 60, 146, 52}}}});
    edit(kept, added.inverse);
  }
};

QTEST_GUILESS_MAIN(TestRouteKeeper)
#include "test_route_keeper.moc"
