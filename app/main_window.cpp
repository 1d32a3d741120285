#include "main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>

#include "canvas/canvas_view.h"
#include "charts/availability_panel.h"
#include "findings/findings_panel.h"
#include "inspector/inspector_panel.h"
#include "palette/palette_panel.h"
#include "recent_files.h"
#include "session.h"
#include "status_summary.h"
#include "windows.h"

namespace nines {

namespace {

constexpr auto kGeometryKey = "window/geometry";
constexpr auto kStateKey = "window/state";
constexpr int kStateVersion = 1;  // raised when docks come or go, so that an old layout is not forced on new ones
constexpr QSize kFirstSize{1400, 880};
constexpr int kCascade = 28;
constexpr int kNoticeMs = 6000;

}  // namespace

MainWindow::MainWindow(Windows& windows)
    : m_windows(windows), m_session(std::make_unique<Session>(Windows::journalFolder().toStdString())) {
  setAcceptDrops(true);
  setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowTabbedDocks | QMainWindow::AllowNestedDocks);
  // The inspector is as tall as the window.
  setCorner(Qt::TopRightCorner, Qt::RightDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  m_canvas = new CanvasView(m_session.get(), &m_selection, this);
  setCentralWidget(m_canvas);
  makeDocks();
  makeMenus();
  makeToolBar();
  makeStatusBar();
  connectPanels();
  connect(m_session.get(), &Session::fileStateChanged, this, &MainWindow::updateTitle);
  connect(m_session.get(), &Session::journalFailed, this, [this](const QString& reason) {
    QMessageBox::warning(this, tr("Edits cannot be kept safe"),
                         tr("If Nines ended now, unsaved edits would be lost. Save often.\n\n%1").arg(reason));
  });
  updateTitle();
}

// Panels go before the session that they read.
MainWindow::~MainWindow() {
  const auto children = findChildren<QWidget*>(Qt::FindDirectChildrenOnly);
  qDeleteAll(children);
}

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, QWidget* panel, Qt::DockWidgetArea area) {
  auto* dock = new QDockWidget(title, this);
  dock->setObjectName(name);
  dock->setWidget(panel);
  addDockWidget(area, dock);
  return dock;
}

void MainWindow::makeDocks() {
  m_palette = new PalettePanel(Catalogue::shipped(), this);
  m_inspector = new InspectorPanel(m_session.get(), &m_selection, this);
  m_findings = new FindingsPanel(m_session.get(), &m_selection, this);
  m_availability = new AvailabilityPanel(m_session.get(), &m_selection, this);
  QDockWidget* palette = addDock(QStringLiteral("palette"), tr("Palette"), m_palette, Qt::LeftDockWidgetArea);
  QDockWidget* inspector = addDock(QStringLiteral("inspector"), tr("Inspector"), m_inspector, Qt::RightDockWidgetArea);
  QDockWidget* findings = addDock(QStringLiteral("findings"), tr("Findings"), m_findings, Qt::BottomDockWidgetArea);
  QDockWidget* availability =
      addDock(QStringLiteral("availability"), tr("Availability"), m_availability, Qt::BottomDockWidgetArea);
  splitDockWidget(findings, availability, Qt::Horizontal);
  resizeDocks({palette, inspector}, {208, 296}, Qt::Horizontal);
  resizeDocks({findings, availability}, {690, 694}, Qt::Horizontal);
  resizeDocks({findings}, {230}, Qt::Vertical);
}

void MainWindow::connectPanels() {
  connect(m_palette, &PalettePanel::dragStarted, m_canvas, &CanvasView::beginPlacing);
  connect(m_palette, &PalettePanel::dragMoved, m_canvas, &CanvasView::updatePlacing);
  connect(m_palette, &PalettePanel::dragDropped, m_canvas, &CanvasView::finishPlacing);
  connect(m_palette, &PalettePanel::dragCancelled, m_canvas, &CanvasView::cancelPlacing);
  connect(m_palette, &PalettePanel::placeRequested, m_canvas, &CanvasView::placeInSelection);
  connect(m_findings, &FindingsPanel::revealRequested, m_canvas, [this](const QStringList& ids) {
    if (!ids.isEmpty()) m_canvas->reveal(ids.first());
  });
  connect(m_findings, &FindingsPanel::notice, this,
          [this](const QString& text) { statusBar()->showMessage(text, kNoticeMs); });
  connect(m_canvas, &CanvasView::openExampleRequested, this,
          [this] { m_windows.openExample(QStringLiteral("templates/orders.nines"), this); });
}

