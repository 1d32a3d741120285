// A window driven like a person drives it: real mouse and keyboard events, nothing else.
#pragma once

#include <QComboBox>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>
#include <QUndoStack>
#include <set>

#include "canvas/canvas_view.h"
#include "findings/findings_model.h"
#include "findings/findings_panel.h"
#include "findings/findings_view.h"
#include "inspector/field_row.h"
#include "inspector/inspector_panel.h"
#include "inspector/typed_line.h"
#include "layout/bending.h"
#include "main_window.h"
#include "palette/palette_tile.h"
#include "session.h"
#include "window_support.h"

namespace nines::test {

class Driver {
 public:
  explicit Driver(MainWindow& window) : m_window(window), m_canvas(window.canvas()) {}

  // What is to be seen.
  const Topology& topology() const { return m_window.session().design()->topology(); }
  QWidget* surface() const { return m_canvas.viewport(); }
  QPoint at(Point scene) const { return m_canvas.viewportPoint(scene); }
  Rect rectOf(const std::string& id) const {
    const CanvasScene& scene = m_canvas.canvasScene();
    return scene.layout().rect(scene.design().indexOf(id));
  }
  QPoint centreOf(const std::string& id) const { return at(rectOf(id).centre()); }
  std::set<std::string> ids() const {
    std::set<std::string> out;
    for (const auto& node : topology().nodes.rows()) out.insert(node->id);
    return out;
  }
  int steps() const { return m_window.session().undoStack()->index(); }

  // The mouse on the canvas.
  void click(QPoint where, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseMove(surface(), where);
    QTest::mouseClick(surface(), Qt::LeftButton, modifiers, where);
  }
  void select(const std::string& id) { click(header(id)); }
  void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mousePress(surface(), Qt::LeftButton, modifiers, from);
    move(surface(), from, to, modifiers);
    QTest::mouseRelease(surface(), Qt::LeftButton, modifiers, to);
  }
  // Where a click selects the node: the middle of a card, the header of a container.
  QPoint header(const std::string& id) const {
    const CanvasScene& scene = m_canvas.canvasScene();
    const NodeIndex i = scene.design().indexOf(id);
    if (scene.layout().isSolid(scene.design(), i)) return centreOf(id);
    const Rect r = scene.layout().headerOf(scene.design(), i);
    return at({r.x + 12, r.centre().y});
  }

  // The middle of a straight piece of a link's line, and where the line ends.
  QPoint middleOf(const std::string& link, std::size_t piece) const {
    const std::vector<Point> corners = placing::cornersOf(*m_canvas.canvasScene().links().route(link));
    const Point sum = corners.at(piece) + corners.at(piece + 1);
    return at({sum.x / 2, sum.y / 2});
  }
  QPoint endOf(const std::string& link) const { return at(m_canvas.canvasScene().links().route(link)->points.back()); }

  // Keys, after a click into the canvas gave it the focus.
  void key(int key, Qt::KeyboardModifiers modifiers = {}) {
    activate();
    m_canvas.setFocus();
    QTest::keyClick(&m_canvas, Qt::Key(key), modifiers);
  }
  // Shortcuts of the window.
  void shortcut(int key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier) {
    activate();
    QTest::keyClick(&m_window, Qt::Key(key), modifiers);
  }

  PaletteTile* tile(const QString& label) const {
    for (PaletteTile* candidate : m_window.findChildren<PaletteTile*>()) {
      if (candidate->text() == label) return candidate;
    }
    QTest::qFail(qPrintable(QStringLiteral("no palette tile ") + label), __FILE__, __LINE__);
    return nullptr;
  }
  // Drags a palette tile to a point of the canvas; gives the id of what was placed, empty if nothing was.
  std::string place(const QString& label, QPoint target) {
    PaletteTile* from = tile(label);
    if (!from) return {};
    const auto before = ids();
    const QPoint start = from->rect().center();
    const QPoint end = from->mapFromGlobal(surface()->mapToGlobal(target));
    QTest::mousePress(from, Qt::LeftButton, {}, start);
    move(from, start, end);
    QTest::mouseRelease(from, Qt::LeftButton, {}, end);
    return added(before);
  }
  // The first id that was not there.
  std::string added(const std::set<std::string>& before) const {
    for (const auto& id : ids()) {
      if (!before.contains(id)) return id;
    }
    return {};
  }

  // Draws a link from the handle on the right of one card, which shows while it is selected, to another card.
  void connectCards(const std::string& from, const std::string& to) {
    const Rect r = rectOf(from);
    QTest::mouseClick(surface(), Qt::LeftButton, {}, centreOf(from));
    drag(at({r.right(), r.centre().y}), centreOf(to));
    chooseFirst();
  }
  // Where several kinds of link are possible a menu asks: the first is taken with the keyboard.
  static void chooseFirst() {
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    if (!menu) return;
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
  }

