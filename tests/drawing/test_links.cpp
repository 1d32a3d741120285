// The shape of links: corners, hops, arrows.
#include <algorithm>
#include <cmath>

#include "drawing/draw_design.h"
#include "drawing/draw_parts.h"
#include "generator.h"
#include "layout/router.h"
#include "sample.h"
#include "support.h"

using namespace nines;
using namespace nines::draw;
using Step = PathStep::Kind;

namespace {

constexpr double kAsideMost = 9;  // px between a label and its own line

std::size_t count(const std::vector<PathStep>& path, Step kind) {
  return static_cast<std::size_t>(std::ranges::count(path, kind, &PathStep::kind));
}

// Where a horizontal part of one line crosses a vertical part of the other, far from the ends of both.
std::vector<Point> roomyCrossings(const std::vector<Point>& flat, const std::vector<Point>& steep) {
  constexpr double kRoom = 8;  // for the smallest hop and an arrow
  const auto between = [](double at, double a, double b, double room) {
    return at > std::min(a, b) + room && at < std::max(a, b) - room;
  };
  std::vector<Point> out;
  for (std::size_t i = 1; i < flat.size(); ++i) {
    if (flat[i].y != flat[i - 1].y) continue;
    for (std::size_t j = 1; j < steep.size(); ++j) {
      if (steep[j].x != steep[j - 1].x) continue;
      const Point at{steep[j].x, flat[i].y};
      if (between(at.x, flat[i - 1].x, flat[i].x, kRoom) && between(at.y, steep[j - 1].y, steep[j].y, 1))
        out.push_back(at);
    }
  }
  return out;
}

bool passes(const std::vector<Point>& line, Point at) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Rect run{std::min(line[i - 1].x, line[i].x), std::min(line[i - 1].y, line[i].y),
                   std::abs(line[i].x - line[i - 1].x), std::abs(line[i].y - line[i - 1].y)};
    if (at.x >= run.left() && at.x <= run.right() && at.y >= run.top() && at.y <= run.bottom()) return true;
  }
  return false;
}

// What of a horizontal or vertical piece is painted, to a tenth of a pixel, if this path is stroked in these dashes:
// each subpath begins with one, as painters have it.
std::vector<bool> paintedOn(const std::vector<PathStep>& path, const std::vector<double>& dash, Point from, Point to) {
  constexpr double kStep = .1;
  const double run = std::abs(to.x - from.x) + std::abs(to.y - from.y);
  std::vector<bool> out(static_cast<std::size_t>(std::lround(run / kStep)), false);
  double walked = 0;
  Point at;
  const auto paint = [&](Point p) {
    const double along =
        std::abs(to.x - from.x) > 0 ? (p.x - from.x) / (to.x - from.x) : (p.y - from.y) / (to.y - from.y);
    const double aside = std::abs(to.x - from.x) > 0 ? p.y - from.y : p.x - from.x;
    const auto place = static_cast<long>(std::floor(along * static_cast<double>(out.size())));
    if (std::abs(aside) < .01 && place >= 0 && place < static_cast<long>(out.size()))
      out[static_cast<std::size_t>(place)] = true;
  };
  const auto point = [&](const PathStep& step, double t) {
    const Point c = step.kind == Step::quad ? step.control1 : Point{(at.x + step.to.x) / 2, (at.y + step.to.y) / 2};
    return Point{(1 - t) * (1 - t) * at.x + 2 * t * (1 - t) * c.x + t * t * step.to.x,
                 (1 - t) * (1 - t) * at.y + 2 * t * (1 - t) * c.y + t * t * step.to.y};
  };
  for (const PathStep& step : path) {
    if (step.kind == Step::move) {
      walked = 0;
    } else {
      const int pieces = std::max(1, static_cast<int>(std::hypot(step.to.x - at.x, step.to.y - at.y) / (kStep / 4)));
      Point before = at;
      for (int k = 1; k <= pieces; ++k) {
        const Point next = point(step, static_cast<double>(k) / pieces);
        if (std::fmod(walked, dash[0] + dash[1]) < dash[0]) paint({(before.x + next.x) / 2, (before.y + next.y) / 2});
        walked += std::hypot(next.x - before.x, next.y - before.y);
        before = next;
      }
    }
    at = step.to;
  }
  return out;
}

}  // namespace

