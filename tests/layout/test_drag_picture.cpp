// What is shown under a drag: the drop's outcome where nothing makes way for it, else what is dragged alone.
#include "layout/drag_picture.h"

#include "drawn.h"
#include "layout/placing.h"
#include "layout/route_keeper.h"
#include "layout/route_runner.h"
#include "layout/route_sketch.h"
#include "layout/standbys.h"

using namespace nines;
using namespace nines::test;

namespace {

using Points = std::vector<Point>;

Topology twoZones() {
  Drawing d;
  d.node("region", "region", "", Rect{0, 0, 600, 400});
  d.node("z1", "az", "region", Rect{16, 40, 188, 340}, {{"code", Value("eu-west-1a")}});
  d.node("z2", "az", "region", Rect{220, 40, 188, 340}, {{"code", Value("eu-west-1b")}});
  d.card("app", 21, 40, "z1", "app-tier");
  d.card("db", 21, 200, "z2");
  d.link("l", "uses", "app", "db", {{120, 266}});
  return d.topology;
}

struct Rig {
  explicit Rig(Topology t) : drawn(std::move(t)) {
    picture.design = std::make_shared<const Design>(drawn.design);
    picture.layout = std::make_shared<const Layout>(drawn.layout);
  }
  Drag drag(const char* id, Point by, bool refused = false) const {
    const std::vector<NodeIndex> nodes{drawn.at(id)};
    const placing::Move move(drawn.design, drawn.layout, nodes, nodes.front());
    const auto target = move.targetAt(by);
    return {picture, move.isMoving(), target.delta, refused ? Edit() : move.edit(target)};
  }
  Drawn drawn;
  Picture picture;
};

}  // namespace

class TestDragPicture : public QObject {
  Q_OBJECT

 private slots:
  void isTheDropWhereNothingMakesWay() {
    const Rig rig(twoZones());
    const Drag drag = rig.drag("db", {0, 40});
    const Picture shown = pictureOf(drag);
    QVERIFY(shown.ofDrop);
    Topology t = rig.drawn.design.topology();
    QVERIFY(apply(t, drag.drop).ok());
    QVERIFY(shown.design->topology() == t);
    QCOMPARE(shown.layout->rect(rig.drawn.at("db")), rig.drawn.rect("db").translated({0, 40}));
  }

  void othersStayWhereTheyWouldMakeWay() {
    Rig rig(twoZones());
    const Drag drag = rig.drag("app", {60, 0});  // over the border: its zone would push the other one
    QVERIFY(!drag.drop.empty());
    const Picture shown = pictureOf(drag);
    QVERIFY(!shown.ofDrop);
    QCOMPARE(shown.layout->rect(rig.drawn.at("app")), rig.drawn.rect("app").translated(drag.delta));
    for (const char* id : {"region", "z1", "z2", "db"})
      QCOMPARE(shown.layout->rect(rig.drawn.at(id)), rig.drawn.rect(id));
    // Its bend goes along as it will.
    QVERIFY((shown.design->link(0).bends == Points{{120 + drag.delta.x, 266}}));
  }

  // A primary that changes places with its standby and makes its new zone grow: the standby is shown in its own new
  // zone, which has not been pushed yet, and the line between them leads there.
  void standbysAreShownWhereTheyWillBe() {
    Drawing d;
    d.node("region", "region", "", Rect{0, 0, 600, 400});
    d.node("z1", "az", "region", Rect{16, 40, 188, 340}, {{"code", Value("eu-west-1a")}});
    d.node("z2", "az", "region", Rect{220, 40, 188, 340}, {{"code", Value("eu-west-1b")}});
    d.node("db", "rds-instance", "z2", Rect{21, 200, kCardSize.width, kCardSize.height}, {{"multiAz", Value(true)}});
    d.card("standby", 21, 40, "z1", "rds-standby");
    d.link("sync", "standby", "db", "standby");
    const Rig rig(d.topology);
    const Drag drag = rig.drag("db", {-140, 0});
    Topology t = rig.drawn.design.topology();
    QVERIFY(apply(t, withStandbys(rig.drawn.design, drag.drop)).ok());
    const Drawn after(t);
    QCOMPARE(t.nodes.find("standby")->parent, std::string("z2"));
    QVERIFY(after.rect("z2").x > rig.drawn.rect("z2").x);
    const Picture shown = pictureOf(drag);
    QVERIFY(!shown.ofDrop);
    QCOMPARE(shown.layout->rect(rig.drawn.at("z2")), rig.drawn.rect("z2"));
    const Rect standby = shown.layout->rect(rig.drawn.at("standby"));
    QCOMPARE(standby.topLeft() - rig.drawn.rect("z2").topLeft(),
             after.rect("standby").topLeft() - after.rect("z2").topLeft());
    const Points line = routeLinks(*shown.design, *shown.layout).at("sync").points;
    QVERIFY(standby.grown(1).contains(line.back()));
    const auto along = companionsOf(rig.drawn.design, drag.drop, withStandbys(rig.drawn.design, drag.drop));
    QCOMPARE(along.size(), std::size_t{1});
    QCOMPARE(along.front().rect, standby);
  }

