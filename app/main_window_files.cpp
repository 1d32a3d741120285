// Opening, saving, exporting, and what is asked before anything would be lost.
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QStandardPaths>
#include <QStatusBar>

#include "canvas/canvas_view.h"
#include "dialog_details.h"
#include "export_mime.h"
#include "inspector/inspector_panel.h"
#include "main_window.h"
#include "recent_files.h"
#include "session.h"
#include "template_dialog.h"
#include "theme/text.h"
#include "theme/theme_style.h"
#include "windows.h"

namespace nines {

namespace {
constexpr int kLongestName = 320;  // px

QString recoveryDetails(const Recovered& recovered) {
  QStringList sentences;
  const auto count = static_cast<int>(recovered.steps);
  if (recovered.unsaved) sentences += MainWindow::tr("The edits since the last save can be recovered.");
  else if (count == 0) sentences += MainWindow::tr("What you had undone can be recovered.");
  else
    sentences += count == 1 ? MainWindow::tr("1 edit can be recovered.")
                            : MainWindow::tr("%1 edits can be recovered.").arg(count);
  if (recovered.damaged) sentences += MainWindow::tr("What came after them cannot be read.");
  if (!recovered.path.empty()) sentences += MainWindow::tr("Your file is not touched until you save.");
  return sentences.join(QLatin1Char(' '));
}
}  // namespace

void MainWindow::tell(const QString& sentence) {
  constexpr int kRecoveredMs = 12000;  // read after a dialog, in a window that just came up
  statusBar()->showMessage(sentence, kRecoveredMs);
}

void MainWindow::showError(const QString& headline, const Error& error, QWidget* over) {
  showError(headline, QString::fromStdString(error.text()), over);
}

void MainWindow::showError(const QString& headline, const QString& details, QWidget* over) {
  QMessageBox box(QMessageBox::Warning, tr("Nines"), headline, QMessageBox::Ok, over ? over : this);
  setDetails(box, details);
  box.exec();
}

MainWindow::RecoverAnswer MainWindow::askRecover(const Recovered& recovered) {
  const QString question = recovered.path.empty()
                               ? tr("Nines ended before a new design was saved. Recover it?")
                               : tr("Nines ended before %1 was saved. Recover it?")
                                     .arg(shownText(QFileInfo(QString::fromStdString(recovered.path)).fileName()));
  QMessageBox box(QMessageBox::Question, tr("Recover unsaved edits"), question, QMessageBox::NoButton, this);
  setDetails(box, recoveryDetails(recovered));
  QPushButton* recover = box.addButton(tr("&Recover"), QMessageBox::AcceptRole);
  QPushButton* discard = box.addButton(tr("&Discard edits"), QMessageBox::DestructiveRole);
  QPushButton* later = box.addButton(tr("Ask &later"), QMessageBox::RejectRole);
  box.setDefaultButton(recover);
  box.setEscapeButton(later);
  box.exec();
  if (box.clickedButton() == recover) return RecoverAnswer::recover;
  return box.clickedButton() == discard ? RecoverAnswer::discard : RecoverAnswer::later;
}

bool MainWindow::saveTo(const QString& path) {
  if (const Status saved = m_session->save(path.toStdString()); !saved) {
    showError(tr("The design was not saved"), saved.error());
    return false;
  }
  RecentFiles::add(path);
  return true;
}

bool MainWindow::mayOverwrite() {
  if (!m_session->fileChangedOutside()) return true;
  const QString name = shownText(QFileInfo(QString::fromStdString(m_session->path())).fileName());
  QMessageBox box(QMessageBox::Warning, tr("Nines"), tr("“%1” was changed by another program").arg(name),
                  QMessageBox::Save | QMessageBox::Cancel, this);
  setDetails(
      box,
      tr("The file has changed since it was opened here. Overwriting loses those changes; save under another name to "
         "keep both."));
  box.button(QMessageBox::Save)->setText(tr("&Overwrite"));
  QPushButton* other = box.addButton(tr("Save &as…"), QMessageBox::ActionRole);
  box.setDefaultButton(other);
  box.setEscapeButton(QMessageBox::Cancel);
  const int answer = box.exec();
  if (box.clickedButton() == other) {
    saveAs();
    return false;
  }
  return answer == QMessageBox::Save;
}

bool MainWindow::save() {
  settle();
  if (m_session->path().empty()) return saveAs();
  if (mayOverwrite()) return saveTo(QString::fromStdString(m_session->path()));
  return !m_session->isModified();  // saved under another name
}

QString MainWindow::suggestedPath(const QString& suffix) const {
  const std::string& from = m_session->path().empty() ? m_session->picture() : m_session->path();
  if (!from.empty()) {
    const QFileInfo own(QString::fromStdString(from));
    return own.path() + QLatin1Char('/') + own.completeBaseName() + suffix;
  }
  const QStringList recent = RecentFiles::list();
  const QString folder = recent.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                                          : QFileInfo(recent.first()).path();
  return folder + QLatin1Char('/') + fileNameFor(m_session->title()) + suffix;
}

QString MainWindow::askTarget(const QString& title, const QString& suggestion, const QStringList& filters,
                              const QString& suffix) {
  QFileDialog dialog(this, title);
  dialog.setAcceptMode(QFileDialog::AcceptSave);
  dialog.setFileMode(QFileDialog::AnyFile);
  dialog.setNameFilters(filters);
  // The dialog adds it itself, so that it asks about the file that is really written.
  dialog.setDefaultSuffix(suffix);
  connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog](const QString& filter) {
    const qsizetype dot = filter.lastIndexOf(QLatin1String("*."));
    if (dot >= 0) dialog.setDefaultSuffix(filter.mid(dot + 2).chopped(1));
  });
  showWholeColumns(dialog);
  dialog.setDirectory(QFileInfo(suggestion).path());
  dialog.selectFile(QFileInfo(suggestion).fileName());
  if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) return {};
  return QFileInfo(dialog.selectedFiles().first()).absoluteFilePath();
}

