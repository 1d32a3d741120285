// What the search field leads to in the window, and the list of windows.
#include <QDockWidget>
#include <QListView>
#include <QMenuBar>
#include <QTemporaryDir>

#include "canvas/canvas_view.h"
#include "findings/findings_panel.h"
#include "findings/findings_view.h"
#include "main_window.h"
#include "search/search_box.h"
#include "session.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"
#include "window_support.h"

using namespace nines;

class TestWindowSearch : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<Windows> m_windows;

  MainWindow& example() {
    m_windows->start({});
    MainWindow& window = *m_windows->all().first();
    m_windows->openExample(QStringLiteral("templates/orders.nines"), &window);
    window.resize(1680, 1050);
    QApplication::setActiveWindow(&window);
    if (!QTest::qWaitForWindowActive(&window, test::kPatience)) QTest::qFail("no active window", __FILE__, __LINE__);
    return window;
  }
  static SearchBox& search(MainWindow& window, const QString& text) {
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    auto* box = window.findChild<SearchBox*>();
    if (!box->hasFocus()) QTest::qFail("the field has no focus", __FILE__, __LINE__);
    QTest::keyClicks(box, text);
    return *box;
  }
  static NodeIndex regionOf(const Design& design) {
    for (NodeIndex i = 0; i < design.nodeCount(); ++i)
      if (design.node(i).kind == "region") return i;
    QTest::qFail("no Region", __FILE__, __LINE__);
    return 0;
  }
  static auto zonesIn(MainWindow& window, const std::string& region) {
    return std::ranges::count_if(window.session().design()->topology().nodes.rows(),
                                 [&](const auto& node) { return node->kind == "az" && node->parent == region; });
  }
  static QMenu* windowMenu(MainWindow& window) {
    for (QAction* action : window.menuBar()->actions())
      if (action->text() == QLatin1String("&Window")) return action->menu();
    return nullptr;
  }

 private slots:
  // Where the tool bar is short, the field is shorter, and Ctrl+K still leads there.
  void theFieldIsThereInANarrowWindow() {
    MainWindow& window = example();
    auto* box = window.findChild<SearchBox*>();
    QCOMPARE(box->width(), metrics::kSearchWidth);
    window.resize(911, 512);
    QApplication::processEvents();
    QVERIFY2(box->isVisible() && box->width() < metrics::kSearchWidth, qPrintable(QString::number(box->width())));
    QVERIFY(box->mapTo(&window, QPoint(box->width(), 0)).x() <= window.width());
    search(window, QStringLiteral("catalog"));
    QVERIFY(box->list()->isVisible());
    QTest::keyClick(box, Qt::Key_Escape);
    window.resize(1680, 1050);
    QApplication::processEvents();
    QCOMPARE(box->width(), metrics::kSearchWidth);
  }

  void initTestCase() {
    test::isolate(QStringLiteral("window-search"));
    applyTheme(*qobject_cast<QApplication*>(QCoreApplication::instance()), lightTheme());
  }
  void init() {
    test::forgetEverything();
    m_windows = std::make_unique<Windows>();
  }
  void cleanup() { m_windows.reset(); }

  void aResourceIsSelectedAndComesIntoView() {
    MainWindow& window = example();
    window.canvas().zoomTo(3);
    QTest::keyClick(&search(window, QStringLiteral("docs-copy")), Qt::Key_Return);
    const CanvasScene& scene = window.canvas().canvasScene();
    const Rect card = scene.layout().rect(scene.design().indexOf("docs-copy"));
    QVERIFY(window.canvas().viewport()->rect().contains(window.canvas().viewportPoint(card.centre())));
    QVERIFY(window.canvas().hasFocus());
    QVERIFY(window.canvas().accessibleDescription().contains(QStringLiteral("docs-copy")));
  }

  void aRuleShowsItsFindings() {
    MainWindow& window = example();
    window.session().waitForReport();
    auto* panel = window.findChild<FindingsPanel*>();
    panel->parentWidget()->hide();
    QTest::keyClick(&search(window, QStringLiteral("dax.node")), Qt::Key_Return);
    QVERIFY(panel->isVisible());
    panel->refreshNow();
    QCOMPARE(panel->view()->model()->rowCount(), 1);
  }

  void aCommandIsCarriedOut() {
    MainWindow& window = example();
    window.canvas().zoomTo(2);
    QTest::keyClick(&search(window, QStringLiteral("100 %")), Qt::Key_Return);
    QCOMPARE(window.canvas().zoom(), 1.0);
  }

  void commandsOfSubmenusAreFound() {
    MainWindow& window = example();
    const Design& design = *window.session().design();
    const std::string region = design.node(regionOf(design)).id;
    QTest::keyClick(&search(window, QString::fromStdString(region)), Qt::Key_Return);
    SearchBox& box = search(window, QStringLiteral("zone"));
    const auto hit = std::ranges::find_if(box.hits(), [](const SearchHit& each) {
      return each.kind == SearchHit::Kind::command && each.title == QLatin1String("Availability Zone");
    });
    QVERIFY(hit != box.hits().end());
    const auto before = zonesIn(window, region);
    for (auto skipped = box.hits().begin(); skipped != hit; ++skipped) QTest::keyClick(&box, Qt::Key_Down);
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(zonesIn(window, region), before + 1);
  }

  void windowMenuListsWhatIsOpen() {
    MainWindow& window = example();
    QMenu* menu = windowMenu(window);
    QVERIFY(menu);
    m_windows->newWindow();
    emit menu->aboutToShow();
    const QList<QAction*> actions = menu->actions();
    QCOMPARE(actions.size(), 4);  // new window, a line, two designs
    QCOMPARE(actions[2]->text(), window.session().title());
    QVERIFY(actions[2]->isChecked());
    QVERIFY(!actions[3]->isChecked());
    actions[3]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_windows->all().at(1)->isActiveWindow(), test::kPatience);
    menu->actions().first()->trigger();
    QCOMPARE(m_windows->all().size(), 3);
  }
};

QTEST_MAIN(TestWindowSearch)
#include "test_window_search.moc"
