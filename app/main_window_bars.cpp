// Tool bar and status bar of the window.
#include <QActionGroup>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>

#include "canvas/canvas_view.h"
#include "drill/recovery_panel.h"
#include "findings/findings_panel.h"
#include "inspector/inspector_panel.h"
#include "main_window.h"
#include "palette/palette_items.h"
#include "search/search_box.h"
#include "session.h"
#include "status_summary.h"
#include "theme/metrics.h"
#include "theme/themed_icon.h"

namespace nines {

namespace {

// The palette's entry for sticky notes: the first kind that only annotates.
PaletteItem noteItem() {
  for (const Kind& kind : Catalogue::shipped().kinds()) {
    if (!kind.has(trait::kAnnotation) || kind.isContainer() || kind.presets.empty()) continue;
    const QString preset = QString::fromStdString(kind.presets.front().id);
    for (const PaletteCategory& category : paletteItems(Catalogue::shipped())) {
      for (const PaletteItem& item : category.items) {
        if (item.preset == preset) return item;
      }
    }
  }
  return {};
}

void describe(QAction& action, const QString& icon, const QString& tip) {
  action.setIcon(themedIcon(icon, Token::muted));
  const QString keys = action.shortcut().toString(QKeySequence::NativeText);
  action.setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys));
}

}  // namespace

void MainWindow::makeToolBar() {
  m_toolBar = addToolBar(tr("Tool bar"));
  m_toolBar->setObjectName(QStringLiteral("toolbar"));
  m_toolBar->setMovable(false);
  m_toolBar->setIconSize(QSize(metrics::kToolIcon, metrics::kToolIcon));
  m_toolBar->setFixedHeight(metrics::kToolBar);
  const auto add = [this](QAction* action, const char* icon, const QString& tip) {
    describe(*action, QString::fromLatin1(icon), tip);
    addToolButton(action);
  };
  add(m_actions.newDesign, "new", tr("New design"));
  add(m_actions.open, "open", tr("Open"));
  add(m_actions.save, "save", tr("Save"));
  m_toolBar->addSeparator();
  add(m_actions.undo, "undo", tr("Undo"));
  add(m_actions.redo, "redo", tr("Redo"));
  m_toolBar->addSeparator();
  addTools();
  m_toolBar->addSeparator();
  addArrangeButtons();
  m_toolBar->addSeparator();
  add(m_actions.zoomOut, "zout", tr("Zoom out"));
  m_actions.zoomReset->setToolTip(tr("100 % (Ctrl+0)"));
  m_toolBar->addAction(m_actions.zoomReset);
  add(m_actions.zoomIn, "zin", tr("Zoom in"));
  add(m_actions.fit, "fit", tr("Fit design"));
  m_toolBar->addSeparator();
  addDrillButton();
  addSearch();
}

// The style would make some of them wider than others.
void MainWindow::addToolButton(QAction* action) {
  m_toolBar->addAction(action);
  m_toolBar->widgetForAction(action)->setFixedSize(metrics::kToolButton, metrics::kToolButton);
}

// Each opens its part of the Arrange menu.
void MainWindow::addArrangeButtons() {
  const auto add = [this](const QList<QAction*>& actions, const char* icon, const QString& text, const QString& tip) {
    auto* open = new QAction(text, this);
    auto* menu = new QMenu(m_toolBar);
    menu->addActions(actions);
    connect(menu, &QMenu::aboutToShow, m_inspector, &InspectorPanel::commitPending);
    open->setMenu(menu);
    describe(*open, QString::fromLatin1(icon), tip);
    addToolButton(open);
    qobject_cast<QToolButton*>(m_toolBar->widgetForAction(open))->setPopupMode(QToolButton::InstantPopup);
    const QAction* first = actions.first();
    const auto follow = [open, first] { open->setEnabled(first->isEnabled()); };
    connect(first, &QAction::enabledChanged, open, follow);
    follow();
  };
  add(m_canvas->alignActions(), "align", tr("Align"), tr("Align the selected resources"));
  add(m_canvas->distributeActions(), "distribute", tr("Distribute"), tr("Distribute the selected resources evenly"));
  add(m_canvas->tidyActions(), "arrange", tr("Tidy"), tr("Bring the content of a container into rows and columns"));
}

