// Menus of the window.
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QUndoStack>

#include "about_dialog.h"
#include "canvas/canvas_view.h"
#include "inspector/inspector_panel.h"
#include "main_window.h"
#include "palette/palette_items.h"
#include "recent_files.h"
#include "search/search_box.h"
#include "session.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/themed_icon.h"
#include "windows.h"

namespace nines {

namespace {

constexpr auto kRecentPresetsKey = "insert/recent";

// A tool tip is shown as it is written only where it is known to be rich text.
QString asToolTip(const QString& text) { return QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped()); }

}  // namespace

void MainWindow::makeMenus() {
  menuBar()->setFixedHeight(metrics::kMenuBar);
  makeFileMenu();
  makeEditMenu();
  makeViewMenu();
  makeInsertMenu();
  makeArrangeMenu();
  makeReviewMenu();
  makeDrillMenu();
  makeWindowMenu();
  makeHelpMenu();
  // A menu does not take the focus from a field, yet what is chosen in it is meant to come after what was typed.
  for (QAction* action : menuBar()->actions()) {
    connect(action->menu(), &QMenu::aboutToShow, m_inspector, &InspectorPanel::commitPending);
    connect(action->menu(), &QMenu::aboutToShow, m_canvas, &CanvasView::commitPending);
  }
  m_documentName = new QLabel(this);
  m_documentName->setContentsMargins(0, 7, 12, 0);  // on the line of the menus
  m_documentName->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_documentName->setTextFormat(Qt::RichText);
  menuBar()->setCornerWidget(m_documentName, Qt::TopRightCorner);
}

void MainWindow::makeFileMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&File"));
  m_actions.newDesign = menu->addAction(tr("&New"), QKeySequence::New, this, [this] { m_windows.newWindow(); });
  menu->addAction(tr("New from &template…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), this,
                  &MainWindow::newFromTemplate);
  m_actions.open = menu->addAction(tr("&Open…"), QKeySequence::Open, this, &MainWindow::openFileDialog);
  m_recentMenu = menu->addMenu(tr("Open &recent"));
  m_recentMenu->setToolTipsVisible(true);
  connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
  menu->addSeparator();
  m_actions.save = menu->addAction(tr("&Save"), QKeySequence::Save, this, &MainWindow::save);
  menu->addAction(tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), this, &MainWindow::saveAs);
  m_actions.exportDesign =
      menu->addAction(tr("&Export…"), QKeySequence(Qt::CTRL | Qt::Key_E), this, &MainWindow::exportDesign);
  const auto follow = [this] { m_actions.exportDesign->setEnabled(m_session->design()->nodeCount() > 0); };
  connect(m_session.get(), &Session::changed, this, follow);
  follow();
  menu->addAction(tr("&Print…"), QKeySequence(Qt::CTRL | Qt::Key_P), this, &MainWindow::print);
  menu->addAction(tr("Print pre&view…"), this, &MainWindow::showPrintPreview);
  menu->addSeparator();
  menu->addAction(tr("&Close"), QKeySequence(Qt::CTRL | Qt::Key_W), this, &QWidget::close);
  menu->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, [this] { m_windows.closeAll(); });
}

void MainWindow::fillRecentMenu() {
  QMenu* menu = m_recentMenu;
  menu->clear();
  const QStringList files = RecentFiles::list();
  for (const QString& file : files) {
    QAction* action = menu->addAction(asMenuText(shownText(QFileInfo(file).fileName())), this,
                                      [this, file] { m_windows.open(file, this); });
    action->setToolTip(asToolTip(shownText(file)));
  }
  if (files.isEmpty()) {
    menu->addAction(tr("No recent files"))->setEnabled(false);
    return;
  }
  menu->addSeparator();
  menu->addAction(tr("&Clear list"), this, [] { RecentFiles::clear(); });
}

// The stack's action with its text and state; carried out by the window, which first ends what is under way.
QAction* MainWindow::historyAction(QAction* made, void (MainWindow::*run)()) {
  disconnect(made, &QAction::triggered, m_session->undoStack(), nullptr);
  connect(made, &QAction::triggered, this, run);
  return made;
}