void MainWindow::restoreLayout(qsizetype index) {
  const QSettings settings;
  const QByteArray geometry = settings.value(QLatin1String(kGeometryKey)).toByteArray();
  if (geometry.isEmpty() || !restoreGeometry(geometry)) {
    const QRect available = screen()->availableGeometry();
    resize(kFirstSize.boundedTo(available.size()));
    move(available.center() - rect().center());
  }
  restoreState(settings.value(QLatin1String(kStateKey)).toByteArray(), kStateVersion);
  const int offset = kCascade * static_cast<int>(index);
  if (offset > 0 && !isMaximized()) move(pos() + QPoint(offset, offset));
  // A screen that is gone must not swallow the window.
  const QRect available = screen()->availableGeometry();
  if (!available.intersects(frameGeometry().adjusted(40, 0, -40, -40))) move(available.topLeft());
}

void MainWindow::fitDesign() { m_canvas->fit(); }

void MainWindow::showError(const QString& headline, const Error& error) {
  QMessageBox box(QMessageBox::Warning, tr("Nines"), headline, QMessageBox::Ok, this);
  box.setInformativeText(QString::fromStdString(error.text()));
  box.exec();
}

MainWindow::RecoverAnswer MainWindow::askRecover(const Recovered& recovered) {
  const QString name = recovered.path.empty() ? tr("a design that was never saved")
                                              : QFileInfo(QString::fromStdString(recovered.path)).fileName();
  QMessageBox box(QMessageBox::Question, tr("Recover unsaved edits"),
                  tr("Nines ended before %1 was saved. Recover it?").arg(name), QMessageBox::NoButton, this);
  const QString edits = recovered.edits.size() == 1 ? tr("1 edit") : tr("%1 edits").arg(recovered.edits.size());
  box.setInformativeText(tr("%1 can be recovered. Your file is not touched until you save.").arg(edits));
  QPushButton* recover = box.addButton(tr("&Recover"), QMessageBox::AcceptRole);
  QPushButton* discard = box.addButton(tr("&Discard edits"), QMessageBox::DestructiveRole);
  box.addButton(tr("Ask &later"), QMessageBox::RejectRole);
  box.setDefaultButton(recover);
  box.exec();
  if (box.clickedButton() == recover) return RecoverAnswer::recover;
  return box.clickedButton() == discard ? RecoverAnswer::discard : RecoverAnswer::later;
}

bool MainWindow::saveTo(const QString& path) {
  m_canvas->cancelGesture();
  if (const Status saved = m_session->save(path.toStdString()); !saved) {
    showError(tr("The design was not saved"), saved.error());
    return false;
  }
  RecentFiles::add(path);
  return true;
}

bool MainWindow::save() {
  if (m_session->path().empty()) return saveAs();
  return saveTo(QString::fromStdString(m_session->path()));
}

bool MainWindow::saveAs() {
  QString suggestion = QString::fromStdString(m_session->path());
  if (suggestion.isEmpty())
    suggestion = m_session->title().replace(QLatin1Char('/'), QLatin1Char('-')) + QStringLiteral(".nines");
  QString path = QFileDialog::getSaveFileName(this, tr("Save as"), suggestion, tr("Nines designs (*.nines)"));
  if (path.isEmpty()) return false;
  if (QFileInfo(path).suffix().isEmpty()) path += QStringLiteral(".nines");
  return saveTo(QFileInfo(path).absoluteFilePath());
}

void MainWindow::openFileDialog() {
  const QStringList files =
      QFileDialog::getOpenFileNames(this, tr("Open"), QString(), tr("Nines designs (*.nines);;All files (*)"));
  for (const QString& file : files) m_windows.open(file, this);
}

bool MainWindow::mayClose() {
  m_canvas->cancelGesture();
  if (!m_session->isModified()) return true;
  QMessageBox box(QMessageBox::Warning, tr("Nines"), tr("Save the changes to “%1”?").arg(m_session->title()),
                  QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
  box.setInformativeText(tr("Without saving, the edits since the last save are lost."));
  box.setDefaultButton(QMessageBox::Save);
  switch (box.exec()) {
    case QMessageBox::Save:
      return save();
    case QMessageBox::Discard:
      m_session->discardChanges();
      return true;
    default:
      return false;
  }
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!mayClose()) {
    event->ignore();
    return;
  }
  QSettings settings;
  settings.setValue(QLatin1String(kGeometryKey), saveGeometry());
  settings.setValue(QLatin1String(kStateKey), saveState(kStateVersion));
  event->accept();
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
  for (const QUrl& url : event->mimeData()->urls()) {
    if (url.isLocalFile()) m_windows.open(url.toLocalFile(), this);
  }
}

}  // namespace nines
