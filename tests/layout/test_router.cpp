// Routes of links: what they must never do, and how the plain cases look.
#include "layout/router.h"

#include "drawn.h"
#include "generator.h"

using namespace nines;
using namespace nines::test;

namespace {

std::size_t bends(const Route& route) { return route.points.size() - 2; }

// Routes everything and checks each; adds up how many there are and how many are blocked.
void checkAll(const Drawn& d, std::size_t& total, std::size_t& blocked) {
  const Routes routes = routeLinks(d.design, d.layout);
  for (LinkIndex i = 0; i < d.design.linkCount(); ++i) {
    const auto at = routes.find(d.design.link(i).id);
    if (at == routes.end()) continue;
    const std::string fault = faultOf(d, i, at->second);
    QVERIFY2(fault.empty(), fault.c_str());
    ++total;
    if (at->second.blocked) ++blocked;
  }
}

// Length over which two routes lie on each other.
double overlap(const Route& a, const Route& b) {
  double length = 0;
  for (std::size_t i = 1; i < a.points.size(); ++i) {
    for (std::size_t j = 1; j < b.points.size(); ++j) {
      const auto common = [](double a1, double a2, double b1, double b2) {
        return std::max(0.0,
                        std::min(std::max(a1, a2), std::max(b1, b2)) - std::max(std::min(a1, a2), std::min(b1, b2)));
      };
      const Point &p = a.points[i - 1], &q = a.points[i], &r = b.points[j - 1], &s = b.points[j];
      if (p.y == q.y && r.y == s.y && p.y == r.y) length += common(p.x, q.x, r.x, s.x);
      if (p.x == q.x && r.x == s.x && p.x == r.x) length += common(p.y, q.y, r.y, s.y);
    }
  }
  return length;
}

}  // namespace

class TestRouter : public QObject {
  Q_OBJECT

