// The history dock in its window: steps appear as they are made, a click brings the design to how it was.
#include <QAction>
#include <QDockWidget>
#include <QListView>
#include <QTabBar>

#include "canvas/canvas_view.h"
#include "history/history_panel.h"
#include "inspector/typed_line.h"
#include "windows_fixture.h"

using namespace nines;

class TestWindowHistory : public test::WindowsFixture {
  Q_OBJECT

 private:
  std::unique_ptr<Windows> m_windows;

  MainWindow& start() {
    m_windows->start({designFile(QStringLiteral("design.nines"))});
    MainWindow& window = *m_windows->all().first();
    window.resize(1680, 1050);
    QApplication::setActiveWindow(&window);
    if (!QTest::qWaitForWindowActive(&window, test::kPatience)) QTest::qFail("no active window", __FILE__, __LINE__);
    // The window came up as small as the screen, with all bottom docks behind each other.
    for (QAction* action : window.findChildren<QAction*>())
      if (action->text() == QStringLiteral("&Reset layout")) action->trigger();
    return window;
  }
  // The tabs among which one begins with this title, and its place.
  static std::pair<QTabBar*, int> findTab(MainWindow& window, const QString& title) {
    for (auto* tabs : window.findChildren<QTabBar*>()) {
      for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i) {
        if (tabs->tabText(i).startsWith(title)) return {tabs, i};
      }
    }
    return {nullptr, -1};
  }
  static void showTab(MainWindow& window, const QString& title) {
    const auto [tabs, at] = findTab(window, title);
    if (!tabs) return QTest::qFail("no such tab", __FILE__, __LINE__);
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(at).center());
  }
  static QListView& steps(MainWindow& window) { return window.findChild<HistoryPanel*>()->list(); }
  static QStringList names(MainWindow& window) {
    QStringList out;
    for (int row = 0; row < steps(window).model()->rowCount(); ++row)
      out.append(steps(window).model()->index(row, 0).data().toString());
    return out;
  }
  static void clickStep(MainWindow& window, int row) {
    QListView& list = steps(window);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(list.model()->index(row, 0)).center());
  }
  static std::string now(MainWindow& window) { return writeDesign(window.session().design()->topology()); }

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("window-history")); }
  void init() {
    test::forgetEverything();
    m_dir = std::make_unique<QTemporaryDir>();
    m_windows = std::make_unique<Windows>();
  }
  void cleanup() { m_windows.reset(); }

  void aClickOnAStepBringsTheDesignBack() {
    MainWindow& window = start();
    QTRY_VERIFY_WITH_TIMEOUT(findTab(window, QStringLiteral("History")).first, test::kPatience);
    showTab(window, QStringLiteral("History"));
    QTRY_VERIFY_WITH_TIMEOUT(steps(window).isVisible(), test::kPatience);
    CanvasView& canvas = window.canvas();
    canvas.setFocus();
    std::vector<std::string> after{now(window)};
    const auto step = [&](Qt::Key key, Qt::KeyboardModifiers modifiers) {
      QTest::keyClick(&canvas, key, modifiers);
      after.push_back(now(window));
    };
    step(Qt::Key_A, Qt::ControlModifier);
    after.pop_back();  // a selection is no step
    step(Qt::Key_Right, Qt::ShiftModifier);
    step(Qt::Key_D, Qt::ControlModifier);
    step(Qt::Key_Delete, {});
    QTRY_COMPARE_WITH_TIMEOUT(names(window).size(), qsizetype{4}, test::kPatience);
    for (const QString& name : names(window)) QVERIFY(!name.isEmpty());
    for (const int row : {0, 3, 1, 2, 2, 0, 1, 3}) {
      clickStep(window, row);
      QCOMPARE(now(window), after[static_cast<std::size_t>(row)]);
      QTRY_COMPARE_WITH_TIMEOUT(steps(window).currentIndex().row(), row, test::kPatience);
    }
    // Going back keeps all steps; a new one replaces what was undone.
    clickStep(window, 1);
    QCOMPARE(names(window).size(), qsizetype{4});
    canvas.setFocus();
    QTest::keyClick(&canvas, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&canvas, Qt::Key_Left, Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(names(window).size(), qsizetype{3}, test::kPatience);
  }

  // Links that were bent by hand at what moves go along.
  void bentLinksGoAlongInARow() {
    MainWindow& window = start();
    Session& session = window.session();
    const auto& nodes = session.design()->topology().nodes;
    const Node from = *nodes.rows().front();
    const Node to = *nodes.rows().back();
    const Point bend = from.rect->topLeft() + Point{40, 300};
    QVERIFY(session.submit({"Link", {AddLink{{"bent", "uses", from.id, to.id, {}, {}, {}}}}}));
    QVERIFY(session.submit({"Bend", {SetLinkBends{"bent", {bend, bend + Point{40, 0}}}}}));
    const auto bendNow = [&] { return session.design()->topology().links.find("bent")->bends.front(); };
    window.canvas().setFocus();
    QTest::keyClick(&window.canvas(), Qt::Key_A, Qt::ControlModifier);
    const std::string before = now(window);
    const int steps = session.undoStack()->count();
    for (int i = 0; i < 4; ++i) QTest::keyClick(&window.canvas(), Qt::Key_Right);
    QVERIFY(now(window) != before);
    QVERIFY(bendNow() == (bend + Point{4, 0}));
    QCOMPARE(session.undoStack()->count(), steps + 1);
    press(window, Qt::Key_Z);
    QVERIFY(now(window) == before);
    session.undoStack()->redo();
    QVERIFY(bendNow() == (bend + Point{4, 0}));
  }

  // A row of arrow keys in one direction is one step; another direction, Shift or anything in between begins a new one.
  void aRowOfArrowKeysIsOneStep() {
    MainWindow& window = start();
    CanvasView& canvas = window.canvas();
    canvas.setFocus();
    QUndoStack& stack = *window.session().undoStack();
    QTest::keyClick(&canvas, Qt::Key_A, Qt::ControlModifier);
    const std::string before = now(window);
    for (int i = 0; i < 5; ++i) QTest::keyClick(&canvas, Qt::Key_Right);
    const std::string right = now(window);
    QCOMPARE(stack.count(), 1);
    for (int i = 0; i < 3; ++i) QTest::keyClick(&canvas, Qt::Key_Down);
    QCOMPARE(stack.count(), 2);
    for (int i = 0; i < 2; ++i) QTest::keyClick(&canvas, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(stack.count(), 4);
    const std::string last = now(window);
    for (int i = 0; i < 3; ++i) press(window, Qt::Key_Z);
    QVERIFY(now(window) == right);
    press(window, Qt::Key_Z);
    QVERIFY(now(window) == before);
    while (stack.canRedo()) stack.redo();
    QVERIFY(now(window) == last);
    // After an undo begins another row.
    press(window, Qt::Key_Z);
    press(window, Qt::Key_Z);
    press(window, Qt::Key_Z);
    QCOMPARE(stack.index(), 1);
    for (int i = 0; i < 2; ++i) QTest::keyClick(&canvas, Qt::Key_Right);
    QCOMPARE(stack.count(), 2);
    press(window, Qt::Key_Z);
    QVERIFY(now(window) == right);
    QTest::keyClick(&canvas, Qt::Key_Down);
    // What was saved stays a step to go back to.
    QTest::keyClick(&canvas, Qt::Key_Left);
    press(window, Qt::Key_S);
    QTest::keyClick(&canvas, Qt::Key_Left);
    QCOMPARE(stack.count(), 4);
  }

  // What is half done is ended first, as by undo.
  void whatIsUnderWayIsSettled() {
    MainWindow& window = start();
    QTRY_VERIFY_WITH_TIMEOUT(findTab(window, QStringLiteral("History")).first, test::kPatience);
    showTab(window, QStringLiteral("History"));
    CanvasView& canvas = window.canvas();
    canvas.setFocus();
    QTest::keyClick(&canvas, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&canvas, Qt::Key_Right, Qt::ShiftModifier);
    const std::string before = now(window);
    QTRY_COMPARE_WITH_TIMEOUT(names(window).size(), qsizetype{2}, test::kPatience);
    const CanvasScene& scene = canvas.canvasScene();
    const QPoint at = canvas.viewportPoint(scene.layout().rect(0).centre());
    QTest::mousePress(canvas.viewport(), Qt::LeftButton, {}, at);
    for (int i = 1; i < 5; ++i) {
      const QPoint to = at + QPoint(0, 20 * i);
      QMouseEvent move(QEvent::MouseMove, to, canvas.viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
      QApplication::sendEvent(canvas.viewport(), &move);
    }
    clickStep(window, 0);
    QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, {}, at + QPoint(0, 80));
    QCOMPARE(window.session().undoStack()->count(), 1);
    QCOMPARE(window.session().undoStack()->index(), 0);
    clickStep(window, 1);
    QCOMPARE(now(window), before);
  }

  void savedStepIsMarked() {
    MainWindow& window = start();
    QTRY_VERIFY_WITH_TIMEOUT(findTab(window, QStringLiteral("History")).first, test::kPatience);
    showTab(window, QStringLiteral("History"));
    window.canvas().setFocus();
    QTest::keyClick(&window.canvas(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&window.canvas(), Qt::Key_Right, Qt::ShiftModifier);
    press(window, Qt::Key_S);
    const auto described = [&](int row) {
      return steps(window).model()->index(row, 0).data(Qt::AccessibleDescriptionRole).toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(described(1), QStringLiteral("saved"), test::kPatience);
    clickStep(window, 0);
    QVERIFY(window.session().isModified());
    clickStep(window, 1);
    QVERIFY(!window.session().isModified());
  }

  // Docks come back as large as they were, within the window, though some stand behind each other.
  void layoutComesBack() {
    const auto dock = [](MainWindow& window, const char* name) {
      return window.findChild<QDockWidget*>(QString::fromLatin1(name));
    };
    const auto sizes = [&](MainWindow& window) {
      QStringList out;
      for (const char* name : {"palette", "inspector", "findings"})
        out.append(QStringLiteral("%1x%2").arg(dock(window, name)->width()).arg(dock(window, name)->height()));
      return out;
    };
    QStringList before;
    {
      MainWindow& window = start();
      window.resize(790, 740);
      window.resizeDocks({dock(window, "palette"), dock(window, "inspector")}, {230, 310}, Qt::Horizontal);
      window.resizeDocks({dock(window, "findings")}, {260}, Qt::Vertical);
      QTRY_COMPARE_WITH_TIMEOUT(dock(window, "palette")->width(), 230, test::kPatience);
      QTRY_VERIFY_WITH_TIMEOUT(dock(window, "findings")->titleBarWidget(), test::kPatience);
      before = sizes(window);
      QVERIFY(window.close());
    }
    m_windows = std::make_unique<Windows>();
    m_windows->start({path(QStringLiteral("design.nines"))});
    MainWindow& window = shown(*m_windows);
    QTRY_COMPARE_WITH_TIMEOUT(sizes(window), before, test::kPatience);
    QVERIFY(dock(window, "inspector")->geometry().right() < window.width());
  }

  // Docks behind each other show tabs instead of titles; one that is alone has its title again.
  void tabsTakeTheTitlesPlace() {
    MainWindow& window = start();
    const auto dock = [&](const char* name) { return window.findChild<QDockWidget*>(QString::fromLatin1(name)); };
    QTRY_VERIFY_WITH_TIMEOUT(
        dock("findings")->titleBarWidget() && dock("history")->titleBarWidget() && !dock("inspector")->titleBarWidget(),
        test::kPatience);
    dock("history")->toggleViewAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!dock("findings")->titleBarWidget(), test::kPatience);
    dock("history")->toggleViewAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dock("findings")->titleBarWidget(), test::kPatience);
    dock("history")->setFloating(true);
    QTRY_VERIFY_WITH_TIMEOUT(!dock("findings")->titleBarWidget() && !dock("history")->titleBarWidget(),
                             test::kPatience);
    dock("history")->setFloating(false);
    QTRY_VERIFY_WITH_TIMEOUT(dock("findings")->titleBarWidget(), test::kPatience);
  }
};

QTEST_MAIN(TestWindowHistory)
#include "test_window_history.moc"
