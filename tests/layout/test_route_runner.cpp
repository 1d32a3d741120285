// Routing beside the window: what is shown at once, what comes later, and that it is the same in the end.
#include "layout/route_runner.h"

#include <atomic>

#include "drawn.h"
#include "generator.h"
#include "layout/route_keeper.h"
#include "layout/route_sketch.h"

using namespace nines;
using namespace nines::test;

namespace {

RouteRunner::Request requestFor(const Drawn& d, std::uint64_t revision, RouteRunner::Routed before) {
  return {std::make_shared<const Design>(d.design), std::make_shared<const Layout>(d.layout), revision,
          std::move(before)};
}

std::vector<LinkId> idsOf(const Routes& routes) {
  std::vector<LinkId> ids;
  for (const auto& entry : routes) ids.push_back(entry.first);
  std::ranges::sort(ids);
  return ids;
}

}  // namespace

class TestRouteRunner : public QObject {
  Q_OBJECT

 private slots:
  void givesUpWithoutATrace() {
    const Drawn d(randomDrawing(3));
    RouteKeeper keeper;
    const auto record = keeper.record();
    QVERIFY(!keeper.updateWithin(5, d.design, d.layout));
    QVERIFY(keeper.routes().empty());
    QCOMPARE(keeper.record(), record);
    QVERIFY(keeper.updateWithin(100'000, d.design, d.layout));
    QVERIFY(keeper.routes() == routeLinks(d.design, d.layout));
    QVERIFY(keeper.updateWithin(0, d.design, d.layout));  // nothing is to be done any more
  }

  void sketchesJoinTheirEnds() {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const Drawn d(randomDrawing(seed));
      RouteKeeper keeper;
      const auto changed = keeper.sketch(d.design, d.layout);
      QCOMPARE(changed, idsOf(keeper.routes()));
      QCOMPARE(changed, idsOf(routeLinks(d.design, d.layout)));
      for (const auto& [id, route] : keeper.routes()) {
        const LinkIndex link = d.design.linkIndexOf(id);
        QVERIFY2(onBorder(d.layout.rect(d.design.from(link)), route.points.front()), id.c_str());
        QVERIFY2(onBorder(d.layout.rect(d.design.to(link)), route.points.back()), id.c_str());
        QVERIFY2(route.points.size() <= 4, id.c_str());
      }
    }
  }

  void sketchesKeepWhatHolds() {
    Drawing d;
    d.card("a", 0, 0).card("b", 600, 0).card("c", 0, 400).card("d", 600, 400).card("wall", 300, 800);
    d.card("e", 0, 600).card("f", 600, 600).link("ab", "uses", "a", "b").link("cd", "uses", "c", "d");
    d.link("ef", "uses", "e", "f");
    const Drawn before = d.drawn();
    RouteKeeper keeper;
    keeper.update(before.design, before.layout);
    QVERIFY(keeper.sketch(before.design, before.layout).empty());
    const Routes routes = keeper.routes();
    d.card("b", 600, 80).card("wall", 300, 600).topology.links.erase("cd");
    const Drawn now = d.drawn();
    const auto changed = keeper.sketch(now.design, now.layout);
    QCOMPARE(changed, (std::vector<LinkId>{"ab", "cd"}));
    QVERIFY(!keeper.routes().contains("cd"));
    QCOMPARE(faultOf(now, now.design.linkIndexOf("ab"), keeper.routes().at("ab")), std::string());
  }

  void publishesAndWakes() {
    const Drawn d(generateDesign(4, 80));
    std::atomic<int> wakes = 0;
    RouteRunner runner([&] { ++wakes; });
    QVERIFY(!runner.latest().record);
    RouteKeeper keeper;
    keeper.sketch(d.design, d.layout);
    runner.submit(requestFor(d, 7, {0, keeper.record()}));
    runner.waitIdle();
    QCOMPARE(runner.latest().revision, std::uint64_t{7});
    QCOMPARE(wakes.load(), 1);
    const auto changed = keeper.adopt(runner.latest().record);
    QVERIFY(!changed.empty());
    QVERIFY(keeper.routes() == routeLinks(d.design, d.layout));
    QVERIFY(keeper.adopt(runner.latest().record).empty());
  }

  // Whoever edits faster than routes are found gets those of the newest design, and only them.
  void theNewestWins() {
    Topology t = generateDesign(6, 80);
    std::atomic<int> wakes = 0;
    RouteRunner runner([&] { ++wakes; });
    RouteKeeper keeper;
    std::uint64_t revision = 0;
    Rng rng(2);
    for (int round = 0; round < 6; ++round) {
      QVERIFY(apply(t, randomEdit(rng, t)).ok());
      runner.submit(requestFor(Drawn(t), ++revision, {0, keeper.record()}));
    }
    runner.waitIdle();
    QCOMPARE(runner.latest().revision, revision);
    QVERIFY(wakes >= 1 && wakes <= 6);
    const Drawn d(t);
    keeper.adopt(runner.latest().record);
    QVERIFY(keeper.routes() == routeLinks(d.design, d.layout));
    // From there a small edit is a small one again.
    QVERIFY(apply(t, {"Rename", {SetDesignName{"another"}}}).ok());
    const Drawn same(t);
    QVERIFY(keeper.updateWithin(0, same.design, same.layout));
  }

  void endsInTheMiddle() {
    const Drawn d(generateDesign(5, 3000));
    RouteKeeper keeper;
    RouteRunner runner({});
    runner.submit(requestFor(d, 1, {0, keeper.record()}));
  }
};

QTEST_GUILESS_MAIN(TestRouteRunner)
#include "test_route_runner.moc"
