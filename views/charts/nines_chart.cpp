#include "charts/nines_chart.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <array>
#include <cmath>

#include "charts/local_figures.h"
#include "charts/nines_plot.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kRow = 19;
constexpr int kLeastRow = 17;  // which rows come down to where all of them then have room
constexpr int kBar = 9;
constexpr int kAxis = 22;
constexpr int kLeft = 10;
constexpr int kGoodNames = 104;
constexpr int kNameShare = 4;  // of the width: more than that long names get nowhere
constexpr int kGap = 8;        // on both sides of the bars
constexpr int kLegendGap = 6;  // before the scale's first label
constexpr int kRoomy = 400;    // width from which the title of downtimes is whole
constexpr int kScrollBar = 10;
constexpr int kLeastLabel = 42;
constexpr int kEndLabel = 24;  // what the label of the last nine takes beyond its place
constexpr double kTickWidth = 1.8;
constexpr double kTickHeight = 15;
constexpr double kTickGap = 4;
constexpr double kLegendTick = 11;
constexpr int kBeforeTick = 8;  // between the legend's first word and its tick ...
constexpr int kAfterTick = 5;   // ... and from there to its second one
constexpr std::array kLabels{"90", "99", "99.9", "99.99", "99.999"};

NinesPlot::Bar barOf(const AvailabilityRow& row) {
  using Look = NinesPlot::Bar::Look;
  if (!row.isBar()) return {};
  if (!row.availability) return {Look::unknown, kLeastNines};
  const Look own = row.kind == AvailabilityRow::Kind::workload ? Look::workload : Look::store;
  return {row.missed() ? Look::missed : own, ninesOf(*row.availability)};
}

QString downtimeTitle(bool whole) { return whole ? NinesChart::tr("Down per year") : NinesChart::tr("Down/yr"); }

QString legendBars() { return NinesChart::tr("Estimate"); }
QString legendTarget() { return NinesChart::tr("target"); }

QString describe(const AvailabilityRow& row) { return QStringLiteral("%1: %2").arg(row.name, row.downtime); }

}  // namespace

// Target ticks, over the bars.
class NinesChart::Ticks final : public QWidget {
 public:
  explicit Ticks(NinesChart* chart) : QWidget(chart), m_chart(chart) { setAttribute(Qt::WA_TransparentForMouseEvents); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-pos());
    m_chart->paintTicks(painter);
  }

 private:
  NinesChart* m_chart;
};

NinesChart::NinesChart(QWidget* parent)
    : QWidget(parent), m_ticks(new Ticks(this)), m_scroll(new QScrollBar(Qt::Vertical, this)) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Availability of workloads and data stores"));
  setFont(uiFont(metrics::kText));
  measure();
  connect(m_scroll, &QScrollBar::valueChanged, this, [this] { updatePlot(); });
}

NinesChart::~NinesChart() = default;

void NinesChart::setRows(std::vector<AvailabilityRow> rows) {
  if (rows == m_rows) return;
  m_rows = std::move(rows);
  updateDescription();
  measure();
  layOut();
}

void NinesChart::setDetails(const QString& details) {
  m_details = details;
  updateDescription();
}

void NinesChart::updateDescription() {
  const int row = indexOf(m_current);
  QString text = row < 0 ? QString() : describe(m_rows[static_cast<std::size_t>(row)]);
  if (row >= 0 && !m_details.isEmpty()) text += QStringLiteral(". ") + m_details;
  if (text != accessibleDescription()) setAccessibleDescription(text);
}

void NinesChart::setCurrent(const std::string& id) {
  const int row = indexOf(id);
  const std::string current = row < 0 ? std::string() : id;
  if (current == m_current) return;
  m_current = current;
  updateDescription();
  if (row >= 0) {
    const int top = row > 0 && !m_rows[static_cast<std::size_t>(row) - 1].isBar() ? row - 1 : row;
    if (top < firstRow()) m_scroll->setValue(top);
    else if (row >= firstRow() + visibleRows()) m_scroll->setValue(row - visibleRows() + 1);
  }
  update();
}

void NinesChart::measure() {
  const QFontMetrics names(font());
  const QFontMetrics figures(uiFont(metrics::kText, QFont::Bold));
  const QFontMetrics titles(uiFont(metrics::kAxisText));
  const int axis = titles.horizontalAdvance(QLatin1String(kLabels.front())) / 2;
  const int legend = legendWidth() + kLegendGap + axis + 1;
  m_names = legend;
  m_downtime = titles.horizontalAdvance(downtimeTitle(width() >= kRoomy)) + kEndLabel;
  for (const AvailabilityRow& row : m_rows) {
    if (!row.isBar()) continue;
    m_names = std::max(m_names, names.horizontalAdvance(row.name) + 2 + kGap);
    m_downtime = std::max(m_downtime, figures.horizontalAdvance(row.downtime) + kGap);
  }
  m_names = std::min(m_names, std::max({kGoodNames, legend, width() / kNameShare}));
}

