// What goes where no link is drawn, in an outage drill: its lines, labels and signs.
#include <cmath>
#include <limits>

#include "drawing/draw_detour.h"
#include "drawing/draw_legend.h"
#include "drawing/draw_parts.h"
#include "drawing/drill_picture.h"
#include "drawn_by_hand.h"
#include "fixture_path.h"
#include "formats/native.h"
#include "recovery/driller.h"
#include "support.h"

using namespace nines;
using nines::test::fixturePath;
using nines::test::nodesInto;

namespace {

// Zone a with the primary, zone b with its standby, zone c with an application; a copy in another Region.
Topology orders() {
  Topology t;
  const auto put = nodesInto(t);
  put("west", "region", "", {0, 0, 640, 300}, {{"code", Value("eu-west-1")}});
  put("zone-a", "az", "west", {20, 40, 188, 240}, {{"code", Value("eu-west-1a")}});
  put("zone-b", "az", "west", {220, 40, 188, 240}, {{"code", Value("eu-west-1b")}});
  put("zone-c", "az", "west", {420, 40, 188, 240}, {{"code", Value("eu-west-1c")}});
  put("db", "rds-instance", "zone-a", {21, 140, 146, 52}, {{"engine", Value("mysql")}});
  put("db-r1", "rds-instance", "zone-a", {21, 40, 146, 52}, {{"engine", Value("mysql")}});
  put("standby", "rds-standby", "zone-b", {21, 140, 146, 52});
  put("app", "app-tier", "zone-c", {21, 40, 146, 52});
  put("central", "region", "", {0, 360, 640, 160}, {{"code", Value("eu-central-1")}});
  put("zone-d", "az", "central", {20, 40, 188, 100}, {{"code", Value("eu-central-1a")}});
  put("copy", "rds-instance", "zone-d", {21, 30, 146, 52}, {{"engine", Value("mysql")}});
  t.links.put({"app-db", "uses", "app", "db", {}, {}, {}});
  t.links.put({"pair", "standby", "db", "standby", {}, {}, {}});
  t.links.put({"db-r1", "replicates", "db", "db-r1", {}, {}, {}});
  t.links.put({"db-copy", "replicates", "db", "copy", {{"lagSeconds", Value(1.4)}}, {}, {}});
  return t;
}

const Detour kTraffic{DetourKind::traffic, "app", "standby", "app-db", {60, 90}};
const Detour kCopying{DetourKind::replication, "standby", "copy", "db-copy", {60, 120}};

Drill zoneLost() {
  Drill drill;
  drill.outage = {{{OutageKind::zone, "eu-west-1a"}}};
  drill.nodes = {{"db", Fate::failed, {}}, {"db-r1", Fate::failed, {}}, {"standby", Fate::promoted, {60, 90}}};
  drill.links = {{"app-db", Traffic::broken, {}},     {"pair", Traffic::broken, {}},
                 {"db-r1", Traffic::broken, {}},      {"db-copy", Traffic::broken, {}},
                 {"app-db", Traffic::idle, {60, 90}}, {"db-copy", Traffic::idle, {60, 120}}};
  drill.detours = {kCopying, kTraffic};
  return drill;
}

struct Drawn {
  Design design{std::make_shared<const Topology>(orders()), Catalogue::shipped(),
                Profiles::shipped().orDefault(kDefaultProfile)};
  Layout layout{design};
  Badges badges;
  Routes routes = routeLinks(design, layout);

  DrawContext context(const DrillPicture* drill) const { return {design, layout, builtInMeasure(), badges, drill}; }
  DrillPicture at(double seconds) const { return drillPicture(design, zoneLost(), seconds); }
  std::vector<DetourLine> lines(const DrillPicture& moment) const {
    const DrawContext now = context(&moment);
    return detourLines(now, routes, placeLabels(now, routes), moment.detours);
  }
  std::vector<DrawGroup> link(const char* id, const DrillPicture& moment) const {
    return drawLink(context(&moment), design.linkIndexOf(id), routes.at(id));
  }
};

template <class Shape>
std::vector<Shape> shapesOf(const std::vector<DrawGroup>& groups) {
  std::vector<Shape> out;
  for (const DrawGroup& group : groups) {
    for (const Shape2D& shape : group.shapes) {
      if (const auto* s = std::get_if<Shape>(&shape)) out.push_back(*s);
    }
  }
  return out;
}

bool hasCross(const std::vector<DrawGroup>& groups) {
  return std::ranges::any_of(shapesOf<PathShape>(groups),
                             [](const PathShape& path) { return path.stroke.ink.token == Token::err; });
}

const DrawGroup* groupOf(const DisplayList& list, const std::string& id) {
  const auto at = std::ranges::find(list.groups, id, &DrawGroup::id);
  return at == list.groups.end() ? nullptr : &*at;
}

std::vector<std::string> textsOf(const DisplayList& list) {
  std::vector<std::string> out;
  for (const TextShape& text : shapesOf<TextShape>(list.groups)) out.push_back(text.text);
  return out;
}

bool says(const DisplayList& list, const char* text) {
  const std::vector<std::string> all = textsOf(list);
  return std::ranges::find(all, text) != all.end();
}

}  // namespace