class TestLinks : public QObject {
  Q_OBJECT

 private slots:
  void cornersAreRoundWithRadius8() {
    const auto path = linkPath({{0, 0}, {100, 0}, {100, 50}}, {}, 0, 0);
    QCOMPARE(path.size(), std::size_t{4});
    QCOMPARE(path[1].to, (Point{92, 0}));
    QCOMPARE(path[2].kind, Step::quad);
    QCOMPARE(path[2].control1, (Point{100, 0}));
    QCOMPARE(path[2].to, (Point{100, 8}));
    QCOMPARE(path[3].to, (Point{100, 50}));
  }

  void shortRunsHaveSmallerCorners() {
    const auto path = linkPath({{0, 0}, {100, 0}, {100, 6}, {200, 6}}, {}, 0, 0);
    QCOMPARE(count(path, Step::quad), std::size_t{2});
    for (const PathStep& step : path) QVERIFY(step.to.y >= 0 && step.to.y <= 6);
  }

  void pointsOnTheWayMakeNoCorner() {
    QCOMPARE(linkPath({{0, 0}, {40, 0}, {40, 0}, {100, 0}}, {}, 0, 0).size(), std::size_t{2});
  }

  void endsAreDrawnBackForArrows() {
    const auto path = linkPath({{0, 0}, {100, 0}}, {}, 7, 5);
    QCOMPARE(path.front().to, (Point{7, 0}));
    QCOMPARE(path.back().to, (Point{95, 0}));
  }

  // Three lines that come from ports of their own, one of them the other way: on the trunk their dashes coincide, so
  // that it is as dashed as one of them.
  void dashesOfATrunkCoincide_data() {
    QTest::addColumn<double>("on");
    QTest::addColumn<double>("off");
    QTest::newRow("dashed") << 6.0 << 4.0;
    QTest::newRow("other dashes") << 5.0 << 3.0;
  }
  void dashesOfATrunkCoincide() {
    QFETCH(double, on);
    QFETCH(double, off);
    const std::vector<double> dash{on, off};
    const std::vector<std::vector<Point>> lines{{{0, 100}, {53, 100}, {53, 400}, {90, 400}},
                                                {{0, 112}, {53, 112}, {53, 480}, {90, 480}},
                                                {{90, 470}, {53, 470}, {53, 124}, {0, 124}}};
    const Point from{53, 140};
    const Point to{53, 390};
    std::vector<bool> together(2500, false);
    std::vector<bool> alone;
    for (const auto& line : lines) {
      alone = paintedOn(dashedPath(line, 0, 7, dash), dash, from, to);
      QCOMPARE(alone.size(), together.size());
      for (std::size_t k = 0; k < alone.size(); ++k) together[k] = together[k] || alone[k];
    }
    const auto share = [](const std::vector<bool>& painted) {
      return static_cast<double>(std::ranges::count(painted, true)) / static_cast<double>(painted.size());
    };
    QVERIFY(std::abs(share(alone) - on / (on + off)) < .03);
    QVERIFY(std::abs(share(together) - share(alone)) < .01);
    // Painted from the beginning of each line they would fill each other's gaps.
    std::vector<bool> old(2500, false);
    for (const auto& line : lines) {
      const auto painted = paintedOn(linkPath(line, {}, 0, 7), dash, from, to);
      for (std::size_t k = 0; k < old.size(); ++k) old[k] = old[k] || painted[k];
    }
    QVERIFY(share(old) > .85);
  }

  // The way of the line itself is the same as without dashes.
  void dashedPathsRunAlongTheLine() {
    const std::vector<Point> line{{0, 0}, {100, 0}, {100, 3}, {40, 3}, {40, 70}};
    const auto whole = linkPath(line, {}, 7, 5);
    const auto path = dashedPath(line, 7, 5, {6, 4});
    QCOMPARE(path.front(), (PathStep{Step::move, {7, 0}, {}, {}}));
    QCOMPARE(count(path, Step::quad), count(whole, Step::quad));
    const Rect run{0, 0, 100, 70};
    for (const PathStep& step : path) QVERIFY(run.contains(step.to));
    for (std::size_t k = 2; k < path.size(); ++k) QVERIFY(path[k].kind != Step::move || path[k - 1].kind != Step::move);
    QVERIFY(path.back().kind != Step::move);
    QVERIFY(dashedPath({{3, 3}, {3, 3}}, 0, 5, {6, 4}).empty());
  }

