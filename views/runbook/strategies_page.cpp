#include "runbook/strategies_page.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "copying/table_copy.h"
#include "latest_work.h"
#include "layout/placed.h"
#include "layout/standbys.h"
#include "recovery/runbook.h"
#include "runbook/runbook_panel.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kNarrow[] = {112, 104, 0, 118, 96, 92};  // the additions take what is left

QString stateOf(const StrategyOption& option) {
  if (option.declared && option.isThere()) return StrategiesPage::tr("Declared, there");
  if (option.declared) return StrategiesPage::tr("Declared, lacking");
  if (option.drawn) return StrategiesPage::tr("As drawn");
  return option.isThere() ? StrategiesPage::tr("There already") : StrategiesPage::tr("Lacking");
}

QString additionsOf(const StrategyOption& option) {
  QStringList lines;
  for (const StrategyAddition& addition : option.additions)
    lines << (addition.byHand ? StrategiesPage::tr("By hand: %1").arg(toQString(addition.what))
                              : toQString(addition.what));
  return lines.isEmpty() ? StrategiesPage::tr("Nothing") : lines.join(QLatin1Char('\n'));
}

// Rows of several lines keep them from those of the next row.
void fitRows(QTableWidget& table) {
  constexpr int kPadding = 6;
  table.resizeRowsToContents();
  for (int row = 0; row < table.rowCount(); ++row) {
    const int height = table.rowHeight(row);
    if (height > metrics::kTableRow) table.setRowHeight(row, height + kPadding);
  }
}

QString rtoOf(const StrategyOption& option) {
  if (!option.drill) return StrategiesPage::tr("unknown");
  if (!option.drill->recovers) return StrategiesPage::tr("does not recover");
  if (!option.drill->rto) return StrategiesPage::tr("unknown");
  QString text = toQString(spanText(*option.drill->rto));
  const std::optional<Span>& reads = option.drill->readRto;
  if (reads && *reads != *option.drill->rto) text += StrategiesPage::tr("\nreads: %1").arg(toQString(spanText(*reads)));
  return text;
}

QString rpoOf(const StrategyOption& option) {
  return option.drill && option.drill->rpo ? toQString(spanText(*option.drill->rpo)) : StrategiesPage::tr("unknown");
}

QString verdictOf(const StrategyOption& option) {
  if (!option.drill || (!option.drill->rtoTarget && !option.drill->rpoTarget)) return StrategiesPage::tr("No target");
  const auto met = option.drill->met();
  if (!met) return StrategiesPage::tr("Unknown");
  return *met ? StrategiesPage::tr("Met") : StrategiesPage::tr("Missed");
}

}  // namespace