class TestDetours : public QObject {
  Q_OBJECT

 private slots:
  void theyComeInTime() {
    const Drawn d;
    QVERIFY(d.at(0).detours.empty());
    QVERIFY(d.at(90).detours == std::vector{kTraffic});
    QVERIFY(d.at(120).detours == (std::vector{kTraffic, kCopying}));
    QVERIFY(drillPicture(d.design, zoneLost(), 60, true).detours == (std::vector{kCopying, kTraffic}));
    Drill strange = zoneLost();
    strange.detours.push_back({DetourKind::traffic, "nobody", "standby", "app-db", {}});
    QCOMPARE(drillPicture(d.design, strange, 500).detours.size(), std::size_t{2});
  }

  // Solid and blue from the client to what took over, dashed and blue from there to the copy.
  void theirLooks() {
    const Drawn d;
    const DrillPicture moment = d.at(150);
    const std::vector<DetourLine> lines = d.lines(moment);
    QCOMPARE(lines.size(), std::size_t{2});
    for (const DetourLine& line : lines) {
      const auto groups = drawDetour(d.context(&moment), line);
      const PathShape stroke = shapesOf<PathShape>(groups).front();
      QVERIFY(stroke.stroke.ink.token == Token::accent);
      QCOMPARE(stroke.stroke.width, 2.2);
      QCOMPARE(stroke.stroke.dash.empty(), line.detour.kind == DetourKind::traffic);
      QCOMPARE(d.layout.rect(d.design.indexOf(line.detour.from)).grown(.5).contains(line.route.points.front()), true);
      QCOMPARE(d.layout.rect(d.design.indexOf(line.detour.to)).grown(.5).contains(line.route.points.back()), true);
    }
    const auto traffic = drawDetour(d.context(&moment), lines[0]);
    QCOMPARE(traffic.size(), std::size_t{1});
    QCOMPARE(traffic[0].title, std::string("app \u2192 standby"));
    QCOMPARE(traffic[0].description, std::string("Traffic now"));
  }

  // The copy is as far behind as the link says whose work it does.
  void newReplicationSaysItsLag() {
    const Drawn d;
    const DrillPicture moment = d.at(150);
    const DetourLine line = d.lines(moment)[1];
    QVERIFY(line.label.has_value());
    const auto texts = shapesOf<TextShape>(drawDetour(d.context(&moment), line));
    QCOMPARE(texts.size(), std::size_t{1});
    QCOMPARE(texts[0].text, std::string("re-pointed \u00b7 1.4\u00a0s"));
    QVERIFY(texts[0].ink.token == Token::accent);
    for (NodeIndex i = 0; i < d.design.nodeCount(); ++i) {
      if (d.layout.isSolid(d.design, i)) QVERIFY(!d.layout.rect(i).intersects(*line.label));
    }
  }

  // A cross while it is broken, none once another way is taken, and none between two things that are both gone.
  void crossesOnlyWhileBroken() {
    const Drawn d;
    QVERIFY(hasCross(d.link("app-db", d.at(0))));
    QVERIFY(!hasCross(d.link("app-db", d.at(90))));
    QVERIFY(hasCross(d.link("pair", d.at(500))));
    QVERIFY(!hasCross(d.link("db-r1", d.at(0))));
    for (const double at : {0.0, 90.0, 500.0}) {
      const DrillPicture moment = d.at(at);
      for (const char* id : {"app-db", "db-copy", "db-r1"}) {
        const PathShape line = shapesOf<PathShape>(d.link(id, moment)).front();
        QVERIFY(line.stroke.ink == (Ink{Token::link, .55}));
        QVERIFY(shapesOf<TextShape>(d.link(id, moment)).empty());  // no lag where nothing flows
      }
    }
  }

  // A detour hops over what it crosses; dashes never do.
  void solidOnesHop() {
    const Drawn d;
    const DrillPicture moment = d.at(150);
    const std::vector<DetourLine> lines = d.lines(moment);
    QVERIFY(lines[1].hops.empty());
    DetourLine crossing = lines[0];
    crossing.route.points = {{0, 100}, {200, 100}};
    crossing.hops = {{100, 100}};
    const auto path = shapesOf<PathShape>(drawDetour(d.context(&moment), crossing)).front();
    QCOMPARE(std::ranges::count(path.steps, PathStep::Kind::cubic, &PathStep::kind), 2);
  }

