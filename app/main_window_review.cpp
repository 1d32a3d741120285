// The Review menu: what is worked out beside the design.
#include <QClipboard>
#include <QDockWidget>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>

#include "drill/recovery_panel.h"
#include "export_mime.h"
#include "findings/findings_panel.h"
#include "main_window.h"
#include "recovery/drill.h"
#include "runbook/runbook_panel.h"
#include "session.h"
#include "support/files.h"
#include "theme/text.h"
#include "transfer/transfer_dialog.h"

namespace nines {

namespace {
constexpr int kNoticeMs = 6000;
}

void MainWindow::makeReviewMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&Review"));
  menu->addAction(tr("Show &runbook"), this, [this] {
    m_docks.runbook->show();
    m_docks.runbook->raise();
    m_runbook->setFocus();
  });
  menu->addAction(tr("&Transfer planner…"), this, &MainWindow::openTransferPlanner);
  menu->addSeparator();
  m_actions.copyFindings = menu->addAction(tr("Copy &findings as Markdown"), this, [this] {
    copyMarkdown(m_findings->markdown(), tr("The findings are on the clipboard as Markdown."));
  });
  m_actions.copyMatrix = menu->addAction(tr("Copy recovery &matrix as Markdown"), this, [this] {
    copyMarkdown(m_recovery->markdown(), tr("The recovery matrix is on the clipboard as Markdown."));
  });
  connect(m_session.get(), &Session::reportChanged, this, &MainWindow::updateCopies);
  updateCopies();
}

void MainWindow::copyMarkdown(const QString& markdown, const QString& done) {
  if (markdown.isEmpty()) return;
  QGuiApplication::clipboard()->setText(markdown);
  statusBar()->showMessage(done, kNoticeMs);
}

void MainWindow::updateCopies() {
  const auto report = m_session->report();
  m_actions.copyFindings->setEnabled(report && !(report->findings.empty() && report->waivers.empty()));
  const auto matrix = report ? report->matrix : nullptr;
  m_actions.copyMatrix->setEnabled(matrix && !matrix->workloads.empty() && !matrix->columns.empty());
}

// Beside the window, so that one can go on designing; one at a time, each with what is selected now.
void MainWindow::openTransferPlanner() {
  settle();
  if (m_planner) m_planner->close();
  m_planner = new TransferDialog(m_session.get(), &m_selection, this);
  m_planner->setAttribute(Qt::WA_DeleteOnClose);
  m_planner->show();
}

void MainWindow::saveRunbook(const QString& name, const QString& markdown) {
  QString file = name;
  for (const char sign : {':', '/', '\\'}) file.remove(QLatin1Char(sign));
  const QString folder = QFileInfo(suggestedPath({})).path();
  const QString path =
      askTarget(tr("Save runbook"), folder + QLatin1Char('/') + fileNameFor(file) + QStringLiteral(".md"),
                {tr("Markdown (*.md)")}, QStringLiteral("md"));
  if (path.isEmpty()) return;
  const auto written = writeFileAtomically(path.toStdString(), markdown.toStdString());
  if (!written) showError(tr("The runbook was not written"), written.error());
  else
    statusBar()->showMessage(tr("The runbook was written to %1.").arg(shownText(QFileInfo(path).fileName())),
                             kNoticeMs);
}

}  // namespace nines
