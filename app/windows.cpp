#include "windows.h"

#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QStandardPaths>
#include <utility>

#include "formats/native.h"
#include "main_window.h"
#include "recent_files.h"
#include "session.h"
#include "support/resources.h"

namespace nines {

namespace {
constexpr int kMostProblems = 8;  // of files, in one message
}

Windows::Windows(QObject* parent) : QObject(parent) {}

Windows::~Windows() {
  for (MainWindow* window : std::exchange(m_windows, {})) delete window;
}

QString Windows::journalFolder() {
  return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/journal");
}

void Windows::start(const QStringList& files) {
  open(files, newWindow());
  offerRecovered();
}

MainWindow* Windows::newWindow() {
  auto* window = new MainWindow(*this);
  window->setAttribute(Qt::WA_DeleteOnClose);
  m_windows.append(window);
  connect(window, &QObject::destroyed, this, [this, window] { m_windows.removeOne(window); });
  window->restoreLayout(m_windows.size() - 1);
  window->show();
  return window;
}

MainWindow* Windows::windowOf(const QString& file) const {
  const QString canonical = QFileInfo(file).canonicalFilePath();
  if (canonical.isEmpty()) return nullptr;
  for (MainWindow* window : m_windows) {
    const QString open = QString::fromStdString(window->session().path());
    if (!open.isEmpty() && QFileInfo(open).canonicalFilePath() == canonical) return window;
  }
  return nullptr;
}

MainWindow* Windows::windowFor(MainWindow* from) {
  const bool free = from && from->session().path().empty() && !from->session().isModified() &&
                    from->session().design()->nodeCount() == 0;
  return free ? from : newWindow();
}

Status Windows::openOne(const QString& file, MainWindow* from) {
  if (MainWindow* window = windowOf(file)) {
    window->raise();
    window->activateWindow();
    return Unit{};
  }
  // Read before any window is made or emptied: a bad file changes nothing.
  const QString path = QFileInfo(file).absoluteFilePath();
  auto design = readDesignFile(path.toStdString());
  if (!design) return design.error();
  MainWindow* window = windowFor(from);
  window->session().openFile(std::move(*design));
  window->fitDesign();
  RecentFiles::add(path);
  return Unit{};
}

void Windows::open(const QStringList& files, MainWindow* from) {
  QStringList problems;
  for (const QString& file : files) {
    if (const Status opened = openOne(file, from); !opened) problems << QString::fromStdString(opened.error().text());
  }
  if (problems.isEmpty()) return;
  const auto count = static_cast<int>(problems.size());
  if (count > kMostProblems) {
    problems = problems.mid(0, kMostProblems - 1);
    problems << tr("and %1 more").arg(count - kMostProblems + 1);
  }
  MainWindow* speaker = from ? from : newWindow();
  speaker->showError(count == 1 ? tr("The file cannot be opened") : tr("%1 files cannot be opened").arg(count),
                     problems.join(QLatin1Char('\n')));
}

void Windows::openExample(const QString& resourcePath, MainWindow* from) {
  const auto text = resource(resourcePath.toStdString());
  if (!text) return;
  auto topology = readDesign(*text, resourcePath.toStdString(), Catalogue::shipped());
  if (!topology) {
    if (from) from->showError(tr("The example cannot be opened"), topology.error());
    return;
  }
  MainWindow* window = windowFor(from);
  window->session().openCopy(std::move(*topology));
  window->fitDesign();
}

bool Windows::closeAll() {
  // Closing changes the list.
  const QList<QPointer<MainWindow>> windows(m_windows.begin(), m_windows.end());
  for (const auto& window : windows) {
    if (!window || window->agreeToClose()) continue;
    for (const auto& other : windows) {
      if (other) other->keepOpen();
    }
    return false;
  }
  for (const auto& window : windows) {
    if (window) window->closeAgreed();
  }
  return true;
}

void Windows::openRecovered(Recovered recovered, JournalClaim& claim, MainWindow* from) {
  // The file itself may have been opened at the start: the edits continue it, in the same window.
  MainWindow* window = recovered.path.empty() ? nullptr : windowOf(QString::fromStdString(recovered.path));
  if (!window || window->session().isModified()) window = windowFor(from);
  const bool whole = !recovered.unsaved;
  if (const Status taken = window->session().openRecovered(std::move(recovered), claim); !taken) {
    window->showError(tr("Edits cannot be kept safe"), taken.error());
  }
  window->fitDesign();
  const QUndoStack& steps = *window->session().undoStack();
  if (!steps.canUndo()) window->tell(tr("Recovered. What was edited before cannot be undone."));
  else if (whole) window->tell(tr("Recovered. Undo takes the edits back, one by one."));
  else window->tell(tr("Recovered. Undo takes the last edits back, one by one; earlier ones cannot be undone."));
}

void Windows::offerRecovered() {
  for (JournalClaim& claim : claimAbandonedJournals(journalFolder().toStdString())) {
    auto recovered = recover(claim.file(), Catalogue::shipped());
    MainWindow* speaker = m_windows.isEmpty() ? newWindow() : m_windows.first();
    if (!recovered) {
      // Kept: somebody may still want to read it by hand.
      speaker->showError(tr("A design that was open when Nines ended cannot be recovered"), recovered.error());
      continue;
    }
    if (!recovered->unsaved && !recovered->damaged && recovered->topology == recovered->before) {
      claim.remove();  // it ended before its first edit, or after all were undone
      continue;
    }
    switch (speaker->askRecover(*recovered)) {
      case MainWindow::RecoverAnswer::recover:
        openRecovered(std::move(*recovered), claim, speaker);
        break;
      case MainWindow::RecoverAnswer::discard:
        claim.remove();
        break;
      case MainWindow::RecoverAnswer::later:
        break;
    }
  }
}

}  // namespace nines
