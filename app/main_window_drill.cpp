// Outage drills in the window: the mode's menu, button, banner and docks, and what is disabled meanwhile.
#include <QActionGroup>
#include <QDockWidget>
#include <QFileInfo>
#include <QLayout>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>
#include <algorithm>

#include "assumptions/assumptions_panel.h"
#include "canvas/canvas_view.h"
#include "drill/drill_banner.h"
#include "drill/drill_mode.h"
#include "drill/impact_panel.h"
#include "drill/own_keys.h"
#include "drill/recovery_panel.h"
#include "drill/scenario_panel.h"
#include "drill/timeline_file.h"
#include "drill/timeline_panel.h"
#include "drill/usual_outage.h"
#include "history/history_panel.h"
#include "inspector/inspector_panel.h"
#include "main_window.h"
#include "palette/palette_panel.h"
#include "session.h"
#include "support/files.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/themed_icon.h"

namespace nines {

namespace {

constexpr int kLeastPanel = 240;
constexpr int kNoticeMs = 6000;
constexpr auto kTipProperty = "tipOutsideDrills";

// So much larger than the viewport a design may be and still be looked at as a whole: somebody who has moved a card out
// of sight has not chosen to see a part only.
constexpr double kStillWhole = 1.25;

// Nor has anybody enlarged it, which fitting never does.
bool isSeenWhole(const CanvasView& canvas) {
  const Rect bounds = canvas.canvasScene().layout().bounds();
  const QSizeF room = kStillWhole * QSizeF(canvas.viewport()->size());
  return canvas.zoom() <= 1 && bounds.width * canvas.zoom() <= room.width() &&
         bounds.height * canvas.zoom() <= room.height();
}

// In the format of the path's ending, of the end of the ranges that is played.
Result<FileStamp> writeTimeline(const DrillMode& mode, const QString& path) {
  const DrillEnd end = mode.timing() == DrillMode::Timing::best ? DrillEnd::best : DrillEnd::worst;
  const bool csv = path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive);
  return writeFileAtomically(path.toStdString(), csv ? timelineCsv(*mode.design(), *mode.drill(), end)
                                                     : timelineMarkdown(*mode.design(), *mode.drill(), end));
}

}  // namespace

void MainWindow::makeDrill() {
  m_drill = new DrillMode(m_session.get(), this);
  // Before the canvas: what is half typed becomes an edit while edits are still taken.
  connect(m_drill, &DrillMode::activeChanged, this, &MainWindow::enterDrill);
  m_canvas->followDrill(m_drill);
  auto* centre = new QWidget(this);
  auto* layout = new QVBoxLayout(centre);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  auto* banner = new DrillBanner(m_drill, centre);
  layout->addWidget(banner);
  layout->addWidget(m_canvas, 1);
  setCentralWidget(centre);
  connect(m_canvas, &CanvasView::drillRequested, this, &MainWindow::startDrill);
  connect(m_session.get(), &Session::changed, this, [this](const ChangeSet& changes) {
    if (changes.everything) m_drill->end();  // another design
  });
}

