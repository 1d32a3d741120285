// Mouse and keys of the canvas, and what they do to the selection.
#include <QAction>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QScrollBar>
#include <algorithm>
#include <utility>

#include "canvas/bend_gesture.h"
#include "canvas/canvas_tip.h"
#include "canvas/canvas_view.h"
#include "canvas/legend.h"
#include "canvas/lock_words.h"
#include "canvas/resize_gesture.h"
#include "charts/local_figures.h"
#include "layout/roots.h"
#include "theme/text.h"
#include "topology/edits.h"

namespace nines {

namespace {

// Waived findings do not speak.
QStringList findingsAbout(const Report& report, const std::string& id) {
  QStringList out;
  for (const Finding& finding : report.findings) {
    if (std::ranges::find(finding.subjects, id) == finding.subjects.end()) continue;
    if (isWaived(finding, report.waivers)) continue;
    out.append(messageText(finding).toHtmlEscaped());
  }
  return out;
}

}  // namespace

Pointer CanvasView::pointerAt(QPoint at, Qt::KeyboardModifiers modifiers) const {
  return {scenePoint(at), viewport()->mapToGlobal(at), modifiers};
}

bool CanvasView::startPan(const QMouseEvent* event) {
  const bool wanted = event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_spaceDown);
  if (!wanted || m_select.isActive()) return false;
  m_panning = true;
  m_panFrom = event->pos();
  viewport()->setCursor(Qt::ClosedHandCursor);
  return true;
}

void CanvasView::mousePressEvent(QMouseEvent* event) {
  event->accept();
  if (event->button() == Qt::RightButton) giveUpDrag();
  if (!m_select.isActive() && !m_panning) m_outlookBefore = outlook();
  m_keepFitted = false;
  m_pointer = event->pos();
  m_tip->hide();
  commitPending();
  if (startPan(event)) return;
  if (event->button() != Qt::LeftButton) return;
  m_focusVisible = false;
  m_edgeScroll.begin(event->pos());
  hoverForPress(event->pos());
  if (hitAt(scenePoint(event->pos())).part != Hit::Part::handle) forgetDrawn();
  m_select.press(pointerAt(event->pos(), event->modifiers()));
}

void CanvasView::mouseMoveEvent(QMouseEvent* event) {
  event->accept();
  m_pointer = event->pos();
  m_legend->setPointed(m_legend->geometry().contains(viewport()->mapTo(this, event->pos())));
  if (m_panning) {
    const QPoint by = event->pos() - m_panFrom;
    m_panFrom = event->pos();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
    return;
  }
  if (m_select.isActive()) drag(event->pos(), event->modifiers());
  else if (event->buttons() == Qt::NoButton) hoverAt(event->pos());
}

void CanvasView::drag(QPoint at, Qt::KeyboardModifiers modifiers) {
  m_dragAt = at;
  m_dragModifiers = modifiers;
  m_select.moveTo(pointerAt(at, modifiers));
  if (m_select.isDragging()) m_edgeScroll.follow(at);
}

void CanvasView::followScroll() {
  if (m_place.isActive()) m_place.update(m_placeAt);
  else drag(m_dragAt, m_dragModifiers);
}

bool CanvasView::cancelDrag() {
  m_edgeScroll.stop();
  return m_select.cancel();
}

// What Esc means: all is as it was before the button went down, what was selected and what was seen, too.
bool CanvasView::giveUpDrag() {
  m_edgeScroll.stop();
  const bool panned = std::exchange(m_panning, false);
  if (!m_select.giveUp() && !panned) return false;
  if (panned && m_spaceDown) viewport()->setCursor(Qt::OpenHandCursor);
  else viewport()->unsetCursor();
  lookAsBefore();
  return true;
}

bool CanvasView::giveUp() {
  if (!m_place.isActive()) return giveUpDrag();
  cancelPlacing();
  return true;
}

