#include "main_window.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QLayout>
#include <QMessageBox>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QTabBar>
#include <QWindow>
#include <algorithm>
#include <utility>

#include "assumptions/assumptions_panel.h"
#include "canvas/canvas_view.h"
#include "charts/availability_panel.h"
#include "drill/drill_mode.h"
#include "drill/recovery_panel.h"
#include "findings/findings_panel.h"
#include "history/history_panel.h"
#include "inspector/inspector_panel.h"
#include "palette/palette_panel.h"
#include "rules/waivers.h"
#include "runbook/runbook_panel.h"
#include "session.h"
#include "theme/metrics.h"
#include "windows.h"

namespace nines {

namespace {

constexpr auto kGeometryKey = "window/geometry";
constexpr auto kStateKey = "window/state";
constexpr int kStateVersion = 4;  // raised when docks come or go, so that an old layout is not forced on new ones
constexpr QSize kFirstSize{1680, 1050};
constexpr QSize kFrameRoom{16, 48};  // a window's frame is known only when it shows
constexpr int kLeastPanel = 240;
constexpr int kAvailabilityPanel = AvailabilityPanel::kWidthWithSide + 2;
constexpr int kGoodAvailability = 584;  // in which neither bars nor what limits them are cut
constexpr int kReadablePanel = 420;     // what findings need beside the availability
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
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  m_canvas = new CanvasView(m_session.get(), &m_selection, this);
  makeDrill();
  makeDocks();
  makeDrillDocks();
  makeMenus();
  makeToolBar();
  makeStatusBar();
  connectPanels();
  connect(m_session.get(), &Session::fileStateChanged, this, &MainWindow::updateTitle);
  // Later: it is told in the middle of an edit.
  connect(
      m_session.get(), &Session::journalFailed, this,
      [this](const QString& reason) {
        QMessageBox::warning(this, tr("Edits cannot be kept safe"),
                             tr("If Nines ended now, unsaved edits would be lost. Save often.\n\n%1").arg(reason));
      },
      Qt::QueuedConnection);
  updateTitle();
}

// Panels go before the session that they read.
MainWindow::~MainWindow() {
  const auto children = findChildren<QWidget*>(Qt::FindDirectChildrenOnly);
  qDeleteAll(children);
}

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, QWidget* panel) {
  auto* dock = new QDockWidget(title, this);
  dock->setObjectName(name);
  dock->setWidget(panel);
  // Queued: while docks are moved it is not settled yet who is behind whom.
  connect(dock, &QDockWidget::visibilityChanged, this, &MainWindow::followTabs, Qt::QueuedConnection);
  connect(dock, &QDockWidget::dockLocationChanged, this, &MainWindow::followTabs, Qt::QueuedConnection);
  connect(dock, &QDockWidget::topLevelChanged, this, &MainWindow::followTabs, Qt::QueuedConnection);
  return dock;
}

void MainWindow::makeDocks() {
  m_palette = new PalettePanel(Catalogue::shipped(), this);
  m_inspector = new InspectorPanel(m_session.get(), &m_selection, this);
  m_findings = new FindingsPanel(m_session.get(), &m_selection, this);
  m_history = new HistoryPanel(m_session->undoStack(), this);
  m_availability = new AvailabilityPanel(m_session.get(), &m_selection, this);
  m_assumptions = new AssumptionsPanel(m_session.get(), this);
  m_runbook = new RunbookPanel(m_session.get(), &m_selection, this);
  m_recovery = new RecoveryPanel(m_session.get(), &m_selection, this);
  // Less than they ask for: a window that is made narrower cuts them off instead of pushing them over the inspector.
  for (QWidget* panel :
       std::initializer_list<QWidget*>{m_findings, m_history, m_availability, m_assumptions, m_runbook, m_recovery})
    panel->setMinimumWidth(kLeastPanel);
  m_docks.palette = addDock(QStringLiteral("palette"), tr("Palette"), m_palette);
  m_docks.inspector = addDock(QStringLiteral("inspector"), tr("Inspector"), m_inspector);
  m_docks.findings = addDock(QStringLiteral("findings"), tr("Findings"), m_findings);
  m_docks.history = addDock(QStringLiteral("history"), tr("History"), m_history);
  m_docks.availability = addDock(QStringLiteral("availability"), tr("Availability"), m_availability);
  m_docks.assumptions = addDock(QStringLiteral("assumptions"), tr("Assumptions"), m_assumptions);
  m_docks.runbook = addDock(QStringLiteral("runbook"), tr("Runbook"), m_runbook);
  m_docks.recovery = addDock(QStringLiteral("recovery"), tr("Recovery"), m_recovery);
  placeDocks();
}

