// Zoom, scrolling and the grid of the canvas.
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <array>
#include <cmath>

#include "canvas/canvas_geometry.h"
#include "canvas/canvas_tip.h"
#include "canvas/canvas_view.h"
#include "canvas/empty_state.h"
#include "canvas/legend.h"
#include "canvas/legend_cover.h"

namespace nines {

namespace {

constexpr std::array kSteps{.05, .1, .15, .25, .33, .5, .67, .75, .9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0};
constexpr double kFitMargin = 12;
constexpr double kLeastMargin = 2;  // for 100 %, where lines and letters are sharpest
constexpr double kSpareMargins = 2 * (kFitMargin - kLeastMargin);
constexpr double kFitStep = .98;  // from one size to the next that is tried
constexpr double kGridStep = 16;
constexpr double kDotSize = 1.8;
constexpr double kLeastDotDistance = 12;  // on the screen
constexpr double kDotsFrom = .5;          // zoom
constexpr double kWheelFactor = 1.2;      // per notch

}  // namespace

QPoint CanvasView::viewportPoint(Point scenePoint) const {
  return viewportTransform().map(toQPointF(scenePoint)).toPoint();
}

Point CanvasView::scenePoint(QPoint viewportPoint) const {
  return toPoint(viewportTransform().inverted().map(QPointF(viewportPoint)));
}

void CanvasView::scrollContentsBy(int dx, int dy) {
  QGraphicsView::scrollContentsBy(dx, dy);
  m_tip->hide();
  m_legend->lookLater();
  placeTitleEditor();
  placeZoneOffer();
}

// What can be scrolled to: the design and what is on the screen, and one screen more on every side. So the view never
// jumps when this changes, and zooming can hold the point under the pointer everywhere.
void CanvasView::updateViewRect() {
  const QSizeF screen = QSizeF(viewport()->size()) / m_zoom;
  const QRectF seen = viewportTransform().inverted().mapRect(QRectF(viewport()->rect()));
  QRectF rect = toQRectF(m_scene.layout().bounds()) | seen;
  rect.adjust(-screen.width(), -screen.height(), screen.width(), screen.height());
  setSceneRect(rect);
  // Setting the range can move the bars by a rounding.
  const QPointF now = viewportTransform().map(seen.topLeft());
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() + qRound(now.x()));
  verticalScrollBar()->setValue(verticalScrollBar()->value() + qRound(now.y()));
}

void CanvasView::zoomAt(double zoom, QPoint viewportPoint) {
  const double wanted = std::clamp(zoom, kSmallestZoom, kLargestZoom);
  if (std::abs(wanted - m_zoom) < 1e-9) return;
  const QPointF held = viewportTransform().inverted().map(QPointF(viewportPoint));
  m_zoom = wanted;
  m_keepFitted = false;
  setTransform(QTransform::fromScale(wanted, wanted));
  updateViewRect();
  const QPointF off = viewportTransform().map(held) - QPointF(viewportPoint);
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() + qRound(off.x()));
  verticalScrollBar()->setValue(verticalScrollBar()->value() + qRound(off.y()));
  updateViewRect();
  refreshMarks();
  m_legend->lookLater();
  placeTitleEditor();
  placeZoneOffer();
  emit zoomChanged(m_zoom);
}

void CanvasView::zoomTo(double zoom) { zoomAt(zoom, viewport()->rect().center()); }

void CanvasView::stepZoom(bool in) {
  constexpr double kClose = 1e-3;
  double next = in ? kLargestZoom : kSmallestZoom;
  if (in) {
    const auto at = std::ranges::find_if(kSteps, [&](double step) { return step > m_zoom + kClose; });
    if (at != kSteps.end()) next = *at;
  } else {
    for (const double step : kSteps) {
      if (step < m_zoom - kClose) next = step;
    }
  }
  zoomTo(next);
}

void CanvasView::zoomIn() { stepZoom(true); }

void CanvasView::zoomOut() { stepZoom(false); }

double CanvasView::fittingZoom(const QRectF& content, const QRect& area) const {
  const bool fits =
      content.width() - kSpareMargins <= area.width() && content.height() - kSpareMargins <= area.height();
  if (fits) return 1;
  const bool nothing = m_scene.design().nodeCount() == 0;
  return nothing ? 1 : std::min({area.width() / content.width(), area.height() / content.height(), 1.0});
}

// Whether the legend would lie over a node, a line or a label of the design, if that stood in the middle of the area.
bool CanvasView::legendHides(const QRectF& content, const QRectF& area, double zoom) const {
  const QRectF legend(viewport()->mapFrom(this, m_legend->pos()), m_legend->size());
  const QPointF corner = area.center() - content.center() * zoom;
  return hidesAnything(m_scene, {(legend.topLeft() - corner) / zoom, legend.size() / zoom});
}

