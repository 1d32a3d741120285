// How the timeline is painted.
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

#include "charts/local_figures.h"
#include "drill/drill_words.h"
#include "drill/timeline_chart.h"
#include "drill/timeline_metrics.h"
#include "drill/verdict_pill.h"
#include "resource_look.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

using namespace timeline;

namespace {

constexpr double kFill = .2;
constexpr double kBorder = .75;
constexpr double kCentredBelow = 70;
constexpr double kLeastText = 34;
constexpr int kTextPadding = 5;
constexpr int kLabels = 18;  // of the axis, above the playhead's flag

QColor faded(Token token, double opacity) {
  QColor colour = themeColour(token);
  colour.setAlphaF(static_cast<float>(opacity));
  return colour;
}

void drawElided(QPainter& painter, const QRect& area, const QString& text) {
  painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                   painter.fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
}

// A small break in the axis where time is squeezed.
void paintBreak(QPainter& painter, double x, double y) {
  painter.fillRect(QRectF(x - 3, y - 3, 6, 6), themeColour(Token::dock));
  painter.setPen(QPen(themeColour(Token::muted), 1.2));
  painter.drawLine(QPointF(x - 4, y + 4), QPointF(x - 0.5, y - 4));
  painter.drawLine(QPointF(x + 0.5, y + 4), QPointF(x + 4, y - 4));
}

Token tokenOf(ServiceState state) {
  switch (state) {
    case ServiceState::up:
      return Token::okFill;
    case ServiceState::degraded:
      return Token::warnFill;
    default:
      return Token::errFill;
  }
}

}  // namespace