void MainWindow::makeDrillDocks() {
  auto* scenario = new ScenarioPanel(m_session.get(), m_drill, this);
  connect(scenario, &ScenarioPanel::assumptionsRequested, this, [this] {
    m_docks.assumptions->show();
    m_docks.assumptions->raise();
  });
  auto* impact = new ImpactPanel(m_session.get(), m_drill, &m_selection, this);
  auto* timeline = new TimelinePanel(m_session.get(), m_drill, &m_selection, this);
  timeline->setMinimumWidth(kLeastPanel);
  QDockWidget* left = addDock(QStringLiteral("scenario"), tr("Scenario"), scenario);
  QDockWidget* right = addDock(QStringLiteral("impact"), tr("Impact"), impact);
  QDockWidget* bottom = addDock(QStringLiteral("timeline"), tr("Timeline"), timeline);
  connect(impact, &QWidget::windowTitleChanged, right, &QDockWidget::setWindowTitle);
  const auto reveal = [this](const QStringList& ids) {
    if (!ids.isEmpty()) m_canvas->reveal(ids.first());
  };
  connect(impact, &ImpactPanel::revealRequested, m_canvas, reveal);
  connect(timeline, &TimelinePanel::revealRequested, m_canvas, reveal);
  connect(timeline, &TimelinePanel::exportRequested, this, [this] {
    if (!m_drill->drill()) return;
    const QString suggestion = suggestedPath(tr(" timeline") + QStringLiteral(".md"));
    const QString path =
        askTarget(tr("Export timeline"), suggestion, {tr("Markdown (*.md)"), tr("CSV (*.csv)")}, QStringLiteral("md"));
    if (path.isEmpty()) return;
    if (const auto written = writeTimeline(*m_drill, path); !written)
      return showError(tr("The timeline was not written"), written.error());
    statusBar()->showMessage(tr("The timeline was written to %1.").arg(shownText(QFileInfo(path).fileName())),
                             kNoticeMs);
  });
  addDockWidget(Qt::LeftDockWidgetArea, left);
  addDockWidget(Qt::RightDockWidgetArea, right);
  addDockWidget(Qt::BottomDockWidgetArea, bottom);
  m_docks.drill = {left, right, bottom};
  for (QDockWidget* hidden : m_docks.drill) {
    hidden->hide();
    hidden->toggleViewAction()->setVisible(false);
  }
}

void MainWindow::showDrillDocks() {
  QDockWidget* scenario = m_docks.drill.at(0);
  QDockWidget* impact = m_docks.drill.at(1);
  QDockWidget* timeline = m_docks.drill.at(2);
  m_docks.palette->hide();
  for (QDockWidget* dock : m_docks.drill) dock->show();
  // The timeline needs all the width, the impact all the height: what stands there becomes tabs behind them.
  tabifyDockWidget(m_docks.inspector, impact);
  for (QDockWidget* dock : m_docks.all()) {
    if (dockWidgetArea(dock) == Qt::BottomDockWidgetArea && !dock->isHidden() && !dock->isFloating())
      tabifyDockWidget(timeline, dock);
  }
  impact->raise();
  timeline->raise();
  layout()->activate();
  resizeDocks({scenario, impact}, {metrics::kLeftDock, metrics::kRightDock}, Qt::Horizontal);
  // In a low window the canvas, where it happens, keeps more of the height than the list of what happens.
  resizeDocks({timeline}, {std::min(metrics::kDrillDock, height() * 2 / 5)}, Qt::Vertical);
}

void MainWindow::makeDrillMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&Drill"));
  menu->setToolTipsVisible(true);
  const auto add = [&](const QString& text, const QKeySequence& key, auto&& run) {
    QAction* action = menu->addAction(text);
    action->setShortcut(key);
    // Not of the window: lists, fields and buttons have uses of their own for these keys.
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    return action;
  };
  m_actions.startDrill = add(tr("&Start outage drill"), {}, [this] { startDrill({}); });
  m_actions.endDrill = add(tr("&End drill"), Qt::Key_Escape, [this] {
    if (!m_canvas->giveUp()) m_drill->end();
  });
  // From wherever people are; what has a use of its own for the key takes it first.
  new OpenListKeys(this);
  m_actions.endDrill->setShortcutContext(Qt::WindowShortcut);
  menu->addSeparator();
  m_actions.playDrill = add(tr("&Play"), Qt::Key_Space, [this] {
    if (m_drill->isPlaying()) m_drill->pause();
    else m_drill->play();
  });
  m_actions.restartDrill = add(tr("&Restart"), {}, [this] { m_drill->restart(); });
  m_actions.nextEvent = add(tr("&Next event"), Qt::Key_Right, [this] { m_drill->stepForward(); });
  m_actions.previousEvent = add(tr("Pre&vious event"), Qt::Key_Left, [this] { m_drill->stepBack(); });
  addSpeeds(*menu->addMenu(tr("Spee&d")));
  m_canvas->addActions({m_actions.playDrill, m_actions.nextEvent, m_actions.previousEvent});
  connect(m_drill, &DrillMode::activeChanged, this, &MainWindow::updateDrillActions);
  connect(m_drill, &DrillMode::drillChanged, this, &MainWindow::updateDrillActions);
  connect(m_drill, &DrillMode::playingChanged, this, &MainWindow::updateDrillActions);
  updateDrillActions();
}

