#include "drill/scrub_bar.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <ranges>

#include "drill/drill_words.h"
#include "drill/moment_keys.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr double kTrack = 4;
constexpr double kDot = 3.2;
constexpr double kHandle = 7;
constexpr double kNear = 5;  // px around a dot that count as on it
constexpr int kTipLines = 8;

}  // namespace

ScrubBar::ScrubBar(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Moment of the drill"));
  setCursor(Qt::PointingHandCursor);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

Token ScrubBar::toneOf(DrillEvent::Tone tone) {
  switch (tone) {
    case DrillEvent::Tone::failed:
      return Token::errFill;
    case DrillEvent::Tone::noticed:
      return Token::warnFill;
    case DrillEvent::Tone::acted:
      return Token::accent;
    case DrillEvent::Tone::recovered:
      break;
  }
  return Token::okFill;
}

void ScrubBar::setScale(const TimeScale& scale) {
  m_scale = scale;
  update();
}

void ScrubBar::setEvents(std::vector<DrillEvent> events) {
  m_events = std::move(events);
  setEnabled(!m_events.empty());
  update();
}

void ScrubBar::setTime(double seconds) {
  m_time = seconds;
  const QString text = clockText(seconds);
  if (text != accessibleDescription()) setAccessibleDescription(text);
  update();
}

void ScrubBar::setColumns(const TimelineColumns& columns, int left) {
  m_columns = columns;
  m_left = left;
  update();
}

double ScrubBar::xOf(double seconds) const { return m_columns.xOf(m_scale.shareOf(seconds)) - m_left; }

void ScrubBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  const double y = height() / 2.0;
  const double left = m_columns.plotLeft - m_left;
  const auto track = [&](double right, Token token) {
    painter.setBrush(themeColour(token));
    painter.drawRoundedRect(QRectF(left, y - kTrack / 2, std::max(right - left, 0.0), kTrack), 2, 2);
  };
  track(left + m_columns.plotWidth, Token::track);
  if (!isEnabled()) return;
  const double at = xOf(m_time);
  track(at, Token::accent);
  // What fails lies over what it leads to at the same moment.
  for (const DrillEvent& event : m_events | std::views::reverse) {
    const QPointF centre(xOf(event.time), y);
    // A ring of ground around it tells it from the track.
    painter.setBrush(themeColour(Token::dock));
    painter.drawEllipse(centre, kDot + 1.2, kDot + 1.2);
    painter.setBrush(themeColour(toneOf(event.tone)));
    painter.drawEllipse(centre, kDot, kDot);
  }
  painter.setBrush(themeColour(Token::field));
  painter.setPen(QPen(themeColour(Token::accent), 2));
  painter.drawEllipse(QPointF(at, y), kHandle - 1, kHandle - 1);
  if (!hasFocus()) return;
  painter.setPen(QPen(themeColour(Token::accent), 1, Qt::DotLine));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(QPointF(at, y), kHandle + 2.5, kHandle + 2.5);
}

QString ScrubBar::tipAt(double x) const {
  QStringList lines;
  for (const DrillEvent& event : m_events) {
    if (std::abs(xOf(event.time) - x) <= kNear)
      lines << QStringLiteral("%1  %2").arg(clockText(event.time), toQString(event.text));
  }
  if (lines.isEmpty()) return clockText(m_scale.timeAt(m_columns.shareOf(x + m_left)));
  if (const auto more = lines.size() - kTipLines; more > 0) {
    lines.resize(kTipLines);
    lines << tr("and %1 more").arg(more);
  }
  return lines.join(QLatin1Char('\n'));
}

bool ScrubBar::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), tipAt(help->pos().x()), this);
  return true;
}

// Exactly to an event where its dot is hit, else to where the pointer is.
void ScrubBar::pick(double x) {
  const auto distance = [&](const DrillEvent& event) { return std::abs(xOf(event.time) - x); };
  const auto near = std::ranges::min_element(m_events, {}, distance);
  if (near != m_events.end() && distance(*near) <= kNear) emit timePicked(near->time);
  else emit timePicked(m_scale.timeAt(std::clamp(m_columns.shareOf(x + m_left), 0.0, 1.0)));
}

void ScrubBar::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) pick(event->position().x());
}

void ScrubBar::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) pick(event->position().x());
}

void ScrubBar::keyPressEvent(QKeyEvent* event) {
  if (takeMomentKey(*this, event->key(), m_scale.length())) return;
  // A slider goes up and down as well.
  if (event->key() == Qt::Key_Up) emit forwardRequested();
  else if (event->key() == Qt::Key_Down) emit backRequested();
  else QWidget::keyPressEvent(event);
}

}  // namespace nines
