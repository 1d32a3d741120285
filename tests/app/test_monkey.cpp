// A monkey at the window: seeded random events, 20,000 of them. Nothing crashes or warns, and what comes out of it is a
// sound design that goes back to the first one by undoing and forth again by redoing. The sanitizers look on.
#include <QRegularExpression>
#include <QWheelEvent>
#include <cmath>

#include "formats/native.h"
#include "rng.h"
#include "window_driver.h"

using namespace nines;
using test::Driver;

namespace {

constexpr int kEvents = 20'000;
constexpr std::size_t kMostNodes = 90;  // more make it slow, not thorough

// Closes what waits for an answer: the monkey has none.
class NoAnswers final : public QObject {
 public:
  NoAnswers() { startTimer(1); }

 protected:
  void timerEvent(QTimerEvent*) override {
    if (QWidget* dialog = QApplication::activeModalWidget()) dialog->close();
  }
};

}  // namespace

class TestMonkey : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<Windows> m_windows;
  std::unique_ptr<Driver> m_driver;
  // Another seed tries other things: NINES_MONKEY_SEED.
  test::Rng m_rng{static_cast<std::uint64_t>(std::max(1, qEnvironmentVariableIntValue("NINES_MONKEY_SEED")))};
  int m_events = 0;
  int m_locksSeen = 0;
  std::string m_moved;  // though it was locked

  Driver& d() { return *m_driver; }
  MainWindow& window() { return *m_windows->all().first(); }
  int pick(int count) { return m_rng.between(0, count - 1); }

  // Anywhere, but more often where something is: the middle of a node, one of its edges or corners, a link's line.
  QPoint somewhere() {
    const QSize size = d().surface()->size();
    const auto& scene = window().canvas().canvasScene();
    if (const LinkIndex links = static_cast<LinkIndex>(scene.design().linkCount()); links > 0 && m_rng.chance(.2)) {
      const Route* route = scene.links().route(scene.design().link(static_cast<LinkIndex>(pick(int(links)))).id);
      if (route) return onLine(*route);
    }
    if (scene.layout().size() == 0 || m_rng.chance(.4)) return {pick(size.width()), pick(size.height())};
    const Rect r = scene.layout().rect(static_cast<NodeIndex>(pick(static_cast<int>(scene.layout().size()))));
    const double x = r.x + r.width * pick(3) / 2;
    const double y = r.y + r.height * pick(3) / 2;
    const QPoint at = d().at({x, y});
    return {std::clamp(at.x(), -40, size.width() + 40), std::clamp(at.y(), -40, size.height() + 40)};
  }

  // An end, a corner or the middle of a piece.
  QPoint onLine(const Route& route) {
    const auto k = static_cast<std::size_t>(pick(static_cast<int>(route.points.size())));
    const std::size_t next = m_rng.chance(.5) ? k : std::min(k + 1, route.points.size() - 1);
    const Point sum = route.points[k] + route.points[next];
    const QPoint at = d().at({sum.x / 2, sum.y / 2});
    const QSize size = d().surface()->size();
    return {std::clamp(at.x(), -40, size.width() + 40), std::clamp(at.y(), -40, size.height() + 40)};
  }

  Qt::KeyboardModifiers modifiers() {
    switch (pick(8)) {
      case 0:
        return Qt::ShiftModifier;
      case 1:
        return Qt::AltModifier;
      case 2:
        return Qt::ControlModifier;
      default:
        return {};
    }
  }

  void mouseMove(QPoint to, Qt::MouseButtons buttons, Qt::KeyboardModifiers with) {
    QMouseEvent event(QEvent::MouseMove, to, d().surface()->mapToGlobal(to), Qt::NoButton, buttons, with);
    QApplication::sendEvent(d().surface(), &event);
    ++m_events;
  }

  void drag() {
    const Qt::MouseButton button = m_rng.chance(.1) ? Qt::MiddleButton : Qt::LeftButton;
    const Qt::KeyboardModifiers with = modifiers();
    const QPoint from = somewhere();
    const Topology before = d().topology();
    bool keyed = false;
    QTest::mousePress(d().surface(), button, with, from);
    for (int i = pick(6); i >= 0; --i) {
      mouseMove(somewhere(), button, with);
      if (m_rng.chance(.06)) {  // a hand on the keyboard meanwhile
        key();
        keyed = true;
      }
      if (m_rng.chance(.05)) QCoreApplication::processEvents();
    }
    QTest::mouseRelease(d().surface(), button, with, somewhere());
    m_events += 2;
    closePopups();
    if (!keyed) checkLocks(before);
  }

  // The mouse alone neither moves, resizes nor deletes what is locked.
  void checkLocks(const Topology& before) {
    for (const auto& node : before.nodes.rows()) {
      if (!node->locked) continue;
      const Node* now = d().topology().nodes.find(node->id);
      if (!now || now->rect != node->rect || now->parent != node->parent) m_moved = node->id;
      ++m_locksSeen;
    }
  }

  void click() {
    const QPoint at = somewhere();
    mouseMove(at, Qt::NoButton, {});
    if (m_rng.chance(.1)) QTest::mouseDClick(d().surface(), Qt::LeftButton, {}, at);
    else QTest::mouseClick(d().surface(), Qt::LeftButton, modifiers(), at);
    ++m_events;
  }

  void key() {
    static constexpr Qt::Key kKeys[] = {Qt::Key_Left,   Qt::Key_Right,  Qt::Key_Up,   Qt::Key_Down,  Qt::Key_Delete,
                                        Qt::Key_Escape, Qt::Key_Tab,    Qt::Key_F2,   Qt::Key_Slash, Qt::Key_A,
                                        Qt::Key_Return, Qt::Key_Escape, Qt::Key_Space};
    static constexpr Qt::Key kShortcuts[] = {Qt::Key_Z, Qt::Key_Z,    Qt::Key_Y,     Qt::Key_D, Qt::Key_A, Qt::Key_9,
                                             Qt::Key_0, Qt::Key_Plus, Qt::Key_Minus, Qt::Key_L, Qt::Key_K};
    QWidget* target =
        QApplication::focusWidget() && m_rng.chance(.5) ? QApplication::focusWidget() : &window().canvas();
    if (m_rng.chance(.4)) QTest::keyClick(target, kShortcuts[pick(std::size(kShortcuts))], Qt::ControlModifier);
    else if (m_rng.chance(.05)) QTest::keyClick(target, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    else if (m_rng.chance(.08)) QTest::keyClick(target, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    else {
      const auto modifier = m_rng.chance(.2) ? Qt::ShiftModifier : Qt::NoModifier;
      QTest::keyClick(target, kKeys[pick(std::size(kKeys))], modifier);
    }
    ++m_events;
    closePopups();
  }

  // What is clicked is held, or let go.
  void lock() {
    QTest::mouseClick(d().surface(), Qt::LeftButton, {}, somewhere());
    window().activateWindow();  // a menu that was open may have taken that, and shortcuts with it
    QCoreApplication::processEvents();
    QTest::keyClick(&window().canvas(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    m_events += 2;
    closePopups();
  }

  void wheel() {
    const QPoint at = somewhere();
    const auto modifier = m_rng.chance(.6) ? Qt::ControlModifier : Qt::NoModifier;
    const QPoint turn(0, m_rng.chance(.5) ? 120 : -120);
    QWheelEvent event(at, d().surface()->mapToGlobal(at), {}, turn, Qt::NoButton, modifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(d().surface(), &event);
    ++m_events;
  }

  void place() {
    const auto tiles = window().findChildren<PaletteTile*>();
    PaletteTile* tile = tiles.at(pick(static_cast<int>(tiles.size())));
    const QPoint start = tile->rect().center();
    const Topology before = d().topology();
    QTest::mousePress(tile, Qt::LeftButton, {}, start);
    for (int i = pick(4); i >= 0; --i) {
      Driver::move(tile, start, tile->mapFromGlobal(d().surface()->mapToGlobal(somewhere())));
      m_events += 6;
      if (m_rng.chance(.05)) QTest::keyClick(tile, Qt::Key_Escape);
    }
    QTest::mouseRelease(tile, Qt::LeftButton, {}, tile->mapFromGlobal(d().surface()->mapToGlobal(somewhere())));
    m_events += 2;
    checkLocks(before);
  }

  void openMenu() {
    const QPoint at = somewhere();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, d().surface()->mapToGlobal(at));
    QApplication::sendEvent(d().surface(), &event);
    ++m_events;
    closePopups();
  }

  // Chooses something, or nothing.
  void closePopups() {
    for (int depth = 0; depth < 4; ++depth) {
      QWidget* popup = QApplication::activePopupWidget();
      if (!popup) break;
      for (int i = pick(5); i > 0; --i) QTest::keyClick(popup, Qt::Key_Down);
      popup = QApplication::activePopupWidget();
      if (popup) QTest::keyClick(popup, m_rng.chance(.5) ? Qt::Key_Return : Qt::Key_Escape);
      m_events += 2;
    }
    while (QWidget* popup = QApplication::activePopupWidget()) popup->close();
  }

  void field() {
    d().inspector().refreshNow();
    const auto rows = d().inspector().findChildren<FieldRow*>();
    if (rows.isEmpty()) return;
    QWidget* editor = rows.at(pick(static_cast<int>(rows.size())))->editor()->field();
    if (!editor->isVisible() || !editor->isEnabled()) return;
    editor->setFocus();
    static const char* const kTexts[] = {"7", "5 min", "0.5 TB", "-1", "abc", "1e400", " ", "99.95 %", "x & y"};
    QTest::keyClicks(editor, QString::fromUtf8(kTexts[pick(std::size(kTexts))]));
    QTest::keyClick(editor, m_rng.chance(.7) ? Qt::Key_Return : Qt::Key_Escape);
    m_events += 3;
    closePopups();
  }

  void fix() {
    // The same seed does the same: how far the analysis has come must not matter.
    window().session().waitForReport();
    QCoreApplication::processEvents();
    d().findings().refreshNow();
    FindingsView* view = d().findings().view();
    const int rows = view->model()->rowCount();
    const int row = pick(1000);
    if (rows == 0) return;
    const QModelIndex button = view->model()->index(row % rows, FindingsModel::kFix);
    view->scrollTo(button);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(button).center());
    ++m_events;
  }

  void act() {
    const int what = pick(100);
    if (what < 30) drag();
    else if (what < 50) click();
    else if (what < 70) key();
    else if (what < 78) place();
    else if (what < 84) openMenu();
    else if (what < 90) field();
    else if (what < 93) fix();
    else if (what < 95) lock();
    else wheel();
    if (m_rng.chance(.1)) QCoreApplication::processEvents();
    if (d().topology().nodes.size() > kMostNodes) {
      for (int i = 0; i < 40; ++i) QTest::keyClick(&window().canvas(), Qt::Key_Z, Qt::ControlModifier);
    }
  }

  QString fault() {
    const Topology& t = d().topology();
    if (!m_moved.empty()) return QStringLiteral("locked, yet moved: ") + QString::fromStdString(m_moved);
    const auto again = readDesign(writeDesign(t), "monkey", Catalogue::shipped());
    if (!again || !(*again == t)) return QStringLiteral("the design does not survive saving");
    const CanvasScene& scene = window().canvas().canvasScene();
    const Design& design = scene.design();
    if (design.nodeCount() != t.nodes.size()) return QStringLiteral("the canvas shows another design");
    for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
      const Rect& r = scene.layout().rect(i);
      if (!std::isfinite(r.x + r.y + r.width + r.height)) return QStringLiteral("a rectangle is not finite");
      if (scene.itemsOf(design.node(i).id).empty()) return QStringLiteral("a node is not drawn");
    }
    for (const auto& [id, route] : scene.links().routes()) {
      const LinkIndex link = design.linkIndexOf(id);
      if (link == kNone) return QStringLiteral("a link is drawn that is none");
      const Rect from = scene.layout().rect(design.from(link)).grown(.01);
      if (route.points.size() < 2 || !from.contains(route.points.front())) return QStringLiteral("a link hangs loose");
    }
    return {};
  }

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("monkey")); }

  void neitherCrashesNorWarns() {
    test::forgetEverything();
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
    NoAnswers noAnswers;
    m_windows = std::make_unique<Windows>();
    m_windows->start({});
    window().resize(1400, 900);
    QVERIFY(QTest::qWaitForWindowActive(&window(), test::kPatience));
    m_driver = std::make_unique<Driver>(window());
    const std::string first = writeDesign(d().topology());
    int checked = 0;
    while (m_events < kEvents) {
      act();
      QVERIFY(m_windows->all().size() == 1 && window().isVisible());
      if (m_events / 500 == checked) continue;
      checked = m_events / 500;
      const QString wrong = fault();
      QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("after %1 events: %2").arg(m_events).arg(wrong)));
    }
    QTest::keyClick(&window().canvas(), Qt::Key_Escape);
    const std::string last = writeDesign(d().topology());
    const int steps = d().steps();
    QVERIFY2(steps > 100, qPrintable(QString::number(steps)));
    QVERIFY2(m_locksSeen > 100, qPrintable(QString::number(m_locksSeen)));
    QUndoStack* stack = window().session().undoStack();
    stack->setIndex(0);
    QVERIFY(writeDesign(d().topology()) == first);
    stack->setIndex(steps);
    QVERIFY(writeDesign(d().topology()) == last);
    QCOMPARE(fault(), QString());
    window().session().discardChanges();
    m_windows.reset();
  }
};

QTEST_MAIN(TestMonkey)
#include "test_monkey.moc"