void MainWindow::addSpeeds(QMenu& menu) {
  auto* group = new QActionGroup(this);
  for (const double speed : DrillMode::kSpeeds) {
    QAction* action =
        menu.addAction(QStringLiteral("%1×").arg(speed), m_drill, [this, speed] { m_drill->setSpeed(speed); });
    action->setCheckable(true);
    action->setChecked(speed == m_drill->speed());
    group->addAction(action);
    connect(m_drill, &DrillMode::speedChanged, action,
            [action, speed](double now) { action->setChecked(now == speed); });
  }
}

// With its name: it is what people look for in a workshop.
void MainWindow::addDrillButton() {
  QAction* action = m_actions.drillButton = new QAction(tr("Outage drill"), this);
  action->setCheckable(true);
  action->setIcon(themedIcon(QStringLiteral("drill"), Token::text));
  action->setToolTip(tr("See what an outage does, and how long it takes"));
  m_toolBar->addAction(action);
  auto* button = qobject_cast<QToolButton*>(m_toolBar->widgetForAction(action));
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setFixedHeight(metrics::kToolButton);
  connect(action, &QAction::triggered, this, [this](bool on) {
    if (on) startDrill({});
    else m_drill->end();
  });
  connect(m_drill, &DrillMode::activeChanged, action, &QAction::setChecked);
}

// Without an outage: with the usual one, for people to choose from there.
void MainWindow::startDrill(const Outage& outage) {
  settle();
  const bool chosen = !outage.parts.empty();
  m_drill->begin();
  m_drill->setOutage(chosen ? outage : usualOutage(*m_session->design()));
  if (chosen) m_drill->restart();
}

void MainWindow::enterDrill(bool active) {
  if (active) settle();
  m_session->setReadOnly(active);
  freeze(active);
  for (QDockWidget* dock : m_docks.drill) dock->toggleViewAction()->setVisible(active);
  if (active) {
    m_layoutBefore = saveState();
    m_canvas->keepOutlook();
    // The docks of a drill take room: what was seen as a whole is, whatever has been edited since it was fitted.
    if (isSeenWhole(*m_canvas)) m_canvas->fit();
    showDrillDocks();
    m_canvas->setFocus(Qt::OtherFocusReason);
  } else {
    restoreState(m_layoutBefore);
    layout()->activate();
    m_canvas->restoreOutlook();
  }
}

void MainWindow::freeze(bool frozen) {
  const QString why = tr("The design is read-only during a drill.");
  for (QAction* action : m_actions.editing) {
    if (frozen) action->setProperty(kTipProperty, action->toolTip());
    action->setToolTip(frozen ? why : action->property(kTipProperty).toString());
    action->setEnabled(!frozen);
  }
  if (!frozen) {
    m_actions.undo->setEnabled(m_session->undoStack()->canUndo());
    m_actions.redo->setEnabled(m_session->undoStack()->canRedo());
  }
  for (QWidget* panel : std::initializer_list<QWidget*>{m_palette, m_inspector, m_history})
    panel->setToolTip(frozen ? why : QString());
  m_palette->setEnabled(!frozen);
  m_history->setEnabled(!frozen);
}

void MainWindow::updateDrillActions() {
  const bool active = m_drill->isActive();
  const bool runs = m_drill->drill() != nullptr;
  m_actions.startDrill->setEnabled(!active);
  m_actions.endDrill->setEnabled(active);
  m_actions.playDrill->setText(m_drill->isPlaying() ? tr("&Pause") : tr("&Play"));
  for (QAction* action : {m_actions.playDrill, m_actions.restartDrill, m_actions.nextEvent, m_actions.previousEvent})
    action->setEnabled(runs);
}

}  // namespace nines
