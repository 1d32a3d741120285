#include "drill/recovery_panel.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "copying/table_copy.h"
#include "drill/matrix_model.h"
#include "drill/matrix_view.h"
#include "formats/matrix_markdown.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

QString summaryOf(const DrillMatrix& matrix) {
  int judged = 0;
  int met = 0;
  for (const MatrixColumn& column : matrix.columns) {
    for (const MatrixCell& cell : column.cells) {
      if (!cell.affected || !cell.met) continue;
      ++judged;
      met += *cell.met ? 1 : 0;
    }
  }
  if (judged == 0)
    return RecoveryPanel::tr("Worst times. Give a Users card targets for recovery, and each outage is judged by them.");
  return met == judged ? RecoveryPanel::tr("Worst times. All %1 recoveries meet their targets.").arg(judged)
                       : RecoveryPanel::tr("Worst times. %1 of %2 recoveries meet their targets.").arg(met).arg(judged);
}

}  // namespace

RecoveryPanel::RecoveryPanel(Document* document, Selection* selection, QWidget* parent)
    : Panel(parent),
      m_document(document),
      m_selection(selection),
      m_pages(new QStackedWidget(this)),
      m_model(new MatrixModel(this)),
      m_view(new MatrixView(m_model, this)),
      m_summary(new MutedLabel(this)),
      m_empty(new MutedLabel(this)) {
  setAccessibleName(tr("Recovery"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_pages);
  auto* page = new QWidget(m_pages);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_summary->setContentsMargins(10, 6, 10, 6);
  m_summary->setFont(uiFont(metrics::kSmallText));
  column->addWidget(m_summary);
  column->addWidget(m_view, 1);
  m_pages->addWidget(page);
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setWordWrap(true);
  m_empty->setFont(uiFont(metrics::kEmptyText));
  m_pages->addWidget(m_empty);
  connect(document, &Document::reportChanged, this, [this] { scheduleRefresh(); });
  connect(document, &Document::changed, this, [this] { scheduleRefresh(); });
  m_view->copying()->addForm(tr("Copy as &Markdown"), [this](const QList<int>&) { return markdown(); });
  connect(m_view, &MatrixView::asked, this, [this](const QModelIndex& index) {
    const Outage outage = m_model->outage(index);
    if (outage.parts.empty()) return;
    const std::string workload = m_model->workload(index.row());
    emit drillRequested(outage);
    // Of the drill: what was selected for editing comes back after it.
    m_selection->set({workload});
  });
}

QString RecoveryPanel::markdown() const {
  const auto design = m_document->design();
  const auto report = m_document->report();
  const auto matrix = report ? report->matrix : nullptr;
  if (!design || !matrix || matrix->workloads.empty() || matrix->columns.empty()) return {};
  return toQString(matrixMarkdown(*design, *matrix));
}

void RecoveryPanel::point(const std::string& workload, const Outage& outage) {
  refreshNow();
  const QModelIndex cell = m_model->find(workload, outage);
  if (!cell.isValid()) return;
  m_view->setCurrentIndex(cell);
  m_view->scrollTo(cell);
  m_view->setFocus(Qt::OtherFocusReason);
}

void RecoveryPanel::refresh() {
  const auto design = m_document->design();
  const auto report = m_document->report();
  const auto matrix = design && report ? report->matrix : nullptr;
  const bool workloads = matrix && !matrix->workloads.empty();
  const bool shows = workloads && !matrix->columns.empty();
  m_model->setMatrix(shows ? design : nullptr, shows ? matrix : nullptr);
  m_pages->setCurrentIndex(shows ? 0 : 1);
  // Before the first report nothing can be said.
  m_empty->setText(!matrix     ? QString()
                   : workloads ? tr("Nothing that can fail is drawn yet")
                               : tr("Add a Users card to see how it recovers from each outage"));
  if (shows) m_summary->setText(summaryOf(*matrix));
}

}  // namespace nines
