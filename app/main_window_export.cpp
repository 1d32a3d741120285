// Files of other formats: the dialog, where they go, and what is asked before anything is replaced.
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QStatusBar>

#include "busy_cursor.h"
#include "dialog_details.h"
#include "drawing/drill_picture.h"
#include "drill/drill_mode.h"
#include "drill/drill_words.h"
#include "export_dialog.h"
#include "export_mime.h"
#include "main_window.h"
#include "session.h"
#include "theme/text.h"

namespace nines {

namespace {

constexpr int kNoticeMs = 6000;

// What the window shows of a drill; nothing while none is on.
ExportMoment momentOf(const Design& design, const DrillMode& mode) {
  const auto drill = mode.drill();
  if (!mode.isActive() || !drill) return {};
  const bool best = mode.timing() == DrillMode::Timing::best;
  return {std::make_shared<const DrillPicture>(drillPicture(design, *drill, mode.time(), best)),
          best ? MainWindow::tr("Drill after %1 at best").arg(secondsText(mode.time()))
               : MainWindow::tr("Drill after %1 at worst").arg(secondsText(mode.time()))};
}

}  // namespace

void MainWindow::exportDesign() {
  settle();
  const auto design = m_session->design();
  std::vector<NodeId> selected;
  for (const std::string& id : m_selection.ids()) {
    if (design->indexOf(id) != kNone) selected.push_back(id);
  }
  const QString suggested = QFileInfo(suggestedPath({})).fileName();
  // The newest one may still be of an earlier design.
  auto report = m_session->report();
  if (report && report->topology != design->snapshot()) report.reset();
  ExportDialog dialog(design, std::move(report), std::move(selected), momentOf(*design, *m_drill),
                      fileNameFor(suggested), this);
  connect(&dialog, &ExportDialog::exportRequested, this, [this, &dialog, &design] {
    if (exportTo(*design, dialog)) dialog.accept();
  });
  dialog.exec();
}

bool MainWindow::exportTo(const Design& design, ExportDialog& dialog) {
  ExportRequest request = dialog.request();
  const QString folder = QFileInfo(suggestedPath({})).path();
  QString path = askExportPath(dialog, folder + QLatin1Char('/') + dialog.fileName());
  if (path.isEmpty()) return false;
  // The ending that is typed counts where it is one of ours: a file should be what it is called.
  // One without gets the format's: what is typed may well have dots.
  if (const ExportFormatRow* typed = exportFormatOf(path.toStdString())) request.format = typed->format;
  else path += QLatin1Char('.') + QFileInfo(dialog.fileName()).suffix();
  if (!mayReplace(path, dialog)) return false;
  QStringList told;
  request.tell = [&told](const std::string& what) { told << toQString(what); };
  const Status written = [&] {
    const BusyCursor busy;
    return writeExport(design, request, path.toStdString());
  }();
  if (!written) {
    showError(tr("The file was not written"), written.error(), &dialog);
    return false;
  }
  const QString name = shownText(QFileInfo(path).fileName());
  statusBar()->showMessage(told.isEmpty() ? tr("Exported to %1.").arg(name)
                                          : tr("Exported to %1: %2.").arg(name, told.join(QStringLiteral("; "))),
                           kNoticeMs);
  return true;
}

QString MainWindow::askExportPath(ExportDialog& dialog, const QString& suggestion) {
  QFileDialog files(&dialog, tr("Export"));
  files.setAcceptMode(QFileDialog::AcceptSave);
  files.setFileMode(QFileDialog::AnyFile);
  files.setOption(QFileDialog::DontConfirmOverwrite);  // asked about the file that is really written
  QStringList filters;
  for (const ExportFormatRow& row : exportFormats()) {
    const QString filter = tr("%1 (*.%2)").arg(toQString(row.name), toQString(row.ending));
    if (row.format == dialog.request().format) filters.prepend(filter);
  }
  files.setNameFilters(filters);
  showWholeColumns(files);
  files.setDirectory(QFileInfo(suggestion).path());
  files.selectFile(QFileInfo(suggestion).fileName());
  if (files.exec() != QDialog::Accepted || files.selectedFiles().isEmpty()) return {};
  return QFileInfo(files.selectedFiles().first()).absoluteFilePath();
}

bool MainWindow::mayReplace(const QString& path, QWidget& asking) {
  const QFileInfo file(path);
  if (!file.exists() || !file.isFile()) return true;  // what is no file cannot be replaced: writing says so
  const bool foreign = !replacingProblem(path.toStdString()).empty();
  QMessageBox box(QMessageBox::Warning, tr("Nines"), tr("Replace “%1”?").arg(shownText(file.fileName())),
                  QMessageBox::Yes | QMessageBox::Cancel, &asking);
  setDetails(box, foreign ? tr("It was not exported by Nines. What is in it would be lost.")
                          : tr("It is an earlier export. It would be replaced by this one."));
  box.button(QMessageBox::Yes)->setText(tr("&Replace"));
  box.setDefaultButton(foreign ? QMessageBox::Cancel : QMessageBox::Yes);
  return box.exec() == QMessageBox::Yes;
}

}  // namespace nines
