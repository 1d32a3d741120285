// The legend over the canvas: it follows the design and is never in the way.
#include <QAction>

#include "canvas/legend.h"
#include "canvas_fixture.h"
#include "painting/painter_backend.h"
#include "theme/theme_style.h"

using namespace nines;
using namespace nines::test;

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