  void degenerateRoutesDrawNothing() {
    QVERIFY(linkPath({}, {}, 0, 0).empty());
    QVERIFY(linkPath({{3, 3}, {3, 3}}, {}, 0, 5).empty());
  }

  void hopsRiseFivePixels() {
    const auto path = linkPath({{0, 100}, {200, 100}}, {{60, 100}}, 0, 0);
    QCOMPARE(count(path, Step::cubic), std::size_t{2});
    double top = 100;
    for (const PathStep& step : path) top = std::min(top, step.to.y);
    QCOMPARE(top, 95.0);
    QCOMPARE(path[1].to, (Point{55, 100}));
    QCOMPARE(path[3].to, (Point{65, 100}));
    // The other way round it rises as well.
    const auto back = linkPath({{200, 100}, {0, 100}}, {{60, 100}}, 0, 0);
    QVERIFY(std::ranges::all_of(back, [](const PathStep& s) { return s.to.y <= 100; }));
  }

  // Where a run has no room for a whole one, the corner beside it is sharper, or the hop is smaller.
  void hopsFitBetweenCornersAndArrows_data() {
    QTest::addColumn<QPointF>("hop");
    QTest::addColumn<double>("rises");
    QTest::newRow("free") << QPointF(60, 0) << 5.0;
    QTest::newRow("a lane from the corner") << QPointF(88, 0) << 5.0;
    QTest::newRow("close by the corner") << QPointF(92, 0) << 5.0;
    QTest::newRow("behind the corner") << QPointF(100, 12) << 5.0;
    QTest::newRow("before the arrow") << QPointF(100, 88) << 5.0;
    QTest::newRow("close by the arrow") << QPointF(100, 90) << 3.0;
    QTest::newRow("into the arrow") << QPointF(100, 92) << 3.0;
    QTest::newRow("close by the start") << QPointF(4, 0) << 4.0;
    QTest::newRow("over the corner") << QPointF(98, 0) << 0.0;
  }
  void hopsFitBetweenCornersAndArrows() {
    QFETCH(QPointF, hop);
    QFETCH(double, rises);
    const Point at{hop.x(), hop.y()};
    const auto path = linkPath({{0, 0}, {100, 0}, {100, 100}}, {at}, 0, kArrowLength - 2);
    QCOMPARE(count(path, Step::cubic), std::size_t{rises > 0 ? 2U : 0U});
    double most = 0;
    for (const PathStep& step : path) most = std::max(most, at.y == 0 ? -step.to.y : 100 - step.to.x);
    if (at.y == 0) QCOMPARE(most, rises);
    // Onwards all the way: what is before the hop ends before it, and the corner is still a corner.
    QCOMPARE(count(path, Step::quad), std::size_t{1});
    const auto hopStart = std::ranges::find(path, Step::cubic, &PathStep::kind);
    if (hopStart == path.end()) return;
    const Point foot = (hopStart - 1)->to;
    QCOMPARE(std::abs(foot.x - at.x) + std::abs(foot.y - at.y), rises);
  }

  void touchingHopsBecomeOne() {
    const auto path = linkPath({{0, 0}, {200, 0}}, {{60, 0}, {68, 0}}, 0, 0);
    QCOMPARE(count(path, Step::cubic), std::size_t{2});
    const auto apart = linkPath({{0, 0}, {200, 0}}, {{60, 0}, {72, 0}}, 0, 0);
    QCOMPARE(count(apart, Step::cubic), std::size_t{4});
  }

  void arrowsHaveTheirSize() {
    const auto arrow = arrowHead({0, 0}, {100, 0});
    QCOMPARE(arrow[0].to, (Point{100, 0}));
    QCOMPARE(arrow[1].to.x, 93.0);
    QCOMPARE(std::abs(arrow[1].to.y - arrow[2].to.y), 7.2);
  }

