// Dropped cards hide no others: they take the nearest free cell, and what is previewed is what is placed.
#include <algorithm>
#include <cmath>

#include "drawn.h"
#include "layout/landing.h"
#include "layout/placing.h"
#include "layout/standbys.h"
#include "layout/tidying.h"
#include "nested_design.h"

using namespace nines;
using namespace nines::test;

namespace {

// A Region with two zones; cards in one column, two balancers beside each other, users on the canvas.
Drawing workshop() {
  Drawing d;
  d.node("region", "region", "", Rect{0, 0, 1000, 480}, {{"code", Value("eu-west-1")}});
  d.node("zone-a", "az", "region", Rect{400, 40, 188, 360});
  d.node("zone-b", "az", "region", Rect{600, 40, 188, 360});
  d.card("a1", 21, 40, "zone-a").card("a2", 21, 160, "zone-a");
  d.card("lb1", 24, 80, "region", "load-balancer").card("lb2", 184, 80, "region", "load-balancer");
  d.card("users", 40, 560, "", "users");
  return d;
}

// A card of `id` on another card of its container.
QString hidden(const Drawn& d, const std::string& id) {
  const NodeIndex i = d.at(id);
  for (NodeIndex other = 0; other < d.design.nodeCount(); ++other) {
    if (other == i || d.design.parent(other) != d.design.parent(i)) continue;
    if (!placing::isCard(d.design, d.layout, other)) continue;
    if (d.layout.rect(other).intersects(d.layout.rect(i)))
      return QString::fromStdString(id + " lies on " + d.design.node(other).id);
  }
  return {};
}

Drawn after(const Drawn& d, const Edit& edit) {
  Topology next = *d.topology;
  const auto applied = apply(next, edit);
  if (!applied) qFatal("%s", applied.error().reason.c_str());
  return Drawn(std::move(next));
}

placing::Pick pickOf(const char* preset) { return placing::pickOf(Catalogue::shipped(), preset); }

// What leaves its container, or lies over a neighbour there, and did not before.
QString newFaults(const Drawn& before, const Drawn& now, NodeIndex moved) {
  const auto leaves = [](const Drawn& d, NodeIndex i) {
    const NodeIndex parent = d.design.parent(i);
    return parent != kNone && !d.layout.place(i).frame && !d.layout.rect(parent).contains(d.layout.rect(i));
  };
  const auto over = [](const Drawn& d, NodeIndex i, NodeIndex j) {
    return d.design.parent(i) == d.design.parent(j) && !d.layout.place(i).frame && !d.layout.place(j).frame &&
           d.layout.rect(i).intersects(d.layout.rect(j));
  };
  const auto name = [&](NodeIndex i) { return QString::fromStdString(now.design.node(i).id); };
  QStringList out;
  for (NodeIndex i = 0; i < now.design.nodeCount(); ++i) {
    if (leaves(now, i) && !leaves(before, i)) out << name(i) + " leaves its container";
    for (NodeIndex j = 0; j < i; ++j) {
      if (i != moved && j != moved && over(now, i, j) && !over(before, i, j)) out << name(i) + " lies over " + name(j);
    }
  }
  return out.join(", ");
}

}  // namespace

class TestLanding : public QObject {
  Q_OBJECT

