// Straight pieces of lines that people move.
#include "layout/bending.h"

#include <algorithm>

#include "drawn.h"
#include "layout/placing.h"

using namespace nines;
using namespace nines::test;
using placing::Grip;
using placing::LinkEnd;
using Points = std::vector<Point>;

namespace {

Drawing twoCards() { return Drawing().card("a", 0, 0).card("b", 400, 200).link("l", "replicates", "a", "b"); }
// A line in the shape of a Z: out of a at y = 26, down in the middle, into b at y = 226. One bend would do, but for the
// cards below and above.
Drawing zigzag() { return twoCards().card("sill", 0, 80).card("lid", 400, 120); }
// Two cards in a row.
Drawing row() { return Drawing().card("a", 0, 0).card("b", 400, 0).link("l", "replicates", "a", "b"); }

Drawn after(const Drawn& before, const Edit& edit) {
  Topology t = *before.topology;
  if (!apply(t, edit)) QTest::qFail("the edit is refused", __FILE__, __LINE__);
  return Drawn(std::move(t));
}

Route routeOf(const Drawn& d, const std::string& id = "l") { return routeLinks(d.design, d.layout).at(id); }

Points bentBy(const Drawn& d, Grip grip, Point delta) {
  return placing::bent(d.design, d.layout, d.design.linkIndexOf("l"), placing::cornersOf(routeOf(d)), grip, delta);
}

// The whole line once the bends are in the design.
Points lineWith(const Drawn& d, const Points& bends) {
  return placing::cornersOf(routeOf(after(d, placing::bend(d.design, d.design.linkIndexOf("l"), bends))));
}

bool turnsBack(const Points& line) {
  for (std::size_t k = 2; k < line.size(); ++k) {
    const Point in = line[k - 1] - line[k - 2];
    const Point out = line[k] - line[k - 1];
    if (in.x * out.x + in.y * out.y < 0) return true;
  }
  return false;
}

}  // namespace

class TestBending : public QObject {
  Q_OBJECT

 private slots:
  void whatIsHeld() {
    const Points z{{146, 26}, {272, 26}, {272, 226}, {400, 226}};
    QVERIFY((placing::gripAt(z, {200, 29}, 5, 6) == Grip{0, 0}));
    QVERIFY((placing::gripAt(z, {269, 120}, 5, 6) == Grip{1, 1}));
    QVERIFY((placing::gripAt(z, {275, 30}, 5, 6) == Grip{0, 1}));
    QVERIFY(!placing::gripAt(z, {200, 120}, 5, 6));
    QVERIFY((placing::gripFor(z, true) == Grip{1, 1}));       // to the side: the upright piece
    QVERIFY((placing::gripFor(z, false) == Grip{3 - 1, 2}));  // up and down: the longer one of those to the cards
    QVERIFY(!placing::gripFor({{0, 0}, {100, 0}}, true));
  }

  // To the grid, across its own direction, with all that hangs on it.
  void aPieceBetweenTwoCorners() {
    const Drawn d = zigzag().drawn();
    QCOMPARE(routeOf(d).points.size(), std::size_t{4});
    const Points bends = bentBy(d, {1, 1}, {61, 1000});
    QVERIFY((bends == Points{{336, 26}, {336, 226}}));
    QVERIFY((lineWith(d, bends) == Points{{146, 26}, {336, 26}, {336, 226}, {400, 226}}));
  }

  void backAtTheStartNothingChanges() {
    const Drawn d = zigzag().drawn();
    QVERIFY(bentBy(d, {1, 1}, {3, 0}).empty());
    QVERIFY(bentBy(d, {1, 1}, {0, 40}).empty());
    QVERIFY(placing::bend(d.design, 0, {}).empty());
    const Drawn moved = after(d, placing::bend(d.design, 0, bentBy(d, {1, 1}, {61, 0})));
    QVERIFY(bentBy(moved, {1, 1}, {-2, 0}) == moved.design.link(0).bends);
    const Edit reset = placing::bend(moved.design, 0, {});
    QCOMPARE(reset.label, std::string("Reset route"));
    QVERIFY(routeOf(after(moved, reset)) == routeOf(d));
  }

  // Along the side of a card the line slides; beyond it a jog keeps it at the card.
  void aPieceThatRunsToACard() {
    const Drawn d = zigzag().drawn();
    const double x = routeOf(d).points[1].x;
    const Points slid = bentBy(d, {0, 0}, {0, 12});
    QVERIFY((slid == Points{{x, 40}, {x, 226}}));
    QVERIFY((lineWith(d, slid) == Points{{146, 40}, {x, 40}, {x, 226}, {400, 226}}));
    const Points jogged = bentBy(d, {0, 0}, {0, -60});
    QVERIFY((jogged == Points{{162, 26}, {162, -32}, {x, -32}, {x, 226}}));
    QVERIFY((lineWith(d, jogged) == Points{{146, 26}, {162, 26}, {162, -32}, {x, -32}, {x, 226}, {400, 226}}));
    const Points atTheEnd = bentBy(d, {2, 2}, {0, 62});
    QVERIFY((atTheEnd == Points{{x, 26}, {x, 288}, {384, 288}, {384, 226}}));
  }