  void nothingWithoutALine() {
    const Drawn d;
    const DrillPicture moment = d.at(150);
    QVERIFY(drawDetour(d.context(&moment), {kTraffic, {}}).empty());
    const Detour inside{DetourKind::traffic, "west", "db", "app-db", {}};
    const auto lines = detourLines(d.context(&moment), d.routes, {}, std::vector{inside});
    QVERIFY(lines.front().route.points.empty() && !lines.front().label);
  }

  void picturesHaveThem() {
    const Drawn d;
    const DrillPicture moment = d.at(150);
    const DisplayList whole = drawPicture(d.design, builtInMeasure(), {}, &moment, true);
    QVERIFY(groupOf(whole, detourKey(kTraffic)));
    QVERIFY(groupOf(whole, detourKey(kCopying)));
    QVERIFY(says(whole, "Traffic now"));
    QVERIFY(says(whole, "New replication"));
    const std::vector<NodeIndex> zones{d.design.indexOf("west")};
    const DisplayList part = drawPicture(d.design, builtInMeasure(), zones, &moment, true);
    QVERIFY(groupOf(part, detourKey(kTraffic)));
    QVERIFY(!groupOf(part, detourKey(kCopying)));
    QVERIFY(!says(part, "New replication"));
    const DrillPicture begins = d.at(0);
    const DisplayList before = drawPicture(d.design, builtInMeasure(), {}, &begins, true);
    QVERIFY(!groupOf(before, detourKey(kTraffic)));
    QVERIFY(!says(before, "Traffic now"));
  }

  // Nobody knows a line that is there in a drill only: its label is taken for that of the closest line.
  void labelsAreClosestToTheirOwnLine_data() {
    QTest::addColumn<QString>("outage");
    for (const char* outage : {"az:eu-west-1a", "az:eu-west-1b", "az:eu-west-1c", "region:eu-west-1",
                               "az:eu-west-1a+az:eu-central-1b", "host:orders-db", "host:catalog-1"})
      QTest::newRow(outage) << outage;
  }
  void labelsAreClosestToTheirOwnLine() {
    QFETCH(QString, outage);
    const auto topology = loadDesign(fixturePath("../../resources/templates/orders.nines"), Catalogue::shipped());
    QVERIFY(bool(topology));
    const Design design(std::make_shared<const Topology>(*topology), Catalogue::shipped(),
                        Profiles::shipped().orDefault(topology->profile));
    const Closure closure(design);
    const RecoveryPlans plans(design, closure);
    const auto failing = readOutage(design, outage.toStdString());
    QVERIFY(bool(failing));
    const Drill drill = Driller(design, closure, plans).drill(*failing);
    const Layout layout(design);
    const Badges none;
    const DrawContext context{design, layout, builtInMeasure(), none, nullptr};
    const Routes routes = routeLinks(design, layout);
    const auto distance = [](const Rect& pill, const Route& route) {
      double least = std::numeric_limits<double>::infinity();
      for (std::size_t k = 1; k < route.points.size(); ++k) {
        const Point a = route.points[k - 1];
        const Point b = route.points[k];
        const double x = std::max({std::min(a.x, b.x) - pill.right(), pill.left() - std::max(a.x, b.x), 0.0});
        const double y = std::max({std::min(a.y, b.y) - pill.bottom(), pill.top() - std::max(a.y, b.y), 0.0});
        least = std::min(least, std::hypot(x, y));
      }
      return least;
    };
    for (const DetourLine& line : detourLines(context, routes, placeLabels(context, routes), detoursInOrder(drill))) {
      if (!line.label) continue;
      const double own = distance(*line.label, line.route);
      QVERIFY(own <= 12);
      // Where there is no other place, the faint line whose work it does is better than a foreign one.
      for (const auto& [id, route] : routes)
        QVERIFY2(id == line.detour.instead || distance(*line.label, route) >= own,
                 (line.detour.from + " beside " + id).c_str());
    }
  }

  // The legend of the window stands still while the drill plays: it has what comes up at any time.
  void theLegendNamesThem() {
    const Drawn d;
    const DisplayList legend = drawDrillLegend(d.design, zoneLost(), builtInMeasure());
    for (const char* text : {"Traffic now", "New replication", "Broken link"}) QVERIFY2(says(legend, text), text);
    Drill without = zoneLost();
    without.detours.clear();
    QVERIFY(!says(drawDrillLegend(d.design, without, builtInMeasure()), "New replication"));
    QVERIFY(!says(drawDrillLegend(d.design, without, builtInMeasure()), "Traffic now"));
  }
};

QTEST_APPLESS_MAIN(TestDetours)
#include "test_detours.moc"
