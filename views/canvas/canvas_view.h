// The canvas: shows the design, lets people edit it. Reads the document, submits edits; everything that is under way is
// a preview.
#pragma once

#include <QElapsedTimer>
#include <QGraphicsView>
#include <QTimer>

#include "canvas/canvas_scene.h"
#include "canvas/edge_scroll.h"
#include "canvas/place_tool.h"
#include "canvas/select_tool.h"
#include "canvas/tool.h"
#include "recovery/outage.h"

class QAction;

namespace nines {

class CanvasTip;
class DrillMode;
class EmptyState;
class Legend;
class QuickInsert;
class TitleEditor;
class ZoneOffer;

class CanvasView final : public QGraphicsView, private ToolHost {
  Q_OBJECT

 public:
  static constexpr double kSmallestZoom = .05;
  static constexpr double kLargestZoom = 4;

  // Document and selection must outlive the view.
  CanvasView(Document* document, Selection* selection, QWidget* parent = nullptr);
  ~CanvasView() override;

  // Shows what the drill has made of the design while one is on. It must outlive the view.
  void followDrill(const DrillMode* drill);

  double zoom() const override { return m_zoom; }
  // Zoom and place as they are now, to be gone back to.
  void keepOutlook() { m_outlook = outlook(); }
  void restoreOutlook() { look(m_outlook); }
  // For menus; their keys work while the canvas has the focus.
  QList<QAction*> editActions() const {
    return {m_cut, m_copy, m_copyPicture, m_paste, m_duplicate, m_delete, m_selectAll};
  }
  // Opens the quick insert: "/" while the canvas has the focus.
  QAction* quickInsertAction() const { return m_quickInsert; }
  // Renames what is selected, in place.
  QAction* renameAction() const { return m_rename; }
  // Presets in the order of their last use, the newest first.
  const QStringList& recentPresets() const { return m_recent; }
  void setRecentPresets(const QStringList& presets) { m_recent = presets; }
  // Align and distribute what is selected.
  const QList<QAction*>& alignActions() const { return m_align; }
  const QList<QAction*>& distributeActions() const { return m_distribute; }
  // Rows and columns for a container's content (without one: everywhere), and a container as large as its content.
  const QList<QAction*>& tidyActions() const { return m_tidy; }
  // For a link that is selected alone: the other way round, and its line as if nobody had moved it.
  const QList<QAction*>& linkActions() const { return m_linkActions; }
  // Keeps gestures from what is selected, or lets them again.
  QAction* lockAction() const { return m_lock; }
  // Shows or hides the legend; checkable.
  QAction* legendAction() const { return m_showLegend; }
  const Legend& legend() const { return *m_legend; }
  // In this mode a drag from a card draws a link.
  bool isConnecting() const { return m_select.isConnecting(); }

  const CanvasScene& canvasScene() const { return m_scene; }
  QPoint viewportPoint(Point scenePoint) const;
  Point scenePoint(QPoint viewportPoint) const;
  // Below the pointer, after a moment: from these handles links are drawn. Empty id: none are shown.
  const std::string& handlesShownAt() const { return m_handlesAt; }
  // What the drop under way would raise is being worked out.
  bool isForecastPending() const;
  // What the tooltip over this point of the viewport says; empty for none.
  QString toolTipAt(QPoint viewportPoint) const;
  const CanvasTip& tip() const { return *m_tip; }

 public slots:
  void zoomIn();
  void zoomOut();
  void zoomReset() { zoomTo(1); }
  void zoomTo(double zoom);
  void zoomAt(double zoom, QPoint viewportPoint);
  // The whole design, never above 100 %. Stays fitted while the view changes its size, until a person zooms, scrolls or
  // edits: at the start docks and window manager decide on the size after the first showing.
  void fit();
  // Scrolls as little as needed to show the node or link.
  void reveal(const QString& id);
  void setConnecting(bool connecting);
  // Drops whatever is being dragged; to be called before undo, save and close. True if there was something.
  bool cancelGesture();
  // As Esc does: what was selected and seen before comes back as well. True if there was something.
  bool giveUp();
  // A name that is being typed becomes an edit.
  void commitPending();

