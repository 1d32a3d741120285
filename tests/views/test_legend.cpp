// The legend over the canvas: it follows the design and is never in the way.
#include <QAction>

#include "canvas/legend.h"
#include "canvas_fixture.h"
#include "drill/drill_mode.h"
#include "formats/native.h"
#include "painting/painter_backend.h"
#include "support/resources.h"
#include "theme/theme_style.h"

using namespace nines;
using namespace nines::test;

Q_DECLARE_METATYPE(nines::Outage)

class TestLegend : public QObject {
  Q_OBJECT

 private slots:
  void standsInTheBottomLeftCorner() {
    const CanvasFixture f;
    const Legend& legend = f.view.legend();
    QVERIFY(legend.isVisible());
    QVERIFY(f.view.rect().contains(legend.geometry()));
    QVERIFY(legend.geometry().left() < 16);
    QVERIFY(f.view.height() - legend.geometry().bottom() < 16);
  }

  void followsTheDesign() {
    CanvasFixture f;
    const auto before = f.view.legend().list();
    QVERIFY(f.document.submit({"Link", {AddLink{makeLink("s", "standby", "db", "db-b")}}}));
    QVERIFY(f.view.legend().list().bounds.height > before.bounds.height);
    QCOMPARE(f.view.legend().height(), qRound(f.view.legend().list().bounds.height));
    f.document.undo();
    QVERIFY(f.view.legend().list().groups == before.groups);
    QVERIFY(f.document.submit({"Remove", {RemoveLink{"alb-app"}, RemoveLink{"app-db"}}}));
    QVERIFY(!f.view.legend().isVisible());
    f.document.undo();
    QVERIFY(f.view.legend().isVisible());
  }