void TimelineChart::paintEvent(QPaintEvent*) {
  const qreal ratio = devicePixelRatioF();
  if (m_picture.isNull() || m_picture.devicePixelRatio() != ratio) {
    m_picture = QPixmap((QSizeF(viewport()->size()) * ratio).toSize());
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(themeColour(Token::dock));
    QPainter painter(&m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    paintAll(painter);
  }
  QPainter painter(viewport());
  painter.drawPixmap(0, 0, m_picture);
  painter.setRenderHint(QPainter::Antialiasing);
  paintFocus(painter);
  if (m_drill) paintPlayhead(painter);
}

void TimelineChart::paintAll(QPainter& painter) const {
  paintAxis(painter);
  if (!m_drill) {
    painter.setFont(uiFont(metrics::kEmptyText));
    painter.setPen(themeColour(Token::muted));
    painter.drawText(viewport()->rect().adjusted(0, kAxis, 0, 0), Qt::AlignCenter, m_emptyText);
    return;
  }
  painter.setClipRect(QRect(0, kAxis, viewport()->width(), viewport()->height() - kAxis));
  for (const Line& line : m_lines) {
    const int top = topOf(line);
    if (top + line.height < kAxis || top > viewport()->height()) continue;
    if (line.head) paintHead(painter, line);
    else paintSteps(painter, line);
  }
  painter.setClipping(false);
}

void TimelineChart::paintAxis(QPainter& painter) const {
  const TimelineColumns c = columns();
  painter.setFont(uiFont(metrics::kAxisText));
  const int bottom = m_drill ? viewport()->height() : std::min(viewport()->height(), kAxis + 4);
  const auto ticks = m_drill ? m_scale.ticks(c.plotWidth) : TimeScale(360, {}).ticks(c.plotWidth);
  const double length = m_drill ? m_scale.length() : 360;
  for (const TimeScale::Tick& tick : ticks) {
    const double x = c.xOf(m_drill ? m_scale.shareOf(tick.seconds) : tick.seconds / length);
    painter.fillRect(QRectF(std::floor(x), kAxis - 4, 1, bottom - kAxis + 4), themeColour(Token::border2));
    painter.setPen(themeColour(m_drill ? Token::muted : Token::faint));
    painter.drawText(QRectF(x - 40, 0, 80, kLabels), Qt::AlignCenter, localFigure(toQString(tick.label)));
  }
  painter.fillRect(QRectF(0, kAxis - 1, viewport()->width(), 1), themeColour(Token::border2));
  if (!m_drill) return;
  for (const double middle : m_scale.breaks()) paintBreak(painter, c.xOf(middle), kAxis - 1);
  painter.setPen(themeColour(Token::muted));
  if (!m_scale.isToScale()) painter.drawText(QRect(c.nameLeft, 0, 84, kLabels), Qt::AlignVCenter, tr("Not to scale"));
  painter.setFont(uiFont(metrics::kHeaderText, QFont::Medium));
  const std::pair<int, QString> heads[] = {
      {c.rtoLeft, tr("RTO")}, {c.rpoLeft, tr("RPO")}, {c.verdictLeft, tr("Verdict")}};
  for (const auto& [left, text] : heads) painter.drawText(QRect(left, 0, 90, kLabels), Qt::AlignVCenter, text);
}

void TimelineChart::paintHead(QPainter& painter, const Line& line) const {
  const TimelineColumns c = columns();
  const int top = topOf(line);
  if (&line != &m_lines.front())
    painter.fillRect(QRect(0, top - (kBetween + 1) / 2, viewport()->width(), 1), themeColour(Token::border2));
  painter.setFont(uiFont(metrics::kText, QFont::DemiBold));
  painter.setPen(themeColour(Token::text));
  drawElided(painter, {c.nameLeft, top, c.plotLeft - c.nameLeft - 10, kHeadRow}, line.title);
  paintStrip(painter, line);
  paintFigures(painter, line);
}

void TimelineChart::paintStrip(QPainter& painter, const Line& line) const {
  const auto& states = statesOf(workload(line), m_end);
  const double top = topOf(line) + (kHeadRow - kStrip) / 2.0;
  painter.setPen(Qt::NoPen);
  for (std::size_t i = 0; i < states.size(); ++i) {
    const double left = xOf(states[i].from);
    const double right = i + 1 < states.size() ? xOf(states[i + 1].from) : columns().plotRight();
    // A pixel of ground between two states.
    const QRectF box(left, top, std::max(right - left - (i + 1 < states.size() ? 1 : 0), 1.0), kStrip);
    painter.setBrush(themeColour(tokenOf(states[i].state)));
    painter.drawRoundedRect(box, 2, 2);
    if (states[i].state != ServiceState::readOnly) continue;
    // Half of it works: reads.
    painter.setBrush(themeColour(Token::okFill));
    painter.drawRect(QRectF(box.left(), box.top(), box.width(), box.height() / 2));
  }
}

void TimelineChart::paintFigures(QPainter& painter, const Line& line) const {
  const TimelineColumns c = columns();
  const int top = topOf(line);
  const WorkloadDrill& drill = workload(line);
  const auto paint = [&](int left, int right, const Figure& figure) {
    const QFont bold = uiFont(metrics::kText, QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(themeColour(figure.missed ? Token::err : Token::text));
    const int room = right - left - 8;
    drawElided(painter, {left, top, room, kHeadRow}, figure.value);
    const int taken = painter.fontMetrics().horizontalAdvance(figure.value) + 4;
    painter.setFont(uiFont(metrics::kText));
    painter.setPen(themeColour(Token::muted));
    if (room - taken > 20) drawElided(painter, {left + taken, top, room - taken, kHeadRow}, figure.target);
  };
  paint(c.rtoLeft, c.rpoLeft, rtoFigure(drill));
  paint(c.rpoLeft, c.verdictLeft, rpoFigure(drill));
  if (const auto met = drill.met()) {
    paintVerdict(painter,
                 {static_cast<double>(c.verdictLeft), top + (kHeadRow - kPillHeight) / 2.0, kPillWidth, kPillHeight},
                 *met);
  } else {
    painter.setPen(themeColour(Token::muted));
    drawElided(painter, {c.verdictLeft, top, kPillWidth, kHeadRow},
               drill.rtoTarget || drill.rpoTarget ? tr("Unknown") : tr("No target"));
  }
}

void TimelineChart::paintSteps(QPainter& painter, const Line& line) const {
  const TimelineColumns c = columns();
  painter.setFont(uiFont(metrics::kSmallText));
  painter.setPen(themeColour(Token::muted));
  drawElided(painter, {c.nameLeft + kIndent, topOf(line), c.plotLeft - c.nameLeft - kIndent - 8, kPathRow}, line.title);
  for (const Bar& bar : line.bars) paintBar(painter, line, bar);
}

void TimelineChart::paintBar(QPainter& painter, const Line& line, const Bar& bar) const {
  const DrillStep& step = stepAt(bar.step);
  const NodeIndex node = m_design->indexOf(step.subject);
  const Kind* kind = node == kNone ? nullptr : m_design->kind(node);
  const Token tone = kind ? toneOf(*m_design, *kind) : Token::general;
  const QRectF box = boxOf(line, bar).adjusted(.5, .5, -.5, -.5);
  const double solidEnd = std::clamp(xOf(bar.times.solid), box.left(), box.right());
  painter.setBrush(faded(tone, kFill / 2));
  QPen border(faded(tone, kBorder), 1);
  if (bar.times.to > bar.times.solid) border.setDashPattern({3, 2});
  painter.setPen(border);
  painter.drawRoundedRect(box, 3, 3);
  if (solidEnd - box.left() >= 1) {
    painter.setBrush(faded(tone, kFill));
    painter.setPen(QPen(faded(tone, kBorder), 1));
    painter.drawRoundedRect(QRectF(box.topLeft(), QPointF(solidEnd, box.bottom())), 3, 3);
  }
  if (bar.times.to > m_scale.length()) {
    const double right = columns().plotRight();
    const QPointF arrow[] = {{right, box.top()}, {right + 8, box.center().y()}, {right, box.bottom()}};
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeColour(tone));
    painter.drawPolygon(arrow, 3);
  }
  const QString text = QStringLiteral("%1 · %2").arg(toQString(step.what), rangeText(step.duration));
  paintBarText(painter, box, bar, text);
}

// Inside where it fits, else beside it where there is room, else as much as fits, else nothing: the tip has it.
void TimelineChart::paintBarText(QPainter& painter, const QRectF& box, const Bar& bar, const QString& text) const {
  painter.setFont(uiFont(metrics::kAxisText));
  painter.setPen(themeColour(Token::text));
  const double needed = painter.fontMetrics().horizontalAdvance(text) + 2 * kTextPadding;
  const QRectF inside = box.adjusted(kTextPadding, 0, -kTextPadding, 0);
  if (needed <= box.width()) {
    const bool centred = box.width() < kCentredBelow;
    constexpr int kCentred = Qt::AlignVCenter | Qt::AlignHCenter;
    constexpr int kLeft = Qt::AlignVCenter | Qt::AlignLeft;
    painter.drawText(inside, centred ? kCentred : kLeft, text);
    return;
  }
  const double beside = bar.room - box.width();
  const double arrow = bar.times.to > m_scale.length() ? kPast : 0;
  if (needed + arrow <= beside) {
    painter.setPen(themeColour(Token::muted));
    painter.drawText(QRectF(box.right() + arrow + kTextPadding, box.top(), needed, box.height()), Qt::AlignVCenter,
                     text);
    return;
  }
  if (box.width() < kLeastText) return;
  painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft,
                   painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(inside.width())));
}

