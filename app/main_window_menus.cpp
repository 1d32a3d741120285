// Menus, tool bar and status bar of the window.
#include <QActionGroup>
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QStatusBar>
#include <QToolBar>

#include "about_dialog.h"
#include "canvas/canvas_view.h"
#include "findings/findings_panel.h"
#include "main_window.h"
#include "picture.h"
#include "recent_files.h"
#include "session.h"
#include "status_summary.h"
#include "support/resources.h"
#include "theme/theme_style.h"
#include "theme/themed_icon.h"
#include "windows.h"

namespace nines {

void MainWindow::makeMenus() {
  makeFileMenu();
  makeEditMenu();
  makeViewMenu();
  makeHelpMenu();
  m_documentName = new QLabel(this);
  m_documentName->setContentsMargins(0, 4, 12, 0);
  m_documentName->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_documentName->setTextFormat(Qt::RichText);
  menuBar()->setCornerWidget(m_documentName, Qt::TopRightCorner);
}

void MainWindow::makeFileMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&File"));
  m_actions.newDesign = menu->addAction(tr("&New"), QKeySequence::New, this, [this] { m_windows.newWindow(); });
  m_actions.open = menu->addAction(tr("&Open…"), QKeySequence::Open, this, &MainWindow::openFileDialog);
  QMenu* recent = menu->addMenu(tr("Open &recent"));
  connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecentMenu(recent); });
  QMenu* examples = menu->addMenu(tr("Open e&xample"));
  for (const Resource& example : resourcesBelow("templates/")) {
    const QString path = QString::fromUtf8(example.path.data(), static_cast<qsizetype>(example.path.size()));
    examples->addAction(exampleName(path), this, [this, path] { m_windows.openExample(path, this); });
  }
  menu->addSeparator();
  m_actions.save = menu->addAction(tr("&Save"), QKeySequence::Save, this, &MainWindow::save);
  menu->addAction(tr("Save &as…"), QKeySequence::SaveAs, this, &MainWindow::saveAs);
  menu->addAction(tr("&Export picture…"), this, &MainWindow::exportPicture);
  menu->addSeparator();
  menu->addAction(tr("&Close"), QKeySequence::Close, this, &QWidget::close);
  menu->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, [this] { m_windows.closeAll(); });
}

void MainWindow::fillRecentMenu(QMenu* menu) {
  menu->clear();
  const QStringList files = RecentFiles::list();
  for (const QString& file : files) {
    QAction* action = menu->addAction(QFileInfo(file).fileName().replace(QLatin1Char('&'), QStringLiteral("&&")), this,
                                      [this, file] { m_windows.open(file, this); });
    action->setToolTip(file);
  }
  if (files.isEmpty()) {
    menu->addAction(tr("No recent files"))->setEnabled(false);
    return;
  }
  menu->addSeparator();
  menu->addAction(tr("&Clear list"), this, [] { RecentFiles::clear(); });
}

void MainWindow::makeEditMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&Edit"));
  QUndoStack* stack = m_session->undoStack();
  m_actions.undo = stack->createUndoAction(this, tr("&Undo"));
  m_actions.undo->setShortcut(QKeySequence::Undo);
  m_actions.redo = stack->createRedoAction(this, tr("&Redo"));
  m_actions.redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
  menu->addAction(m_actions.undo);
  menu->addAction(m_actions.redo);
  menu->addSeparator();
  menu->addActions(m_canvas->editActions());
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
  for (QDockWidget* dock : findChildren<QDockWidget*>()) menu->addAction(dock->toggleViewAction());
}

void MainWindow::makeHelpMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&Help"));
  menu->addAction(tr("&About Nines"), this, [this] { showAbout(this); });
}

void MainWindow::makeToolBar() {
  m_toolBar = addToolBar(tr("Main"));
  m_toolBar->setObjectName(QStringLiteral("toolbar"));
  m_toolBar->setMovable(false);
  m_toolBar->setIconSize(QSize(18, 18));
  const auto add = [this](QAction* action, const char* icon, const QString& tip) {
    action->setIcon(themedIcon(QString::fromLatin1(icon)));
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys));
    m_toolBar->addAction(action);
  };
  add(m_actions.newDesign, "new", tr("New design"));
  add(m_actions.open, "open", tr("Open"));
  add(m_actions.save, "save", tr("Save"));
  m_toolBar->addSeparator();
  add(m_actions.undo, "undo", tr("Undo"));
  add(m_actions.redo, "redo", tr("Redo"));
  m_toolBar->addSeparator();
  add(m_actions.zoomOut, "zout", tr("Zoom out"));
  m_actions.zoomReset->setToolTip(tr("100 % (Ctrl+0)"));
  m_toolBar->addAction(m_actions.zoomReset);
  add(m_actions.zoomIn, "zin", tr("Zoom in"));
  add(m_actions.fit, "fit", tr("Fit design"));
}

void MainWindow::makeStatusBar() {
  m_status = new StatusSummary(m_session.get(), this);
  statusBar()->addWidget(m_status, 1);
  statusBar()->setSizeGripEnabled(false);
  connect(m_canvas, &CanvasView::zoomChanged, m_status, &StatusSummary::showZoom);
  connect(m_canvas, &CanvasView::zoomChanged, this, [this](double zoom) {
    m_actions.zoomReset->setIconText(QStringLiteral("%1\u00a0%").arg(qRound(zoom * 100)));
  });
  connect(m_status, &StatusSummary::zoomRequested, m_canvas, &CanvasView::zoomTo);
  connect(m_canvas, &CanvasView::statusMessage, statusBar(),
          [this](const QString& text) { statusBar()->showMessage(text, 6000); });
}

void MainWindow::exportPicture() {
  const QString base = m_session->path().empty()
                           ? m_session->title().replace(QLatin1Char('/'), QLatin1Char('-'))
                           : QFileInfo(QString::fromStdString(m_session->path())).completeBaseName();
  QString chosen;
  const QString svg = tr("SVG picture (*.svg)");
  QString path = QFileDialog::getSaveFileName(this, tr("Export picture"), base + QStringLiteral(".svg"),
                                              svg + QStringLiteral(";;") + tr("PNG picture (*.png)"), &chosen);
  if (path.isEmpty()) return;
  if (QFileInfo(path).suffix().isEmpty()) path += chosen == svg ? QStringLiteral(".svg") : QStringLiteral(".png");
  const auto design = m_session->design();
  const bool isPng = QFileInfo(path).suffix().compare(QLatin1String("png"), Qt::CaseInsensitive) == 0;
  const Status written = isPng ? writePngPicture(*design, currentTheme(), path.toStdString())
                               : writeSvgPicture(*design, currentTheme(), path.toStdString());
  if (!written) showError(tr("The picture was not written"), written.error());
}

void MainWindow::updateTitle() {
  const bool modified = m_session->isModified();
  const QString file =
      m_session->path().empty() ? tr("not saved") : QFileInfo(QString::fromStdString(m_session->path())).fileName();
  setWindowModified(modified);
  setWindowTitle(QStringLiteral("%1[*] – Nines").arg(m_session->title()));
  setWindowFilePath(QString::fromStdString(m_session->path()));
  const QString muted = themeColour(Token::muted).name();
  m_documentName->setText(QStringLiteral("<b>%1</b> <span style=\"color:%2\">· %3%4</span>")
                              .arg(m_session->title().toHtmlEscaped(), muted, file.toHtmlEscaped(),
                                   modified ? tr(" · edited") : QString()));
}

}  // namespace nines