int NinesChart::legendWidth() const {
  const QFontMetrics text(uiFont(metrics::kAxisText));
  return text.horizontalAdvance(legendBars()) + kBeforeTick + kAfterTick + text.horizontalAdvance(legendTarget());
}

QRect NinesChart::legendRect() const { return {kLeft, 0, legendWidth(), kAxis}; }

int NinesChart::rowHeight() const {
  const int rows = std::max(static_cast<int>(m_rows.size()), 1);
  const int fits = (height() - kAxis) / rows;
  return fits >= kLeastRow ? std::min(fits, kRow) : kRow;
}

int NinesChart::firstRow() const { return m_scroll->value(); }

int NinesChart::visibleRows() const {
  const int fits = std::max((height() - kAxis) / rowHeight(), 1);
  return std::min(fits, static_cast<int>(m_rows.size()));
}

QRect NinesChart::plotRect() const {
  const int left = kLeft + m_names;
  const int right = width() - m_downtime - (m_scroll->isVisibleTo(this) ? kScrollBar : 0) - 4;
  return {left, kAxis, std::max(right - left, 40), visibleRows() * rowHeight()};
}

double NinesChart::positionOf(double nines) const {
  const QRect plot = plotRect();
  return plot.left() + plot.width() * (nines - kLeastNines) / (kMostNines - kLeastNines);
}

QRect NinesChart::rectOfRow(int row) const {
  const int at = row - firstRow();
  if (row < 0 || at < 0 || at >= visibleRows()) return {};
  return {0, kAxis + at * rowHeight(), width(), rowHeight()};
}

QRect NinesChart::rowRect(const std::string& id) const { return rectOfRow(indexOf(id)); }

int NinesChart::rowAt(QPoint position) const {
  const int at = position.y() < kAxis ? -1 : (position.y() - kAxis) / rowHeight();
  return at < 0 || at >= visibleRows() ? -1 : firstRow() + at;
}

int NinesChart::indexOf(const std::string& id) const {
  const auto at =
      std::find_if(m_rows.begin(), m_rows.end(), [&](const auto& row) { return row.isBar() && row.id == id; });
  return at == m_rows.end() ? -1 : static_cast<int>(at - m_rows.begin());
}

void NinesChart::layOut() {
  const int hidden = static_cast<int>(m_rows.size()) - visibleRows();
  m_scroll->setVisible(hidden > 0);
  m_scroll->setRange(0, std::max(hidden, 0));
  m_scroll->setPageStep(std::max(visibleRows(), 1));
  m_scroll->setGeometry(width() - kScrollBar, kAxis, kScrollBar, std::max(height() - kAxis, 0));
  updatePlot();
}

void NinesChart::updatePlot() {
  update();
  if (m_rows.empty()) return;
  // Charts are scenes of their own: none is made for a dock that never showed a figure.
  if (!m_plot) {
    m_plot = std::make_unique<NinesPlot>(this);
    m_plot->widget()->show();
    m_ticks->raise();
  }
  const QRect plot = plotRect();
  m_plot->widget()->setGeometry(plot);
  m_ticks->setGeometry(plot.adjusted(-8, 0, 8, 0));
  std::vector<NinesPlot::Bar> bars;
  for (int row = firstRow(); row < firstRow() + visibleRows(); ++row)
    bars.push_back(barOf(m_rows[static_cast<std::size_t>(row)]));
  m_plot->setBars(bars, rowHeight(), kBar);
  m_ticks->update();
}

void NinesChart::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  measure();
  layOut();
}

void NinesChart::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (m_plot && (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)) m_plot->restyle();
}

void NinesChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paintAxis(painter);
  for (int row = firstRow(); row < firstRow() + visibleRows(); ++row) paintRow(painter, row);
  paintGrid(painter);
  if (!hasFocus()) return;
  const QRect focus = rowRect(m_current);
  if (focus.isNull()) return;
  painter.setPen(QPen(themeColour(Token::accent), 1, Qt::DotLine));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(QRectF(focus).adjusted(4.5, .5, -4.5, -.5), 4, 4);
}

void NinesChart::paintAxis(QPainter& painter) const {
  const QRect plot = plotRect();
  painter.setFont(uiFont(metrics::kAxisText));
  painter.setPen(themeColour(Token::muted));
  // What the bars are, also where there is no room for the panel beside them.
  paintLegend(painter, legendRect());
  // Every other label, or only both ends, where they would run into each other.
  const double nine = positionOf(kLeastNines + 1) - positionOf(kLeastNines);
  const std::size_t step = nine >= kLeastLabel ? 1 : 2 * nine >= kLeastLabel ? 2 : 4;
  for (std::size_t i = 0; i < kLabels.size(); i += step) {
    const double x = positionOf(kLeastNines + static_cast<double>(i));
    painter.drawText(QRectF(x - 30, 0, 60, kAxis), Qt::AlignCenter, localNumber(QLatin1String(kLabels[i])));
  }
  painter.drawText(QRect(plot.right(), 0, m_downtime, kAxis), Qt::AlignVCenter | Qt::AlignRight,
                   downtimeTitle(width() >= kRoomy));
}