StrategiesPage::StrategiesPage(Document* document, Selection* selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_later(new LatestWork(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(12, 2, 8, 4);
  row->setSpacing(8);
  m_heading = new MutedLabel(this);
  m_heading->setFont(uiFont(metrics::kSmallText));
  m_heading->setTextFormat(Qt::PlainText);
  m_heading->setWordWrap(true);
  m_heading->setMinimumWidth(1);
  row->addWidget(m_heading, 1);
  m_add = new QPushButton(tr("Add to design"), this);
  m_add->setFixedHeight(metrics::kChip);
  row->addWidget(m_add);
  layout->addLayout(row);
  buildTable();
  layout->addWidget(m_table, 1);
  connect(m_add, &QPushButton::clicked, this, &StrategiesPage::add);
  connect(m_table, &QTableWidget::itemSelectionChanged, this, &StrategiesPage::followRow);
  connect(document, &Document::readOnlyChanged, this, &StrategiesPage::followRow);
}

void StrategiesPage::buildTable() {
  m_table = new QTableWidget(0, kColumns, this);
  m_table->setAccessibleName(tr("Strategies compared"));
  m_table->setHorizontalHeaderLabels({tr("Strategy"), tr("State"), tr("To add"), tr("RTO"), tr("RPO"), tr("Targets")});
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->setShowGrid(false);
  m_table->setWordWrap(true);
  m_table->setTabKeyNavigation(false);
  m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  std::vector<CopyColumn> copied;
  copied.reserve(kColumns);
  for (int column = 0; column < kColumns; ++column)
    copied.push_back(copyColumn(m_table->horizontalHeaderItem(column)->text(), column));
  new TableCopy(m_table, std::move(copied));
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setMinimumSectionSize(metrics::kTableRow);
  QHeaderView* header = m_table->horizontalHeader();
  header->setFont(uiFont(metrics::kHeaderText, QFont::Medium));
  header->setFixedHeight(metrics::kTableRow);
  header->setHighlightSections(false);
  header->setSectionsClickable(false);
  header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  for (int column = 0; column < kColumns; ++column) {
    header->setSectionResizeMode(column, column == kAdditions ? QHeaderView::Stretch : QHeaderView::Fixed);
    if (column != kAdditions) m_table->setColumnWidth(column, kNarrow[column]);
  }
}

void StrategiesPage::show(const std::shared_ptr<const Design>& design, NodeIndex workload) {
  const std::string& id = design->node(workload).id;
  if (design == m_design && id == m_workload) {
    followRow();
    return;
  }
  m_design = design;
  m_workload = id;
  m_working = true;
  // Rows of the design before stay in sight until there are new ones; another workload's would mislead.
  if (m_comparison.workload != id) m_table->setRowCount(0);
  m_heading->setText(tr("Comparing the strategies…"));
  followRow();
  m_later->ask([this, design, workload]() -> LatestWork::Done {
    StrategyComparison compared = compareStrategies(
        *design, workload, [](const Design& d, Edit edit) { return withStandbys(d, placed(d, std::move(edit))); });
    return [this, design, compared = std::move(compared)] {
      m_working = false;
      m_comparison = compared;
      fill(*design);
    };
  });
}

void StrategiesPage::clear() {
  m_later->forget();
  m_working = false;
  m_workload.clear();
  m_design.reset();
  m_comparison = {};
  m_heading->clear();
  m_table->setRowCount(0);
  followRow();
}

void StrategiesPage::fill(const Design& design) {
  const QString name = toQString(titleOf(design, design.indexOf(m_comparison.workload)));
  const auto strategy = [](const std::optional<Strategy>& s, const QString& none) {
    return s ? toQString(std::string(s == Strategy::none ? "none" : toText(*s)))
                   .replace(QLatin1Char('-'), QLatin1Char(' '))
             : none;
  };
  QString text = tr("%1 declares: %2; drawn: %3.")
                     .arg(name, strategy(m_comparison.declared, tr("nothing")),
                          strategy(m_comparison.inferred, tr("nothing to judge")));
  if (!m_comparison.reason.empty()) text += QStringLiteral(" ") + toQString(m_comparison.reason) + QLatin1Char('.');
  if (!m_comparison.lost.empty())
    text += QStringLiteral(" ") + tr("Times are for the loss of %1.").arg(toQString(m_comparison.lost));
  m_heading->setText(text);
  const int row = m_table->currentRow();
  m_table->setRowCount(static_cast<int>(m_comparison.options.size()));
  for (int i = 0; i < m_table->rowCount(); ++i) fillRow(i, m_comparison.options[static_cast<std::size_t>(i)]);
  fitRows(*m_table);
  if (row >= 0) m_table->setCurrentCell(row, kStrategy);
  followRow();
}

void StrategiesPage::fillRow(int row, const StrategyOption& option) {
  QString unknown = option.drill ? toQString(option.drill->unknownBecause) : QString();
  if (option.isPartial()) unknown = tr("Without what is left to people");
  const QStringList texts{strategyName(option.strategy),
                          stateOf(option),
                          additionsOf(option),
                          rtoOf(option),
                          rpoOf(option),
                          verdictOf(option)};
  for (int column = 0; column < kColumns; ++column) {
    auto* item = new QTableWidgetItem(texts.at(column));
    item->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    if (column >= kRto) item->setToolTip(unknown);
    if (column == kVerdict && texts.at(column) == tr("Missed")) item->setForeground(themeColour(Token::err));
    if (column == kVerdict && texts.at(column) == tr("Met")) item->setForeground(themeColour(Token::ok));
    m_table->setItem(row, column, item);
  }
}

const StrategyOption* StrategiesPage::chosen() const {
  const int row = m_table->currentRow();
  const bool known = row >= 0 && static_cast<std::size_t>(row) < m_comparison.options.size();
  return known && !m_table->selectedItems().isEmpty() ? &m_comparison.options[static_cast<std::size_t>(row)] : nullptr;
}

void StrategiesPage::followRow() {
  const StrategyOption* option = chosen();
  QString why;
  if (m_document->isReadOnly()) why = tr("The design is read-only during a drill.");
  else if (m_working) why = tr("The strategies are being compared.");
  else if (!option) why = tr("Choose a strategy.");
  else if (option->isThere()) why = tr("Nothing is lacking.");
  else if (option->edit.changes.empty()) why = tr("What is lacking only people can add.");
  m_add->setEnabled(why.isEmpty());
  m_add->setToolTip(why.isEmpty() ? toQString(option->edit.label) : why);
}

void StrategiesPage::add() {
  const StrategyOption* option = chosen();
  if (!option || m_working || m_document->isReadOnly()) return;
  const Edit edit = option->edit;
  QString why;
  if (!m_document->submit(edit, &why)) {
    emit notice(why);
    return;
  }
  Selection::Ids added;
  for (const Change& change : edit.changes) {
    if (const auto* node = std::get_if<AddNode>(&change)) added.insert(node->node.id);
  }
  if (!added.empty()) m_selection->set(std::move(added));
}

// Items keep their colours.
void StrategiesPage::restyle() {
  if (m_design && !m_working) fill(*m_design);
}

void StrategiesPage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitRows(*m_table);
}

}  // namespace nines
