// What the canvas says of the thing below the pointer, and keys that mean the canvas because the pointer is over it.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>

#include "canvas/canvas_tip.h"
#include "canvas/canvas_view.h"

namespace nines {

namespace {

constexpr int kHandleRoom = 7;  // on both sides of a handle's centre

// Where Space does something of its own. Lists take Return as well.
bool usesSpace(const QWidget& widget) {
  if (widget.testAttribute(Qt::WA_InputMethodEnabled)) return true;  // text is typed there
  if (qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QComboBox*>(&widget)) return true;
  const auto* list = qobject_cast<const QAbstractItemView*>(&widget);
  return list && list->currentIndex().data(Qt::CheckStateRole).isValid();
}

}  // namespace

void CanvasView::showTip(QPoint at) {
  const Hit hit = hitAt(scenePoint(at));
  const QPoint pointer = viewport()->mapTo(this, at);
  QRect thing;
  QList<QRect> handles;
  if (const NodeIndex i = m_scene.design().indexOf(hit.id); i != kNone) {
    const auto inView = [this](Point p) { return viewport()->mapTo(this, viewportPoint(p)); };
    const Kind* kind = m_scene.design().kind(i);
    const Rect& rect = m_scene.layout().rect(i);
    const bool card = !m_scene.layout().place(i).frame && !(kind && kind->isContainer());
    if (card) thing = QRect(inView({rect.left(), rect.top()}), inView({rect.right(), rect.bottom()}));
    if (takesHandles(i)) {
      for (const Point p : handlePoints(m_scene, i))
        handles << QRect(inView(p), QSize()).marginsAdded({kHandleRoom, kHandleRoom, kHandleRoom, kHandleRoom});
    }
  }
  m_tip->show(toolTipAt(at), pointer, thing, handles);
}

// It stays as long as it is about what lies below the pointer.
void CanvasView::followTip(QPoint at) {
  if (!m_tip->isHidden() && toolTipAt(at) != m_tip->text()) m_tip->hide();
}

// For what no event at the pointer tells of.
void CanvasView::recheckTip() {
  if (m_pointer) followTip(*m_pointer);
  else m_tip->hide();
}

// A press means what lies there now, whatever was seen to be there when the pointer last moved: something else may have
// stood over the canvas meanwhile. Handles that are about to show count.
void CanvasView::hoverForPress(QPoint at) {
  hoverAt(at);
  const NodeIndex i = m_scene.design().indexOf(m_selection->hovered());
  if (m_handlesAt == m_selection->hovered() || !mayHaveHandles(i)) return;
  m_handleTimer.stop();
  m_handlesAt = m_selection->hovered();
  refreshMarks();
}

void CanvasView::pointerEntered(QPoint at) {
  m_pointer = at;
  qApp->installEventFilter(this);
  if (QGuiApplication::mouseButtons() == Qt::NoButton && !m_select.isActive() && !m_place.isActive()) hoverAt(at);
}

void CanvasView::pointerLeft() {
  m_pointer.reset();
  m_tip->hide();
  if (!hasFocus() && !m_panning) letSpaceGo();
  qApp->removeEventFilter(this);
}

void CanvasView::takeSpace() {
  m_spaceDown = true;
  viewport()->setCursor(Qt::OpenHandCursor);
}

void CanvasView::letSpaceGo() {
  if (!m_spaceDown) return;
  m_spaceDown = false;
  if (!m_panning) viewport()->unsetCursor();
}

// Space pans what the pointer is over, also after a click on a finding or in another list has taken the focus there.
// While a name is typed into a list to find it there, a blank belongs to that.
bool CanvasView::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease) {
    return QGraphicsView::eventFilter(watched, event);
  }
  const auto* key = static_cast<QKeyEvent*>(event);
  const QWidget* focus = QApplication::focusWidget();
  const bool pressed = event->type() == QEvent::KeyPress;
  const bool printed = !key->text().isEmpty() && key->text().front().isPrint();
  if (pressed && printed && key->key() != Qt::Key_Space) m_typed.start();
  const bool typing = pressed && m_typed.isValid() && m_typed.elapsed() < QApplication::keyboardInputInterval();
  if (key->key() != Qt::Key_Space || typing || key->modifiers() || !focus || watched != focus ||
      focus->window() != window() || isAncestorOf(focus) || focus == this || QApplication::activePopupWidget() ||
      usesSpace(*focus)) {
    return QGraphicsView::eventFilter(watched, event);
  }
  if (key->isAutoRepeat()) return true;
  if (pressed) takeSpace();
  else letSpaceGo();
  return true;
}

}  // namespace nines
