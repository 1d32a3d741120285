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

  // Two frames are joined in the middle of what they have opposite each other, or close beside the lower one's label.
  void framesMeetInTheMiddle_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("inTheMiddle");
    QTest::newRow("short label") << "aurora-cluster" << true;
    QTest::newRow("label over the middle") << "scaling-group" << false;
  }
  void framesMeetInTheMiddle() {
    QFETCH(QString, kind);
    QFETCH(bool, inTheMiddle);
    Drawing drawing;
    drawing.node("upper", "scaling-group").node("lower", kind.toStdString());
    for (int c = 0; c < 3; ++c) {
      const std::string n = std::to_string(c);
      drawing.card("a" + n, c * 200, 0, "", "app-tier").card("b" + n, c * 200, 200, "", "app-tier");
      drawing.link("ma" + n, "member", "a" + n, "upper").link("mb" + n, "member", "b" + n, "lower");
    }
    const Drawn d = drawing.link("l", "uses", "upper", "lower").drawn();
    const Route route = routeLinks(d.design, d.layout).at("l");
    QCOMPARE(bends(route), std::size_t{0});
    QCOMPARE(faultOf(d, d.design.linkIndexOf("l"), route), std::string());
    const double off = std::abs(route.points[0].x - d.rect("lower").centre().x);
    QCOMPARE(off == 0, inTheMiddle);
    QVERIFY(off < 120);
  }

  // Arrows that come from above keep off the chip, wherever the other end stands; without a chip they need not.
  void noArrowEndsUnderAChip_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<double>("width");
    QTest::newRow("chip") << "rds-standby" << 146.0;
    QTest::newRow("chip over the middle") << "rds-standby" << 96.0;
    QTest::newRow("none") << "rds-instance" << 146.0;
  }
  void noArrowEndsUnderAChip() {
    QFETCH(QString, kind);
    QFETCH(double, width);
    std::size_t under = 0;
    std::size_t above = 0;
    for (int x = -140; x <= 140; x += 4) {
      Drawing drawing;
      drawing.node("b", kind.toStdString(), "", Rect{0, 300, width, 52}).card("a", x, 0).card("c", x + 160, 0);
      drawing.link("l1", "uses", "a", "b").link("l2", "uses", "a", "b").link("l3", "uses", "c", "b");
      const Drawn d = drawing.drawn();
      const Rect chip = d.layout.chipOf(d.design, d.at("b"));
      QCOMPARE(chip.empty(), kind == "rds-instance");
      for (const auto& [id, route] : routeLinks(d.design, d.layout)) {
        const Point end = route.points.back();
        if (end.y != 300) continue;
        ++above;
        const Rect covered = chip.empty() ? Rect{9, 293, 57, 14} : chip;
        if (end.x > covered.left() - 4 && end.x < covered.right() + 4) ++under;
      }
    }
    QVERIFY2(above > 20, std::to_string(above).c_str());
    QCOMPARE(under == 0, kind == "rds-standby");
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

  void bendsOfAPersonAreWayPoints() {
    const std::vector<Point> bends{{200, 26}, {200, 150}, {380, 150}};
    const Drawn d = Drawing().card("a", 0, 0).card("b", 400, 0).link("l", "uses", "a", "b", bends).drawn();
    const Route route = routeLinks(d.design, d.layout).at("l");
    QVERIFY(!route.blocked);
    for (const Point& bend : bends) {
      const bool passed = std::ranges::any_of(route.points, [&](Point p) { return p == bend; });
      QVERIFY(passed);
    }
  }

  // A bend beyond the target, or one that asks to go back the way the line came: no bend is lost for that.
  void bendsBeyondTheTarget_data() {
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::newRow("behind the target") << 800.0 << 26.0;
    QTest::newRow("below both") << 300.0 << 900.0;
    QTest::newRow("behind the source") << -500.0 << 26.0;
  }
  void bendsBeyondTheTarget() {
    QFETCH(double, x);
    QFETCH(double, y);
    const std::vector<Point> bends{{x, y}, {250, 150}};
    const Drawn d = Drawing().card("a", 0, 0).card("b", 400, 0).link("l", "uses", "a", "b", bends).drawn();
    const Route route = routeLinks(d.design, d.layout).at("l");
    QCOMPARE(faultOf(d, 0, route), std::string());
    for (const Point& bend : bends) QVERIFY(std::ranges::find(route.points, bend) != route.points.end());
    for (std::size_t k = 2; k < route.points.size(); ++k) {
      const Point before = route.points[k - 1] - route.points[k - 2];
      const Point after = route.points[k] - route.points[k - 1];
      QVERIFY2(before.x * after.x + before.y * after.y >= 0, qPrintable(QString("turns back at point %1").arg(k)));
    }
  }

  // Coordinates that add up with rounding errors: runs stay horizontal or vertical to the last digit.
  void fractionalBends() {
    Rng rng(3);
    for (int round = 0; round < 200; ++round) {
      const auto anywhere = [&] { return rng.between(-90'000, 90'000) / 70.3 + rng.between(0, 1000) * 1e-13; };
      std::vector<Point> bends(static_cast<std::size_t>(rng.between(1, 3)));
      for (Point& bend : bends) bend = {anywhere(), anywhere()};
      Drawing drawing;
      drawing.node("a", "rds-instance", "", Rect{anywhere(), anywhere(), 146, 52});
      drawing.node("b", "rds-instance", "", Rect{anywhere(), anywhere(), 146, 52});
      const Drawn d = drawing.link("l", "uses", "a", "b", bends).drawn();
      QCOMPARE(faultOf(d, 0, routeLinks(d.design, d.layout).at("l")), std::string());
    }
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

  // Each card with a dozen others in the same row: where so many lines share a trunk, going round in circles must not
  // be cheaper than going on.
  void manyFarLinksInARow() {
    constexpr int kCards = 40;
    Drawing drawing;
    const auto name = [](int i) { return "c" + std::to_string(i); };
    for (int i = 0; i < kCards; ++i) drawing.card(name(i), i * 260.0, 0);
    int links = 0;
    for (int i = 0; i < kCards && links < 240; ++i) {
      for (int j = 0; j < kCards && links < 240; ++j) {
        if (std::abs(i - j) >= 10) drawing.link("l" + std::to_string(links++), "uses", name(i), name(j));
      }
    }
    const Drawn d = drawing.drawn();
    const Routes routes = routeLinks(d.design, d.layout);
    QCOMPARE(routes.size(), std::size_t{240});
    for (const auto& [id, route] : routes) QVERIFY2(route.points.size() < 20, id.c_str());
  }

  // Cards upon each other, in each other, below another, of no size, far away: always a course, never an endless
  // search. Blocked is what has to run into something, and nothing else: around two cards that lie upon each other
  // there is a way.
  void hopeless() {
    const Drawn d = Drawing()
                        .card("a", 0, 0)
                        .card("b", 10, 10)
                        .card("c", 5, 5, "a")
                        .node("flat", "rds-instance", "", Rect{50, 500, 0, 0})
                        .card("far", 1e7, -1e7)
                        .card("covered", 1000, 1000)
                        .node("lid", "rds-instance", "", Rect{900, 900, 400, 300})
                        .link("on", "uses", "a", "b")
                        .link("in", "uses", "a", "c")
                        .link("flat", "uses", "a", "flat")
                        .link("far", "uses", "b", "far")
                        .link("walled", "uses", "a", "covered")
                        .link("out", "uses", "covered", "flat")
                        .drawn();
    const Routes routes = routeLinks(d.design, d.layout);
    QCOMPARE(routes.size(), std::size_t{6});
    for (LinkIndex i = 0; i < d.design.linkCount(); ++i) {
      const LinkId& id = d.design.link(i).id;
      const Route& route = routes.at(id);
      QVERIFY2(route.points.size() >= 2, id.c_str());
      QVERIFY2(route.blocked != crossedBy(d.design, d.layout, i, route).empty(), id.c_str());
      const bool hasNoWay = id == "in" || id == "walled" || id == "out";
      QVERIFY2(route.blocked == hasNoWay, id.c_str());
    }
  }
};

QTEST_GUILESS_MAIN(TestRouter)
#include "test_router.moc"