  // A fitted view leaves it a place of its own: neither cards nor lines run below it.
  void hidesNothingOfAFittedDesign_data() {
    QTest::addColumn<QSize>("canvas");
    QTest::newRow("1366x768") << QSize(854, 444);
    QTest::newRow("1440x900") << QSize(928, 576);
    QTest::newRow("1680x1050") << QSize(1168, 726);
    QTest::newRow("high") << QSize(900, 1200);
  }
  void hidesNothingOfAFittedDesign() {
    QFETCH(QSize, canvas);
    const std::string name = "templates/orders.nines";
    CanvasFixture f(readDesign(*resource(name), name, Catalogue::shipped()).value());
    f.view.resize(canvas);
    QApplication::processEvents();
    f.view.fit();
    const Legend& legend = f.view.legend();
    QVERIFY(legend.isVisible());
    const QTransform& onScreen = f.view.viewportTransform();
    const QRectF hidden(legend.geometry());
    const CanvasScene& scene = f.view.canvasScene();
    const auto seen = [&](const Rect& r) { return onScreen.mapRect(QRectF(r.x, r.y, r.width, r.height)); };
    for (NodeIndex i = 0; i < scene.layout().size(); ++i) {
      QVERIFY2(!seen(scene.layout().rect(i)).intersects(hidden), scene.design().node(i).id.c_str());
      QVERIFY(QRectF(f.view.viewport()->rect()).adjusted(-1, -1, 1, 1).contains(seen(scene.layout().rect(i))));
    }
    for (const auto& [id, route] : scene.links().routes()) {
      for (std::size_t k = 1; k < route.points.size(); ++k) {
        const Point &a = route.points[k - 1], &b = route.points[k];
        const Rect run{std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
        QVERIFY2(!seen(run.grown(.5)).intersects(hidden), id.c_str());
      }
      const DrawGroup* label = scene.links().labelOf(id);
      if (label) QVERIFY2(!seen(label->bounds).intersects(hidden), id.c_str());
    }
  }

  // Nor do the lines of an outage drill, at any moment of it.
  void hidesNothingOfAFittedDrill_data() {
    QTest::addColumn<QSize>("canvas");
    QTest::addColumn<Outage>("outage");
    QTest::newRow("Region, 1680x1050") << QSize(1168, 638) << Outage{{{OutageKind::region, "eu-west-1"}}};
    QTest::newRow("zone, high") << QSize(900, 1100) << Outage{{{OutageKind::zone, "eu-west-1a"}}};
  }
  void hidesNothingOfAFittedDrill() {
    QFETCH(QSize, canvas);
    QFETCH(Outage, outage);
    const std::string name = "templates/orders.nines";
    CanvasFixture f(readDesign(*resource(name), name, Catalogue::shipped()).value());
    DrillMode mode(&f.document);
    f.view.followDrill(&mode);
    f.view.resize(canvas);
    f.view.fit();
    mode.setOutage(outage);
    QApplication::processEvents();
    const Legend& legend = f.view.legend();
    QVERIFY(legend.isVisible());
    QVERIFY(!legend.isInTheWay());
    QVERIFY(!f.view.canvasScene().detours().lines().empty());
    const QTransform& onScreen = f.view.viewportTransform();
    const auto seen = [&](Point p) { return onScreen.map(QPointF(p.x, p.y)); };
    for (const DetourLine& line : f.view.canvasScene().detours().lines()) {
      for (std::size_t k = 1; k < line.route.points.size(); ++k) {
        const QRectF run = QRectF(seen(line.route.points[k - 1]), seen(line.route.points[k])).normalized();
        QVERIFY2(!run.adjusted(-.5, -.5, .5, .5).intersects(legend.geometry()), line.detour.to.c_str());
        const QRectF all(f.view.viewport()->rect());
        QVERIFY2(all.contains(run.topLeft()) && all.contains(run.bottomRight()), line.detour.to.c_str());
      }
    }
    for (NodeIndex i = 0; i < f.view.canvasScene().layout().size(); ++i) {
      const Rect r = f.view.canvasScene().layout().rect(i);
      QVERIFY(!onScreen.mapRect(QRectF(r.x, r.y, r.width, r.height)).intersects(legend.geometry()));
    }
  }

  // Where people have scrolled or edited, it goes where it hides no card as soon as they rest, and only then.
  void makesWayForCards() {
    CanvasFixture f;
    const Legend& legend = f.view.legend();
    const QRect home = legend.geometry();
    const Point there = f.view.scenePoint(home.center());
    QVERIFY(
        f.document.submit({"Card", {AddNode{makeNode("below", "users", "", {there.x - 73, there.y - 26, 146, 52})}}}));
    QCOMPARE(legend.geometry(), home);
    QTest::mouseMove(f.surface(), home.center());
    QTRY_VERIFY_WITH_TIMEOUT(legend.isPale(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(legend.corner(), Legend::Corner::bottomRight, kPatience);
    QVERIFY(f.view.rect().contains(legend.geometry()));
    QVERIFY(!legend.isInTheWay());
    QVERIFY(!legend.isPale());
    // There it stays while it hides nothing there, also when its first corner is free again.
    f.document.undo();
    const QSignalSpy looked(&legend, &Legend::looked);
    f.view.zoomTo(.9);
    QTRY_COMPARE_WITH_TIMEOUT(looked.size(), 1, kPatience);
    QCOMPARE(legend.corner(), Legend::Corner::bottomRight);
    f.view.fit();
    QCOMPARE(legend.corner(), Legend::Corner::bottomLeft);
  }

  // Everywhere are cards: it does not jump from one to the other, but what is selected is seen through it.
  void staysWhereNoCornerIsBetter() {
    CanvasFixture f;
    const Legend& legend = f.view.legend();
    Edit edit{"Cards", {}};
    const QSize size = legend.size();
    for (const QPoint at :
         {QPoint(4, 8), QPoint(f.view.width() - size.width() - 4, 8), QPoint(4, f.view.height() - size.height() - 8),
          QPoint(f.view.width() - size.width() - 4, f.view.height() - size.height() - 8)}) {
      const Point there = f.view.scenePoint(at + QPoint(size.width() / 2, size.height() / 2));
      const std::string id = "card-" + std::to_string(edit.changes.size());
      edit.changes.push_back(AddNode{makeNode(id, "users", "", {there.x - 73, there.y - 26, 146, 52})});
    }
    QVERIFY(f.document.submit(edit));
    QVERIFY(legend.isInTheWay());
    const QSignalSpy looked(&legend, &Legend::looked);
    QTRY_COMPARE_WITH_TIMEOUT(looked.size(), 1, kPatience);
    QCOMPARE(legend.corner(), Legend::Corner::bottomLeft);
    QVERIFY(!legend.isPale());
    f.selection.set({"card-2"});
    QTRY_VERIFY_WITH_TIMEOUT(legend.isPale(), kPatience);
    QCOMPARE(legend.corner(), Legend::Corner::bottomLeft);
    f.selection.set({"card-1"});
    QTRY_VERIFY_WITH_TIMEOUT(!legend.isPale(), kPatience);
  }

  // A small canvas (a window of 1680 x 1050 at 150 %) belongs to the design, which is fitted as large as if there were
  // no legend; with more room it is back.
  void leavesSmallCanvasesToTheDesign() {
    const std::string name = "templates/orders.nines";
    CanvasFixture f(readDesign(*resource(name), name, Catalogue::shipped()).value());
    f.view.resize(606, 374);
    f.view.fit();
    QVERIFY(!f.view.legend().isVisible());
    QVERIFY2(f.view.zoom() > .5, qPrintable(QString::number(f.view.zoom())));
    f.view.resize(1168, 726);
    QVERIFY(f.view.legend().isVisible());
  }

  void findingsAddTheirSigns() {
    CanvasFixture f;
    const double before = f.view.legend().list().bounds.height;
    Report report;
    Finding finding;
    finding.rule = "rds.multi-az";
    finding.severity = Severity::warning;
    finding.subjects = {"db"};
    report.findings.push_back(finding);
    f.document.publish(std::move(report));
    QVERIFY(f.view.legend().list().bounds.height > before);
  }

  void canBeSwitchedOff() {
    CanvasFixture f;
    f.view.legendAction()->trigger();
    QVERIFY(!f.view.legend().isVisible());
    QVERIFY(f.document.submit({"Link", {AddLink{makeLink("s", "standby", "db", "db-b")}}}));
    QVERIFY(!f.view.legend().isVisible());
    f.view.legendAction()->trigger();
    QVERIFY(f.view.legend().isVisible());
  }

  void letsTheMouseThrough() {
    CanvasFixture f;
    const QPoint corner = f.view.legend().geometry().center();
    const Point there = f.view.scenePoint(corner);
    QVERIFY(
        f.document.submit({"Card", {AddNode{makeNode("below", "users", "", {there.x - 73, there.y - 26, 146, 52})}}}));
    QCOMPARE(f.view.childAt(corner), f.surface());
    f.click(corner);
    QCOMPARE(f.selection.ids(), Selection::Ids{"below"});
  }

  // With the canvas below it, while that is open and when it is made.
  void followsTheTheme() {
    applyTheme(*qApp, lightTheme());
    CanvasFixture f;
    const auto seen = [](CanvasFixture& in, QPoint spot) { return in.view.grab().toImage().pixelColor(spot); };
    const auto ground = [](const Theme& theme) { return toQColor(theme.colour(Token::canvas)); };
    const QPoint empty = f.at({-12, -12});  // between the grid's dots
    const QPoint inside = f.view.legend().geometry().topLeft() + QPoint(6, 6);
    QCOMPARE(seen(f, empty), ground(lightTheme()));
    QVERIFY(seen(f, inside).lightness() > 128);
    applyTheme(*qApp, darkTheme());
    QCOMPARE(seen(f, empty), ground(darkTheme()));
    QVERIFY(seen(f, inside).lightness() < 128);
    CanvasFixture opened;
    QCOMPARE(seen(opened, empty), ground(darkTheme()));
    applyTheme(*qApp, lightTheme());
    QCOMPARE(seen(f, empty), ground(lightTheme()));
    QVERIFY(seen(f, inside).lightness() > 128);
  }

  void palesBelowThePointer() {
    CanvasFixture f;
    const QPoint border(f.view.legend().geometry().center().x(), f.view.legend().geometry().top());
    const auto seen = [&] { return f.view.grab().toImage().pixelColor(border); };
    f.click(f.centreOf("db"));
    const QColor before = seen();
    QTest::mouseMove(f.surface(), f.view.legend().geometry().center());
    QTRY_VERIFY_WITH_TIMEOUT(seen() != before, kPatience);
    QTest::mouseMove(f.surface(), f.centreOf("db"));
    QTRY_COMPARE_WITH_TIMEOUT(seen(), before, kPatience);
  }
};

QTEST_MAIN(TestLegend)
#include "test_legend.moc"
