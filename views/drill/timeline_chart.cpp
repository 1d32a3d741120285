#include "drill/timeline_chart.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>

#include "charts/figures.h"
#include "drill/drill_words.h"
#include "drill/moment_keys.h"
#include "drill/timeline_metrics.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

using namespace timeline;

namespace {

// What to call a service state in a sentence.
QString stateWord(ServiceState state) {
  switch (state) {
    case ServiceState::up:
      return TimelineChart::tr("serves normally");
    case ServiceState::degraded:
      return TimelineChart::tr("serves at reduced capacity");
    case ServiceState::readOnly:
      return TimelineChart::tr("reads only");
    case ServiceState::down:
      break;
  }
  return TimelineChart::tr("is down");
}

// Those that are hit first, else in the drill's order.
std::vector<std::size_t> orderOf(const Drill& drill) {
  std::vector<std::size_t> order(drill.workloads.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_partition(order, [&](std::size_t i) { return drill.workloads[i].affected; });
  return order;
}

}  // namespace

TimelineChart::TimelineChart(QWidget* parent) : QAbstractScrollArea(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setFrameShape(NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setAccessibleName(tr("Timeline of the drill"));
  viewport()->setAutoFillBackground(false);
  viewport()->setMouseTracking(true);
  verticalScrollBar()->setSingleStep(kPathRow);
}

void TimelineChart::setDrill(std::shared_ptr<const Design> design, std::shared_ptr<const Drill> drill, DrillEnd end,
                             double length) {
  const bool another = drill != m_drill;
  m_design = std::move(design);
  m_drill = m_design ? std::move(drill) : nullptr;
  m_end = end;
  std::vector<TimeScale::Stretch> stretches;
  for (std::size_t i = 0; m_drill && i < m_drill->workloads.size(); ++i) {
    for (const DrillStep& step : m_drill->workloads[i].steps)
      stretches.push_back({timeOf(step.start, m_end), timeOf(step.end, m_end)});
  }
  m_scale = m_drill ? TimeScale(length, stretches) : TimeScale();
  if (another) {
    m_current.reset();
    verticalScrollBar()->setValue(0);
  }
  layOut();
  describe();
}

void TimelineChart::setEmptyText(const QString& text) {
  if (text == m_emptyText) return;
  m_emptyText = text;
  forget();
}

void TimelineChart::setTime(double seconds) {
  if (seconds == m_time) return;
  m_time = seconds;
  viewport()->update();
}

void TimelineChart::setCurrent(std::optional<Step> step) {
  if (step == m_current) return;
  m_current = step;
  if (m_current) reveal(*m_current);
  describe();
  viewport()->update();
}

const DrillStep& TimelineChart::stepAt(const Step& step) const {
  return m_drill->workloads[step.workload].steps[step.step];
}

void TimelineChart::addWorkload(std::size_t index, int& top) {
  const WorkloadDrill& workload = m_drill->workloads[index];
  if (!m_lines.empty()) top += kBetween;
  m_lines.push_back({index, true, nameText(*m_design, workload.id), top, kHeadRow, {}});
  top += kHeadRow;
  for (const StepRow& row : stepRows(*m_design, workload, m_end)) {
    Line line{index, false, toQString(row.title), top, kPathRow, {}};
    line.bars.reserve(row.bars.size());
    for (const StepBar& times : row.bars) line.bars.push_back({{index, times.step}, times, 0});
    for (std::size_t i = 0; i < line.bars.size(); ++i) {
      const double end = i + 1 < line.bars.size() ? xOf(line.bars[i + 1].times.from) : columns().plotRight() + kPast;
      line.bars[i].room = end - xOf(line.bars[i].times.from);
    }
    m_lines.push_back(std::move(line));
    top += kPathRow;
  }
}

void TimelineChart::layOut() {
  m_lines.clear();
  int top = 2;
  if (m_drill) {
    for (const std::size_t workload : orderOf(*m_drill)) addWorkload(workload, top);
  }
  const int room = std::max(viewport()->height() - kAxis, 1);
  verticalScrollBar()->setPageStep(room);
  verticalScrollBar()->setRange(0, std::max(top + kBetween - room, 0));
  forget();
}

void TimelineChart::forget() {
  m_picture = QPixmap();
  viewport()->update();
}

int TimelineChart::topOf(const Line& line) const { return kAxis + line.top - verticalScrollBar()->value(); }

QRectF TimelineChart::boxOf(const Line& line, const Bar& bar) const {
  const double left = xOf(bar.times.from);
  const double width = std::max(xOf(bar.times.to) - left, kLeastBar);
  return {left, topOf(line) + (kPathRow - kBar) / 2.0, width, kBar};
}

QRect TimelineChart::barRect(const Step& step) const {
  for (const Line& line : m_lines) {
    for (const Bar& bar : line.bars) {
      if (bar.step == step) return boxOf(line, bar).toAlignedRect();
    }
  }
  return {};
}

QRect TimelineChart::lineRect(std::size_t workload) const {
  const auto at =
      std::ranges::find_if(m_lines, [&](const Line& line) { return line.head && line.workload == workload; });
  return at == m_lines.end() ? QRect() : QRect(0, topOf(*at), viewport()->width(), at->height);
}

const TimelineChart::Line* TimelineChart::lineAt(QPoint position) const {
  if (position.y() < kAxis) return nullptr;
  const auto at = std::ranges::find_if(m_lines, [&](const Line& line) {
    return position.y() >= topOf(line) && position.y() < topOf(line) + line.height;
  });
  return at == m_lines.end() ? nullptr : &*at;
}

const TimelineChart::Bar* TimelineChart::barAt(QPoint position) const {
  const Line* line = lineAt(position);
  if (!line) return nullptr;
  // The later one where a short bar's neighbour covers it is the one that is painted over.
  const Bar* found = nullptr;
  for (const Bar& bar : line->bars) {
    if (boxOf(*line, bar).adjusted(-1, -2, 1, 2).contains(position)) found = &bar;
  }
  return found;
}

std::vector<const TimelineChart::Bar*> TimelineChart::allBars() const {
  std::vector<const Bar*> bars;
  for (const Line& line : m_lines) {
    for (const Bar& bar : line.bars) bars.push_back(&bar);
  }
  return bars;
}

void TimelineChart::moveCurrent(int direction) {
  const auto bars = allBars();
  if (bars.empty()) return;
  const auto at = std::ranges::find_if(bars, [&](const Bar* bar) { return m_current && bar->step == *m_current; });
  const auto count = static_cast<std::ptrdiff_t>(bars.size());
  std::ptrdiff_t next = direction > 0 ? 0 : count - 1;
  if (at != bars.end()) next = std::clamp<std::ptrdiff_t>(at - bars.begin() + direction, 0, count - 1);
  const Step step = bars[static_cast<std::size_t>(next)]->step;
  setCurrent(step);
  emit chosen(step);
}

void TimelineChart::reveal(const Step& step) {
  const QRect box = barRect(step);
  QScrollBar* bar = verticalScrollBar();
  if (box.top() < kAxis + kHeadRow) bar->setValue(bar->value() + box.top() - kAxis - kHeadRow);
  else if (box.bottom() > viewport()->height()) bar->setValue(bar->value() + box.bottom() + 4 - viewport()->height());
}

void TimelineChart::describe() {
  QString text = m_emptyText;
  if (m_drill && m_current) {
    const QString name = nameText(*m_design, m_drill->workloads[m_current->workload].id);
    text =
        QStringLiteral("%1: %2").arg(name, stepLines(*m_design, stepAt(*m_current), m_end).join(QStringLiteral(". ")));
  } else if (m_drill) {
    text = toQString(sentenceOf(*m_design, m_drill->outage));
  }
  if (text != accessibleDescription()) setAccessibleDescription(text);
}

QString TimelineChart::stripTip(const Line& line, double seconds) const {
  const auto& states = statesOf(workload(line), m_end);
  std::size_t at = 0;
  while (at + 1 < states.size() && states[at + 1].from <= seconds) ++at;
  const QString what = QStringLiteral("%1 %2").arg(line.title, stateWord(states[at].state));
  if (states.size() == 1 && states[at].state == ServiceState::up)
    return workload(line).affected ? tr("%1 is never interrupted").arg(line.title)
                                   : tr("%1 needs nothing that is hit").arg(line.title);
  if (at + 1 < states.size())
    return tr("%1 from %2 to %3").arg(what, clockText(states[at].from), clockText(states[at + 1].from));
  return tr("%1 from %2 on").arg(what, clockText(states[at].from));
}

QString TimelineChart::toolTipAt(QPoint position) const {
  if (!m_drill) return {};
  const TimelineColumns c = columns();
  if (position.y() < kAxis) {
    return m_scale.isToScale() || position.x() > c.plotRight()
               ? QString()
               : tr("Not to scale: long steps are drawn shorter, so that short ones can be seen");
  }
  if (const Bar* bar = barAt(position)) return stepTip(*m_design, stepAt(bar->step), m_end);
  const Line* line = lineAt(position);
  if (!line || !line->head) return {};
  const WorkloadDrill& drill = workload(*line);
  if (position.x() < c.plotLeft) return line->title;
  if (position.x() < c.rtoLeft) return stripTip(*line, m_scale.timeAt(c.shareOf(position.x())));
  QStringList lines;
  if (drill.rto) lines << tr("Recovery time: %1").arg(rangeText(*drill.rto));
  if (drill.readRto) lines << tr("Reads recover in: %1").arg(rangeText(*drill.readRto));
  if (drill.rpo) lines << tr("Lost data: %1").arg(rangeText(*drill.rpo));
  if (!drill.unknownBecause.empty()) lines << toQString(drill.unknownBecause);
  if (!drill.advice.empty() && drill.met() == false) lines << toQString(drill.advice);
  return lines.join(QLatin1Char('\n'));
}

bool TimelineChart::event(QEvent* event) {
  // Escape gives up the chosen step first, before it ends the drill.
  if (event->type() == QEvent::ShortcutOverride && m_current &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    return true;
  }
  return QAbstractScrollArea::event(event);
}

bool TimelineChart::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString tip = toolTipAt(help->pos());
    if (tip.isEmpty()) QToolTip::hideText();
    else QToolTip::showText(help->globalPos(), tip, viewport());
    return true;
  }
  return QAbstractScrollArea::viewportEvent(event);
}