void MainWindow::placeDocks() {
  addDockWidget(Qt::LeftDockWidgetArea, m_docks.palette);
  addDockWidget(Qt::RightDockWidgetArea, m_docks.inspector);
  addDockWidget(Qt::BottomDockWidgetArea, m_docks.findings);
  splitDockWidget(m_docks.findings, m_docks.availability, Qt::Horizontal);
  tabifyDockWidget(m_docks.findings, m_docks.history);
  tabifyDockWidget(m_docks.availability, m_docks.recovery);
  tabifyDockWidget(m_docks.recovery, m_docks.assumptions);
  tabifyDockWidget(m_docks.assumptions, m_docks.runbook);
  m_docks.findings->raise();
  m_docks.availability->raise();
}

void MainWindow::followTabs() {
  for (QDockWidget* dock : m_docks.all() + m_docks.drill) {
    // Docks that float or are closed keep their place among the tabs, but show none.
    const auto stands = [](const QDockWidget* other) { return !other->isHidden() && !other->isFloating(); };
    const bool tabbed = stands(dock) && std::ranges::any_of(tabifiedDockWidgets(dock), stands);
    QWidget* title = dock->titleBarWidget();
    if (tabbed == (title != nullptr)) continue;
    dock->setTitleBarWidget(tabbed ? new QWidget(dock) : nullptr);
    delete title;
  }
  // Where two groups of tabs became one, the toolkit leaves the bar of the other, empty, above what is shown.
  for (QTabBar* bar : findChildren<QTabBar*>(Qt::FindDirectChildrenOnly)) {
    if (bar->count() == 0) bar->hide();
  }
}

void MainWindow::resetLayout() {
  m_drill->end();
  for (QDockWidget* dock : m_docks.all()) {
    dock->setFloating(false);
    removeDockWidget(dock);  // out of any tabs
  }
  placeDocks();
  for (QDockWidget* dock : m_docks.all()) dock->show();
  m_docks.findings->raise();
  m_docks.availability->raise();
  layout()->activate();
  sizeDocks(size());
}

// For a window of this size. Where it is too narrow for both bottom docks side by side, they become tabs: else they
// could not be read, or would force it to be larger than the screen.
void MainWindow::sizeDocks(QSize window) {
  const int needed = metrics::kRightDock + std::max(m_findings->minimumSizeHint().width(), kReadablePanel) +
                     std::max(m_availability->minimumSizeHint().width(), kAvailabilityPanel);
  if (window.width() < needed) {
    tabifyDockWidget(m_docks.findings, m_docks.availability);
    tabifyDockWidget(m_docks.availability, m_docks.recovery);
    tabifyDockWidget(m_docks.recovery, m_docks.assumptions);
    tabifyDockWidget(m_docks.assumptions, m_docks.runbook);
    m_docks.findings->raise();
    layout()->activate();
    resize(window);
  }
  resizeDocks({m_docks.palette, m_docks.inspector}, {metrics::kLeftDock, metrics::kRightDock}, Qt::Horizontal);
  // Where it is narrow, findings give way first: what limits a workload would be hidden else.
  const int bottom = window.width() - metrics::kRightDock;
  const int half = bottom * metrics::kAvailabilityWidth / (metrics::kFindingsWidth + metrics::kAvailabilityWidth);
  const int availability = std::max(half, std::min(kGoodAvailability, bottom - kReadablePanel));
  resizeDocks({m_docks.findings, m_docks.availability}, {bottom - availability, availability}, Qt::Horizontal);
  resizeDocks({m_docks.findings}, {metrics::kBottomDock}, Qt::Vertical);
}