  void aStraightLine() {
    const Drawn d = row().drawn();
    QCOMPARE(routeOf(d).points.size(), std::size_t{2});
    const Points slid = bentBy(d, {0, 0}, {0, 13});
    QVERIFY((slid == Points{{272, 40}}));
    QVERIFY((lineWith(d, slid) == Points{{146, 40}, {400, 40}}));
    const Points away = bentBy(d, {0, 0}, {0, 75});
    QVERIFY((lineWith(d, away) == Points{{146, 26}, {162, 26}, {162, 104}, {384, 104}, {384, 26}, {400, 26}}));
    // And back in line with the cards, where the grid would miss it by 2 px.
    const Drawn moved = after(d, placing::bend(d.design, 0, away));
    QVERIFY((lineWith(moved, bentBy(moved, {2, 2}, {0, -75})) == Points{{146, 26}, {400, 26}}));
  }

  void aCorner() {
    const Drawn d = zigzag().drawn();
    QVERIFY((bentBy(d, {1, 2}, {24, 8}) == Points{{296, 26}, {296, 232}}));
  }

  // Not into the card that it runs to: beside it, or round to its other side.
  void aroundTheCard() {
    const Drawn d = zigzag().drawn();
    const double x = routeOf(d).points[1].x;
    QVERIFY((bentBy(d, {1, 1}, {150 - x, 0}) == Points{{160, 26}, {160, 226}}));
    const Points behind = bentBy(d, {1, 1}, {-40 - x, 0});
    QVERIFY((behind == Points{{-40, 26}, {-40, 226}}));
    QVERIFY((lineWith(d, behind) == Points{{0, 26}, {-40, 26}, {-40, 226}, {400, 226}}));
  }

  // The line stops where it would run into something, and goes on behind it.
  void stopsAtObstacles() {
    const Drawn d = zigzag().card("wall", 160, 90).drawn();
    auto design = std::make_shared<const Design>(d.topology, Catalogue::shipped(), d.design.profile());
    auto layout = std::make_shared<const Layout>(*design);
    const Routes routes = routeLinks(*design, *layout);
    const Points corners = placing::cornersOf(routes.at("l"));
    QCOMPARE(corners.size(), std::size_t{4});
    QVERIFY(corners[1].x > 306);
    LinkPreview preview(design, layout, routes, 0);
    const auto by = [&](double dx) {
      return placing::bentFreely(*design, *layout, preview, 0, corners, {1, 1}, {dx, 0});
    };
    const auto inside = by(240 - corners[1].x);
    QVERIFY(inside.stopped);
    QVERIFY(inside.course[1].x >= 306);
    QCOMPARE(inside.course[1].x, inside.bends.front().x);
    const auto beyond = by(-40 - corners[1].x);
    QVERIFY(!beyond.stopped);
    QCOMPARE(beyond.course[1].x, -40.0);
  }

