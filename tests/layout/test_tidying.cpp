// Tidying and fitting to content, without any canvas.
#include "drawn.h"
#include "formats/native.h"
#include "layout/tidying.h"
#include "nested_design.h"

using namespace nines;
using namespace nines::test;

namespace {

Drawn after(const Drawn& d, const Edit& edit) {
  Topology t = *d.topology;
  if (!apply(t, edit)) QTest::qFail("the step does not apply", __FILE__, __LINE__);
  return Drawn(std::move(t));
}

Drawn tidied(const Drawn& d, std::string_view container = {}) {
  return after(d, placing::tidy(d.design, d.layout, container.empty() ? kNone : d.at(container)));
}

// A Region with three zones: cards that stand askew, a cluster over all of them.
Drawing askew() {
  Drawing d;
  d.node("region", "region", "", Rect{100, 40, 700, 500}, {{"code", Value("eu-west-1")}});
  d.node("a", "az", "region", Rect{20, 44, 200, 300}).node("b", "az", "region", Rect{241, 51, 188, 420});
  d.node("c", "az", "region", Rect{440, 40, 190, 260});
  d.card("app-a", 18, 60, "a", "app-tier").card("db-a", 30, 190, "a", "aurora-instance");
  d.card("app-b", 3, 42, "b", "app-tier").card("db-b", 11, 203, "b", "aurora-instance");
  d.card("cache-b", 20, 300, "b").card("db-c", 21, 178, "c", "aurora-instance");
  d.node("cluster", "aurora-cluster", "region");
  for (const std::string zone : {"a", "b", "c"}) d.link("member-" + zone, "member", "db-" + zone, "cluster");
  return d;
}

Rect within(const Drawn& d, const char* id) {
  const Rect r = d.rect(id);
  return r.translated(Point{} - d.layout.rect(d.design.parent(d.at(id))).topLeft());
}

// What lies over something else in the same container, or leaves it.
QStringList faults(const Drawn& d) {
  QStringList out;
  const auto name = [&](NodeIndex i) { return QString::fromStdString(d.design.node(i).id); };
  for (NodeIndex i = 0; i < d.design.nodeCount(); ++i) {
    if (d.layout.place(i).frame) continue;
    const NodeIndex parent = d.design.parent(i);
    if (parent != kNone && !d.layout.rect(parent).contains(d.layout.rect(i))) out << name(i) + " leaves its container";
    for (NodeIndex j = i + 1; j < d.design.nodeCount(); ++j) {
      if (d.design.parent(j) != parent || d.layout.place(j).frame) continue;
      if (d.layout.rect(i).intersects(d.layout.rect(j))) out << name(i) + " lies over " + name(j);
    }
  }
  return out;
}

}  // namespace

Q_DECLARE_METATYPE(nines::Rect)

class TestTidying : public QObject {
  Q_OBJECT

 private slots:
  void aZoneHasOneColumn() {
    Drawing d;
    d.node("region", "region", "", Rect{0, 0, 500, 500}, {{"code", Value("eu-west-1")}});
    d.node("zone", "az", "region", Rect{30, 50, 260, 420});
    d.card("third", 40, 300, "zone").card("first", 9, 33, "zone").card("second", 60, 50, "zone");
    const Drawn now = tidied(d.drawn(), "zone");
    QCOMPARE(within(now, "first"), (Rect{21, 32, 146, 52}));
    QCOMPARE(within(now, "second"), (Rect{21, 104, 146, 52}));
    QCOMPARE(within(now, "third"), (Rect{21, 176, 146, 52}));
    QCOMPARE(within(now, "zone"), (Rect{30, 50, 188, 244}));
    QCOMPARE(now.rect("region"), (Rect{0, 0, 500, 500}));  // only what was asked for
  }

  void cardsOnEachOtherComeApart() {
    Drawing d;
    for (const char* id : {"a", "b", "c"}) d.card(id, 80, 80);
    const Drawn now = tidied(d.drawn());
    QCOMPARE(now.rect("a"), (Rect{80, 80, 146, 52}));
    QCOMPARE(now.rect("b"), (Rect{80, 152, 146, 52}));
    QCOMPARE(now.rect("c"), (Rect{80, 224, 146, 52}));
  }