// Where the design goes when it is fitted: in the middle of the viewport, with the legend in the first corner where it
// hides nothing. Where there is none, as large as it can be on the right, at the top or in the corner of both, beside
// or above the legend at worst.
QRect CanvasView::fittingArea(const QRectF& content) const {
  const QRect all = viewport()->rect();
  if (!m_legend->isVisible()) return all;
  const double whole = fittingZoom(content, all);
  for (const Legend::Corner corner : Legend::kCorners) {
    m_legend->setCorner(corner);
    if (!legendHides(content, all, whole)) return all;
  }
  m_legend->setCorner(Legend::Corner::bottomLeft);
  const QRect legend(viewport()->mapFrom(this, m_legend->pos()), m_legend->size());
  const QRect beside = all.adjusted(legend.right() + 1, 0, 0, 0);
  const QRect above = all.adjusted(0, 0, 0, legend.top() - all.height());
  const bool besideIsLarger = fittingZoom(content, beside) >= fittingZoom(content, above);
  // Where the legend leaves no room at all, there is nothing to look for.
  const double least = std::max(fittingZoom(content, besideIsLarger ? beside : above), kSmallestZoom);
  for (double zoom = whole; zoom > least; zoom *= kFitStep) {
    const double spare = zoom == 1 ? kSpareMargins : 0;
    const int right = std::max(static_cast<int>(all.width() - (content.width() - spare) * zoom), 0);
    const int up = std::max(static_cast<int>(all.height() - (content.height() - spare) * zoom), 0);
    const QRect aside = all.adjusted(right / 2, up / 2, right / 2 - right, up / 2 - up);
    for (const QPoint by : {QPoint(right - right / 2, 0), QPoint(0, -up / 2), QPoint(right - right / 2, -up / 2)}) {
      if (!legendHides(content, aside.translated(by), zoom)) return aside.translated(by);
    }
  }
  return besideIsLarger ? beside : above;
}

void CanvasView::fit() {
  QRectF content = toQRectF(m_scene.layout().bounds());
  for (const DetourLine& line : m_scene.detours().lines()) {
    for (const Point& point : line.route.points) content |= QRectF(toQPointF(point), QSizeF(1, 1));
  }
  content.adjust(-kFitMargin, -kFitMargin, kFitMargin, kFitMargin);
  const QRect area = fittingArea(content);
  zoomTo(fittingZoom(content, area));
  scrollTo(content.center(), QRectF(area).center());
  m_keepFitted = true;
}

// The point of the scene comes to stand at that of the viewport.
void CanvasView::scrollTo(QPointF scene, QPointF at) {
  const QRectF around(scene, QSizeF());
  const QSizeF room = 2 * QSizeF(viewport()->size()) / m_zoom;
  setSceneRect(sceneRect() | around.adjusted(-room.width(), -room.height(), room.width(), room.height()));
  const QPointF off = viewportTransform().map(scene) - at;
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() + qRound(off.x()));
  verticalScrollBar()->setValue(verticalScrollBar()->value() + qRound(off.y()));
  updateViewRect();
}

void CanvasView::look(const Outlook& outlook) {
  zoomTo(outlook.zoom);
  scrollTo(toQPointF(outlook.corner), {0, 0});
  m_keepFitted = outlook.fitted;
  if (m_keepFitted && isVisible()) fit();
}

// After what was under way has been given up: it may have scrolled.
void CanvasView::lookAsBefore() {
  Outlook now = outlook();
  now.fitted = m_outlookBefore.fitted;
  if (now == m_outlookBefore) m_keepFitted = now.fitted;
  else look(m_outlookBefore);
}

void CanvasView::reveal(const QString& id) {
  const std::string key = id.toStdString();
  Rect target;
  if (const NodeIndex i = m_scene.design().indexOf(key); i != kNone) target = m_scene.layout().rect(i);
  else if (const DrawGroup* line = m_scene.links().lineOf(key)) target = line->bounds;
  else return;
  if (!isVisible()) return;
  const QRectF seen = viewportTransform().inverted().mapRect(QRectF(viewport()->rect()));
  if (seen.contains(toQRectF(target))) return;
  m_keepFitted = false;
  ensureVisible(toQRectF(target), 40, 40);
  updateViewRect();
}

void CanvasView::wheelEvent(QWheelEvent* event) {
  const QPoint notches = event->angleDelta();
  m_tip->hide();
  m_keepFitted = false;
  if (event->modifiers().testFlag(Qt::ControlModifier)) {
    zoomAt(m_zoom * std::pow(kWheelFactor, notches.y() / 120.0), event->position().toPoint());
  } else {
    QPoint by = event->pixelDelta().isNull() ? notches / 2 : event->pixelDelta();
    if (event->modifiers().testFlag(Qt::ShiftModifier) && by.x() == 0) by = {by.y(), 0};
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
  }
  // What is dragged stays under the pointer.
  m_select.moveTo(pointerAt(event->position().toPoint(), event->modifiers()));
  event->accept();
}

void CanvasView::resizeEvent(QResizeEvent* event) {
  QGraphicsView::resizeEvent(event);
  m_emptyState->adjustSize();
  m_emptyState->move(rect().center() - m_emptyState->rect().center());
  m_legend->place();
  updateViewRect();
  if (m_keepFitted && isVisible()) fit();
}

void CanvasView::showEvent(QShowEvent* event) {
  QGraphicsView::showEvent(event);
  if (m_keepFitted) fit();
}

void CanvasView::drawBackground(QPainter* painter, const QRectF& rect) {
  const Theme& theme = m_scene.theme();
  painter->fillRect(rect, toQColor(theme.colour(Token::canvas)));
  if (m_zoom < kDotsFrom) return;
  double step = kGridStep;
  while (step * m_zoom < kLeastDotDistance) step *= 2;
  QList<QPointF> dots;
  for (double y = std::floor(rect.top() / step) * step; y <= rect.bottom() + step; y += step) {
    for (double x = std::floor(rect.left() / step) * step; x <= rect.right() + step; x += step) dots.append({x, y});
  }
  painter->setPen(QPen(toQColor(theme.colour(Token::dot)), kDotSize, Qt::SolidLine, Qt::RoundCap));
  painter->drawPoints(dots.constData(), static_cast<int>(dots.size()));
}

}  // namespace nines
