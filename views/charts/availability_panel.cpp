#include "charts/availability_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>

#include "charts/attention.h"
#include "charts/availability_side.h"
#include "charts/nines_chart.h"
#include "copying/table_copy.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kLeastWidth = 320;
constexpr int kGoodChart = 320;  // what the chart gets before the side is as wide as it likes

QString sentence() { return AvailabilityPanel::tr("Add a Users card to see its figures"); }

}  // namespace

AvailabilityPanel::AvailabilityPanel(Document* document, Selection* selection, QWidget* parent)
    : Panel(parent), m_document(document), m_selection(selection) {
  setAccessibleName(tr("Availability"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  m_pages = new QStackedWidget(this);
  m_pages->setMinimumWidth(kLeastWidth);  // the side does not count, since it gives way
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
  new TableCopy(m_chart, [this] { return availabilityTable(m_rows); });
  left->addWidget(m_chart, 1);
  m_hint = new MutedLabel(sentence(), page);
  m_hint->setContentsMargins(10, 4, 10, 6);
  left->addWidget(m_hint);
  row->addLayout(left, 1);
  m_side = new AvailabilitySide(m_document, m_selection, page);
  row->addWidget(m_side);
  connect(m_side, &AvailabilitySide::revealRequested, this, [this](const QStringList& ids) {
    m_fromSide = m_selection->ids();
    emit revealRequested(ids);
  });
  connect(m_side->tabs(), &QTabBar::currentChanged, this, [this] { describeSide(); });
  connect(m_side, &AvailabilitySide::described, this, [this] { describeSide(); });
  connect(m_chart, &NinesChart::chosen, this, [this](const std::string& id) {
    m_selection->set({id});
    emit revealRequested({toQString(id)});
    updateSide();
  });
  return page;
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
  updateSide();
}

void AvailabilityPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  m_side->setVisible(width() >= kWidthWithSide);
  m_side->setFixedWidth(std::clamp(width() - kGoodChart, AvailabilitySide::kLeastWidth, AvailabilitySide::kWidth));
  describeSide();
}

void AvailabilityPanel::describeSide() { m_chart->setDetails(m_side->isHidden() ? m_side->description() : QString()); }

std::string AvailabilityPanel::currentRow() const {
  const auto find = [&](auto matches) {
    const auto at =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const auto& row) { return row.isBar() && matches(row); });
    return at == m_rows.end() ? std::string() : at->id;
  };
  const bool stays = !m_fromSide.empty() && m_selection->ids() == m_fromSide;
  std::string id =
      stays ? std::string() : find([&](const AvailabilityRow& row) { return m_selection->contains(row.id); });
  if (id.empty()) id = find([&](const AvailabilityRow& row) { return row.id == m_chart->current(); });
  const auto report = m_document->report();
  const WorkloadEstimate* needy = id.empty() && report ? mostInNeed(*report) : nullptr;
  if (needy) id = find([&](const AvailabilityRow& row) { return row.id == needy->id; });
  return id.empty() ? find([](const AvailabilityRow&) { return true; }) : id;
}

void AvailabilityPanel::updateSide() {
  const auto design = m_document->design();
  const auto report = m_document->report();
  const auto at = std::find_if(m_rows.begin(), m_rows.end(),
                               [&](const auto& row) { return row.isBar() && row.id == m_chart->current(); });
  m_side->setRow(at == m_rows.end() ? nullptr : &*at, report.get(), design.get());
  describeSide();
}

}  // namespace nines