  void solidLinksHopOverOthers() {
    test::Sample sample;
    const Design design = sample.design();
    const auto hops = findHops(design, sample.routes());
    // The routes link to the second Region is solid; it crosses dots where it is vertical and dashes before its arrow.
    const std::vector<Point> overDots{{172, 420}, {188, 594}};
    QCOMPARE(hops.at("dns-alb-dr"), overDots);
    // Solid and horizontal, over a dashed vertical one.
    const std::vector<Point> overDashes{{356, 594}};
    QCOMPARE(hops.at("alb-dr-group"), overDashes);
    QVERIFY(!hops.contains("alb-group"));
    for (const auto& [id, points] : hops) {
      const LinkLine line = lineOf(design, design.linkIndexOf(id));
      QVERIFY2(line == LinkLine::solid, id.c_str());
    }
  }

  void ofTwoSolidLinksTheHorizontalOneHops() {
    test::Sample sample;
    sample.link("across", "uses", "app-1", "orders-db", {{300, 900}, {500, 900}});
    sample.link("down", "uses", "app-2", "orders-db", {{400, 800}, {400, 1000}});
    const auto hops = findHops(sample.design(), sample.routes());
    const std::vector<Point> at{{400, 900}};
    QCOMPARE(hops.at("across"), at);
    QVERIFY(!hops.contains("down"));
  }

  void joiningLinksDoNotHop() {
    test::Sample sample;
    sample.link("trunk", "uses", "app-1", "orders-db", {{300, 900}, {500, 900}});
    sample.link("branch", "uses", "app-1", "orders-r1", {{400, 900}, {400, 1000}});
    QVERIFY(!findHops(sample.design(), sample.routes()).contains("trunk"));
  }

  void hopsKeepTheOrderOfTheRoute() {
    test::Sample sample;
    sample.link("across", "uses", "app-1", "orders-db", {{700, 900}, {300, 900}});
    for (int i = 0; i < 4; ++i) {
      const double x = 350 + 60 * i;
      sample.link("down" + std::to_string(i), "uses", "app-2", "orders-db", {{x, 800}, {x, 1000}});
    }
    const std::vector<Point> expected{{530, 900}, {470, 900}, {410, 900}, {350, 900}};
    QCOMPARE(findHops(sample.design(), sample.routes()).at("across"), expected);
  }

  // Pair by pair, over a design with thousands of crossings: no hop without one, and none forgotten that has room.
  void everyCrossingWithRoomHops() {
    const auto topology = std::make_shared<const Topology>(test::generateDesign(5, 600));
    const Design design(topology, Catalogue::shipped(), Profiles::shipped().orDefault(kDefaultProfile));
    const Routes routes = routeLinks(design, Layout(design));
    auto hops = findHops(design, routes);
    int crossings = 0;
    for (const auto& [flatId, flat] : routes) {
      if (lineOf(design, design.linkIndexOf(flatId)) != LinkLine::solid) continue;
      for (const auto& [steepId, steep] : routes) {
        if (flatId == steepId || lineOf(design, design.linkIndexOf(steepId)) == LinkLine::none) continue;
        for (const Point& at : roomyCrossings(flat.points, steep.points)) {
          ++crossings;
          QVERIFY2(std::ranges::count(hops[flatId], at) == 1, (flatId + " over " + steepId).c_str());
        }
      }
    }
    QVERIFY(crossings > 100);
    for (const auto& [id, points] : hops) {
      for (const Point& at : points) {
        const auto through = std::ranges::count_if(
            routes, [&](const auto& other) { return other.first != id && passes(other.second.points, at); });
        QVERIFY2(through > 0 && passes(routes.at(id).points, at), id.c_str());
      }
    }
  }

