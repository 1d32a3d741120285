// What a drill takes for its own, and that everything is as before when it has ended.
#include <QComboBox>
#include <QDockWidget>
#include <QTableView>
#include <cmath>

#include "drill/drill_mode.h"
#include "drill/recovery_panel.h"
#include "drill/scenario_panel.h"
#include "drill_shop.h"
#include "window_driver.h"
#include "windows_fixture.h"

using namespace nines;
using test::Driver;

class TestWindowDrillEnds : public test::WindowsFixture {
  Q_OBJECT

 private:
  std::unique_ptr<Windows> m_windows;

  MainWindow& start() {
    m_windows->start({designFile(QStringLiteral("shop.nines"), test::shop())});
    MainWindow& window = *m_windows->all().first();
    window.resize(1680, 1050);
    QApplication::setActiveWindow(&window);
    if (!QTest::qWaitForWindowActive(&window, test::kPatience)) QTest::qFail("no active window", __FILE__, __LINE__);
    return window;
  }

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("window-drill-ends")); }
  void init() {
    test::forgetEverything();
    m_dir = std::make_unique<QTemporaryDir>();
    m_windows = std::make_unique<Windows>();
  }
  void cleanup() { m_windows.reset(); }

  // An open list is what Esc closes; the drill is what the next one ends.
  void escapeClosesAnOpenListFirst() {
    MainWindow& window = start();
    Driver d(window);
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    auto& scenario = *window.findChild<ScenarioPanel*>();
    scenario.refreshNow();
    for (QComboBox* combo : std::initializer_list<QComboBox*>{scenario.places(), scenario.timing()}) {
      QTest::mouseClick(combo, Qt::LeftButton);
      QWidget* list = QApplication::activePopupWidget();
      QVERIFY(list);
      QTest::keyClick(list->windowHandle(), Qt::Key_Escape);
      QVERIFY(window.drill().isActive());
      QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activePopupWidget(), test::kPatience);
    }
    d.key(Qt::Key_Escape);
    QVERIFY(!window.drill().isActive());
  }

  // A drill that is begun from the matrix leaves what was selected and seen as it was.
  void aCellOfTheMatrixLeavesEverythingAsItWas() {
    MainWindow& window = start();
    Driver d(window);
    d.select("app-a");
    auto& panel = *window.findChild<RecoveryPanel*>();
    auto* dock = qobject_cast<QDockWidget*>(panel.parentWidget());
    QVERIFY(dock);
    dock->show();
    dock->raise();
    QTRY_VERIFY_WITH_TIMEOUT(window.session().report() && window.session().report()->matrix, test::kPatience);
    panel.refreshNow();
    QApplication::processEvents();
    const auto outlined = [&window] {
      std::vector<Rect> out;
      for (const DrawGroup& group : window.canvas().canvasScene().selectionMarks().groups())
        out.push_back(group.bounds);
      return out;
    };
    const std::vector<Rect> before = outlined();
    QVERIFY(!before.empty());
    const QTransform view = window.canvas().transform();
    const Point corner = window.canvas().scenePoint({0, 0});
    auto* matrix = panel.findChild<QTableView*>(QStringLiteral("drillMatrix"));
    QVERIFY(matrix);
    const QModelIndex cell = matrix->model()->index(0, 0);
    QTest::mouseClick(matrix->viewport(), Qt::LeftButton, {}, matrix->visualRect(cell).center());
    QVERIFY(window.drill().isActive());
    QVERIFY(outlined() != before);  // the cell's workload
    QVERIFY(!outlined().empty());
    d.key(Qt::Key_Escape);
    QVERIFY(!window.drill().isActive());
    QVERIFY(outlined() == before);
    QCOMPARE(window.canvas().transform(), view);
    QVERIFY(window.canvas().scenePoint({0, 0}) == corner);
  }

  // The docks of a drill leave less room than there was: what was seen as a whole is, edited or not.
  void theWholeDesignIsSeenAfterAnEditToo() {
    MainWindow& window = start();
    window.resize(1680, 780);
    QCoreApplication::processEvents();
    Driver d(window);
    const CanvasView& canvas = window.canvas();
    const auto drilledZoom = [&] {
      d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
      QCoreApplication::processEvents();
      const double zoom = canvas.zoom();
      const QRect seen = canvas.viewport()->rect();
      for (const std::string& id : d.ids()) {
        const Rect r = d.rectOf(id);
        const QRect shown(d.at({r.x, r.y}), d.at({r.right(), r.bottom()}));
        if (!seen.adjusted(-1, -1, 1, 1).contains(shown)) QTest::qFail(id.c_str(), __FILE__, __LINE__);
      }
      d.key(Qt::Key_Escape);
      if (window.drill().isActive()) QTest::qFail("still in the drill", __FILE__, __LINE__);
      QCoreApplication::processEvents();
      return zoom;
    };
    const double fresh = drilledZoom();
    const QPoint from = d.centreOf("app-a");
    d.drag(from, from + QPoint(0, 24));
    QCOMPARE(d.steps(), 1);
    const double before = canvas.zoom();
    const Point corner = canvas.scenePoint({0, 0});
    QVERIFY(before != fresh);
    QCOMPARE(drilledZoom(), fresh);
    QCOMPARE(canvas.zoom(), before);
    const Point now = canvas.scenePoint({0, 0});
    QVERIFY(std::hypot(now.x - corner.x, now.y - corner.y) < 1.5 / before);
  }

  // Who has zoomed in on a part goes on looking at it.
  void aPartThatWasLookedAtStays() {
    MainWindow& window = start();
    Driver d(window);
    QCoreApplication::processEvents();
    window.canvas().zoomAt(3, d.centreOf("db"));
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    QCoreApplication::processEvents();
    QCOMPARE(window.canvas().zoom(), 3.0);
  }

  // On a small screen at 150 % the canvas keeps the larger part of what is left of the height.
  void aLowWindowKeepsItsCanvas() {
    MainWindow& window = start();
    window.resize(911, 492);
    QCoreApplication::processEvents();
    Driver d(window);
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    QCoreApplication::processEvents();
    const auto* timeline = window.findChild<QDockWidget*>(QStringLiteral("timeline"));
    QVERIFY(timeline && timeline->isVisible());
    QVERIFY2(timeline->height() <= window.height() * 2 / 5, qPrintable(QString::number(timeline->height())));
  }
};

QTEST_MAIN(TestWindowDrillEnds)
#include "test_window_drill_ends.moc"
