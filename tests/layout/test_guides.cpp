// Alignment guides and equal distances, without any canvas.
#include "drawn.h"
#include "layout/guides.h"
#include "layout/placing.h"

using namespace nines;
using namespace nines::test;
using placing::EqualGap;
using placing::Guide;
using placing::Guides;

namespace {

const Rect kView{-2000, -2000, 6000, 6000};
constexpr double kReach = 5;
constexpr Point kElsewhere{-999, -999};

struct Scene {
  Drawn drawn;
  std::vector<char> moving;

  explicit Scene(const Drawing& d, const char* moved = "m") : drawn(d.drawn()), moving(drawn.design.nodeCount(), 0) {
    moving[drawn.at(moved)] = 1;
  }
  Guides guides(const char* moved = "m", const Rect& view = kView) const {
    return {drawn.design, drawn.layout, drawn.at(moved), moving, view};
  }
};

Rect card(double x, double y) { return {x, y, kCardSize.width, kCardSize.height}; }

}  // namespace

class TestGuides : public QObject {
  Q_OBJECT

 private slots:
  void edgesDraw_data() {
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<double>("toX");
    QTest::addColumn<double>("toY");
    QTest::newRow("left edges") << 303.0 << 700.0 << 300.0 << -999.0;
    QTest::newRow("as far as the reach") << 305.0 << 700.0 << 300.0 << -999.0;
    QTest::newRow("beyond it") << 305.5 << 700.0 << -999.0 << -999.0;
    QTest::newRow("left edge meets no right edge") << 446.0 << 700.0 << -999.0 << -999.0;
    QTest::newRow("top edges") << 900.0 << 198.0 << -999.0 << 200.0;
    QTest::newRow("both") << 296.0 << 203.0 << 300.0 << 200.0;
  }
  void edgesDraw() {
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(double, toX);
    QFETCH(double, toY);
    const Scene scene(Drawing().card("a", 300, 200).card("m", 0, 0));
    QCOMPARE(scene.guides().drawn(card(x, y), kElsewhere, kReach), (Point{toX, toY}));
  }

  // Of two lines in reach the nearer one draws.
  void theNearestDraws() {
    const Scene scene(Drawing().card("a", 300, 0).card("b", 306, 200).card("m", 0, 0));
    QCOMPARE(scene.guides().drawn(card(302, 600), kElsewhere, kReach).x, 300.0);
    QCOMPARE(scene.guides().drawn(card(304, 600), kElsewhere, kReach).x, 306.0);
  }

  void middlesAndRightEdgesOfOthersSizes() {
    Drawing d;
    d.node("wide", "region", "", Rect{100, 0, 600, 300}, {{"code", Value("eu-west-1")}});
    d.node("m", "region", "", Rect{0, 900, 400, 300}, {{"code", Value("eu-central-1")}});
    const Scene scene(d);
    const Guides guides = scene.guides();
    QCOMPARE(guides.drawn({203, 900, 400, 300}, kElsewhere, kReach).x, 200.0);
    QCOMPARE(guides.lines({200, 900, 400, 300}), (std::vector<Guide>{{true, 400, 0, 1200, "Centres"}}));
    QCOMPARE(guides.drawn({298, 900, 400, 300}, kElsewhere, kReach).x, 300.0);
    QCOMPARE(guides.lines({300, 900, 400, 300}), (std::vector<Guide>{{true, 700, 0, 1200, "Right edges"}}));
  }

  // Cards are compared with cards: what holds them is another matter.
  void onlyTheSameSortCounts() {
    Drawing d;
    d.node("region", "region", "", Rect{300, 200, 600, 400}, {{"code", Value("eu-west-1")}}).card("m", 0, 0);
    const Scene scene(d);
    QCOMPARE(scene.guides().drawn(card(302, 202), kElsewhere, kReach), kElsewhere);
    QVERIFY(scene.guides().lines(card(300, 200)).empty());
  }

