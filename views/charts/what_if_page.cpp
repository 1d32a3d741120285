#include "charts/what_if_page.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include "charts/figures.h"
#include "charts/what_if_model.h"
#include "copying/table_copy.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {
constexpr int kMargin = 12;
constexpr int kRight = 8;
constexpr int kCellIndent = 7;  // of the texts inside of the table
constexpr int kWatchMs = 100;   // what takes less needs no word
}  // namespace

WhatIfPage::WhatIfPage(const Document* document, const Selection* selection, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_selection(selection),
      m_model(new WhatIfModel(this)),
      m_table(new QTableView(this)),
      m_title(new MutedLabel(this)),
      m_watch(new QTimer(this)),
      m_answers([this] { QMetaObject::invokeMethod(this, &WhatIfPage::take, Qt::QueuedConnection); }) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 6, 0, 0);
  layout->setSpacing(4);
  m_title->setFont(uiFont(metrics::kSmallText));
  m_title->setTextFormat(Qt::PlainText);
  m_title->setWordWrap(true);
  m_title->setContentsMargins(kMargin, 0, kRight, 0);
  layout->addWidget(m_title);
  m_table->setObjectName(QStringLiteral("whatIf"));  // the style sheet takes its ground away
  m_table->setAccessibleName(tr("What if"));
  m_table->setModel(m_model);
  m_table->setFont(uiFont(metrics::kHeaderText));
  m_table->setSelectionMode(QAbstractItemView::NoSelection);
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->setShowGrid(false);
  m_table->setWordWrap(false);
  m_table->setTabKeyNavigation(false);
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setMinimumSectionSize(metrics::kTableRow);
  m_table->verticalHeader()->setDefaultSectionSize(metrics::kTableRow);
  m_table->horizontalHeader()->setFont(uiFont(metrics::kHeaderText, QFont::Medium));
  m_table->horizontalHeader()->setFixedHeight(metrics::kTableRow);
  m_table->horizontalHeader()->setSectionsClickable(false);
  QHeaderView* header = m_table->horizontalHeader();
  header->setMinimumSectionSize(24);
  header->setHighlightSections(false);
  header->setSectionResizeMode(WhatIfModel::kWorkload, QHeaderView::Stretch);
  // Figures are never cut; the name of a workload is what gives way.
  for (int column = WhatIfModel::kPerfect; column < WhatIfModel::kColumns; ++column)
    header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  auto* indented = new QHBoxLayout;
  indented->setContentsMargins(kMargin - kCellIndent, 0, kRight - kCellIndent, 0);
  indented->addWidget(m_table);
  layout->addLayout(indented, 1);
  new TableCopy(m_table, [this] { return copyColumns(); });
  m_watch->setInterval(kWatchMs);
  m_watch->setSingleShot(true);
  connect(m_watch, &QTimer::timeout, this, &WhatIfPage::showWorking);
  show({});
}

// The titles say of what: the sentence above the table does not come along. That is what is in sight, not what was
// asked about since.
std::vector<CopyColumn> WhatIfPage::copyColumns() const {
  const QString name = m_shown.empty() ? QString() : nodeName(m_shown);
  std::vector<CopyColumn> columns;
  columns.reserve(WhatIfModel::kColumns);
  for (int column = 0; column < WhatIfModel::kColumns; ++column) {
    const QString title = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    columns.push_back(
        copyColumn(column == WhatIfModel::kWorkload ? title : QStringLiteral("%1: %2").arg(name, title), column));
  }
  return columns;
}

void WhatIfPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  follow();
}

void WhatIfPage::follow() {
  if (!isVisible()) return;
  const auto report = m_document->report();
  const std::string node = selectedNode();
  if (report == m_report && node == m_node) return;
  m_report = report;
  m_node = node;
  ask();
}

// Empty where there is nothing to ask: users do not fail, they see failures.
std::string WhatIfPage::selectedNode() const {
  const auto design = m_document->design();
  if (!design || m_selection->ids().size() != 1) return {};
  const std::string& id = *m_selection->ids().begin();
  const NodeIndex node = design->indexOf(id);
  return node != kNone && !design->has(node, trait::kWorkload) ? id : std::string();
}

// What is worked out of an older report or of another node is not wanted any more.
void WhatIfPage::ask() {
  m_watch->stop();
  if (!m_report || !m_report->reliability || m_node.empty()) {
    m_answers.forget();
    return show({});
  }
  m_answers.ask([report = m_report, node = m_node](const std::stop_token& stop) {
    return whatIf(*report->reliability, *report->topology, node, kMostWhatIf, stop);
  });
  m_watch->start();
}

void WhatIfPage::take() {
  auto figures = m_answers.take();
  if (!figures) return;
  m_watch->stop();
  show(std::move(*figures));
}

void WhatIfPage::show(Figures figures) {
  std::vector<WhatIfModel::Row> rows;
  const auto design = m_document->design();
  for (WhatIfFigures& each : figures) {
    QString name = design ? nameText(*design, each.workload) : toQString(each.workload);
    rows.push_back({std::move(name), std::move(each)});
  }
  const bool none = rows.empty();
  if (m_node.empty()) setTitle(tr("Select a card, a zone or a Region to see what its failures mean."), true);
  else
    setTitle((none ? tr("%1 has no part in the figure of any workload.") : tr("Workloads, if %1 were"))
                 .arg(nodeName(m_node)),
             none);
  m_model->setRows(std::move(rows));
  m_shown = m_node;
}

// Rows of the same node are of the design before the edit, and better than none for a moment.
void WhatIfPage::showWorking() {
  const bool alone = m_shown != m_node || m_model->rowCount() == 0;
  setTitle(tr("Working out what failures of %1 mean …").arg(nodeName(m_node)), alone);
}

void WhatIfPage::setTitle(const QString& title, bool alone) {
  m_table->setVisible(!alone);
  m_title->setText(title);
  static_cast<QVBoxLayout*>(layout())->setStretch(0, alone ? 1 : 0);
  m_title->setAlignment(alone ? Qt::AlignTop | Qt::AlignLeft : Qt::AlignVCenter | Qt::AlignLeft);
}

QString WhatIfPage::nodeName(const std::string& node) const {
  const auto design = m_document->design();
  return design ? nameText(*design, node) : QString();
}

QString WhatIfPage::description() const {
  QStringList words{m_title->text()};
  for (int row = 0; row < m_model->rowCount(); ++row) {
    for (int column = 1; column < WhatIfModel::kColumns; ++column)
      words << m_model->index(row, column).data(Qt::AccessibleTextRole).toString();
  }
  return words.join(QStringLiteral("; "));
}

}  // namespace nines