bool MainWindow::saveAs() {
  settle();
  const QString path = askTarget(tr("Save as"), suggestedPath(QStringLiteral(".nines")),
                                 {tr("Nines designs (*.nines)")}, QStringLiteral("nines"));
  if (path.isEmpty()) return false;
  if (const MainWindow* other = m_windows.windowOf(path); other && other != this) {
    showError(tr("The design was not saved"), {ErrorCode::unreadable,
                                               path.toStdString(),
                                               {},
                                               tr("is open in another window; close that first").toStdString()});
    return false;
  }
  const ExportFormatRow* row = exportFormatOf(path.toStdString());
  if ((row && row->picture) || isPictureFile(path.toStdString())) {
    showError(tr("The design was not saved"),
              {ErrorCode::unreadable,
               path.toStdString(),
               {},
               tr("is a picture, or called like one; save the design under another name").toStdString()});
    return false;
  }
  return saveTo(path);
}

void MainWindow::openFileDialog() {
  const QStringList recent = RecentFiles::list();
  const QString folder = recent.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                                          : QFileInfo(recent.first()).path();
  QFileDialog dialog(this, tr("Open"), folder);
  dialog.setFileMode(QFileDialog::ExistingFiles);
  QStringList endings{QStringLiteral("*.nines")};
  for (const ExportFormatRow& row : exportFormats()) {
    if (row.picture)
      endings += QStringLiteral("*.") + QString::fromUtf8(row.ending.data(), static_cast<qsizetype>(row.ending.size()));
  }
  dialog.setNameFilters({tr("Designs and pictures that hold one (%1)").arg(endings.join(QLatin1Char(' '))),
                         tr("Nines designs (*.nines)"), tr("All files (*)")});
  showWholeColumns(dialog);
  if (dialog.exec() == QDialog::Accepted) m_windows.open(dialog.selectedFiles(), this);
}

void MainWindow::newFromTemplate() {
  TemplateDialog dialog(currentTheme(), this);
  if (dialog.exec() == QDialog::Accepted && !dialog.chosen().isEmpty()) m_windows.openExample(dialog.chosen(), this);
}

bool MainWindow::agreeToClose() {
  settle();
  m_mayClose = !m_session->isModified();
  if (m_mayClose) return true;
  raise();
  activateWindow();
  // People save files; a design that has none goes by its own name.
  const std::string& path = m_session->path();
  const QString what =
      path.empty() ? m_session->title() : shownText(QFileInfo(QString::fromStdString(path)).fileName());
  QMessageBox box(QMessageBox::Warning, windowTitle(), tr("Save the changes to “%1”?").arg(what),
                  QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
  box.setWindowModified(true);  // the title has its mark, as that of the window itself
  setDetails(box, tr("Without saving, the edits since the last save are lost."));
  box.setDefaultButton(QMessageBox::Save);
  const int answer = box.exec();
  m_mayClose = answer == QMessageBox::Discard || (answer == QMessageBox::Save && save());
  return m_mayClose;
}

void MainWindow::closeAgreed() {
  close();
  m_mayClose = false;
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  for (const QUrl& url : event->mimeData()->urls()) {
    if (url.isLocalFile()) {
      event->acceptProposedAction();
      return;
    }
  }
}

void MainWindow::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  QStringList files;
  for (const QUrl& url : event->mimeData()->urls()) {
    if (url.isLocalFile()) files.append(url.toLocalFile());
  }
  // Later: the program that the files come from waits for an answer, and a message would hold it up.
  QMetaObject::invokeMethod(this, [this, files] { m_windows.open(files, this); }, Qt::QueuedConnection);
}

void MainWindow::updateTitle() {
  const bool modified = m_session->isModified();
  const auto nameOf = [](const std::string& path) {
    return shownText(QFileInfo(QString::fromStdString(path)).fileName());
  };
  const bool fromPicture = !m_session->picture().empty();
  const QString file = !m_session->path().empty() ? nameOf(m_session->path())
                       : fromPicture              ? tr("from %1, not saved").arg(nameOf(m_session->picture()))
                                                  : tr("not saved");
  setWindowModified(modified);
  // In a window's title [*] stands for the mark of changes; a name may hold it too.
  const QString name = m_session->title().replace(QLatin1String("[*]"), QLatin1String("[*][*]"));
  // With the dash that the toolkit puts before the program's name in titles of dialogs.
  setWindowTitle(name + QStringLiteral("[*] — Nines"));
  setWindowFilePath(QString::fromStdString(m_session->path()));
  showDocumentName(file);
  m_inspector->setFallbackName(m_session->title());
}

void MainWindow::showDocumentName(const QString& file) {
  const QFontMetrics metrics(m_documentName->font());
  const auto shortened = [&](const QString& text) {
    return metrics.elidedText(text, Qt::ElideMiddle, kLongestName).toHtmlEscaped();
  };
  m_documentName->setText(QStringLiteral("<b>%1</b> <span style=\"color:%2\">· %3%4</span>")
                              .arg(shortened(m_session->title()), themeColour(Token::muted).name(), shortened(file),
                                   m_session->isModified() ? tr(" · edited") : QString()));
  // The menu bar gives its corner as much room as it asks for when it is set.
  menuBar()->setCornerWidget(m_documentName, Qt::TopRightCorner);
}

}  // namespace nines