 private slots:
  // The two change places: what is in the way is what makes way.
  void aPrimaryTakesThePlaceOfItsStandby_data() {
    QTest::addColumn<double>("aside");
    QTest::newRow("onto it") << 0.0;
    QTest::newRow("half beside it") << 16.0;
  }
  void aPrimaryTakesThePlaceOfItsStandby() {
    QFETCH(double, aside);
    Drawing d;
    d.node("region", "region", "", Rect{0, 0, 1000, 480}, {{"code", Value("eu-west-1")}});
    d.node("zone-a", "az", "region", Rect{400, 40, 240, 360}, {{"code", Value("eu-west-1a")}});
    d.node("zone-b", "az", "region", Rect{664, 40, 240, 360}, {{"code", Value("eu-west-1b")}});
    d.card("db", 16, 40, "zone-a").card("copy", 16, 160, "zone-b", "rds-standby").card("other", 16, 240, "zone-b");
    d.topology.nodes.put({"db", "rds-instance", "zone-a", "", Rect{16, 40, 146, 52}, {{"multiAz", Value(true)}}, {}});
    d.link("pair", "standby", "db", "copy");
    const Drawn before = d.drawn();
    const NodeIndex db = before.at("db");
    const placing::Move move(before.design, before.layout, {&db, 1}, db);
    const Point by = before.rect("copy").topLeft() + Point{aside, aside / 2} - before.rect("db").topLeft();
    const auto target = move.targetAt(by);
    QCOMPARE(target.refusal, std::string());
    QCOMPARE(target.delta, by);
    const Drawn now = after(before, withStandbys(before.design, move.edit(target)));
    QCOMPARE(now.rect("db").topLeft(), before.rect("copy").topLeft() + Point(aside, aside / 2));
    QCOMPARE(now.rect("copy"), before.rect("db"));
    // What is no standby of its own stays in the way.
    const NodeIndex copy = before.at("copy");
    const placing::Move other(before.design, before.layout, {&copy, 1}, copy);
    const Drawn beside =
        after(before, other.edit(other.targetAt(before.rect("other").topLeft() - before.rect("copy").topLeft())));
    QCOMPARE(hidden(beside, "copy"), QString());
  }

  // A container that is dropped over another one, or over a card, lands beside it; what overlaps already may.
  void containersLandBesideEachOther_data() {
    QTest::addColumn<QPointF>("by");
    QTest::addColumn<QPointF>("expected");
    QTest::newRow("clear of all") << QPointF(80, 0) << QPointF(80, 0);
    QTest::newRow("over a Region's edge") << QPointF(208, 0) << QPointF(192, 0);
    QTest::newRow("over a card") << QPointF(0, -248) << QPointF(0, -232);
    QTest::newRow("half over a Region") << QPointF(368, 120) << QPointF(192, 120);
    QTest::newRow("past the corner of a Region") << QPointF(368, 288) << QPointF(368, 312);
  }
  void containersLandBesideEachOther() {
    QFETCH(QPointF, by);
    QFETCH(QPointF, expected);
    Drawing d;
    d.node("west", "region", "", Rect{0, 0, 400, 240}, {{"code", Value("eu-west-1")}});
    d.node("east", "region", "", Rect{600, 64, 400, 240}, {{"code", Value("eu-central-1")}});
    d.card("users", 40, -292, "", "users").card("alb", 40, 80, "west", "load-balancer");
    const Drawn before = d.drawn();
    const NodeIndex west = before.at("west");
    const placing::Move move(before.design, before.layout, {&west, 1}, west);
    const auto target = move.targetAt({by.x(), by.y()});
    QCOMPARE(target.delta, (Point{expected.x(), expected.y()}));
    const Drawn now = after(before, move.edit(target));
    QCOMPARE(now.rect("west").topLeft(), target.delta);
    QVERIFY(!now.rect("west").intersects(now.rect("east")) && !now.rect("west").intersects(now.rect("users")));
    const Drawn over = after(before, {{}, {SetNodeRect{"west", Rect{360, 0, 400, 240}}}});
    const placing::Move again(over.design, over.layout, {&west, 1}, west);
    QCOMPARE(again.targetAt({16, 8}).delta, (Point{16, 8}));
  }