// What the left mouse button does on the canvas, and notes.
void MainWindow::addTools() {
  auto* group = new QActionGroup(this);
  QAction* select = group->addAction(tr("&Select and move"));
  QAction* connectCards = group->addAction(tr("Draw &links"));
  for (QAction* tool : {select, connectCards}) tool->setCheckable(true);
  select->setChecked(true);
  connectCards->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
  describe(*select, QStringLiteral("cursor"), tr("Select and move"));
  describe(*connectCards, QStringLiteral("connect"), tr("Draw links: drag from one card to another"));
  connect(connectCards, &QAction::toggled, m_canvas, &CanvasView::setConnecting);
  connect(m_canvas, &CanvasView::connectingChanged, this,
          [select, connectCards](bool connecting) { (connecting ? connectCards : select)->setChecked(true); });
  for (QAction* tool : group->actions()) addToolButton(tool);
  m_actions.editing.append(connectCards);
  const PaletteItem note = noteItem();
  auto* insertNote = new QAction(tr("Insert &note"), this);
  describe(*insertNote, note.icon, tr("Insert a note"));
  connect(insertNote, &QAction::triggered, m_canvas, [this, preset = note.preset] {
    settle();
    m_canvas->placeInSelection(preset);
  });
  addToolButton(insertNote);
  m_actions.editing.append(insertNote);
}

void MainWindow::addSearch() {
  auto* gap = new QWidget(m_toolBar);
  gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  m_toolBar->addWidget(gap);
  m_search = new SearchBox(m_session.get(), [this] { return commands(); }, m_toolBar);
  m_toolBar->addWidget(m_search);
  connect(m_search, &SearchBox::left, m_canvas, [this] { m_canvas->setFocus(Qt::OtherFocusReason); });
  connect(m_search, &SearchBox::resourceChosen, this, [this](const QString& id) {
    m_selection.set({id.toStdString()});
    m_canvas->reveal(id);
  });
  connect(m_search, &SearchBox::ruleChosen, this, [this](const QString& rule) {
    m_docks.findings->show();
    m_docks.findings->raise();
    m_findings->searchFor(rule);
  });
}

// What the menus offer, submenus included.
QList<QAction*> MainWindow::commands() {
  // These two are filled when they open.
  fillRecentMenu();
  fillWindowMenu();
  QList<QAction*> out;
  QList<QMenu*> menus;
  for (const QAction* top : menuBar()->actions()) menus.append(top->menu());
  while (!menus.isEmpty()) {
    for (QAction* action : menus.takeFirst()->actions()) {
      if (action->menu()) menus.append(action->menu());
      else out.append(action);
    }
  }
  return out;
}

void MainWindow::makeStatusBar() {
  m_status = new StatusSummary(m_session.get(), this);
  // A permanent widget: the bar hides others while it has a message, which the summary shows itself.
  statusBar()->addPermanentWidget(m_status, 1);
  connect(statusBar(), &QStatusBar::messageChanged, m_status, &StatusSummary::showMessage);
  statusBar()->setSizeGripEnabled(false);
  statusBar()->setFixedHeight(metrics::kStatusBar);
  connect(m_canvas, &CanvasView::zoomChanged, m_status, &StatusSummary::showZoom);
  connect(m_canvas, &CanvasView::zoomChanged, this, [this](double zoom) {
    m_actions.zoomReset->setIconText(QStringLiteral("%1\u00a0%").arg(qRound(zoom * 100)));
  });
  connect(m_status, &StatusSummary::zoomRequested, m_canvas, &CanvasView::zoomTo);
  connect(m_status, &StatusSummary::outageAsked, this, [this](const std::string& workload, const Outage& outage) {
    m_docks.recovery->show();
    m_docks.recovery->raise();
    m_recovery->point(workload, outage);
  });
}

}  // namespace nines