void TimelineChart::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  layOut();
  // What is said of a step takes room from the chart.
  if (m_current) reveal(*m_current);
}

void TimelineChart::scrollContentsBy(int, int) { forget(); }

void TimelineChart::pick(QPoint position) {
  const double share = columns().shareOf(position.x());
  emit timePicked(m_scale.timeAt(std::clamp(share, 0.0, 1.0)));
}

void TimelineChart::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !m_drill) return;
  const TimelineColumns c = columns();
  if (event->pos().y() < kAxis) {
    m_dragging = event->pos().x() >= c.plotLeft - kFlag && event->pos().x() <= c.plotRight() + kFlag;
    if (m_dragging) pick(event->pos());
    return;
  }
  if (const Bar* bar = barAt(event->pos())) {
    const Step step = bar->step;
    setCurrent(step);
    emit chosen(step);
    QToolTip::showText(event->globalPosition().toPoint(), stepTip(*m_design, stepAt(step), m_end), viewport());
    return;
  }
  const Line* line = lineAt(event->pos());
  if (line && line->head) emit workloadChosen(line->workload);
  setCurrent(std::nullopt);
  emit chosen(std::nullopt);
}

void TimelineChart::mouseMoveEvent(QMouseEvent* event) {
  if (m_dragging) {
    pick(event->pos());
    return;
  }
  const bool bar = m_drill && barAt(event->pos());
  viewport()->setCursor(bar ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TimelineChart::mouseReleaseEvent(QMouseEvent*) { m_dragging = false; }

void TimelineChart::keyPressEvent(QKeyEvent* event) {
  if (takeMomentKey(*this, event->key(), m_scale.length())) return;
  switch (event->key()) {
    case Qt::Key_Up:
      moveCurrent(-1);
      break;
    case Qt::Key_Down:
      moveCurrent(1);
      break;
    case Qt::Key_Escape:
      if (!m_current) {
        event->ignore();
        break;
      }
      setCurrent(std::nullopt);
      emit chosen(std::nullopt);
      break;
    default:
      QAbstractScrollArea::keyPressEvent(event);
  }
}

void TimelineChart::focusInEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusInEvent(event);
  m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  viewport()->update();
}

void TimelineChart::focusOutEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusOutEvent(event);
  viewport()->update();
}

void TimelineChart::changeEvent(QEvent* event) {
  QAbstractScrollArea::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) forget();
}

}  // namespace nines