void MainWindow::connectPanels() {
  connect(m_palette, &PalettePanel::dragStarted, m_canvas, &CanvasView::beginPlacing);
  connect(m_palette, &PalettePanel::dragMoved, m_canvas, &CanvasView::updatePlacing);
  connect(m_palette, &PalettePanel::dragDropped, m_canvas, &CanvasView::finishPlacing);
  connect(m_palette, &PalettePanel::dragCancelled, m_canvas, &CanvasView::cancelPlacing);
  connect(m_palette, &PalettePanel::placeRequested, m_canvas, &CanvasView::placeInSelection);
  connect(m_history, &HistoryPanel::jumpRequested, this, &MainWindow::jumpTo);
  connect(m_recovery, &RecoveryPanel::drillRequested, this, &MainWindow::startDrill);
  connect(m_findings, &FindingsPanel::revealRequested, m_canvas, [this](const QStringList& ids) {
    if (!ids.isEmpty()) m_canvas->reveal(ids.first());
  });
  const auto say = [this](const QString& text) { statusBar()->showMessage(text, kNoticeMs); };
  connect(m_findings, &FindingsPanel::notice, this, say);
  connect(m_assumptions, &AssumptionsPanel::notice, this, say);
  connect(m_runbook, &RunbookPanel::notice, this, say);
  connect(m_runbook, &RunbookPanel::saveRequested, this, &MainWindow::saveRunbook);
  connect(m_runbook, &RunbookPanel::revealRequested, m_canvas, [this](const QStringList& ids) {
    if (!ids.isEmpty()) m_canvas->reveal(ids.first());
  });
  // Not the panel's own count: as a tab behind another one it waits until it is shown.
  connect(m_session.get(), &Session::reportChanged, this, &MainWindow::countFindings);
  connect(m_inspector, &InspectorPanel::notice, this, say);
  connect(m_inspector, &InspectorPanel::revealRequested, m_canvas, [this](const QStringList& ids) {
    if (!ids.isEmpty()) m_canvas->reveal(ids.first());
  });
  connect(m_canvas, &CanvasView::statusMessage, this, say);
  connect(m_canvas, &CanvasView::openExampleRequested, this,
          [this] { m_windows.openExample(QStringLiteral("templates/orders.nines"), this); });
  connect(m_canvas, &CanvasView::newFromTemplateRequested, this, &MainWindow::newFromTemplate);
}

void MainWindow::countFindings() {
  const auto report = m_session->report();
  const auto isOpen = [&](const Finding& finding) { return !isWaived(finding, report->waivers); };
  const auto count = report ? std::ranges::count_if(report->findings, isOpen) : 0;
  m_docks.findings->setWindowTitle(count > 0 ? tr("Findings %1").arg(count) : tr("Findings"));
  m_docks.findings->toggleViewAction()->setText(tr("Findings"));  // a menu names the dock, not what it holds
}

void MainWindow::restoreLayout(qsizetype index) {
  const QSettings settings;
  const QByteArray geometry = settings.value(QLatin1String(kGeometryKey)).toByteArray();
  const bool known = !geometry.isEmpty() && restoreGeometry(geometry);
  if (!known) {
    const QRect available = screen()->availableGeometry();
    resize(kFirstSize.boundedTo(available.size() - kFrameRoom));
    move(available.center() - rect().center());
  }
  const QByteArray state = settings.value(QLatin1String(kStateKey)).toByteArray();
  // Of a window that comes up maximized Qt itself keeps the state until it has its size, and would use what a second
  // restoring has deleted.
  if (!restoreState(state, kStateVersion)) sizeDocks(size());
  else if (!isMaximized() && !isFullScreen()) m_layoutToRestore = state;
  // Docks that are hidden now kept the window larger than it was.
  layout()->activate();
  if (known) restoreGeometry(geometry);
  keepOnScreen();
  if (const int offset = kCascade * static_cast<int>(index); offset > 0) cascade(offset);
}

