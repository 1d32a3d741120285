// One window: a session, the canvas in the middle, docks around it.
#pragma once

#include <QMainWindow>
#include <memory>

#include "formats/journal.h"
#include "selection.h"
#include "support/result.h"

class QAction;
class QDockWidget;
class QLabel;
class QToolBar;

namespace nines {

class AvailabilityPanel;
class CanvasView;
class FindingsPanel;
class InspectorPanel;
class PalettePanel;
class Session;
class StatusSummary;
class Windows;

class MainWindow final : public QMainWindow {
  Q_OBJECT

 public:
  enum class RecoverAnswer { recover, discard, later };

  explicit MainWindow(Windows& windows);
  ~MainWindow() override;

  Session& session() { return *m_session; }
  CanvasView& canvas() { return *m_canvas; }

  // The docks and place of the last window; each further one (index > 0) a little lower and to the right.
  void restoreLayout(qsizetype index);
  void fitDesign();
  void showError(const QString& headline, const Error& error);
  RecoverAnswer askRecover(const Recovered& recovered);

  // Ask for a path where needed. False if nothing was saved.
  bool save();
  bool saveAs();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void makeDocks();
  void makeMenus();
  void makeFileMenu();
  void makeEditMenu();
  void makeViewMenu();
  void makeInsertMenu();
  void makeHelpMenu();
  void makeToolBar();
  void makeStatusBar();
  void connectPanels();
  void fillRecentMenu(QMenu* menu);
  void openFileDialog();
  void exportPicture();
  bool saveTo(const QString& path);
  // Asks about unsaved changes; true if the window may close.
  bool mayClose();
  void updateTitle();
  QDockWidget* addDock(const QString& name, const QString& title, QWidget* panel, Qt::DockWidgetArea area);

  Windows& m_windows;
  std::unique_ptr<Session> m_session;
  Selection m_selection;
  CanvasView* m_canvas = nullptr;
  PalettePanel* m_palette = nullptr;
  InspectorPanel* m_inspector = nullptr;
  FindingsPanel* m_findings = nullptr;
  AvailabilityPanel* m_availability = nullptr;
  StatusSummary* m_status = nullptr;
  QLabel* m_documentName = nullptr;
  QToolBar* m_toolBar = nullptr;

  struct Actions {
    QAction* newDesign = nullptr;
    QAction* open = nullptr;
    QAction* save = nullptr;
    QAction* undo = nullptr;
    QAction* redo = nullptr;
    QAction* zoomOut = nullptr;
    QAction* zoomIn = nullptr;
    QAction* zoomReset = nullptr;
    QAction* fit = nullptr;
  } m_actions;
};

}  // namespace nines
