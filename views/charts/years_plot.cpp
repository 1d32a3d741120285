#include "charts/years_plot.h"

#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QValueAxis>
#include <algorithm>

#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

// The view owns the chart, the chart the series and axes, the series the set.
struct YearsPlot::Parts {
  QChartView* view = nullptr;
  QBarSeries* series = nullptr;
  QBarSet* set = nullptr;
  QBarCategoryAxis* x = nullptr;
  QValueAxis* y = nullptr;
};

YearsPlot::YearsPlot(QWidget* parent) : m_parts(std::make_unique<Parts>()) {
  Parts& p = *m_parts;
  p.view = new QChartView(parent);
  p.view->setAttribute(Qt::WA_TransparentForMouseEvents);
  p.view->setFocusPolicy(Qt::NoFocus);
  p.view->setFrameShape(QFrame::NoFrame);
  p.view->setRenderHint(QPainter::Antialiasing);
  p.view->setBackgroundBrush(Qt::NoBrush);
  p.view->viewport()->setAutoFillBackground(false);
  p.view->setMinimumHeight(40);
  QChart* chart = p.view->chart();
  chart->setAnimationOptions(QChart::NoAnimation);
  chart->setBackgroundVisible(false);
  chart->setMargins({});
  chart->legend()->hide();
  p.series = new QBarSeries;
  p.set = new QBarSet(QString());
  p.series->append(p.set);
  p.series->setBarWidth(.86);
  chart->addSeries(p.series);
  p.x = new QBarCategoryAxis;
  p.x->setGridLineVisible(false);
  p.x->setTruncateLabels(false);
  p.y = new QValueAxis;
  p.y->setVisible(false);
  chart->addAxis(p.x, Qt::AlignBottom);
  chart->addAxis(p.y, Qt::AlignLeft);
  p.series->attachAxis(p.x);
  p.series->attachAxis(p.y);
  restyle();
}

YearsPlot::~YearsPlot() = default;

QWidget* YearsPlot::widget() const { return m_parts->view; }

void YearsPlot::setColumns(const std::vector<double>& shares, const QStringList& labels) {
  Parts& p = *m_parts;
  p.set->remove(0, p.set->count());
  for (const double share : shares) p.set->append(share);
  // Categories have to differ.
  QStringList names;
  for (qsizetype i = 0; i < labels.size(); ++i)
    names << (labels[i].isEmpty() ? QString(i + 1, QChar(0x200b)) : labels[i]);
  p.x->setCategories(names);
  p.y->setRange(0, shares.empty() ? 1 : std::max(*std::max_element(shares.begin(), shares.end()), 1e-9));
}

void YearsPlot::restyle() {
  Parts& p = *m_parts;
  p.set->setColor(themeColour(Token::accent));
  p.set->setBorderColor(Qt::transparent);
  p.x->setLabelsColor(themeColour(Token::muted));
  p.x->setLabelsFont(uiFont(metrics::kAxisText - 1));
  p.x->setLinePen(QPen(themeColour(Token::border2), 1));
}

}  // namespace nines