void CanvasView::mouseReleaseEvent(QMouseEvent* event) {
  event->accept();
  if (m_panning) {
    m_panning = false;
    viewport()->unsetCursor();
    updateViewRect();
    return;
  }
  if (event->button() != Qt::LeftButton) return;
  m_edgeScroll.stop();
  m_select.release(pointerAt(event->pos(), event->modifiers()));
  if (m_badgesPending) followReport();
  updateViewRect();
  hoverAt(event->pos());
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent* event) {
  mousePressEvent(event);
  if (event->button() != Qt::LeftButton) return;
  const Hit hit = hitAt(scenePoint(event->pos()));
  if (hit.part == Hit::Part::node && !event->modifiers()) startRename(hit.id);
}

void CanvasView::updateCursor(const Hit& hit) {
  if (m_spaceDown) viewport()->setCursor(Qt::OpenHandCursor);
  else if (hit.part == Hit::Part::edge) viewport()->setCursor(cursorFor(hit.edges));
  else if (hit.grip && !m_document->isReadOnly())
    viewport()->setCursor(cursorFor(placing::cornersOf(*m_scene.links().route(hit.id)), *hit.grip));
  else if (hit.part == Hit::Part::handle || hit.part == Hit::Part::linkEnd || isConnecting())
    viewport()->setCursor(Qt::CrossCursor);
  else viewport()->unsetCursor();
}

void CanvasView::hoverAt(QPoint at) {
  const Hit hit = hitAt(scenePoint(at));
  m_selection->setHovered(hit.id);
  updateCursor(hit);
  followTip(at);
  // When the timer last fired, a drag, the zoom or a lock could be what kept them away.
  if (m_handlesAt != hit.id && !m_handleTimer.isActive() && handlesWanted()) m_handleTimer.start();
}

// px around a line that leads where no link is.
constexpr double kNearLine = 5;

QString CanvasView::toolTipAt(QPoint at) const {
  const Hit hit = hitAt(scenePoint(at));
  if (hit.part == Hit::Part::set) {
    QStringList names;
    for (const std::string& id : hit.members) names << describe(id).toHtmlEscaped();
    return QStringLiteral("<html><b>%1</b><br>%2</html>")
        .arg(tr("Selects all of these"), names.join(QLatin1String("<br>")));
  }
  const NodeIndex under = m_scene.design().indexOf(hit.id);
  const bool onCard = under != kNone && m_scene.layout().isSolid(m_scene.design(), under);
  if (const DrawGroup* detour = onCard ? nullptr : m_scene.detours().at(scenePoint(at), kNearLine / m_zoom))
    return QStringLiteral("<html><b>%1</b><br>%2</html>")
        .arg(toQString(detour->title).toHtmlEscaped(), toQString(detour->description));
  if (hit.id.empty()) return {};
  QStringList lines{QStringLiteral("<b>%1</b>").arg(describe(hit.id).toHtmlEscaped())};
  if (const NodeIndex i = m_scene.design().indexOf(hit.id); i != kNone) {
    const DrillMark* mark = m_scene.drill() ? m_scene.drill()->of(hit.id) : nullptr;
    const QString subtitle = localLine(toQString(mark ? mark->line : subtitleOf(m_scene.design(), i))).toHtmlEscaped();
    if (!subtitle.isEmpty()) lines.append(subtitle);
  }
  const auto report = m_document->report();
  if (report && !m_scene.drill()) lines.append(findingsAbout(*report, hit.id));
  return QStringLiteral("<html>%1</html>").arg(lines.join(QStringLiteral("<br>")));
}

bool CanvasView::viewportEvent(QEvent* event) {
  switch (event->type()) {
    case QEvent::ToolTip: {
      if (m_select.isActive() || m_place.isActive()) return true;
      showTip(static_cast<QHelpEvent*>(event)->pos());
      return true;
    }
    case QEvent::NativeGesture: {
      const auto* pinch = static_cast<QNativeGestureEvent*>(event);
      if (pinch->gestureType() != Qt::ZoomNativeGesture) break;
      zoomAt(m_zoom * (1 + pinch->value()), pinch->position().toPoint());
      return true;
    }
    case QEvent::Enter:
      pointerEntered(static_cast<QEnterEvent*>(event)->position().toPoint());
      break;
    case QEvent::Leave:
      pointerLeft();
      m_legend->setPointed(false);
      if (!m_select.isActive()) m_selection->setHovered({});
      break;
    case QEvent::WindowDeactivate:
      m_tip->hide();
      letSpaceGo();  // nobody hears of it when that happens in another window
      break;
    default:
      break;
  }
  return QGraphicsView::viewportEvent(event);
}

