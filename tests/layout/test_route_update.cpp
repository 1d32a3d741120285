// Routes after an edit: what moved is routed anew, nothing crosses anything, the rest stays.
#include "drawn.h"
#include "generator.h"
#include "layout/router.h"
#include "topology/edits.h"

using namespace nines;
using namespace nines::test;

namespace {

// Applies an edit and updates the routes; gives the changed ids.
std::vector<LinkId> edit(Topology& topology, Routes& routes, const Edit& e) {
  const auto applied = apply(topology, e);
  if (!applied.ok()) qFatal("%s", applied.error().reason.c_str());
  const Drawn d(topology);
  return updateRoutes(routes, d.design, d.layout, applied.value().changes);
}

// Every link that should have a sound route has one, and no other has.
void check(const Topology& topology, const Routes& routes) {
  const Drawn d(topology);
  const Routes fresh = routeLinks(d.design, d.layout);
  QCOMPARE(routes.size(), fresh.size());
  for (LinkIndex i = 0; i < d.design.linkCount(); ++i) {
    const auto at = routes.find(d.design.link(i).id);
    QCOMPARE(at != routes.end(), fresh.contains(d.design.link(i).id));
    if (at == routes.end()) continue;
    const std::string fault = faultOf(d, i, at->second);
    QVERIFY2(fault.empty(), fault.c_str());
  }
}

Rect movedBy(const Node& node, double x, double y) { return node.rect->translated({x, y}); }

}  // namespace

class TestRouteUpdate : public QObject {
  Q_OBJECT

 private slots:
  void movingACardKeepsTheRest() {
    Drawing d;
    d.card("a", 0, 0).card("b", 300, 0).card("c", 0, 400).card("d", 300, 400);
    d.link("ab", "uses", "a", "b").link("cd", "uses", "c", "d");
    const Drawn before = d.drawn();
    Routes routes = routeLinks(before.design, before.layout);
    const Route kept = routes.at("cd");
    const auto changed = edit(d.topology, routes, {"Move", {SetNodeRect{"b", Rect{300, 100, 146, 52}}}});
    QCOMPARE(changed, std::vector<LinkId>{"ab"});
    QCOMPARE(routes.at("cd"), kept);
    check(d.topology, routes);
  }

  void aCardDroppedOnALineMakesItGiveWay() {
    Drawing d;
    d.card("a", 0, 0).card("b", 600, 0).card("c", 300, 200).link("ab", "uses", "a", "b");
    const Drawn before = d.drawn();
    Routes routes = routeLinks(before.design, before.layout);
    QCOMPARE(routes.at("ab").points.size(), std::size_t{2});
    const auto changed = edit(d.topology, routes, {"Move", {SetNodeRect{"c", Rect{300, 0, 146, 52}}}});
    QCOMPARE(changed, std::vector<LinkId>{"ab"});
    check(d.topology, routes);
  }

  void movingAContainerMovesWhatIsInIt() {
    Drawing d;
    d.node("r", "region", "", Rect{0, 0, 500, 400}).card("a", 20, 100, "r").card("b", 300, 100, "r");
    d.card("out", 0, 600).link("ab", "uses", "a", "b").link("ao", "uses", "a", "out");
    const Drawn before = d.drawn();
    Routes routes = routeLinks(before.design, before.layout);
    const auto changed = edit(d.topology, routes, {"Move", {SetNodeRect{"r", Rect{80, 16, 500, 400}}}});
    QCOMPARE(changed, (std::vector<LinkId>{"ab", "ao"}));
    check(d.topology, routes);
  }

  void addingAndRemoving() {
    Drawing d;
    d.card("a", 0, 0, "", "app-tier")
        .card("b", 300, 0, "", "app-tier")
        .node("g", "scaling-group", "", Rect{0, 300, 146, 52});
    d.card("lb", 600, 300, "", "load-balancer").link("lg", "routes", "lb", "g").link("ag", "uses", "a", "g");
    const Drawn before = d.drawn();
    Routes routes = routeLinks(before.design, before.layout);
    // The card becomes a frame around its member: the link between them goes, the other one finds its new border.
    auto changed = edit(d.topology, routes, {"Join", {AddLink{{"m", "member", "a", "g", {}, {}, {}}}}});
    QCOMPARE(changed, (std::vector<LinkId>{"ag", "lg"}));
    check(d.topology, routes);
    changed = edit(d.topology, routes, {"Leave", {RemoveLink{"m"}}});
    QCOMPARE(changed, (std::vector<LinkId>{"ag", "lg"}));
    check(d.topology, routes);
    changed = edit(d.topology, routes, {"Remove", {RemoveLink{"ag"}}});
    QCOMPARE(changed, std::vector<LinkId>{"ag"});
    check(d.topology, routes);
  }

  void bendsOfAPerson() {
    Drawing d;
    d.card("a", 0, 0).card("b", 400, 0).link("ab", "uses", "a", "b");
    const Drawn before = d.drawn();
    Routes routes = routeLinks(before.design, before.layout);
    const auto changed = edit(d.topology, routes, {"Bend", {SetLinkBends{"ab", {{270, 150}}}}});
    QCOMPARE(changed, std::vector<LinkId>{"ab"});
    check(d.topology, routes);
  }

  void everythingIsRoutedAnew() {
    const Drawn d(randomDrawing(4));
    Routes routes;
    ChangeSet all;
    all.everything = true;
    const auto changed = updateRoutes(routes, d.design, d.layout, all);
    QCOMPARE(changed.size(), routes.size());
    QVERIFY(routes == routeLinks(d.design, d.layout));
    QVERIFY(updateRoutes(routes, d.design, d.layout, all).empty());
  }

  void namesAndPropertiesOfCardsMoveNothing() {
    Topology t = randomDrawing(5);
    const Drawn before(t);
    Routes routes = routeLinks(before.design, before.layout);
    const auto changed = edit(t, routes, {"Rename", {RenameNode{"n1", "another name"}}});
    QVERIFY(changed.empty());
  }

  // Random moves, one after the other, on designs of frames and nested containers.
  void randomMoves() {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
      Rng rng(seed);
      Topology t = seed % 2 == 0 ? randomDrawing(seed) : generateDesign(seed, 60);
      const Drawn before(t);
      Routes routes = routeLinks(before.design, before.layout);
      for (int step = 0; step < 8; ++step) {
        const Node& node = t.nodes[rng.below(t.nodes.size())];
        if (!node.rect) continue;
        const Rect to = movedBy(node, rng.between(-20, 20) * 8.0, rng.between(-12, 12) * 8.0);
        edit(t, routes, {"Move", {SetNodeRect{node.id, to}}});
        check(t, routes);
      }
    }
  }

  // Any edit that the model accepts.
  void randomEdits() {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
      Rng rng(seed * 77);
      Topology t = generateDesign(seed, 40);
      const Drawn before(t);
      Routes routes = routeLinks(before.design, before.layout);
      for (int step = 0; step < 10; ++step) {
        edit(t, routes, randomEdit(rng, t));
        check(t, routes);
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestRouteUpdate)
#include "test_route_update.moc"