void TimelineChart::paintPlayhead(QPainter& painter) const {
  const double x = xOf(m_time);
  painter.fillRect(QRectF(x - .75, kAxis - 8, 1.5, viewport()->height() - kAxis + 8), themeColour(Token::accent));
  const double top = kAxis - 12;
  const QPointF flag[] = {
      {x - kFlag, top}, {x + kFlag, top}, {x + kFlag, top + 6}, {x, top + 12}, {x - kFlag, top + 6}};
  painter.setPen(Qt::NoPen);
  painter.setBrush(themeColour(Token::accent));
  painter.drawPolygon(flag, 5);
}

void TimelineChart::paintFocus(QPainter& painter) const {
  QPen pen(themeColour(Token::accent), hasFocus() ? 2 : 1.5);
  painter.setBrush(Qt::NoBrush);
  if (m_current) {
    painter.setPen(pen);
    painter.setClipRect(QRect(0, kAxis, viewport()->width(), viewport()->height()));
    painter.drawRoundedRect(QRectF(barRect(*m_current)).adjusted(-1, -1, 1, 1), 4, 4);
    painter.setClipping(false);
  } else if (hasFocus() && m_ring) {
    pen.setWidthF(1);
    pen.setStyle(Qt::DotLine);
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(2.5, kAxis + 1.5, -2.5, -2.5), 4, 4);
  }
}

}  // namespace nines