  void placesBeside_data() {
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QPointF>("at");
    QTest::addColumn<QPointF>("corner");  // of the card, relative to its container
    // In a column there is room above and below only; cards keep 16 px below each other, on the grid.
    QTest::newRow("onto the first of a zone") << "rds-mysql" << QPointF(494, 106) << QPointF(21, 232);
    QTest::newRow("lower half of the first") << "rds-mysql" << QPointF(494, 130) << QPointF(21, 232);
    QTest::newRow("onto the second of a zone") << "rds-mysql" << QPointF(494, 230) << QPointF(21, 232);
    QTest::newRow("beside the second balancer") << "alb" << QPointF(300, 106) << QPointF(224, 152);
    QTest::newRow("free: where it is dropped") << "rds-mysql" << QPointF(494, 330) << QPointF(21, 264);
    QTest::newRow("close, but not on it") << "rds-mysql" << QPointF(494, 282) << QPointF(21, 216);
    QTest::newRow("on the canvas") << "users" << QPointF(100, 600) << QPointF(24, 632);
  }
  void placesBeside() {
    QFETCH(QString, preset);
    QFETCH(QPointF, at);
    QFETCH(QPointF, corner);
    const Drawn d = workshop().drawn();
    const auto pick = pickOf(preset.toUtf8().constData());
    const auto spot = placing::spotAt(d.design, d.layout, *pick.kind, {at.x(), at.y()});
    QVERIFY2(spot.refusal.empty(), spot.refusal.c_str());
    const Point base = spot.container == kNone ? Point{} : d.layout.rect(spot.container).topLeft();
    const Point found = spot.rect.topLeft() - base;
    QCOMPARE(QPointF(found.x, found.y), corner);
    const auto added = placing::place(d.design, d.layout, pick, spot);
    const Drawn now = after(d, added.edit);
    QCOMPARE(hidden(now, added.id), QString());
    QCOMPARE(now.rect(added.id), spot.rect);  // the ghost told the truth
  }

  void aFullColumnGrowsDownwards() {
    Drawing w = workshop();
    w.card("a3", 21, 232, "zone-a").card("a4", 21, 300, "zone-a").card("a5", 21, 100, "zone-a");
    const Drawn d = w.drawn();
    const auto pick = pickOf("rds-mysql");
    const auto spot = placing::spotAt(d.design, d.layout, *pick.kind, {494, 350});
    QCOMPARE(spot.container, d.at("zone-a"));
    const auto added = placing::place(d.design, d.layout, pick, spot);
    const Drawn now = after(d, added.edit);
    QCOMPARE(hidden(now, added.id), QString());
    QCOMPARE(now.topology->nodes.find(added.id)->parent, std::string("zone-a"));
    QVERIFY(now.rect("zone-a").height > d.rect("zone-a").height);
    QVERIFY(now.rect("zone-a").contains(now.rect(added.id)));
  }

  void movesBeside_data() {
    QTest::addColumn<QString>("card");
    QTest::addColumn<QPointF>("by");
    QTest::addColumn<QPointF>("corner");
    QTest::addColumn<QString>("parent");
    QTest::newRow("exactly onto its neighbour") << "a1" << QPointF(0, 120) << QPointF(21, 232) << "zone-a";
    QTest::newRow("onto the upper half of it") << "a1" << QPointF(0, 96) << QPointF(21, 88) << "zone-a";
    QTest::newRow("over it and on") << "a1" << QPointF(0, 240) << QPointF(21, 280) << "zone-a";
    QTest::newRow("balancer onto balancer") << "lb1" << QPointF(160, 0) << QPointF(184, 152) << "region";
    QTest::newRow("a little") << "a1" << QPointF(0, 8) << QPointF(21, 48) << "zone-a";
    QTest::newRow("into another zone") << "a1" << QPointF(200, 0) << QPointF(21, 40) << "zone-b";
  }
  void movesBeside() {
    QFETCH(QString, card);
    QFETCH(QPointF, by);
    QFETCH(QPointF, corner);
    QFETCH(QString, parent);
    const Drawn d = workshop().drawn();
    const std::string id = card.toStdString();
    const NodeIndex i = d.at(id);
    const placing::Move move(d.design, d.layout, {&i, 1}, i);
    const auto target = move.targetAt({by.x(), by.y()});
    QVERIFY2(target.refusal.empty(), target.refusal.c_str());
    const Drawn now = after(d, move.edit(target));
    QCOMPARE(QString::fromStdString(now.topology->nodes.find(id)->parent), parent);
    const Rect stored = *now.topology->nodes.find(id)->rect;
    QCOMPARE(QPointF(stored.x, stored.y), corner);
    QCOMPARE(hidden(now, id), QString());
    QCOMPARE(now.rect(id), d.rect(id).translated(target.delta));
  }

  void aGroupMovesAsOne() {
    Drawing w = workshop();
    w.card("b1", 21, 100, "zone-b");
    const Drawn d = w.drawn();
    const std::vector<NodeIndex> nodes{d.at("a1"), d.at("a2")};
    const placing::Move move(d.design, d.layout, nodes, nodes.front());
    const auto target = move.targetAt({200, 0});
    const Drawn now = after(d, move.edit(target));
    for (const char* id : {"a1", "a2"}) {
      QCOMPARE(hidden(now, id), QString());
      QCOMPARE(now.topology->nodes.find(id)->parent, std::string("zone-b"));
    }
    QCOMPARE(now.rect("a2").y - now.rect("a1").y, 120.0);
  }

