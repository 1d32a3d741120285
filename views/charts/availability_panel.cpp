#include "charts/availability_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "charts/factor_list.h"
#include "charts/factor_model.h"
#include "charts/nines_chart.h"
#include "charts/tick_sample.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kFactorsWidth = 236;
constexpr int kLeastWidth = 320;
// Below, bars would be too short to be compared: the factors are in the tooltips of the rows as well, and in the
// chart's description for those who hear it.
constexpr int kLeastWidthWithFactors = 600;

QString sentence() { return AvailabilityPanel::tr("Add a Users card to see its figures"); }

}  // namespace

AvailabilityPanel::AvailabilityPanel(Document* document, Selection* selection, QWidget* parent)
    : Panel(parent), m_document(document), m_selection(selection), m_factors(new FactorModel(this)) {
  setAccessibleName(tr("Availability"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  m_pages = new QStackedWidget(this);
  m_pages->setMinimumWidth(kLeastWidth);  // the factors do not count, since they give way
  layout->addWidget(m_pages);
  m_pages->addWidget(buildFigures());
  auto* empty = new MutedLabel(sentence(), m_pages);
  empty->setAlignment(Qt::AlignCenter);
  empty->setFont(uiFont(metrics::kEmptyText));
  m_pages->addWidget(empty);
  connect(document, &Document::reportChanged, this, [this] { scheduleRefresh(); });
  connect(document, &Document::changed, this, [this] { scheduleRefresh(); });
  connect(selection, &Selection::changed, this, [this] { scheduleRefresh(); });
}

QWidget* AvailabilityPanel::buildFigures() {
  auto* page = new QWidget(m_pages);
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(0, 4, 0, 0);
  row->setSpacing(0);
  auto* left = new QVBoxLayout;
  left->setContentsMargins(0, 0, 0, 0);
  left->setSpacing(0);
  m_chart = new NinesChart(page);
  left->addWidget(m_chart, 1);
  m_hint = new MutedLabel(sentence(), page);
  m_hint->setContentsMargins(10, 4, 10, 6);
  left->addWidget(m_hint);
  row->addLayout(left, 1);
  m_side = buildFactors();
  row->addWidget(m_side);
  connect(m_chart, &NinesChart::chosen, this, [this](const std::string& id) {
    m_selection->set({id});
    emit revealRequested({toQString(id)});
    updateFactors();
  });
  return page;
}

QWidget* AvailabilityPanel::buildFactors() {
  auto* side = new QWidget(this);
  side->setFixedWidth(kFactorsWidth);
  side->setObjectName(QStringLiteral("factors"));  // the style sheet draws the line on its left
  auto* layout = new QVBoxLayout(side);
  layout->setContentsMargins(12 - FactorList::kIndent, 4, 8, 6);
  layout->setSpacing(2);
  const auto add = [layout](QWidget* widget) {
    auto* indented = new QHBoxLayout;
    indented->setContentsMargins(FactorList::kIndent, 0, 0, 0);
    indented->addWidget(widget);
    layout->addLayout(indented);
  };
  m_title = new QLabel(side);
  m_title->setFont(uiFont(metrics::kText, QFont::DemiBold));
  m_title->setTextFormat(Qt::PlainText);
  m_verdict = new MutedLabel(side);
  m_verdict->setFont(uiFont(metrics::kSmallText));
  m_verdict->setTextFormat(Qt::PlainText);
  m_verdict->setWordWrap(true);
  m_list = new FactorList(side);
  m_list->setModel(m_factors);
  add(m_title);
  add(m_verdict);
  layout->addSpacing(4);
  layout->addWidget(m_list, 1);
  add(new TickSample(side));
  return side;
}

void AvailabilityPanel::refresh() {
  const auto design = m_document->design();
  const auto report = m_document->report();
  m_rows = design && report ? availabilityRows(*report, *design) : std::vector<AvailabilityRow>();
  const bool workloads = std::any_of(m_rows.begin(), m_rows.end(),
                                     [](const auto& row) { return row.kind == AvailabilityRow::Kind::workload; });
  m_pages->setCurrentIndex(m_rows.empty() ? 1 : 0);
  m_hint->setVisible(!workloads);
  m_chart->setRows(m_rows);
  m_chart->setCurrent(currentRow());
  updateFactors();
}

void AvailabilityPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  m_side->setVisible(width() >= kLeastWidthWithFactors);
  describeFactors();
}

void AvailabilityPanel::describeFactors() {
  QStringList words;
  if (m_side->isHidden()) {
    for (int row = 0; row < m_factors->rowCount(); ++row)
      words << m_factors->index(row, FactorModel::kName).data(Qt::AccessibleTextRole).toString();
  }
  m_chart->setDetails(words.join(QStringLiteral("; ")));
}

std::string AvailabilityPanel::currentRow() const {
  const auto find = [&](auto matches) {
    const auto at =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const auto& row) { return row.isBar() && matches(row); });
    return at == m_rows.end() ? std::string() : at->id;
  };
  std::string id = find([&](const AvailabilityRow& row) { return m_selection->contains(row.id); });
  if (id.empty()) id = find([&](const AvailabilityRow& row) { return row.id == m_chart->current(); });
  return id.empty() ? find([](const AvailabilityRow&) { return true; }) : id;
}

void AvailabilityPanel::updateFactors() {
  const auto design = m_document->design();
  const auto report = m_document->report();
  const auto at = std::find_if(m_rows.begin(), m_rows.end(),
                               [&](const auto& row) { return row.isBar() && row.id == m_chart->current(); });
  if (at == m_rows.end() || !design || !report) {
    m_factors->setRows({});
    describeFactors();
    return;
  }
  const bool workload = at->kind == AvailabilityRow::Kind::workload;
  const QString title = workload ? tr("Product of SLAs: %1").arg(at->name) : tr("SLA of %1").arg(at->name);
  m_title->setText(m_title->fontMetrics().elidedText(title, Qt::ElideRight, kFactorsWidth - 20));
  m_title->setToolTip(title);
  m_verdict->setText(verdictOf(*at, *report));
  m_factors->setRows(factorRows(*report, *design, at->id));
  describeFactors();
}

}  // namespace nines