// While a window is hidden, docks behind each other come back with wrong sizes: once more, now that it has its own.
void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  if (const QByteArray state = std::exchange(m_layoutToRestore, {}); !state.isEmpty())
    restoreState(state, kStateVersion);
  // Coming back from being minimized is such an event, too: by then somebody may have put the window elsewhere.
  if (!event->spontaneous() && !std::exchange(m_watchesFrame, true)) windowHandle()->installEventFilter(this);
}

// Until the window manager has put its frame around the window, nobody can say how much room is left for it.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  const bool mayHaveFrame =
      event->type() == QEvent::Expose || event->type() == QEvent::Move || event->type() == QEvent::Resize;
  if (mayHaveFrame && watched == windowHandle() && !windowHandle()->frameMargins().isNull()) {
    windowHandle()->removeEventFilter(this);
    // Later: the window has not taken the event in yet.
    QMetaObject::invokeMethod(this, &MainWindow::meetFrame, Qt::QueuedConnection);
  }
  return QMainWindow::eventFilter(watched, event);
}

// With its frame the window may reach over the border of the screen: the place that it was given is looked at again.
// One that is larger than the screen by itself has been given another size since, by somebody who wants it so.
void MainWindow::meetFrame() {
  if (size() != size().boundedTo(screen()->availableSize())) return;
  if (m_cascadedTo == pos()) cascade(0);
  else keepOnScreen();
}

// A screen that is gone, or smaller now, must not swallow any of the window: it is moved, and made smaller only where
// the screen is too small for it.
void MainWindow::keepOnScreen() {
  if (isMaximized() || isFullScreen()) return;
  const QRect available = screen()->availableGeometry();
  if (available.contains(frameGeometry())) return;
  const QSize frame = frameGeometry().size() - size();
  resize(size().boundedTo(available.size() - frame));
  // As a last resort the top left corner shows.
  const QRect now = frameGeometry();
  move(std::max(available.left(), std::min(now.left(), available.right() + 1 - now.width())),
       std::max(available.top(), std::min(now.top(), available.bottom() + 1 - now.height())));
}

// Further windows stand aside, so that one sees that there are several: rather a little smaller than in the same place.
void MainWindow::cascade(int offset) {
  if (!isMaximized() && !isFullScreen()) {
    const QRect available = screen()->availableGeometry();
    const QSize frame = frameGeometry().size() - size();
    move(pos() + QPoint(offset, offset));
    const QPoint room = available.bottomRight() + QPoint(1, 1) - pos();
    resize(size().boundedTo(QSize(room.x(), room.y()) - frame));
    keepOnScreen();
  }
  m_cascadedTo = pos();
}

void MainWindow::fitDesign() { m_canvas->fit(); }

void MainWindow::settle() {
  m_canvas->cancelGesture();
  m_canvas->commitPending();
  m_inspector->commitPending();
}

void MainWindow::undo() {
  if (m_session->isReadOnly()) return;
  settle();
  m_session->undoStack()->undo();
}

void MainWindow::redo() {
  if (m_session->isReadOnly()) return;
  settle();
  m_session->undoStack()->redo();
}

void MainWindow::jumpTo(int steps) {
  if (m_session->isReadOnly()) return;
  settle();
  m_session->undoStack()->setIndex(steps);
}

void MainWindow::explain() {
  if (m_inspector->explainFocused() || m_findings->explainChosen()) return;
  statusBar()->showMessage(tr("Select a finding, or a field with one, to have it explained."), kNoticeMs);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!m_mayClose && !agreeToClose()) {
    event->ignore();
    return;
  }
  m_drill->end();  // the layout that is kept is that of ordinary days
  // Saved, given up, or undone again: nothing is left to recover.
  m_session->discardChanges();
  QSettings settings;
  // Where only the cascade put it is nobody's wish: windows would wander off with every session.
  if (m_cascadedTo != pos()) settings.setValue(QLatin1String(kGeometryKey), saveGeometry());
  settings.setValue(QLatin1String(kStateKey), saveState(kStateVersion));
  event->accept();
}

}  // namespace nines