  void whatMovesAlongIsNoObstacle() {
    Drawing w = workshop();
    const Drawn d = w.drawn();
    const std::vector<NodeIndex> nodes{d.at("lb1"), d.at("lb2")};
    const placing::Move move(d.design, d.layout, nodes, nodes.front());
    QCOMPARE(move.targetAt({160, 0}).delta, (Point{160, 0}));
  }

  // Wherever something is dropped, it hides no card, stays on the grid or in the middle of its column, and is no
  // further away than the place below everything.
  void dropsNeverHide_data() {
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 25; ++seed) QTest::addRow("seed %llu", seed) << seed;
  }
  void dropsNeverHide() {
    QFETCH(quint64, seed);
    Rng rng(seed);
    const Drawn d(randomDrawing(seed));
    for (int step = 0; step < 30; ++step) {
      const auto pick = pickOf(rng.chance(.5) ? "ec2" : rng.chance(.5) ? "rds-mysql" : "users");
      const Point at{rng.between(0, 3000) * 1.0, rng.between(0, 700) * 1.0};
      const auto spot = placing::spotAt(d.design, d.layout, *pick.kind, at);
      if (!spot.refusal.empty()) continue;
      const auto added = placing::place(d.design, d.layout, pick, spot);
      const Drawn now = after(d, added.edit);
      QCOMPARE(hidden(now, added.id), QString());
      QCOMPARE(now.rect(added.id), spot.rect);
      const Rect plain{at.x - spot.rect.width / 2, at.y - spot.rect.height / 2, spot.rect.width, spot.rect.height};
      const double lowest =
          spot.container == kNone ? d.layout.bounds().bottom() : d.layout.rect(spot.container).bottom();
      const double away = std::hypot(spot.rect.x - plain.x, spot.rect.y - plain.y);
      QVERIFY2(away <= std::max(0.0, lowest - plain.y) + 200, qPrintable(QString::number(away)));
    }
  }

  // Containers in containers in containers, many of them without room: whatever card is dropped anywhere, everything
  // around it grows far enough, and nothing is pushed over what it did not lie over before.
  void growthGoesUpAllTheWay_data() {
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 40; ++seed) QTest::addRow("seed %llu", seed) << seed;
  }
  void growthGoesUpAllTheWay() {
    QFETCH(quint64, seed);
    Rng rng(seed);
    Drawn d(seed % 2 == 0 ? randomDrawing(seed) : NestedDesign(seed).build());
    int grown = 0;
    for (int step = 0; step < 60; ++step) {
      const auto node = static_cast<NodeIndex>(rng.between(0, static_cast<int>(d.design.nodeCount()) - 1));
      if (!placing::isCard(d.design, d.layout, node)) continue;
      // Close to the lower or right edge of some container, where there is least room.
      const auto near = static_cast<NodeIndex>(rng.between(0, static_cast<int>(d.design.nodeCount()) - 1));
      const Rect& edge = d.layout.rect(near);
      const Point to{edge.right() - rng.between(0, 60), edge.bottom() - rng.between(0, 60)};
      const placing::Move move(d.design, d.layout, std::vector{node}, node);
      const auto target = move.targetAt(to - d.layout.rect(node).centre());
      if (!target.refusal.empty()) continue;
      Drawn now = after(d, move.edit(target));
      const QString faults = newFaults(d, now, node);
      QVERIFY2(faults.isEmpty(), qPrintable(QStringLiteral("step %1: %2").arg(step).arg(faults)));
      for (NodeIndex i = 0; i < d.design.nodeCount(); ++i) {
        if (placing::holdsOthers(d.design, d.layout, i) && d.layout.rect(i).width < now.layout.rect(i).width) ++grown;
      }
      d = std::move(now);
    }
    QVERIFY(grown > 0);
  }
};

QTEST_GUILESS_MAIN(TestLanding)
#include "test_landing.moc"