  // A palette entry on its way: the palette holds the mouse and tells where it is. Positions are global.
  void beginPlacing(const QString& presetId, QPoint globalPos);
  void updatePlacing(QPoint globalPos);
  bool finishPlacing(const QString& presetId, QPoint globalPos);
  void cancelPlacing();
  // Into the container of what is selected, at a free place; with nothing selected, onto the canvas or into the
  // container that a person is likely to mean. Shows what it placed, or says why it cannot.
  bool placeInSelection(const QString& presetId);
  // A popup to type into: at the pointer for the place below it, else for the container of what is selected.
  void openQuickInsert();
  void renameSelected();

 signals:
  void zoomChanged(double zoom);
  // For the status bar; empty takes the last one away.
  void statusMessage(const QString& message);
  void connectingChanged(bool connecting);
  void openExampleRequested();
  void newFromTemplateRequested();
  void recentPresetsChanged(const QStringList& presets);
  // From the menu of a card or container.
  void drillRequested(const nines::Outage& outage);

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool focusNextPrevChild(bool next) override;
  void scrollContentsBy(int dx, int dy) override;
  void drawBackground(QPainter* painter, const QRectF& rect) override;

 private:
  // ToolHost
  Document& document() override { return *m_document; }
  Selection& selection() override { return *m_selection; }
  CanvasScene& scene() override { return m_scene; }
  QWidget& surface() override { return *viewport(); }
  Rect visible() const override;
  Hit hitAt(Point at) const override;
  std::optional<Point> sceneAt(QPoint global) const override;
  QPoint viewportOf(Point scene) const override { return viewportPoint(scene); }
  PointerHint& pointerHint() override { return *m_pointerHint; }
  DropForecast& forecast() override { return *m_forecast; }
  void say(const QString& message) override;
  bool submit(const Edit& edit) override;
  void selectDrawn(const std::string& link) override;
  void refreshMarks() override;

  void makeActions();
  void makeArrangeActions();
  void makeLockAction();
  void updateLockAction(bool canEdit);
  void toggleLock();
  bool wouldUnlock() const;
  std::vector<std::string> removable(std::vector<NodeIndex>& staying) const;
  void submitUnlocked(const Edit& edit);
  void makeClipboardActions();
  void updateClipboardActions();
  void copySelection();
  void copyPicture();
  void copy(const std::vector<NodeIndex>& nodes);
  void cutSelection();
  void pasteClipboard();
  void paste(NodeIndex into, std::optional<Point> centre);
  void tidyContent();
  void updateArrangeActions(bool canEdit);
  void addArrangeActions(QMenu& menu);
  std::vector<NodeIndex> selectedNodes() const;
  NodeIndex containerToTidy(const std::vector<NodeIndex>& nodes) const;
  void connectSources();
  void remember(const QString& preset);
  void placeChosen(const QString& preset, std::optional<Point> at);
  void startRename(const std::string& id);  // outlives the design of now
  void endRename(bool committed, const QString& name);
  void placeTitleEditor();
  void follow(const ChangeSet& changes, bool fromHistory);
  void followSelection();
  void followHover();
  void followReport();
  void updateActions();
  void updateLegend();
  bool isDrilling() const;
  void enterDrill(bool active);
  void showDrill();
  void addDrillActions(QMenu& menu, NodeIndex node);

  // What of the scene is seen.
  struct Outlook {
    double zoom = 1;
    Point corner{};  // at the top left of the viewport
    bool fitted = true;
    bool operator==(const Outlook&) const = default;
  };
  Outlook outlook() const { return {m_zoom, scenePoint({0, 0}), m_keepFitted}; }
  void look(const Outlook& outlook);
  void lookAsBefore();