  // Hemmed in by other lines, a label stands on its own one at worst, but never on all of it.
  void labelsLeaveShortLinksVisible_data() {
    QTest::addColumn<double>("length");
    QTest::addColumn<bool>("covered");
    QTest::newRow("short") << 30.0 << false;
    QTest::newRow("long") << 200.0 << true;
  }
  void labelsLeaveShortLinksVisible() {
    QFETCH(double, length);
    QFETCH(bool, covered);
    Topology t;
    t.nodes.put({"a", "rds-instance", "", "", Rect{0, 0, 146, 52}, {}, {}});
    t.nodes.put({"b", "rds-standby", "", "", Rect{0, 52 + length, 146, 52}, {}, {}});
    t.links.put({"sync", "standby", "a", "b", {}, {}, {}});
    Routes routes{{"sync", {{{73, 52}, {73, 52 + length}}, false}}};
    for (double x = -57; x <= 203; x += 10) {
      if (x == 73) continue;
      const std::string id = "by" + std::to_string(static_cast<int>(x));
      t.links.put({id, "uses", "a", "b", {}, {}, {}});
      routes.emplace(id, Route{{{x, 52}, {x, 52 + length}}, false});
    }
    const Design design(std::make_shared<const Topology>(t), Catalogue::shipped(),
                        Profiles::shipped().orDefault(t.profile));
    const Layout layout(design);
    const Badges badges;
    const Rect pill = placeLabels({design, layout, builtInMeasure(), badges}, routes).at("sync");
    QCOMPARE(pill.intersects({73, 52, 0, length}), covered);
  }

  // As in the picture: above the middle of a short run, over the faint borders of the zones on both sides of it, not
  // below; a card that is in the way there moves it to the other side.
  void labelsStandAboveTheMiddle_data() {
    QTest::addColumn<bool>("inTheWay");
    QTest::newRow("free") << false;
    QTest::newRow("card above") << true;
  }
  void labelsStandAboveTheMiddle() {
    QFETCH(bool, inTheWay);
    Topology t;
    t.nodes.put({"region", "region", "", "", Rect{0, 0, 600, 400}, {}, {}});
    t.nodes.put({"zone-a", "az", "region", "", Rect{20, 40, 188, 340}, {}, {}});
    t.nodes.put({"zone-b", "az", "region", "", Rect{220, 40, 188, 340}, {}, {}});
    t.nodes.put({"a", "rds-instance", "zone-a", "", Rect{21, 100, 146, 52}, {}, {}});
    t.nodes.put({"b", "rds-instance", "zone-b", "", Rect{21, 100, 146, 52}, {}, {}});
    if (inTheWay) t.nodes.put({"c", "app-tier", "region", "", Rect{150, 98, 146, 52}, {}, {}});
    t.links.put({"copy", "replicates", "a", "b", {{"lagSeconds", Value(.5)}}, {}, {}});
    const Design design(std::make_shared<const Topology>(t), Catalogue::shipped(),
                        Profiles::shipped().orDefault(t.profile));
    const Layout layout(design);
    const Badges badges;
    const double y = layout.rect(design.indexOf("a")).centre().y;
    const Routes routes{{"copy", {{{187, y}, {241, y}}, false}}};
    const Rect pill = placeLabels({design, layout, builtInMeasure(), badges}, routes).at("copy");
    QVERIFY(std::abs(pill.centre().x - 214) <= 1);
    QCOMPARE(pill.centre().y, inTheWay ? y + 12 : y - 12);
  }

  void labelsSayWhatTheLineIs_data() {
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("label");
    QTest::newRow("lag") << "r1" << "0.4\u00a0s";
    QTest::newRow("minutes, a bucket in another Region") << "crr" << "CRR \u00b7 15\u00a0min";
    QTest::newRow("a database in another Region") << "r-dr" << "async \u00b7 1.4\u00a0s";
    QTest::newRow("a table in another Region") << "global" << "1\u00a0s";
    QTest::newRow("standby") << "standby" << "sync";
    QTest::newRow("secondary route") << "dns-alb-dr" << "failover";
    QTest::newRow("primary route") << "dns-alb" << "";
    QTest::newRow("use") << "group-db" << "";
  }
  void labelsSayWhatTheLineIs() {
    QFETCH(QString, link);
    QFETCH(QString, label);
    const Design design = test::Sample().design();
    QCOMPARE(QString::fromStdString(labelOf(design, design.linkIndexOf(link.toStdString()))), label);
  }