  void theZonesOfARegionShareTheirRows() {
    const Drawn now = tidied(askew().drawn(), "region");
    for (const char* id : {"app-a", "app-b"}) QCOMPARE(within(now, id).y, 32.0);
    // The frame of the cluster needs room above and below.
    for (const char* id : {"db-a", "db-b", "db-c"}) QCOMPARE(within(now, id), (Rect{21, 128, 146, 52}));
    QCOMPARE(within(now, "cache-b").y, 224.0);
    QVERIFY(now.rect("cluster").top() > now.rect("app-a").bottom());
    QVERIFY(now.rect("cluster").bottom() < now.rect("cache-b").top());
    for (const char* zone : {"a", "b", "c"}) {
      QCOMPARE(within(now, zone).y, 40.0);
      QCOMPARE(now.rect(zone).height, 292.0);
      QCOMPARE(now.rect(zone).width, 188.0);
    }
    QCOMPARE(now.rect("b").left() - now.rect("a").right(), 12.0);
    QCOMPARE(now.rect("c").left() - now.rect("b").right(), 12.0);
    QCOMPARE(now.rect("region"), (Rect{100, 40, 636, 356}));
  }

  void whatStandsBesideMakesWay() {
    Drawing d = askew();
    d.topology.nodes.put({"region", "region", "", "", Rect{100, 40, 300, 200}, {{"code", Value("eu-west-1")}}, {}});
    d.card("neighbour", 420, 60);
    const Drawn now = tidied(d.drawn(), "region");
    QCOMPARE(faults(now), QStringList());
    QVERIFY(now.rect("neighbour").left() > now.rect("region").right());
  }

  // Frames of a first and a last row keep clear of the zone's name and border.
  void framesHaveRoomAtBothEnds() {
    Drawing d;
    d.node("region", "region", "", Rect{0, 0, 500, 300}, {{"code", Value("eu-west-1")}});
    d.node("zone", "az", "region", Rect{20, 40, 188, 120});
    d.card("db", 21, 32, "zone", "aurora-instance").node("cluster", "aurora-cluster", "region");
    d.link("member", "member", "db", "cluster");
    const Drawn now = tidied(d.drawn(), "region");
    QCOMPARE(now.rect("cluster").top() - now.rect("zone").top(), 32.0);
    QCOMPARE(now.rect("zone").bottom() - now.rect("cluster").bottom(), 16.0);
  }

  // Where cards would have room, the room is meant; what is less is closed.
  void emptyCellsStayEmpty() {
    Drawing d;
    d.card("a", 0, 0).card("b", 190, 6).card("far", 700, 0).card("low", 4, 330);
    const Drawn now = tidied(d.drawn());
    QCOMPARE(now.rect("b").topLeft(), (Point{168, 0}));
    QCOMPARE(now.rect("far").topLeft(), (Point{168 + 168 + 2 * 168, 0}));
    QCOMPARE(now.rect("low").topLeft(), (Point{0, 72 + 3 * 72}));
  }

  void whatIsTidyStays() {
    const Drawn now = tidied(askew().drawn(), "region");
    QVERIFY(placing::tidy(now.design, now.layout, now.at("region")).empty());
    QVERIFY(placing::tidy(now.design, now.layout, now.at("app-a")).empty());  // no container
    QVERIFY(placing::tidy(now.design, now.layout, now.at("cluster")).empty());
  }

  // No kind may stand there, but a file can say so: it goes along.
  void whatStandsInACardGoesWithIt() {
    Drawing d;
    d.card("outer", 100, 100).card("inner", 10, 10, "outer").card("other", 110, 120);
    d.node("region", "region", "", Rect{400, 0, 500, 300}, {{"code", Value("eu-west-1")}});
    d.node("zone", "az", "region", Rect{20, 40, 188, 200}).card("db", 21, 40, "zone", "aurora-instance");
    d.node("cluster", "aurora-cluster", "region").card("hanger", 5, 5, "cluster");
    d.link("member", "member", "db", "cluster");
    const Drawn before = d.drawn();
    const Drawn now = tidied(before);
    QVERIFY(!now.rect("outer").intersects(now.rect("other")));
    QCOMPARE(within(now, "inner").topLeft(), within(before, "inner").topLeft());
  }

  void bendsGoAlong() {
    Drawing d = askew();
    d.link("inside", "replicates", "app-a", "app-b", {{300, 200}});
    d.card("user", -200, 60);
    const Drawn before = d.drawn();
    const Drawn now = tidied(before);
    const Point shift = now.rect("app-a").topLeft() - before.rect("app-a").topLeft();
    const Point other = now.rect("app-b").topLeft() - before.rect("app-b").topLeft();
    QVERIFY(shift != other);
    QCOMPARE(now.design.link(now.design.linkIndexOf("inside")).bends, (std::vector<Point>{{300, 200}}));
  }