  // An entry of a menu of the menu bar, with the mouse.
  void menu(const QString& title, const QString& entry) {
    for (QAction* action : m_window.menuBar()->actions()) {
      if (action->text().remove(QLatin1Char('&')) != title) continue;
      action->menu()->popup({0, 0});
      return clickIn(*action->menu(), entry);
    }
    QTest::qFail(qPrintable(QStringLiteral("no menu ") + title), __FILE__, __LINE__);
  }
  // A button of the tool bar, by the beginning of its tooltip.
  void toolButton(const QString& tip) {
    for (auto* button : m_window.findChild<QToolBar*>()->findChildren<QToolButton*>()) {
      if (button->toolTip().startsWith(tip)) return QTest::mouseClick(button, Qt::LeftButton);
    }
    QTest::qFail(qPrintable(QStringLiteral("no button ") + tip), __FILE__, __LINE__);
  }
  // An entry of the context menu at a point of the canvas.
  void contextMenu(QPoint where, const QString& entry) {
    QContextMenuEvent event(QContextMenuEvent::Mouse, where, surface()->mapToGlobal(where));
    QApplication::sendEvent(surface(), &event);
    auto* menu = m_canvas.findChild<QMenu*>(QStringLiteral("canvasMenu"));
    if (!menu) return QTest::qFail("no context menu", __FILE__, __LINE__);
    clickIn(*menu, entry);
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }

  // The row of a property in the inspector, for what is selected.
  FieldRow* row(const std::string& property) {
    inspector().refreshNow();
    for (auto* found : inspector().findChildren<FieldRow*>()) {
      if (found->isVisible() && found->schema().key == property) return found;
    }
    QTest::qFail(qPrintable(QStringLiteral("no field ") + QString::fromStdString(property)), __FILE__, __LINE__);
    return nullptr;
  }
  // Types into a line of the inspector, by the name that it is read out with.
  void type(const QString& name, const QString& text) {
    inspector().refreshNow();
    for (auto* line : inspector().findChildren<TypedLine*>()) {
      if (!line->isVisible() || line->accessibleName() != name) continue;
      line->setFocus();
      line->selectAll();
      QTest::keyClicks(line, text);
      QTest::keyClick(line, Qt::Key_Return);
      return;
    }
    QTest::qFail(qPrintable(QStringLiteral("no line ") + name), __FILE__, __LINE__);
  }
  InspectorPanel& inspector() const { return *m_window.findChild<InspectorPanel*>(); }

  FindingsPanel& findings() const { return *m_window.findChild<FindingsPanel*>(); }
  bool hasFinding(std::string_view rule) const {
    FindingsModel* model = findings().model();
    for (int i = 0; i < model->rowCount(); ++i) {
      const Finding* finding = model->finding(i);
      if (finding && finding->rule == rule) return true;
    }
    return false;
  }
  void clickFix(std::string_view rule) {
    FindingsView* view = findings().view();
    QAbstractItemModel* shown = view->model();
    for (int row = 0; row < shown->rowCount(); ++row) {
      if (shown->index(row, FindingsModel::kRule).data().toString().toStdString() != rule) continue;
      const QModelIndex button = shown->index(row, FindingsModel::kFix);
      view->scrollTo(button);
      QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(button).center());
      return;
    }
    QTest::qFail("no row with that rule", __FILE__, __LINE__);
  }

  static void move(QWidget* widget, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
    constexpr int kSteps = 6;
    for (int i = 1; i <= kSteps; ++i) {
      const QPoint where = from + (to - from) * i / kSteps;
      QMouseEvent event(QEvent::MouseMove, where, widget->mapToGlobal(where), Qt::NoButton, Qt::LeftButton, modifiers);
      QApplication::sendEvent(widget, &event);
    }
  }

 private:
  // A menu that was open can be the active window for a moment longer. Where it took the focus of the platform with it,
  // the toolkit still takes the window for the active one.
  void activate() {
    QCoreApplication::processEvents();
    QApplication::setActiveWindow(&m_window);
    if (QGuiApplication::focusWindow() != m_window.windowHandle()) m_window.windowHandle()->requestActivate();
    if (!QTest::qWaitForWindowActive(&m_window, kPatience)) QTest::qFail("not active", __FILE__, __LINE__);
  }

  static void clickIn(QMenu& menu, const QString& entry) {
    for (QAction* action : menu.actions()) {
      if (action->text().remove(QLatin1Char('&')) != entry) continue;
      if (!action->isEnabled()) break;
      QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(action).center());
      return;
    }
    QTest::qFail(qPrintable(QStringLiteral("no entry ") + entry), __FILE__, __LINE__);
    menu.close();
  }

  MainWindow& m_window;
  CanvasView& m_canvas;
};

}  // namespace nines::test