  void whatIsOffTheScreenDoesNotCount() {
    const Scene scene(Drawing().card("a", 300, 5000).card("m", 0, 0));
    QCOMPARE(scene.guides().drawn(card(302, 0), kElsewhere, kReach).x, -999.0);
    QCOMPARE(scene.guides("m", {0, 0, 9000, 9000}).drawn(card(302, 0), kElsewhere, kReach).x, 300.0);
  }

  // What is dragged along is no guide.
  void whatMovesDoesNotCount() {
    Scene scene(Drawing().card("a", 300, 200).card("m", 0, 0));
    scene.moving[scene.drawn.at("a")] = 1;
    QCOMPARE(scene.guides().drawn(card(302, 202), kElsewhere, kReach), kElsewhere);
  }

  // A line goes as far as the nearest one on either side.
  void linesEndAtTheNearest() {
    const Scene scene(Drawing().card("far", 300, 0).card("near", 300, 300).card("below", 300, 800).card("m", 0, 0));
    QCOMPARE(scene.guides().lines(card(300, 500)), (std::vector<Guide>{{true, 300, 300, 852, "Left edges"}}));
    QCOMPARE(scene.guides().lines(card(900, 302)), std::vector<Guide>{});
    QCOMPARE(scene.guides().lines(card(900, 300)), (std::vector<Guide>{{false, 300, 300, 1046, "Top edges"}}));
  }

  // In the row by half of its height, but not in line with it.
  void equalGapsDraw() {
    const Scene between(Drawing().card("a", 0, 0).card("b", 800, 0).card("m", 0, 900));
    QCOMPARE(between.guides().drawn(card(403, 20), kElsewhere, kReach), (Point{400, -999}));
    const Scene beside(Drawing().card("a", 0, 0).card("b", 200, 0).card("m", 0, 900));
    QCOMPARE(beside.guides().drawn(card(397, 20), kElsewhere, kReach), (Point{400, -999}));
    QCOMPARE(beside.guides().drawn(card(-203, 20), kElsewhere, kReach), (Point{-200, -999}));
  }

  void equalGapsAreShown() {
    const Scene scene(Drawing().card("a", 0, 0).card("b", 200, 0).card("m", 0, 900));
    QCOMPARE(scene.guides().gaps(card(400, 10)), (std::vector<EqualGap>{{true, 36, 146, 200}, {true, 36, 346, 400}}));
    QCOMPARE(scene.guides().gaps(card(-200, 10)), (std::vector<EqualGap>{{true, 36, -54, 0}, {true, 36, 146, 200}}));
    QVERIFY(scene.guides().gaps(card(402, 10)).empty());
    // Too far down to be a neighbour.
    QVERIFY(scene.guides().gaps(card(400, 30)).empty());
    QCOMPARE(scene.guides().gaps(card(0, 72)), std::vector<EqualGap>{});
  }

  void distancesDownAsWell() {
    const Scene scene(Drawing().card("a", 0, 0).card("b", 0, 400).card("m", 900, 0));
    QCOMPARE(scene.guides().drawn(card(20, 203), kElsewhere, kReach), (Point{-999, 200}));
    QCOMPARE(scene.guides().gaps(card(20, 200)), (std::vector<EqualGap>{{false, 93, 52, 200}, {false, 93, 252, 400}}));
  }

  // What a move shows is what it does; the grid holds where no guide does.
  void movesGoToGuides() {
    Drawing d;
    d.card("a", 301, 203).card("m", 0, 600);
    const Scene scene(d);
    const Guides guides = scene.guides();
    const NodeIndex m = scene.drawn.at("m");
    placing::Move move(scene.drawn.design, scene.drawn.layout, std::vector<NodeIndex>{m}, m);
    QCOMPARE(move.targetAt({299, 20}).delta, (Point{296, 24}));
    move.drawTo(guides, kReach);
    QCOMPARE(move.targetAt({299, 20}).delta, (Point{301, 24}));
    QCOMPARE(move.targetAt({602, -399}).delta, (Point{600, -397}));
  }
};

QTEST_GUILESS_MAIN(TestGuides)
#include "test_guides.moc"
