// Absolute rectangles, frames around members, free places.
#include "layout/layout.h"

#include "drawn.h"
#include "generator.h"

using namespace nines;
using namespace nines::test;

class TestLayout : public QObject {
  Q_OBJECT

 private slots:
  void absoluteFromRelative() {
    const Drawn d = Drawing()
                        .node("z", "region", "", Rect{100, 50, 900, 600})
                        .node("a", "az", "z", Rect{16, 48, 300, 500})
                        .card("db", 21, 32, "a")
                        .drawn();
    QCOMPARE(d.rect("z"), (Rect{100, 50, 900, 600}));
    QCOMPARE(d.rect("a"), (Rect{116, 98, 300, 500}));
    QCOMPARE(d.rect("db"), (Rect{137, 130, 146, 52}));
    QCOMPARE(d.layout.place(d.at("db")).depth, 2);
    QCOMPARE(d.layout.bounds(), (Rect{100, 50, 900, 600}));
  }

  // Parents stand wherever ids put them in the table; the absolute place is the sum over the ancestors.
  void absoluteEverywhere() {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const Drawn d(generateDesign(seed, 400));
      for (NodeIndex i = 0; i < d.layout.size(); ++i) {
        if (d.layout.place(i).frame) continue;
        Rect expected = *d.design.node(i).rect;
        int depth = 0;
        for (NodeIndex p = d.design.parent(i); p != kNone; p = d.design.parent(p), ++depth) {
          expected = expected.translated(d.design.node(p).rect->topLeft());
        }
        QCOMPARE(d.layout.rect(i), expected);
        QCOMPARE(d.layout.place(i).depth, depth);
      }
    }
  }

  void containerWithoutRectFitsItsContent() {
    const Drawn d = Drawing()
                        .node("r", "region")
                        .node("a", "az", "r")
                        .node("b", "az", "r")
                        .node("one", "rds-instance", "a")
                        .node("two", "rds-instance", "a")
                        .card("three", 21, 200, "b")
                        .drawn();
    for (const char* zone : {"a", "b"}) QVERIFY(d.rect("r").contains(d.rect(zone)));
    for (const char* card : {"one", "two"}) QVERIFY(d.rect("a").contains(d.rect(card)));
    QVERIFY(d.rect("b").contains(d.rect("three")));
    QVERIFY(!d.rect("a").intersects(d.rect("b")));
    QVERIFY(!d.rect("one").intersects(d.rect("two")));
    QCOMPARE(d.rect("one").left() - d.rect("a").left(), 21.0);
    QCOMPARE(d.rect("a").right() - d.rect("one").right(), 21.0);
    QVERIFY(!d.layout.headerOf(d.design, d.at("a")).intersects(d.rect("one")));
    QVERIFY(!d.layout.headerOf(d.design, d.at("r")).intersects(d.rect("a")));
  }

  void frameAroundMembers() {
    const Drawn d = Drawing()
                        .node("r", "region", "", Rect{0, 0, 1000, 600})
                        .card("a1", 100, 100, "r", "app-tier")
                        .card("a2", 400, 160, "r", "app-tier")
                        .node("group", "scaling-group", "r", Rect{5, 5, 146, 52})
                        .node("lonely", "scaling-group", "r", Rect{700, 300, 146, 52})
                        .link("m1", "member", "a1", "group")
                        .link("m2", "member", "a2", "group")
                        .drawn();
    QVERIFY(d.layout.place(d.at("group")).frame);
    QCOMPARE(d.rect("group"), (Rect{87, 82, 472, 138}));
    QVERIFY(!d.layout.place(d.at("lonely")).frame);
    QCOMPARE(d.rect("lonely"), (Rect{700, 300, 146, 52}));
    QVERIFY(!d.layout.isSolid(d.design, d.at("group")));
    QVERIFY(d.layout.isSolid(d.design, d.at("lonely")));
    const Rect label = d.layout.headerOf(d.design, d.at("group"));
    QVERIFY(label.intersects(d.rect("group")));
    QVERIFY(!label.intersects(d.rect("a1")));
  }

  void framesContainTheirMembers() {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const Drawn d(generateDesign(seed, 400));
      std::size_t frames = 0;
      for (NodeIndex i = 0; i < d.layout.size(); ++i) {
        if (!d.layout.place(i).frame) continue;
        ++frames;
        for (const NodeIndex m : d.design.members(i)) QVERIFY(d.layout.rect(i).contains(d.layout.rect(m)));
      }
      QVERIFY(frames > 0);
    }
  }

  // A frame among a frame's members, and a cluster that is its own member, leave nothing undefined.
  void oddMembers() {
    const Drawn d = Drawing()
                        .node("g1", "scaling-group")
                        .node("g2", "aurora-cluster")
                        .link("m1", "member", "g1", "g2")
                        .link("m2", "member", "g2", "g1")
                        .link("m3", "member", "g1", "g1")
                        .drawn();
    QVERIFY(!d.layout.place(d.at("g1")).frame);
    QVERIFY(!d.rect("g1").intersects(d.rect("g2")));
  }

  void cardsWithoutRectOverlapNothing() {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      Rng rng(seed);
      Drawing drawing;
      drawing.node("z", "az", "", rng.chance(.5) ? std::optional<Rect>(Rect{40, 40, 188, 900}) : std::nullopt);
      const int fixed = rng.between(0, 4);
      for (int i = 0; i < fixed; ++i) drawing.card("f" + std::to_string(i), 21 + rng.between(0, 5), 40 + 120 * i, "z");
      const int loose = rng.between(1, 6);
      for (int i = 0; i < loose; ++i) drawing.node("l" + std::to_string(i), "app-tier", "z");
      const Drawn d = drawing.drawn();
      const auto children = d.design.children(d.at("z"));
      for (const NodeIndex a : children) {
        QVERIFY2(d.rect("z").contains(d.layout.rect(a)), d.design.node(a).id.c_str());
        for (const NodeIndex b : children) QVERIFY(a == b || !d.layout.rect(a).intersects(d.layout.rect(b)));
      }
    }
  }

  void storedRectsNeverChange() {
    const Drawn d = Drawing().node("r", "region", "", Rect{0, 0, 50, 50}).card("db", 300, 300, "r").drawn();
    QCOMPARE(d.rect("r"), (Rect{0, 0, 50, 50}));
    QCOMPARE(d.rect("db"), (Rect{300, 300, 146, 52}));
  }

  void emptyDesign() {
    const Drawn d = Drawing().drawn();
    QCOMPARE(d.layout.size(), std::size_t{0});
    QVERIFY(d.layout.bounds().empty());
    QCOMPARE(freePlace(d.design, d.layout, kNone).topLeft(), (Point{24, 24}));
  }

  void innermostContainer() {
    const Drawn d = Drawing()
                        .node("r", "region", "", Rect{0, 0, 900, 600})
                        .node("a", "az", "r", Rect{16, 48, 300, 500})
                        .card("db", 21, 32, "a")
                        .drawn();
    QCOMPARE(containerAt(d.design, d.layout, {60, 100}), d.at("a"));
    QCOMPARE(containerAt(d.design, d.layout, {60, 100}, d.at("a")), d.at("r"));
    QCOMPARE(containerAt(d.design, d.layout, {60, 100}, d.at("r")), kNone);
    QCOMPARE(containerAt(d.design, d.layout, {500, 100}), d.at("r"));
    QCOMPARE(containerAt(d.design, d.layout, {950, 100}), kNone);
  }

  // Filling a zone card by card: each lies inside and touches nothing, until the zone is full.
  void freePlaceUntilFull() {
    Drawing drawing;
    drawing.node("r", "region", "", Rect{0, 0, 900, 600}).node("a", "az", "r", Rect{16, 48, 380, 300});
    for (int i = 0; i < 6; ++i) {
      const Drawn d = drawing.drawn();
      const Rect place = freePlace(d.design, d.layout, d.at("a"));
      QVERIFY(d.rect("a").contains(place));
      QCOMPARE(place.topLeft(), snapped(place.topLeft()));
      for (const NodeIndex child : d.design.children(d.at("a"))) QVERIFY(!place.intersects(d.layout.rect(child)));
      const Rect relative = place.translated(Point{} - d.rect("a").topLeft());
      drawing.node("c" + std::to_string(i), "app-tier", "a", relative);
    }
    const Drawn full = drawing.drawn();
    const Rect below = freePlace(full.design, full.layout, full.at("a"));
    for (const NodeIndex child : full.design.children(full.at("a")))
      QVERIFY(!below.intersects(full.layout.rect(child)));
  }

  void freePlaceOnTheCanvasKeepsClearOfRegions() {
    const Drawn d(generateDesign(3, 200));
    const Rect place = freePlace(d.design, d.layout, kNone);
    for (const NodeIndex i : d.design.topLevel()) QVERIFY(!place.intersects(d.layout.rect(i)));
  }

  void grid() {
    QCOMPARE(snapped(11.9), 8.0);
    QCOMPARE(snapped(12.0), 16.0);
    QCOMPARE(snapped(Point{-3, 21}), (Point{0, 24}));
  }

  void sameEveryTime() {
    const Topology t = randomDrawing(9);
    const Drawn a(t);
    const Drawn b(t);
    for (NodeIndex i = 0; i < a.layout.size(); ++i) QCOMPARE(a.layout.rect(i), b.layout.rect(i));
  }
};

QTEST_GUILESS_MAIN(TestLayout)
#include "test_layout.moc"
