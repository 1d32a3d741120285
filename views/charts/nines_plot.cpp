#include "charts/nines_plot.h"

#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QHorizontalStackedBarSeries>
#include <QtCharts/QValueAxis>
#include <array>

#include "charts/availability_rows.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr double kSpan = kMostNines - kLeastNines;
// Something is seen of the shortest bar.
constexpr double kLeastBar = .03;

enum Set { kWorkload, kStore, kMissed, kTrack, kSets };

Set setOf(NinesPlot::Bar::Look look) {
  switch (look) {
    case NinesPlot::Bar::Look::workload:
      return kWorkload;
    case NinesPlot::Bar::Look::store:
      return kStore;
    case NinesPlot::Bar::Look::missed:
      return kMissed;
    case NinesPlot::Bar::Look::none:
    case NinesPlot::Bar::Look::unknown:
      break;
  }
  return kTrack;
}

// The lengths of a bar's parts: its own colour, then the empty track.
std::array<double, kSets> partsOf(const NinesPlot::Bar& bar) {
  std::array<double, kSets> parts{};
  if (bar.look == NinesPlot::Bar::Look::none) return parts;
  const Set set = setOf(bar.look);
  const double length = set == kTrack ? 0 : std::max(bar.nines - kLeastNines, kLeastBar);
  parts[set] = length;
  parts[kTrack] = kSpan - length;
  return parts;
}

// Opaque, so that the grid does not shine through.
QColor mixed(const QColor& a, const QColor& b, float share) {
  const auto channel = [share](float x, float y) { return x * share + y * (1 - share); };
  return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()), channel(a.blueF(), b.blueF()));
}

}  // namespace

// The view owns the chart, the chart the series and axes, the series the sets.
struct NinesPlot::Parts {
  QChartView* view = nullptr;
  QHorizontalStackedBarSeries* series = nullptr;
  std::array<QBarSet*, kSets> sets{};
  QValueAxis* x = nullptr;
  QBarCategoryAxis* y = nullptr;
};

NinesPlot::NinesPlot(QWidget* parent) : m_parts(std::make_unique<Parts>()) {
  Parts& p = *m_parts;
  p.view = new QChartView(parent);
  p.view->setAttribute(Qt::WA_TransparentForMouseEvents);
  p.view->setFocusPolicy(Qt::NoFocus);
  p.view->setFrameShape(QFrame::NoFrame);
  p.view->setRenderHint(QPainter::Antialiasing);
  p.view->setBackgroundBrush(Qt::NoBrush);
  p.view->viewport()->setAutoFillBackground(false);
  p.view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  p.view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  QChart* chart = p.view->chart();
  chart->setAnimationOptions(QChart::NoAnimation);
  chart->setBackgroundVisible(false);
  chart->setMargins({});
  chart->legend()->hide();
  p.series = new QHorizontalStackedBarSeries;
  for (QBarSet*& set : p.sets) {
    set = new QBarSet(QString());
    p.series->append(set);
  }
  chart->addSeries(p.series);
  p.x = new QValueAxis;
  p.x->setRange(0, kSpan);
  p.x->setLabelsVisible(false);
  p.x->setLineVisible(false);
  p.x->setGridLineVisible(false);
  p.y = new QBarCategoryAxis;
  p.y->setLabelsVisible(false);
  p.y->setLineVisible(false);
  p.y->setGridLineVisible(false);
  chart->addAxis(p.x, Qt::AlignTop);
  chart->addAxis(p.y, Qt::AlignLeft);
  p.series->attachAxis(p.x);
  p.series->attachAxis(p.y);
  restyle();
}

NinesPlot::~NinesPlot() = default;

QWidget* NinesPlot::widget() const { return m_parts->view; }

void NinesPlot::setBars(const std::vector<Bar>& bars, int rowHeight, int barHeight) {
  Parts& p = *m_parts;
  const int count = static_cast<int>(bars.size());
  if (p.y->count() != count) {
    QStringList rows;
    for (int i = 0; i < count; ++i) rows << QString::number(i);
    for (QBarSet* set : p.sets) {
      if (set->count() > count) set->remove(count, set->count() - count);
      while (set->count() < count) set->append(0);
    }
    p.y->setCategories(rows);
  }
  for (int i = 0; i < count; ++i) {
    const auto parts = partsOf(bars[static_cast<std::size_t>(i)]);
    const int category = count - 1 - i;  // the axis counts from the bottom; a reversed one leaves bars where they are
    for (std::size_t s = 0; s < kSets; ++s) {
      if (p.sets[s]->at(category) != parts[s]) p.sets[s]->replace(category, parts[s]);
    }
  }
  p.series->setBarWidth(static_cast<double>(barHeight) / rowHeight);
  p.view->chart()->setPlotArea(QRectF(0, 0, p.view->width(), static_cast<double>(count) * rowHeight));
}

void NinesPlot::restyle() {
  Parts& p = *m_parts;
  const QColor store = mixed(themeColour(Token::accent), themeColour(Token::dock), .62F);
  const QColor colours[kSets] = {themeColour(Token::accent), store, themeColour(Token::errFill),
                                 themeColour(Token::track)};
  for (std::size_t s = 0; s < kSets; ++s) {
    p.sets[s]->setColor(colours[s]);
    p.sets[s]->setBorderColor(Qt::transparent);
  }
}

}  // namespace nines