  void modeDecidesBetweenDashedAndDouble() {
    test::Sample sample;
    sample.link("late", "standby", "orders-db", "orders-sb", {}, {{"mode", "asynchronous"}});
    sample.link("strict", "replicates", "orders-db", "orders-r1", {}, {{"mode", "synchronous"}});
    const Design design = sample.design();
    QCOMPARE(lineOf(design, design.linkIndexOf("late")), LinkLine::dashed);
    QCOMPARE(lineOf(design, design.linkIndexOf("strict")), LinkLine::twofold);
    QCOMPARE(lineOf(design, design.linkIndexOf("backup")), LinkLine::dotted);
    QCOMPARE(lineOf(design, design.linkIndexOf("m-app-1")), LinkLine::none);
  }

  // Two links with labels far from every card: each label keeps off the other's line, and off the other label.
  void labelsAvoidLinesAndLabels_data() {
    QTest::addColumn<QList<QPointF>>("one");
    QTest::addColumn<QList<QPointF>>("other");
    QTest::newRow("lanes") << QList<QPointF>{{0, 0}, {300, 0}} << QList<QPointF>{{0, 12}, {300, 12}};
    QTest::newRow("upright lanes") << QList<QPointF>{{0, 0}, {0, 300}} << QList<QPointF>{{12, 0}, {12, 300}};
    QTest::newRow("a line across the middle")
        << QList<QPointF>{{0, 0}, {300, 0}} << QList<QPointF>{{150, -90}, {150, 90}};
    QTest::newRow("lanes with room for one label")
        << QList<QPointF>{{0, 0}, {300, 0}} << QList<QPointF>{{0, 24}, {300, 24}};
    QTest::newRow("a trunk") << QList<QPointF>{{0, 0}, {200, 0}, {200, -200}}
                             << QList<QPointF>{{0, 0}, {200, 0}, {200, 150}};
  }
  void labelsAvoidLinesAndLabels() {
    QFETCH(QList<QPointF>, one);
    QFETCH(QList<QPointF>, other);
    const Design design = test::Sample().design();
    const Layout layout(design);
    const Badges badges;
    Routes routes;
    for (const QPointF& p : one) routes["r1"].points.push_back({p.x() + 9000, p.y() + 9000});
    for (const QPointF& p : other) routes["crr"].points.push_back({p.x() + 9000, p.y() + 9000});
    const LabelPlaces places = placeLabels({design, layout, builtInMeasure(), badges}, routes);
    QCOMPARE(places.size(), std::size_t{2});
    QVERIFY(!places.at("r1").intersects(places.at("crr")));
    for (const auto& [id, pill] : places) {
      for (const auto& [line, route] : routes) {
        for (std::size_t k = 1; k < route.points.size(); ++k) {
          const Point a = route.points[k - 1], b = route.points[k];
          const Rect run{std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
          QVERIFY2(!pill.intersects(run), qPrintable(QString("%1 on %2").arg(id.c_str(), line.c_str())));
        }
      }
      // Beside its own line.
      const std::vector<Point>& own = routes.at(id).points;
      bool near = false;
      for (std::size_t k = 1; k < own.size(); ++k) {
        const Point a = own[k - 1], b = own[k];
        const Rect run{std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
        near = near || pill.grown(kAsideMost).intersects(run);
      }
      QVERIFY(near);
    }
  }

  void labelsAvoidCards() {
    test::Sample sample;
    const Design design = sample.design();
    const Layout layout(design);
    const Badges badges;
    const DrawContext context{design, layout, builtInMeasure(), badges};
    for (const auto& [id, route] : sample.routes()) {
      const LinkIndex i = design.linkIndexOf(id);
      for (const DrawGroup& group : drawLink(context, i, route)) {
        if (group.z != zOf(band::kLinkLabel, 0)) continue;
        for (std::size_t n = 0; n < layout.size(); ++n) {
          const Kind* kind = design.kind(static_cast<NodeIndex>(n));
          const bool open = layout.place(static_cast<NodeIndex>(n)).frame || (kind && kind->isContainer());
          QVERIFY2(
              open || !layout.rect(static_cast<NodeIndex>(n)).intersects(std::get<RectShape>(group.shapes[0]).rect),
              id.c_str());
        }
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestLinks)
#include "test_links.moc"