void NinesChart::paintLegend(QPainter& painter, const QRect& area) const {
  painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, legendBars());
  const int tick = area.left() + painter.fontMetrics().horizontalAdvance(legendBars()) + kBeforeTick;
  painter.fillRect(QRectF(tick, (kAxis - kLegendTick) / 2.0, kTickWidth, kLegendTick), themeColour(Token::text));
  painter.drawText(area.adjusted(tick - area.left() + kAfterTick, 0, 8, 0), Qt::AlignVCenter | Qt::AlignLeft,
                   legendTarget());
}

// Behind the plot, which is transparent: Qt Charts leaves its own grid where it was when a plot area that is set by
// hand changes.
void NinesChart::paintGrid(QPainter& painter) const {
  const QRect plot = plotRect();
  for (double nines = kLeastNines; nines <= kMostNines; ++nines)
    painter.fillRect(QRectF(std::floor(positionOf(nines)), plot.top(), 1, plot.height()), themeColour(Token::border2));
}

void NinesChart::paintRow(QPainter& painter, int index) const {
  const AvailabilityRow& row = m_rows[static_cast<std::size_t>(index)];
  const QRect area = rectOfRow(index);
  const QRect plot = plotRect();
  if (row.isBar() && row.id == m_current) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeColour(Token::accentSoft));
    painter.drawRoundedRect(area.adjusted(4, 0, -4, 0), 4, 4);
  }
  const QRect name(kLeft, area.top(), m_names - kGap, rowHeight());
  painter.setFont(row.isBar() ? font() : uiFont(metrics::kHeaderText, QFont::DemiBold));
  painter.setPen(themeColour(row.isBar() ? Token::text : Token::muted));
  const QRect room = row.isBar() ? name : name.adjusted(0, 0, plot.width(), 0);
  painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                   painter.fontMetrics().elidedText(row.name, Qt::ElideRight, room.width()));
  if (!row.isBar()) return;
  if (row.missed()) painter.setFont(uiFont(metrics::kText, QFont::Bold));
  painter.setPen(themeColour(row.missed() ? Token::err : row.availability ? Token::text : Token::muted));
  painter.drawText(QRect(plot.right() + kGap, area.top(), m_downtime - kGap, rowHeight()),
                   Qt::AlignVCenter | Qt::AlignRight, row.downtime);
}

void NinesChart::paintTicks(QPainter& painter) const {
  for (int index = firstRow(); index < firstRow() + visibleRows(); ++index) {
    const AvailabilityRow& row = m_rows[static_cast<std::size_t>(index)];
    if (!row.target) continue;
    const QPointF centre(positionOf(ninesOf(*row.target)), rectOfRow(index).top() + rowHeight() / 2.0);
    const auto bar = [&](double width) {
      return QRectF(centre.x() - width / 2, centre.y() - kTickHeight / 2, width, kTickHeight);
    };
    painter.fillRect(bar(kTickGap), themeColour(row.id == m_current ? Token::accentSoft : Token::dock));
    painter.fillRect(bar(kTickWidth), themeColour(Token::text));
  }
}

bool NinesChart::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int row = rowAt(help->pos());
  const QString tip = row < 0 ? QString() : m_rows[static_cast<std::size_t>(row)].toolTip;
  if (tip.isEmpty()) QToolTip::hideText();
  else QToolTip::showText(help->globalPos(), tip, this, rectOfRow(row));
  return true;
}

void NinesChart::choose(int row) {
  if (row < 0 || !m_rows[static_cast<std::size_t>(row)].isBar()) return;
  const std::string id = m_rows[static_cast<std::size_t>(row)].id;
  setCurrent(id);
  emit chosen(id);
}

void NinesChart::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) choose(rowAt(event->pos()));
}

void NinesChart::step(int from, int direction) {
  const int count = static_cast<int>(m_rows.size());
  for (int row = from; row >= 0 && row < count; row += direction) {
    if (!m_rows[static_cast<std::size_t>(row)].isBar()) continue;
    choose(row);
    return;
  }
}

void NinesChart::keyPressEvent(QKeyEvent* event) {
  const int current = indexOf(m_current);
  switch (event->key()) {
    case Qt::Key_Up:
      step(current - 1, -1);
      break;
    case Qt::Key_Down:
      step(current + 1, 1);
      break;
    case Qt::Key_Home:
      step(0, 1);
      break;
    case Qt::Key_End:
      step(static_cast<int>(m_rows.size()) - 1, -1);
      break;
    default:
      QWidget::keyPressEvent(event);
  }
}

void NinesChart::wheelEvent(QWheelEvent* event) {
  const int steps = event->angleDelta().y() / 40;
  m_scroll->setValue(m_scroll->value() - steps);
  event->accept();
}

}  // namespace nines