 private slots:
  void randomDrawingsAreSound() {
    std::size_t total = 0;
    std::size_t blocked = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) checkAll(Drawn(randomDrawing(seed)), total, blocked);
    QVERIFY(total > 500);
    QVERIFY2(blocked * 100 <= total, qPrintable(QString("%1 of %2 blocked").arg(blocked).arg(total)));
  }

  void generatedDesignsAreSound() {
    std::size_t total = 0;
    std::size_t blocked = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed)
      checkAll(Drawn(generateDesign(seed, 30 + 60 * seed)), total, blocked);
    QVERIFY(total > 500);
    QVERIFY2(blocked * 100 <= total, qPrintable(QString("%1 of %2 blocked").arg(blocked).arg(total)));
  }

  void sameEveryTime() {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const Topology t = randomDrawing(seed);
      const Drawn a(t);
      const Drawn b(t);
      QVERIFY(routeLinks(a.design, a.layout) == routeLinks(b.design, b.layout));
    }
  }

  void straightBetweenMiddles() {
    const Drawn d = Drawing().card("a", 0, 0).card("b", 300, 0).link("l", "uses", "a", "b").drawn();
    const Routes routes = routeLinks(d.design, d.layout);
    QCOMPARE(routes.at("l").points, (std::vector<Point>{{146, 26}, {300, 26}}));
    QVERIFY(!routes.at("l").blocked);
  }

  void fewBends_data() {
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<int>("most");
    QTest::newRow("right") << 400.0 << 0.0 << 0;
    QTest::newRow("below") << 0.0 << 200.0 << 0;
    QTest::newRow("a little lower") << 400.0 << 10.0 << 0;
    QTest::newRow("diagonal") << 400.0 << 300.0 << 1;
    QTest::newRow("diagonal to the left") << -400.0 << -300.0 << 1;
    QTest::newRow("next column, nearly the same row") << 400.0 << 40.0 << 2;
  }
  void fewBends() {
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(int, most);
    const Drawn d = Drawing().card("a", 0, 0).card("b", x, y).link("l", "uses", "a", "b").drawn();
    QVERIFY(bends(routeLinks(d.design, d.layout).at("l")) <= static_cast<std::size_t>(most));
  }

  void aroundACardInTheWay() {
    const Drawn d =
        Drawing().card("a", 0, 0).card("wall", 220, 0).card("b", 440, 0).link("l", "uses", "a", "b").drawn();
    const Route route = routeLinks(d.design, d.layout).at("l");
    QVERIFY(!route.blocked);
    QVERIFY(crossedBy(d.design, d.layout, 0, route).empty());
    // It keeps its distance, too.
    for (std::size_t k = 1; k < route.points.size(); ++k) {
      const Point &p = route.points[k - 1], &q = route.points[k];
      const Rect run{std::min(p.x, q.x), std::min(p.y, q.y), std::abs(p.x - q.x), std::abs(p.y - q.y)};
      QVERIFY(!d.rect("wall").grown(7.9).intersects(run));
    }
  }

  void headersAreObstacles() {
    const Drawn d = Drawing()
                        .node("eu-west-1", "region", "", Rect{0, 100, 800, 400}, {{"code", Value("eu-west-1")}})
                        .card("above", 20, 0)
                        .card("inside", 20, 200, "eu-west-1")
                        .link("l", "uses", "above", "inside")
                        .drawn();
    const Route straight{{{93, 52}, {93, 300}}, false};
    QCOMPARE(crossedBy(d.design, d.layout, 0, straight), std::vector<NodeIndex>{d.at("eu-west-1")});
    QVERIFY(crossedBy(d.design, d.layout, 0, routeLinks(d.design, d.layout).at("l")).empty());
  }

  void crossedByNamesCards() {
    const Drawn d =
        Drawing().card("a", 0, 0).card("wall", 220, 0).card("b", 440, 0).link("l", "uses", "a", "b").drawn();
    QCOMPARE(crossedBy(d.design, d.layout, 0, {{{146, 26}, {440, 26}}, false}), std::vector<NodeIndex>{d.at("wall")});
    // Along an edge is not through.
    QVERIFY(crossedBy(d.design, d.layout, 0, {{{146, 52}, {440, 52}}, false}).empty());
    // Its own ends do not count.
    QVERIFY(crossedBy(d.design, d.layout, 0, {{{10, 10}, {10, 40}}, false}).empty());
  }

  void endsOnTheBorderOfAFrame() {
    const Drawn d = Drawing()
                        .card("lb", 0, 100, "", "load-balancer")
                        .card("t1", 300, 100, "", "app-tier")
                        .card("t2", 300, 200, "", "app-tier")
                        .node("group", "scaling-group")
                        .link("m1", "member", "t1", "group")
                        .link("m2", "member", "t2", "group")
                        .link("l", "routes", "lb", "group")
                        .drawn();
    const Routes routes = routeLinks(d.design, d.layout);
    QCOMPARE(routes.size(), std::size_t{1});
    QCOMPARE(routes.at("l").points, (std::vector<Point>{{146, 126}, {287, 126}}));
  }

  void whatHasNoRoute() {
    const Drawn d = Drawing()
                        .card("t1", 300, 100, "", "app-tier")
                        .card("other", 0, 100, "", "app-tier")
                        .node("group", "scaling-group")
                        .link("member", "member", "t1", "group")
                        .link("inward", "uses", "t1", "group")
                        .link("outward", "uses", "group", "t1")
                        .link("self", "uses", "t1", "t1")
                        .link("drawn", "uses", "other", "group")
                        .drawn();
    const Routes routes = routeLinks(d.design, d.layout);
    QCOMPARE(routes.size(), std::size_t{1});
    QVERIFY(routes.contains("drawn"));
  }

  void bendsThatAreInTheWayGiveWay() {
    const Drawn d = Drawing()
                        .card("a", 0, 0)
                        .card("wall", 200, 200)
                        .card("b", 500, 0)
                        .link("l", "uses", "a", "b", {{250, 220}})
                        .drawn();
    const Route route = routeLinks(d.design, d.layout).at("l");
    QVERIFY(!route.blocked);
    QVERIFY(crossedBy(d.design, d.layout, 0, route).empty());
  }

  // Two lines that have nothing in common keep a lane between them; two from one source may share a trunk.
  void lanes() {
    const Drawn d = Drawing()
                        .card("a", 0, 0)
                        .card("b", 0, 80)
                        .card("c", 400, 0)
                        .card("d", 400, 80)
                        .link("l1", "uses", "a", "d")
                        .link("l2", "uses", "b", "c")
                        .link("l3", "uses", "b", "d")
                        .drawn();
    const Routes routes = routeLinks(d.design, d.layout);
    QCOMPARE(overlap(routes.at("l1"), routes.at("l2")), 0.0);
    const Drawn twins = Drawing()
                            .card("a", 0, 0)
                            .card("b", 400, 0)
                            .link("l1", "uses", "a", "b")
                            .link("l2", "uses", "a", "b")
                            .link("l3", "replicates", "b", "a")
                            .drawn();
    const Routes three = routeLinks(twins.design, twins.layout);
    for (const auto& [one, other] : {std::pair("l1", "l2"), std::pair("l1", "l3"), std::pair("l2", "l3")}) {
      QCOMPARE(overlap(three.at(one), three.at(other)), 0.0);
      QCOMPARE(bends(three.at(one)), std::size_t{0});
    }
  }
};

QTEST_GUILESS_MAIN(TestRouter)
#include "test_router.moc"