  // What is shown while dragging is what comes of it: whatever else lies around.
  void previewsAreTrue() {
    int moved = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      const Topology topology = randomDrawing(seed);
      const auto shared = std::make_shared<const Topology>(topology);
      const auto design =
          std::make_shared<const Design>(shared, Catalogue::shipped(), Profiles::shipped().orDefault(topology.profile));
      const auto layout = std::make_shared<const Layout>(*design);
      const Routes routes = routeLinks(*design, *layout);
      Rng rng(seed);
      for (LinkIndex link = 0; link < design->linkCount(); link += 6) {
        const auto at = routes.find(design->link(link).id);
        if (at == routes.end()) continue;
        const Points corners = placing::cornersOf(at->second);
        if (corners.size() < 2) continue;
        LinkPreview preview(design, layout, routes, link);
        const auto piece = static_cast<std::size_t>(rng.between(0, static_cast<int>(corners.size()) - 2));
        const Point delta{rng.between(-90, 90) * 1.0, rng.between(-90, 90) * 1.0};
        const auto bent = placing::bentFreely(*design, *layout, preview, link, corners, {piece, piece}, delta);
        const Edit edit = placing::bend(*design, link, bent.bends);
        if (edit.empty()) continue;
        ++moved;
        Topology next = topology;
        QVERIFY(apply(next, edit));
        const Drawn now(std::move(next));
        const Route route = routeLinks(now.design, now.layout).at(design->link(link).id);
        QVERIFY2(placing::cornersOf(route) == bent.course, qPrintable(QString("seed %1, link %2").arg(seed).arg(link)));
        QVERIFY(crossedBy(now.design, now.layout, link, route).empty());
      }
    }
    QVERIFY2(moved > 25, qPrintable(QString::number(moved)));
  }

  // An end that moves later takes the corner beside it along. What a person moved stays; no line turns back on itself.
  void endsThatMoveLater_data() {
    QTest::addColumn<double>("dx");
    QTest::addColumn<double>("dy");
    QTest::newRow("a little down") << 0.0 << 16.0;
    QTest::newRow("past the other one") << 0.0 << 400.0;
    QTest::newRow("aside") << -80.0 << 0.0;
    QTest::newRow("both") << 40.0 << 120.0;
  }
  void endsThatMoveLater() {
    QFETCH(double, dx);
    QFETCH(double, dy);
    const Drawn first = twoCards().drawn();
    const Drawn bent = after(first, placing::bend(first.design, 0, {{304, 26}, {304, 226}}));
    const NodeIndex a = bent.at("a");
    const placing::Move move(bent.design, bent.layout, {&a, 1}, a);
    const Drawn now = after(bent, move.edit(move.targetAt({dx, dy})));
    QVERIFY((now.design.link(0).bends == Points{{304, 26 + dy}, {304, 226}}));
    const Points line = placing::cornersOf(routeOf(now));
    QVERIFY((line == Points{{146 + dx, 26 + dy}, {304, 26 + dy}, {304, 226}, {400, 226}}));
    QVERIFY(!turnsBack(line));
  }

  // A card over one bend hides that one alone; the line passes all others, and has it back once the card is gone.
  void aHiddenBendLeavesTheOthers_data() {
    QTest::addColumn<int>("hidden");
    for (int k = 0; k < 4; ++k) QTest::addRow("bend %d", k) << k;
  }
  void aHiddenBendLeavesTheOthers() {
    QFETCH(int, hidden);
    const Points bends{{-200, 26}, {-200, 500}, {700, 500}, {700, 226}};
    Drawing drawing = Drawing().card("a", 0, 0).card("b", 400, 200).link("l", "replicates", "a", "b", bends);
    const Drawn free = drawing.drawn();
    Points whole = bends;
    whole.insert(whole.begin(), {0, 26});
    whole.push_back({546, 226});
    QVERIFY(placing::cornersOf(routeOf(free)) == whole);
    const Point at = bends[static_cast<std::size_t>(hidden)];
    const Drawn covered = drawing.card("lid", at.x - 70, at.y - 20).drawn();
    const Route route = routeOf(covered);
    QVERIFY(crossedBy(covered.design, covered.layout, 0, route).empty());
    for (const Point bend : bends) QCOMPARE(std::ranges::count(route.points, bend), bend == at ? 0 : 1);
    QVERIFY(covered.design.link(0).bends == bends);
  }

  // A card that is moved onto the bend of its own line, and away again.
  void aCardComesBackFromItsBend_data() {
    QTest::addColumn<double>("dx");
    QTest::addColumn<double>("dy");
    QTest::newRow("straight onto it") << 0.0 << 96.0;
    QTest::newRow("and aside") << 32.0 << 96.0;
    QTest::newRow("far enough to hide its lower end") << -24.0 << 72.0;
  }
  void aCardComesBackFromItsBend() {
    QFETCH(double, dx);
    QFETCH(double, dy);
    const Points bends{{73, 120}, {-56, 120}, {-56, 300}};
    const Drawn first = Drawing().card("a", 0, 0).card("b", 400, 274).link("l", "replicates", "a", "b", bends).drawn();
    const auto moved = [](const Drawn& d, Point by) {
      const NodeIndex a = d.at("a");
      const placing::Move move(d.design, d.layout, {&a, 1}, a);
      return after(d, move.edit(move.targetAt(by)));
    };
    const Drawn there = moved(first, {dx, dy});
    QVERIFY(there.rect("a").contains(there.design.link(0).bends.front()));
    const Points shown = routeOf(there).points;
    QCOMPARE(std::ranges::count(shown, Point{-56, 300}), 1);
    const Drawn back = moved(there, {-dx, -dy});
    QVERIFY(back.design.link(0).bends == bends);
    QVERIFY(routeOf(back) == routeOf(first));
  }

  void followsOnlyWhatRunsStraightToIt() {
    const Rect before{0, 0, 146, 52};
    const auto followed = [&](Point corner, const Rect& now) {
      Points bends{corner};
      placing::followEnd(bends, LinkEnd::from, before, now);
      return bends.front();
    };
    QVERIFY((followed({300, 20}, before.translated({5, 60})) == Point{300, 80}));
    QVERIFY((followed({40, 120}, before.translated({60, 5})) == Point{100, 120}));
    QVERIFY((followed({300, 200}, before.translated({60, 60})) == Point{300, 200}));
    QVERIFY((followed({40, 20}, before.translated({60, 60})) == Point{40, 20}));
    // A larger or smaller end: within its side.
    QVERIFY((followed({300, 42}, {500, 100, 40, 24}) == Point{300, 114}));
  }
};

QTEST_APPLESS_MAIN(TestBending)
#include "test_bending.moc"