  void nothingIsToComeOfARefusedOne() {
    const Rig rig(twoZones());
    const Drag drag = rig.drag("db", {-300, -100}, true);
    const Picture shown = pictureOf(drag);
    QVERIFY(!shown.ofDrop);
    QCOMPARE(shown.layout->rect(rig.drawn.at("db")), rig.drawn.rect("db").translated(drag.delta));
    QCOMPARE(shown.design->node(rig.drawn.at("db")).parent, std::string("z2"));
  }

  void framesAreAroundTheirMembers() {
    Drawing d;
    d.node("group", "scaling-group");
    d.card("a", 100, 104, "", "app-tier");
    d.card("b", 400, 104, "", "app-tier");
    d.link("m1", "member", "a", "group");
    d.link("m2", "member", "b", "group");
    const Rig rig(d.topology);
    const Picture shown = pictureOf(rig.drag("b", {80, 40}, true));
    const NodeIndex group = rig.drawn.at("group");
    QCOMPARE(shown.layout->rect(group).right(), rig.drawn.rect("group").right() + 80);
    QCOMPARE(shown.layout->rect(group).bottom(), rig.drawn.rect("group").bottom() + 40);
    QVERIFY(shown.layout->bounds().contains(shown.layout->rect(group)));
  }

  // Worked out and routed beside the window.
  void theRunnerPreparesIt() {
    const Rig rig(twoZones());
    const Drag drag = rig.drag("db", {0, 40});
    RouteKeeper keeper;
    keeper.update(rig.drawn.design, rig.drawn.layout);
    RouteRunner runner([] {});
    runner.submit({nullptr, nullptr, 7, {6, keeper.record(), {}}, [drag] { return pictureOf(drag); }});
    runner.waitIdle();
    const auto routed = runner.latest();
    QCOMPARE(routed.revision, std::uint64_t{7});
    QVERIFY(routed.of.ofDrop);
    keeper.adopt(routed.record);
    QVERIFY(keeper.routes() == routeLinks(*routed.of.design, *routed.of.layout));
    QVERIFY(keeper.routes() != routeLinks(rig.drawn.design, rig.drawn.layout));
  }

  void linesAreDrawnAlong_data() {
    QTest::addColumn<Point>("from");
    QTest::addColumn<Point>("to");
    QTest::addColumn<Points>("line");
    const auto row = [](const char* name, Point from, Point to, const Points& line) {
      QTest::newRow(name) << from << to << line;
    };
    row("both", {10, 20}, {10, 20}, {{156, 46}, {310, 46}, {310, 246}, {410, 246}});
    row("one end", {0, 0}, {40, 16}, {{146, 26}, {300, 26}, {300, 242}, {440, 242}});
    row("the other", {-8, 24}, {0, 0}, {{138, 50}, {300, 50}, {300, 226}, {400, 226}});
    // Past its corner there is no piece to draw along: a simple line.
    row("turned", {0, 0}, {-120, 0}, {{73, 52}, {73, 126}, {353, 126}, {353, 200}});
  }
  void linesAreDrawnAlong() {
    QFETCH(const Point, from);
    QFETCH(const Point, to);
    QFETCH(const Points, line);
    const Rect a{0, 0, 146, 52};
    const Rect b{400, 200, 146, 52};
    const Route route{{{146, 26}, {300, 26}, {300, 226}, {400, 226}}, false};
    const Route now = stretched(route, {a, a.translated(from)}, {b, b.translated(to)});
    QVERIFY(now.points == line);
    QVERIFY(!now.blocked);
  }

  void straightLinesGetATurn() {
    const Rect a{0, 0, 146, 52};
    const Rect b{400, 0, 146, 52};
    const Route now = stretched({{{146, 26}, {400, 26}}, false}, {a, a}, {b, b.translated({0, 40})});
    QVERIFY((now.points == Points{{146, 26}, {273, 26}, {273, 66}, {400, 66}}));
  }
};

QTEST_APPLESS_MAIN(TestDragPicture)
#include "test_drag_picture.moc"