void CanvasView::keyPressEvent(QKeyEvent* event) {
  m_tip->hide();
  switch (event->key()) {
    case Qt::Key_Escape:
      if (!giveUp() && !dropZoneOffer()) {
        if (isConnecting()) setConnecting(false);
        else m_selection->clear();
      }
      return;
    case Qt::Key_Space:
      if (!event->isAutoRepeat()) takeSpace();
      return;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
      nudge(event->key(), event->modifiers().testFlag(Qt::ShiftModifier));
      return;
    default:
      // Not the base class: it would scroll.
      event->ignore();
  }
}

void CanvasView::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Space || event->isAutoRepeat()) return event->ignore();
  letSpaceGo();
}

void CanvasView::nudge(int key, bool far) {
  if (m_document->isReadOnly() || m_select.isActive()) return;
  if (const LinkIndex link = onlySelectedLink(); link != kNone) return nudgeLink(link, key);
  const double step = far ? kGrid : 1;
  const Point by{key == Qt::Key_Left    ? -step
                 : key == Qt::Key_Right ? step
                                        : 0,
                 key == Qt::Key_Up     ? -step
                 : key == Qt::Key_Down ? step
                                       : 0};
  submitUnlocked(placing::nudge(m_scene.design(), m_scene.layout(), selectedNodes(), by));
}

void CanvasView::deleteSelection() {
  if (m_document->isReadOnly()) return;
  cancelGesture();
  const auto design = m_scene.sharedDesign();
  std::vector<NodeIndex> staying;
  const Edit edit = edits::remove(design->topology(), removable(staying));
  say(edit.empty() && !staying.empty() ? lockedText(*design, staying) : QString());
  if (!edit.empty() && submit(edit) && !staying.empty()) say(stayingText(*design, staying));
}

// All in the container that is selected or holds the selection; where that is selected already, one container further
// out, and in the end everything.
void CanvasView::selectAll() {
  const Design& design = m_scene.design();
  const std::vector<NodeIndex> selected = selectedNodes();
  NodeIndex container = containerToTidy(selected);
  while (true) {
    const auto content = container == kNone ? design.topLevel() : design.children(container);
    Selection::Ids ids;
    for (const NodeIndex i : placing::withContents(design, {content.begin(), content.end()})) {
      ids.insert(design.node(i).id);
    }
    const bool more = std::ranges::any_of(ids, [&](const std::string& id) { return !m_selection->contains(id); });
    if (container == kNone || more) return m_selection->set(std::move(ids));
    container = design.parent(container);
  }
}

void CanvasView::focusInEvent(QFocusEvent* event) {
  QGraphicsView::focusInEvent(event);
  if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) m_focusVisible = true;
  refreshMarks();
}

void CanvasView::focusOutEvent(QFocusEvent* event) {
  QGraphicsView::focusOutEvent(event);
  m_spaceDown = false;
  refreshMarks();
}

// Tab goes through the nodes as people read, then leaves the canvas.
bool CanvasView::focusNextPrevChild(bool next) {
  const Design& design = m_scene.design();
  const Layout& layout = m_scene.layout();
  std::vector<NodeIndex> order(design.nodeCount());
  for (NodeIndex i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, [&](NodeIndex a, NodeIndex b) {
    const Rect& ra = layout.rect(a);
    const Rect& rb = layout.rect(b);
    return ra.y != rb.y ? ra.y < rb.y : ra.x < rb.x;
  });
  if (!next) std::ranges::reverse(order);
  const auto current = std::ranges::find(order, onlySelectedNode());
  const auto target = current == order.end() ? order.begin() : current + 1;
  m_focusVisible = target != order.end();
  if (target == order.end()) return QGraphicsView::focusNextPrevChild(next);
  const std::string& id = design.node(*target).id;
  m_selection->set({id});
  reveal(QString::fromStdString(id));
  refreshMarks();
  return true;
}

}  // namespace nines
