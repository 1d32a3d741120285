// Aligning and distributing in the window: the Arrange menu, the tool bar's buttons, the context menu.
#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QToolBar>
#include <QToolButton>

#include "canvas/canvas_view.h"
#include "windows_fixture.h"

using namespace nines;

namespace {

// Three cards of different height above each other, none in line with another.
Topology threeCards() {
  Topology t;
  t.name = "Three";
  int row = 0;
  for (const char* id : {"first", "second", "third"}) {
    Node node;
    node.id = node.name = id;
    node.kind = "users";
    node.rect = Rect{40.0 * row, 80.0 * row + 20.0 * (row == 1), 146, 52};
    t.nodes.put(std::move(node));
    ++row;
  }
  return t;
}

}  // namespace

class TestWindowArrange : public test::WindowsFixture {
  Q_OBJECT

 private:
  std::unique_ptr<Windows> m_windows;

  MainWindow& start() {
    m_windows->start({designFile(QStringLiteral("three.nines"), threeCards())});
    MainWindow& window = shown(*m_windows);
    window.resize(1680, 1050);
    window.canvas().setFocus();
    return window;
  }
  static Rect rectOf(MainWindow& window, const char* id) {
    return *window.session().design()->topology().nodes.find(id)->rect;
  }
  static QPoint centreOf(MainWindow& window, const char* id) {
    const CanvasScene& scene = window.canvas().canvasScene();
    return window.canvas().viewportPoint(scene.layout().rect(scene.design().indexOf(id)).centre());
  }
  static void choose(MainWindow& window, const std::vector<const char*>& ids) {
    Qt::KeyboardModifiers modifiers;
    for (const char* id : ids) {
      QTest::mouseClick(window.canvas().viewport(), Qt::LeftButton, modifiers, centreOf(window, id));
      modifiers = Qt::ShiftModifier;
    }
  }
  static QMenu* arrangeMenu(MainWindow& window) {
    for (QAction* action : window.menuBar()->actions())
      if (action->text() == QStringLiteral("&Arrange")) return action->menu();
    QTest::qFail("no Arrange menu", __FILE__, __LINE__);
    return nullptr;
  }
  static QAction* actionIn(const QMenu& menu, const QString& text) {
    for (QAction* action : menu.actions())
      if (action->text().remove(QLatin1Char('&')) == text) return action;
    QTest::qFail(qPrintable(QStringLiteral("no action ") + text), __FILE__, __LINE__);
    return nullptr;
  }
  static void clickIn(QMenu& menu, const QString& text) {
    if (QAction* action = actionIn(menu, text))
      QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(action).center());
  }
  static QToolButton* button(MainWindow& window, const QString& toolTip) {
    for (auto* found : window.findChild<QToolBar*>()->findChildren<QToolButton*>())
      if (found->toolTip().startsWith(toolTip)) return found;
    QTest::qFail("no such button", __FILE__, __LINE__);
    return nullptr;
  }

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("window-arrange")); }
  void init() {
    test::forgetEverything();
    m_dir = std::make_unique<QTemporaryDir>();
    m_windows = std::make_unique<Windows>();
  }
  void cleanup() { m_windows.reset(); }

  void theMenuAlignsInOneStep() {
    MainWindow& window = start();
    const std::string before = writeDesign(window.session().design()->topology());
    choose(window, {"second", "third", "first"});
    QMenu* menu = arrangeMenu(window);
    menu->popup({0, 0});
    clickIn(*menu, QStringLiteral("Align right edges"));
    for (const char* id : {"first", "second", "third"}) QCOMPARE(rectOf(window, id).right(), 226.0);
    QCOMPARE(window.session().undoStack()->count(), 1);
    QCOMPARE(window.session().undoStack()->undoText(), QStringLiteral("Align right edges"));
    press(window, Qt::Key_Z);
    QCOMPARE(writeDesign(window.session().design()->topology()), before);
  }

  void theToolBarDoesToo() {
    MainWindow& window = start();
    QToolButton* distribute = button(window, QStringLiteral("Distribute"));
    QVERIFY(!distribute->isEnabled());
    choose(window, {"first", "second", "third"});
    QVERIFY(distribute->isEnabled());
    QCOMPARE(distribute->popupMode(), QToolButton::InstantPopup);
    QMenu* menu = distribute->defaultAction()->menu<QMenu*>();
    menu->popup({0, 0});
    clickIn(*menu, QStringLiteral("Distribute vertically"));
    QCOMPARE(rectOf(window, "second").y, 80.0);
    QCOMPARE(rectOf(window, "first").y, 0.0);
    QCOMPARE(rectOf(window, "third").y, 160.0);
  }

  // A fourth card where the middle one would stand: nothing moves, and the status bar says what to do. Then with it.
  void whatIsInTheWayIsNamed() {
    MainWindow& window = start();
    Node fourth = *window.session().design()->topology().nodes.find("second");
    fourth.id = fourth.name = "fourth";
    fourth.rect = Rect{160, 58, 146, 30};
    QVERIFY(window.session().submit({"Add fourth", {AddNode{fourth}}}));
    QSignalSpy status(&window.canvas(), &CanvasView::statusMessage);
    choose(window, {"first", "second", "third"});
    arrangeMenu(window)->popup({0, 0});
    clickIn(*arrangeMenu(window), QStringLiteral("Distribute vertically"));
    QCOMPARE(window.session().undoStack()->count(), 1);
    QCOMPARE(status.back().front().toString(), QStringLiteral("fourth is in the way: select it as well, or move it."));
    choose(window, {"first", "second", "third", "fourth"});
    arrangeMenu(window)->popup({0, 0});
    clickIn(*arrangeMenu(window), QStringLiteral("Distribute vertically"));
    QCOMPARE(window.session().undoStack()->count(), 2);
  }

  // Two can be aligned, but have nothing between them to distribute.
  void onlyWhatWorksIsOffered() {
    MainWindow& window = start();
    const auto enabled = [&](const char* text) {
      return actionIn(*arrangeMenu(window), QString::fromLatin1(text))->isEnabled();
    };
    choose(window, {"first"});
    QVERIFY(!enabled("Align left edges") && !enabled("Distribute vertically"));
    choose(window, {"first", "second"});
    QVERIFY(enabled("Align left edges") && !enabled("Distribute vertically"));
    QVERIFY(button(window, QStringLiteral("Align"))->isEnabled());
    QTest::keyClick(&window.canvas(), Qt::Key_Escape);
    QVERIFY(!enabled("Align left edges"));
  }

  void tidyTakesTheContainerOrAll() {
    MainWindow& window = start();
    QVERIFY(actionIn(*arrangeMenu(window), QStringLiteral("Tidy the design"))->isEnabled());
    QVERIFY(!actionIn(*arrangeMenu(window), QStringLiteral("Fit to content"))->isEnabled());
    press(window, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(rectOf(window, "first").topLeft(), (Point{0, 0}));
    QCOMPARE(rectOf(window, "second").topLeft(), (Point{0, 72}));
    QCOMPARE(window.session().undoStack()->undoText(), QStringLiteral("Tidy the design"));
    QVERIFY(button(window, QStringLiteral("Bring the content"))->isEnabled());
  }

  void theContextMenuHasThem() {
    MainWindow& window = start();
    const auto submenus = [&](const char* id) {
      const QPoint at = centreOf(window, id);
      QContextMenuEvent event(QContextMenuEvent::Mouse, at, window.canvas().viewport()->mapToGlobal(at));
      QApplication::sendEvent(window.canvas().viewport(), &event);
      QStringList out;
      auto* menu = window.canvas().findChild<QMenu*>(QStringLiteral("canvasMenu"));
      for (const QAction* action : menu->actions())
        if (action->menu()) out.append(action->text().remove(QLatin1Char('&')));
      menu->close();
      QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
      return out;
    };
    choose(window, {"first", "second", "third"});
    QCOMPARE(submenus("second"), (QStringList{"Align", "Distribute"}));
    choose(window, {"first", "second"});
    QCOMPARE(submenus("second"), QStringList{QStringLiteral("Align")});
    QCOMPARE(submenus("third"), QStringList());  // another card: that one is meant
  }
};

QTEST_MAIN(TestWindowArrange)
#include "test_window_arrange.moc"