  void randomDrawingsBecomeTidy_data() {
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 60; ++seed) QTest::addRow("%d", seed) << seed;
  }
  void randomDrawingsBecomeTidy() {
    QFETCH(int, seed);
    const Drawn before{randomDrawing(static_cast<std::uint64_t>(seed))};
    const Edit edit = placing::tidy(before.design, before.layout, kNone);
    const Drawn now = after(before, edit);
    QCOMPARE(faults(now), QStringList());
    QCOMPARE(now.design.nodeCount(), before.design.nodeCount());
    for (NodeIndex i = 0; i < now.design.nodeCount(); ++i)
      QCOMPARE(now.design.node(i).parent, before.design.node(i).parent);
    // Once is enough.
    const Edit again = placing::tidy(now.design, now.layout, kNone);
    QVERIFY2(again.empty(), qPrintable(QString::number(again.changes.size())));
    // In one step back.
    Topology t = *before.topology;
    const auto outcome = apply(t, edit);
    QVERIFY(outcome);
    QVERIFY(apply(t, outcome->inverse));
    QCOMPARE(writeDesign(t), writeDesign(*before.topology));
  }

  // A zone of several, askew by a few pixels: in it alone, everything comes back to the rows that it shares with
  // others.
  void aZoneAloneKeepsTheRowsOfItsClusters() {
    const Drawn whole = tidied(askew().drawn(), "region");
    Topology t = *whole.topology;
    for (const auto& [id, by] :
         std::map<std::string, Point>{{"app-b", {5, 9}}, {"db-b", {-4, -7}}, {"cache-b", {3, 5}}}) {
      Node node = *t.nodes.find(id);
      node.rect = node.rect->translated(by);
      t.nodes.put(node);
    }
    const Drawn crooked(t);
    QVERIFY(crooked.rect("db-b").y != crooked.rect("db-a").y);
    const Drawn now = tidied(crooked, "b");
    for (const char* id : {"a", "b", "c", "region", "app-a", "app-b", "db-a", "db-b", "db-c", "cache-b"})
      QCOMPARE(now.rect(id), whole.rect(id));
    QVERIFY(placing::tidy(now.design, now.layout, now.at("b")).empty());
  }

  // Where all zones are in order, none of them alone is brought into another one.
  void zonesInOrderStayAsTheyAre() {
    const auto text = resource("templates/orders.nines");
    QVERIFY(text);
    const auto read = readDesign(*text, "orders", Catalogue::shipped());
    QVERIFY(read);
    const Drawn d(*read);
    int zones = 0;
    for (NodeIndex i = 0; i < d.design.nodeCount(); ++i) {
      if (!d.design.kind(i) || d.design.kind(i)->shape != Shape::zone) continue;
      ++zones;
      const Edit edit = placing::tidy(d.design, d.layout, i);
      const Drawn now = after(d, edit);
      for (NodeIndex k = 0; k < d.design.nodeCount(); ++k) {
        const std::string where = d.design.node(i).id + ": " + d.design.node(k).id;
        QVERIFY2(now.layout.rect(k).y == d.layout.rect(k).y, where.c_str());
        if (k != i) QVERIFY2(now.layout.rect(k).height == d.layout.rect(k).height, where.c_str());
      }
    }
    QCOMPARE(zones, 6);
  }

  // The rows of others are far below: what is in no cluster moves up, the cluster stays in line.
  void aZoneAloneLeavesItsFrameStraight() {
    Drawing d;
    d.node("region", "region", "", Rect{0, 0, 700, 600}, {{"code", Value("eu-west-1")}});
    d.node("a", "az", "region", Rect{20, 44, 188, 500}).node("b", "az", "region", Rect{220, 44, 188, 500});
    d.card("web-a", 21, 90, "a").card("db-a", 21, 300, "a", "aurora-instance").card("last-a", 30, 440, "a");
    d.card("db-b", 21, 310, "b", "aurora-instance");
    d.node("cluster", "aurora-cluster", "region");
    for (const std::string zone : {"a", "b"}) d.link("member-" + zone, "member", "db-" + zone, "cluster");
    const Drawn now = tidied(d.drawn(), "a");
    QCOMPARE(within(now, "web-a"), (Rect{21, 32, 146, 52}));
    QCOMPARE(within(now, "db-a").y, 310.0);
    QVERIFY(within(now, "last-a").y >= 310 + 52 + 20);
    QCOMPARE(now.rect("b"), d.drawn().rect("b"));
    QCOMPARE(now.rect("a").height, 500.0);
    QCOMPARE(faults(now), QStringList());
  }

  void containersFitTheirContent() {
    const Drawn before = askew().drawn();
    const Edit edit = placing::fitToContent(before.design, before.layout, before.at("b"));
    QCOMPARE(edit.label, std::string("Fit b to its content"));
    const Drawn now = after(before, edit);
    for (const char* id : {"app-b", "db-b", "cache-b"}) QCOMPARE(now.rect(id), before.rect(id));
    QCOMPARE(now.rect("b").bottom(), before.rect("cache-b").bottom() + 16);
    QVERIFY(now.rect("b").contains(now.rect("app-b")));
    QVERIFY(placing::fitToContent(now.design, now.layout, now.at("b")).empty());
    QVERIFY(placing::fitToContent(now.design, now.layout, now.at("cluster")).empty());
    QVERIFY(placing::fitToContent(now.design, now.layout, now.at("app-b")).empty());
  }

  // What has little room has no more afterwards: a site hardly wider than its card, content over an edge.
  void fittingNeverEnlarges_data() {
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    QTest::addColumn<Rect>("then");
    QTest::newRow("narrow") << 6.0 << 40.0 << 158.0 << 160.0 << Rect{0, 8, 158, 100};
    QTest::newRow("close to every edge") << 2.0 << 10.0 << 150.0 << 64.0 << Rect{0, 0, 150, 64};
    QTest::newRow("beyond the right edge") << 60.0 << 60.0 << 158.0 << 160.0 << Rect{0, 28, 158, 100};
    QTest::newRow("beyond the lower edge") << 6.0 << 140.0 << 158.0 << 160.0 << Rect{0, 96, 158, 64};
    QTest::newRow("wholly outside") << 400.0 << 400.0 << 300.0 << 200.0 << Rect{112, 136, 188, 64};
    QTest::newRow("room on every side") << 80.0 << 80.0 << 400.0 << 300.0 << Rect{64, 48, 188, 100};
    QTest::newRow("room, but on the left") << 240.0 << 80.0 << 400.0 << 300.0 << Rect{212, 48, 188, 100};
  }
  void fittingNeverEnlarges() {
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(double, width);
    QFETCH(double, height);
    QFETCH(Rect, then);
    Drawing d;
    d.node("site", "data-centre", "", Rect{0, 0, width, height}).card("card", x, y, "site", "server");
    const Drawn before = d.drawn();
    const Drawn now = after(before, placing::fitToContent(before.design, before.layout, before.at("site")));
    QCOMPARE(now.rect("site"), then);
    QCOMPARE(now.rect("card"), before.rect("card"));
  }

  void aSmallEmptyContainerStaysAsItIs() {
    Drawing d;
    d.node("box", "vpc", "", Rect{0, 0, 100, 300});
    const Drawn before = d.drawn();
    const Drawn now = after(before, placing::fitToContent(before.design, before.layout, before.at("box")));
    QCOMPARE(now.rect("box"), (Rect{0, 0, 100, 120}));
  }

  // Every container of many designs, and all of them one after another, inner ones first: no side goes outwards, what
  // stands in them stays where it is, and a second time there is nothing to do.
  void everyContainerOnlyShrinks() {
    int fitted = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      Drawn now(seed % 2 == 0 ? randomDrawing(seed) : NestedDesign(seed).build());
      for (NodeIndex k = static_cast<NodeIndex>(now.design.nodeCount()); k-- > 0;) {
        if (!placing::holdsOthers(now.design, now.layout, k)) continue;
        const std::string where = std::to_string(seed) + ", " + now.design.node(k).id;
        const Edit edit = placing::fitToContent(now.design, now.layout, k);
        if (edit.empty()) continue;
        ++fitted;
        Drawn then = after(now, edit);
        QVERIFY2(now.layout.rect(k).contains(then.layout.rect(k)), where.c_str());
        for (NodeIndex i = 0; i < now.design.nodeCount(); ++i) {
          // Without a place of its own it takes the first free one.
          const bool stays = i == k || !now.design.node(i).rect || now.layout.rect(i) == then.layout.rect(i);
          QVERIFY2(stays, (where + ": " + now.design.node(i).id).c_str());
        }
        QVERIFY2(placing::fitToContent(then.design, then.layout, k).empty(), where.c_str());
        now = std::move(then);
      }
    }
    QVERIFY2(fitted > 100, std::to_string(fitted).c_str());
  }

  void anEmptyContainerBecomesSmall() {
    Drawing d;
    d.node("region", "region", "", Rect{0, 0, 900, 900}, {{"code", Value("eu-west-1")}});
    const Drawn before = d.drawn();
    const Drawn now = after(before, placing::fitToContent(before.design, before.layout, before.at("region")));
    // As small as its name allows.
    const Rect header = now.layout.headerOf(now.design, now.at("region"));
    QCOMPARE(header, before.layout.headerOf(before.design, before.at("region")));
    QCOMPARE(now.rect("region"), (Rect{0, 0, std::max(188.0, std::ceil(header.width + 16)), 120}));
  }
};

QTEST_GUILESS_MAIN(TestTidying)
#include "test_tidying.moc"