void MainWindow::makeEditMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&Edit"));
  QUndoStack* stack = m_session->undoStack();
  m_actions.undo = historyAction(stack->createUndoAction(this, tr("&Undo")), &MainWindow::undo);
  m_actions.undo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
  m_actions.redo = historyAction(stack->createRedoAction(this, tr("&Redo")), &MainWindow::redo);
  m_actions.redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
  menu->addAction(m_actions.undo);
  menu->addAction(m_actions.redo);
  m_actions.editing += {m_actions.undo, m_actions.redo};
  menu->addSeparator();
  menu->addActions(m_canvas->editActions());
  menu->addAction(m_canvas->renameAction());
}

void MainWindow::makeViewMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&View"));
  m_actions.zoomIn = menu->addAction(tr("Zoom &in"), m_canvas, &CanvasView::zoomIn);
  m_actions.zoomIn->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
  m_actions.zoomOut =
      menu->addAction(tr("Zoom &out"), QKeySequence(Qt::CTRL | Qt::Key_Minus), m_canvas, &CanvasView::zoomOut);
  m_actions.zoomReset =
      menu->addAction(tr("&100 %"), QKeySequence(Qt::CTRL | Qt::Key_0), m_canvas, &CanvasView::zoomReset);
  m_actions.fit = menu->addAction(tr("&Fit design"), QKeySequence(Qt::CTRL | Qt::Key_9), m_canvas, &CanvasView::fit);
  menu->addSeparator();
  for (QDockWidget* dock : m_docks.all() + m_docks.drill) menu->addAction(dock->toggleViewAction());
  menu->addAction(m_canvas->legendAction());
  menu->addAction(tr("&Reset layout"), this, &MainWindow::resetLayout);
}

void MainWindow::makeArrangeMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&Arrange"));
  menu->addActions(m_canvas->alignActions());
  menu->addSeparator();
  menu->addActions(m_canvas->distributeActions());
  menu->addSeparator();
  menu->addActions(m_canvas->tidyActions());
  menu->addSeparator();
  menu->addAction(m_canvas->lockAction());
  menu->addSeparator();
  menu->addActions(m_canvas->linkActions());
  menu->setToolTipsVisible(true);
}

// What the palette holds, for the keyboard: goes into the selected container, else onto the canvas.
void MainWindow::makeInsertMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&Insert"));
  menu->addAction(m_canvas->quickInsertAction());
  menu->addSeparator();
  m_canvas->setRecentPresets(QSettings().value(QLatin1String(kRecentPresetsKey)).toStringList());
  connect(m_canvas, &CanvasView::recentPresetsChanged, this,
          [](const QStringList& presets) { QSettings().setValue(QLatin1String(kRecentPresetsKey), presets); });
  for (const PaletteCategory& category : paletteItems(Catalogue::shipped())) {
    QMenu* items = menu->addMenu(asMenuText(category.label));
    items->setToolTipsVisible(true);
    for (const PaletteItem& item : category.items) {
      QAction* action = items->addAction(themedIcon(item.icon, item.tone), asMenuText(item.name), m_canvas,
                                         [this, preset = item.preset] { m_canvas->placeInSelection(preset); });
      action->setToolTip(item.help);
      action->setData(item.names);  // what else a search finds it by
      m_actions.editing.append(action);
    }
  }
}

// The open designs: a tick stands at this one.
void MainWindow::makeWindowMenu() {
  m_windowMenu = menuBar()->addMenu(tr("&Window"));
  connect(m_windowMenu, &QMenu::aboutToShow, this, &MainWindow::fillWindowMenu);
  fillWindowMenu();
}

void MainWindow::fillWindowMenu() {
  QMenu* menu = m_windowMenu;
  menu->clear();
  menu->addAction(tr("&New window"), this, [this] { m_windows.newWindow(); });
  menu->addSeparator();
  for (MainWindow* window : m_windows.all()) {
    QAction* action = menu->addAction(asMenuText(window->session().title()), window, [window] {
      window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
      window->raise();
      window->activateWindow();
    });
    action->setCheckable(true);
    action->setChecked(window == this);
  }
}

void MainWindow::makeHelpMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&Help"));
  QAction* find =
      menu->addAction(tr("&Find a resource, rule or command"), QKeySequence(Qt::CTRL | Qt::Key_K), this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
      });
  find->setObjectName(QStringLiteral("find"));
  menu->addAction(tr("&Explain finding"), QKeySequence(Qt::Key_F1), this, &MainWindow::explain);
  menu->addSeparator();
  menu->addAction(tr("&About Nines"), this, [this] { showAbout(this); });
}

}  // namespace nines
