// One window: a session, the canvas in the middle, docks around it. Opening, saving and closing are in
// main_window_files.cpp, exporting in main_window_export.cpp, menus in main_window_menus.cpp, tool bar and status bar
// in main_window_bars.cpp, outage drills in main_window_drill.cpp.
#pragma once

#include <QDialog>
#include <QMainWindow>
#include <QPointer>
#include <memory>
#include <optional>

#include "formats/journal.h"
#include "recovery/outage.h"
#include "selection.h"
#include "support/result.h"

class QAction;
class QDockWidget;
class QLabel;
class QMenu;
class QToolBar;

namespace nines {

class AssumptionsPanel;
class AvailabilityPanel;
class CanvasView;
class Design;
class DrillMode;
class ExportDialog;
class FindingsPanel;
class HistoryPanel;
class InspectorPanel;
class PalettePanel;
class RecoveryPanel;
class RunbookPanel;
class SearchBox;
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
  DrillMode& drill() { return *m_drill; }

  // The docks and place of the last window; each further one (index > 0) a little lower and to the right.
  void restoreLayout(qsizetype index);
  void fitDesign();
  // Over the window, or over a dialog of it.
  void showError(const QString& headline, const Error& error, QWidget* over = nullptr);
  void showError(const QString& headline, const QString& details, QWidget* over = nullptr);
  RecoverAnswer askRecover(const Recovered& recovered);
  // A sentence in the status bar, for a while.
  void tell(const QString& sentence);

  // Ask for a path where needed, and before anything of others is written over. False if nothing was saved.
  bool save();
  bool saveAs();
  // Asks about unsaved changes; true if the window may close. Then closeAgreed() closes it without asking again, and
  // keepOpen() forgets the answer.
  bool agreeToClose();
  void closeAgreed();
  void keepOpen() { m_mayClose = false; }

 protected:
  void showEvent(QShowEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void makeDocks();
  void placeDocks();
  void sizeDocks(QSize window);
  void keepOnScreen();
  void cascade(int offset);
  void meetFrame();
  void resetLayout();
  void makeMenus();
  void makeFileMenu();
  void makeEditMenu();
  void makeViewMenu();
  void makeInsertMenu();
  void makeArrangeMenu();
  void makeReviewMenu();
  void makeDrillMenu();
  void makeWindowMenu();
  void makeHelpMenu();
  QAction* historyAction(QAction* made, void (MainWindow::*run)());
  void makeToolBar();
  void addToolButton(QAction* action);
  void addTools();
  void addArrangeButtons();
  void addSearch();
  QList<QAction*> commands();
  void makeStatusBar();
  void connectPanels();
  void countFindings();
  void makeDrill();
  void makeDrillDocks();
  void showDrillDocks();
  void addSpeeds(QMenu& menu);
  void addDrillButton();
  void startDrill(const Outage& outage);
  void enterDrill(bool active);
  // What would change the design is disabled and says why.
  void freeze(bool frozen);
  void updateDrillActions();
  void fillRecentMenu();
  void fillWindowMenu();
  void openFileDialog();
  void newFromTemplate();
  void print();
  void showPrintPreview();
  void exportDesign();
  // False: nothing was written, and the person knows why.
  bool exportTo(const Design& design, ExportDialog& dialog);
  QString askExportPath(ExportDialog& dialog, const QString& suggestion);
  bool mayReplace(const QString& path, QWidget& asking);
  void openTransferPlanner();
  void copyMarkdown(const QString& markdown, const QString& done);
  void updateCopies();
  void saveRunbook(const QString& name, const QString& markdown);
  void undo();
  void redo();
  // So many steps of the history are to count.
  void jumpTo(int steps);
  // The finding that is chosen in its panel, or that the inspector's field is about.
  void explain();
  // Ends what is under way: a gesture is dropped, half-typed text becomes an edit.
  void settle();
  bool saveTo(const QString& path);
  bool mayOverwrite();
  // A path to write to, confirmed by the person if it exists; empty: none. `suffix` is added where none is typed.
  QString askTarget(const QString& title, const QString& suggestion, const QStringList& filters, const QString& suffix);
  QString suggestedPath(const QString& suffix) const;
  // Docks behind each other have tabs for titles.
  void followTabs();
  void updateTitle();
  void showDocumentName(const QString& file);
  QDockWidget* addDock(const QString& name, const QString& title, QWidget* panel);

  Windows& m_windows;
  std::unique_ptr<Session> m_session;
  Selection m_selection;
  CanvasView* m_canvas = nullptr;
  DrillMode* m_drill = nullptr;
  PalettePanel* m_palette = nullptr;
  InspectorPanel* m_inspector = nullptr;
  FindingsPanel* m_findings = nullptr;
  HistoryPanel* m_history = nullptr;
  AvailabilityPanel* m_availability = nullptr;
  AssumptionsPanel* m_assumptions = nullptr;
  RunbookPanel* m_runbook = nullptr;
  QPointer<QDialog> m_planner;
  RecoveryPanel* m_recovery = nullptr;
  StatusSummary* m_status = nullptr;
  QLabel* m_documentName = nullptr;
  QToolBar* m_toolBar = nullptr;
  SearchBox* m_search = nullptr;
  QMenu* m_recentMenu = nullptr;
  QMenu* m_windowMenu = nullptr;
  std::optional<QPoint> m_cascadedTo;
  bool m_watchesFrame = false;   // has been waited for since the window first showed
  QByteArray m_layoutToRestore;  // until the window shows
  QByteArray m_layoutBefore;     // the drill
  bool m_mayClose = false;       // the person was asked, or there was nothing to ask

  struct Docks {
    QDockWidget* palette = nullptr;
    QDockWidget* inspector = nullptr;
    QDockWidget* findings = nullptr;
    QDockWidget* history = nullptr;
    QDockWidget* availability = nullptr;
    QDockWidget* assumptions = nullptr;
    QDockWidget* runbook = nullptr;
    QDockWidget* recovery = nullptr;
    QList<QDockWidget*> drill;  // shown in that mode only

    QList<QDockWidget*> all() const {
      return {palette, inspector, findings, history, availability, assumptions, runbook, recovery};
    }
  } m_docks;

  struct Actions {
    QAction* newDesign = nullptr;
    QAction* open = nullptr;
    QAction* save = nullptr;
    QAction* exportDesign = nullptr;
    QAction* undo = nullptr;
    QAction* redo = nullptr;
    QAction* zoomOut = nullptr;
    QAction* zoomIn = nullptr;
    QAction* zoomReset = nullptr;
    QAction* fit = nullptr;
    QList<QAction*> editing;  // those that no view disables by itself
    QAction* startDrill = nullptr;
    QAction* endDrill = nullptr;
    QAction* playDrill = nullptr;
    QAction* restartDrill = nullptr;
    QAction* nextEvent = nullptr;
    QAction* previousEvent = nullptr;
    QAction* drillButton = nullptr;
    QAction* copyFindings = nullptr;
    QAction* copyMatrix = nullptr;
  } m_actions;
};

}  // namespace nines