  Pointer pointerAt(QPoint viewportPoint, Qt::KeyboardModifiers modifiers) const;
  NodeIndex onlySelectedNode() const;
  bool takesHandles(NodeIndex i) const;
  void hoverAt(QPoint viewportPoint);
  void hoverForPress(QPoint viewportPoint);
  void showTip(QPoint viewportPoint);
  void followTip(QPoint viewportPoint);
  void recheckTip();
  void pointerEntered(QPoint viewportPoint);
  void pointerLeft();
  void takeSpace();
  void letSpaceGo();
  bool handlesWanted() const;
  bool mayHaveHandles(NodeIndex i) const;
  void showHandles();
  void updateCursor(const Hit& hit);
  void followTheme();
  bool startPan(const QMouseEvent* event);
  void offerZones();
  void placeZoneOffer();
  bool dropZoneOffer();
  void updateViewRect();
  double fittingZoom(const QRectF& content, const QRect& area) const;
  bool legendHides(const QRectF& content, const QRectF& area, double zoom) const;
  QRect fittingArea(const QRectF& content) const;
  void stepZoom(bool in);
  void scrollTo(QPointF scene, QPointF viewport);
  void drag(QPoint at, Qt::KeyboardModifiers modifiers);
  bool cancelDrag();
  bool giveUpDrag();
  void followScroll();
  void nudge(int key, bool far);
  void deleteSelection();
  void duplicateSelection();
  void selectAll();
  void openMenu(Hit hit, QPoint global);
  void addDesignActions(QMenu& menu);
  void addContainerActions(QMenu& menu, NodeIndex container);
  void makeLinkActions();
  void updateLinkActions(bool canEdit);
  LinkIndex onlySelectedLink() const;
  NodeIndex drawnFrom() const;
  void forgetDrawn();
  void addLinkActions(QMenu& menu, const std::string& id);
  void addEndMenu(QMenu& menu, const QString& title, LinkIndex link, placing::LinkEnd end);
  void nudgeLink(LinkIndex link, int key);
  QString describe(const std::string& id) const;

  Document* m_document;
  Selection* m_selection;
  const DrillMode* m_drill = nullptr;
  Selection::Ids m_selectedBefore;  // the drill
  CanvasScene m_scene;
  LayerItem* m_ghost;
  SelectTool m_select;
  EdgeScroll m_edgeScroll;
  QPoint m_dragAt;   // in the viewport, where the mouse was last
  QPoint m_placeAt;  // on the screen, where a palette entry was last
  Qt::KeyboardModifiers m_dragModifiers;
  PlaceTool m_place;
  EmptyState* m_emptyState;
  Legend* m_legend;
  PointerHint* m_pointerHint;
  CanvasTip* m_tip;
  DropForecast* m_forecast;
  QList<QAction*> m_align;
  QList<QAction*> m_distribute;
  QList<QAction*> m_tidy;
  QList<QAction*> m_linkActions;
  QAction* m_cut = nullptr;
  QAction* m_copy = nullptr;
  QAction* m_copyPicture = nullptr;
  QAction* m_paste = nullptr;
  int m_pasted = 0;  // how often what is on the clipboard was pasted
  QAction* m_selectAll = nullptr;
  QAction* m_duplicate = nullptr;
  QAction* m_delete = nullptr;
  QAction* m_rename = nullptr;
  QAction* m_quickInsert = nullptr;
  QAction* m_lock = nullptr;
  QAction* m_showLegend = nullptr;
  ZoneOffer* m_zoneOffer = nullptr;      // after a Region was placed
  TitleEditor* m_titleEditor = nullptr;  // while a name is edited
  QStringList m_recent;
  std::optional<QPoint> m_pointer;  // while it is over the canvas
  QTimer m_handleTimer;
  std::string m_handlesAt;
  std::string m_drawn;  // the link that was drawn just now
  QString m_message;
  double m_zoom = 1;
  QPoint m_panFrom;
  bool m_panning = false;
  bool m_spaceDown = false;
  QElapsedTimer m_typed;  // since the last character that was typed anywhere
  bool m_keepFitted = true;
  Outlook m_outlook;        // to be gone back to after a drill
  Outlook m_outlookBefore;  // what is under way
  bool m_badgesPending = false;
  bool m_focusVisible = false;
};

}  // namespace nines
