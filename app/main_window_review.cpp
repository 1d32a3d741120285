// The Review menu: what is worked out beside the design.
#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>

#include "main_window.h"
#include "runbook/runbook_panel.h"
#include "session.h"
#include "support/files.h"
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
  const QString path = askTarget(tr("Save runbook"), folder + QLatin1Char('/') + file + QStringLiteral(".md"),
                                 {tr("Markdown (*.md)")}, QStringLiteral("md"));
  if (path.isEmpty()) return;
  const auto written = writeFileAtomically(path.toStdString(), markdown.toStdString());
  if (!written) showError(tr("The runbook was not written"), written.error());
  else statusBar()->showMessage(tr("The runbook was written to %1.").arg(QFileInfo(path).fileName()), kNoticeMs);
}

}  // namespace nines
