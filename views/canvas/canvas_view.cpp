// What the canvas follows and how it tells: document, selection, report. Mouse and keys are in canvas_input.cpp, zoom
// and scrolling in canvas_zoom.cpp, menus in canvas_menu.cpp.
#include "canvas/canvas_view.h"

#include <QAction>
#include <QEvent>
#include <QScrollBar>
#include <algorithm>

#include "canvas/canvas_geometry.h"
#include "canvas/canvas_tip.h"
#include "canvas/drop_forecast.h"
#include "canvas/empty_state.h"
#include "canvas/legend.h"
#include "canvas/legend_cover.h"
#include "canvas/marks.h"
#include "canvas/title_editor.h"
#include "drill/drill_mode.h"
#include "layout/locks.h"
#include "layout/standbys.h"
#include "layout/subjects.h"
#include "theme/text.h"
#include "theme/theme_style.h"
#include "topology/edits.h"

namespace nines {

namespace {

constexpr int kHandleDelay = 150;  // ms
constexpr double kHoverHandles = .5;
constexpr double kSmallestHandleZoom = .3;

}  // namespace

CanvasView::CanvasView(Document* document, Selection* selection, QWidget* parent)
    : QGraphicsView(parent),
      m_document(document),
      m_selection(selection),
      m_scene(*document),
      m_ghost(new LayerItem(m_scene.style(), band::kOverlay * 1000)),
      m_select(*this),
      m_edgeScroll(*this, [this] { followScroll(); }),
      m_place(*this, *m_ghost),
      m_emptyState(new EmptyState(this)),
      m_legend(new Legend(this)),
      m_pointerHint(new PointerHint(viewport())),
      m_tip(new CanvasTip(this)),
      m_forecast(new DropForecast(this)) {
  m_scene.addItem(m_ghost);
  setScene(&m_scene);
  setInteractive(false);
  setFrameShape(QFrame::NoFrame);
  setRenderHint(QPainter::Antialiasing);
  setOptimizationFlag(DontSavePainterState);
  setViewportUpdateMode(MinimalViewportUpdate);
  setCacheMode(CacheBackground);  // thousands of round dots take longer than what a drag changes
  setTransformationAnchor(NoAnchor);
  setResizeAnchor(NoAnchor);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  // Dropped files belong to the window.
  setAcceptDrops(false);
  viewport()->setAcceptDrops(false);
  setAccessibleName(tr("Canvas"));
  m_handleTimer.setSingleShot(true);
  m_handleTimer.setInterval(kHandleDelay);
  m_legend->setHidden([this](const QRect& area) {
    const QRect onViewport(viewport()->mapFrom(this, area.topLeft()), area.size());
    return hiddenBy(m_scene, viewportTransform().inverted().mapRect(QRectF(onViewport)));
  });
  // In a corner that is no worse than others it may still lie over what somebody works at.
  connect(m_legend, &Legend::looked, this, [this] {
    const QRect below(viewport()->mapFrom(this, m_legend->pos()), m_legend->size());
    const QRectF area = viewportTransform().inverted().mapRect(QRectF(below));
    m_legend->setOverSelected(std::ranges::any_of(m_selection->ids(), [&](const std::string& id) {
      const NodeIndex i = m_scene.design().indexOf(id);
      return i != kNone && coversMost(m_scene, i, area);
    }));
  });
  makeActions();
  connectSources();
  followTheme();
  updateViewRect();
  m_emptyState->setVisible(m_scene.design().nodeCount() == 0);
  updateLegend();
  followSelection();
}

CanvasView::~CanvasView() {
  if (m_titleEditor) m_titleEditor->finish(false);
  cancelGesture();
  setScene(nullptr);
}

void CanvasView::makeActions() {
  const auto add = [this](const QString& text, const QList<QKeySequence>& keys, void (CanvasView::*run)()) {
    auto* action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    return action;
  };
  m_selectAll = add(tr("Select &all"), {QKeySequence(Qt::CTRL | Qt::Key_A)}, &CanvasView::selectAll);
  m_duplicate = add(tr("D&uplicate"), {QKeySequence(Qt::CTRL | Qt::Key_D)}, &CanvasView::duplicateSelection);
  m_delete =
      add(tr("&Delete"), {QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)}, &CanvasView::deleteSelection);
  makeClipboardActions();
  m_rename = add(tr("&Rename"), {QKeySequence(Qt::Key_F2)}, &CanvasView::renameSelected);
  m_quickInsert = add(tr("&Quick insert…"), {QKeySequence(Qt::Key_Slash)}, &CanvasView::openQuickInsert);
  // The menu shows the window's own key for it; this is the one that hands know from other canvases.
  add(tr("Fit design"), {QKeySequence(Qt::SHIFT | Qt::Key_1)}, &CanvasView::fit);
  makeArrangeActions();
  makeLinkActions();
  makeLockAction();
  m_showLegend = new QAction(tr("&Legend"), this);
  m_showLegend->setCheckable(true);
  m_showLegend->setChecked(true);
  connect(m_showLegend, &QAction::toggled, m_legend, &Legend::setWanted);
}

void CanvasView::connectSources() {
  connect(m_document, &Document::changed, this, &CanvasView::follow);
  connect(m_document, &Document::reportChanged, this, &CanvasView::followReport);
  connect(m_document, &Document::readOnlyChanged, this, [this] {
    updateActions();
    refreshMarks();
  });
  connect(&m_scene, &CanvasScene::routesArrived, this, [this] {
    // The legend must hide none of them.
    if (m_keepFitted && isVisible() && !m_select.isActive() && !m_place.isActive()) fit();
    refreshMarks();
  });
  connect(m_selection, &Selection::changed, this, &CanvasView::followSelection);
  connect(m_selection, &Selection::hoveredChanged, this, &CanvasView::followHover);
  connect(m_selection, &Selection::pointedOutChanged, this, &CanvasView::refreshMarks);
  connect(&m_handleTimer, &QTimer::timeout, this, &CanvasView::showHandles);
  connect(m_emptyState, &EmptyState::openExampleRequested, this, &CanvasView::openExampleRequested);
  connect(m_emptyState, &EmptyState::newFromTemplateRequested, this, &CanvasView::newFromTemplateRequested);
}

void CanvasView::followTheme() {
  const Theme& theme = currentTheme();
  m_scene.setTheme(theme);
  resetCachedContent();
  m_emptyState->setTheme(theme);
  m_legend->setTheme(theme);
  viewport()->update();
}

void CanvasView::changeEvent(QEvent* event) {
  QGraphicsView::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) followTheme();
}

Hit CanvasView::hitAt(Point at) const {
  HitContext context;
  context.zoom = m_zoom;
  if (!m_document->isReadOnly() && m_zoom >= kSmallestHandleZoom) {
    const NodeIndex only = onlySelectedNode();
    const Kind* kind = only == kNone ? nullptr : m_scene.design().kind(only);
    const bool locked = only != kNone && m_scene.design().node(only).locked;
    if (kind && kind->isContainer() && !locked) context.resizable = only;
    else if (only != kNone && takesHandles(only)) context.withHandles.push_back(only);
    const NodeIndex hovered = m_scene.design().indexOf(m_handlesAt);
    if (hovered != kNone && hovered != only) context.withHandles.push_back(hovered);
    if (const NodeIndex from = drawnFrom(); from != kNone && from != hovered) context.withHandles.push_back(from);
    context.bendable = onlySelectedLink();
    context.hovered = m_scene.design().linkIndexOf(m_selection->hovered());
  }
  return nines::hitAt(m_scene, at, context);
}

Rect CanvasView::visible() const {
  const Point low = scenePoint({0, 0});
  const Point high = scenePoint({viewport()->width(), viewport()->height()});
  return {low.x, low.y, high.x - low.x, high.y - low.y};
}

std::optional<Point> CanvasView::sceneAt(QPoint global) const {
  const QPoint at = viewport()->mapFromGlobal(global);
  if (!isVisible() || !viewport()->rect().contains(at)) return std::nullopt;
  return scenePoint(at);
}

void CanvasView::say(const QString& message) {
  if (message == m_message) return;
  m_message = message;
  emit statusMessage(message);
}

// Every gesture comes through here: none changes a locked node, nor a locked standby by way of its primary.
bool CanvasView::submit(const Edit& edit) {
  const Design& design = m_scene.design();
  QString why;
  if (placing::hasLocks(design)) why = toQString(placing::lockRefusal(design, withStandbys(design, edit)));
  if (why.isEmpty() && m_document->submit(edit, &why)) return true;
  say(why);
  return false;
}

NodeIndex CanvasView::onlySelectedNode() const {
  if (m_selection->ids().size() != 1) return kNone;
  return m_scene.design().indexOf(*m_selection->ids().begin());
}

bool CanvasView::takesHandles(NodeIndex i) const {
  const Kind* kind = m_scene.design().kind(i);
  return !(kind && kind->isContainer()) && canStartLink(m_scene.design(), i);
}

void CanvasView::refreshMarks() {
  if (m_select.movesSelection()) return;
  const bool drilling = isDrilling();
  m_scene.containerMarks().setGroups(drilling ? std::vector<DrawGroup>()
                                              : marks::selectedContainers(m_scene, m_selection->ids()));
  auto selected = drilling ? marks::selectionInDrill(m_scene, m_selection->ids())
                           : marks::selection(m_scene, m_selection->ids(), m_zoom);
  const NodeIndex only = onlySelectedNode();
  if (m_focusVisible && hasFocus() && only != kNone) {
    // Around all: role chips and badges stay whole.
    auto ring = marks::focus(m_scene, only);
    selected.insert(selected.end(), std::make_move_iterator(ring.begin()), std::make_move_iterator(ring.end()));
  }
  m_scene.selectionMarks().setGroups(std::move(selected));

  auto pointedOut = marks::pointedOut(m_scene, m_selection->pointedOut());
  for (const Rect& place : m_selection->pointedPlaces()) pointedOut.push_back(marks::pointedPlace(place));
  auto hovered = marks::hover(m_scene, m_selection->hovered());
  if (m_selection->contains(m_selection->hovered())) hovered.clear();
  const LinkIndex link = m_scene.design().linkIndexOf(m_selection->hovered());
  if (link != kNone && !hovered.empty() && !m_document->isReadOnly() && m_zoom >= kSmallestHandleZoom) {
    hovered.push_back(marks::linkHandles(m_scene, link, m_zoom, kHoverHandles, false));
  }
  const NodeIndex at = m_scene.design().indexOf(m_handlesAt);
  const NodeIndex from = m_document->isReadOnly() || m_zoom < kSmallestHandleZoom ? kNone : drawnFrom();
  for (const NodeIndex i : {at, from == at ? kNone : from}) {
    if (i != kNone && i != only) hovered.push_back(marks::connectHandles(m_scene, i, m_zoom, kHoverHandles));
  }
  hovered.insert(hovered.begin(), std::make_move_iterator(pointedOut.begin()),
                 std::make_move_iterator(pointedOut.end()));
  m_scene.hoverMarks().setGroups(std::move(hovered));
}

void CanvasView::follow(const ChangeSet& changes, bool fromHistory) {
  cancelGesture();
  dropZoneOffer();
  m_drawn.clear();
  m_scene.sync(changes);
  const Design& design = m_scene.design();
  const auto exists = [&](const std::string& id) {
    return design.indexOf(id) != kNone || design.linkIndexOf(id) != kNone;
  };
  if (!m_selection->hovered().empty() && !exists(m_selection->hovered())) m_selection->setHovered({});
  Selection::Ids kept = m_selection->ids();
  std::erase_if(kept, [&](const std::string& id) { return !exists(id); });
  m_selection->set(std::move(kept));
  if (fromHistory && !changes.everything) {
    Subjects subjects = subjectsOf(design, m_scene.layout(), changes, m_selection->ids());
    if (!subjects.empty()) m_selection->set(std::move(subjects));
  }
  m_emptyState->setVisible(design.nodeCount() == 0);
  m_keepFitted = changes.everything;
  if (changes.everything && isVisible()) fit();
  updateViewRect();
  if (m_titleEditor && design.indexOf(m_titleEditor->id()) == kNone) m_titleEditor->finish(false);
  placeTitleEditor();
  updateActions();
  if (changes.touchesAnalyses()) updateLegend();
  m_legend->lookLater();
  refreshMarks();
  recheckTip();
}

void CanvasView::updateLegend() {
  if (isDrilling() && m_drill->drill()) {
    const bool best = m_drill->timing() == DrillMode::Timing::best;
    return m_legend->setList(drawDrillLegend(m_scene.design(), *m_drill->drill(), m_scene.measure(), best));
  }
  if (isDrilling()) return m_legend->setList(drawLegend(m_scene.design(), {}, m_scene.measure()));
  m_legend->setList(drawLegend(m_scene.design(), m_scene.badges(), m_scene.measure()));
}

QString CanvasView::describe(const std::string& id) const {
  const Design& design = m_scene.design();
  if (const NodeIndex i = design.indexOf(id); i != kNone) {
    const std::string kind = design.kind(i) ? design.kind(i)->label : design.node(i).kind;
    return QStringLiteral("%1, %2").arg(toQString(design.node(i).title()), QString::fromStdString(kind));
  }
  const LinkIndex link = design.linkIndexOf(id);
  if (link == kNone) return {};
  const std::string kind = design.linkKind(link) ? design.linkKind(link)->label : design.link(link).kind;
  return tr("%1 from %2 to %3")
      .arg(QString::fromStdString(kind), toQString(design.node(design.from(link)).title()),
           toQString(design.node(design.to(link)).title()));
}

void CanvasView::followSelection() {
  dropZoneOffer();
  m_legend->lookLater();
  const auto& ids = m_selection->ids();
  if (!ids.contains(m_drawn)) m_drawn.clear();
  if (ids.size() == 1) setAccessibleDescription(tr("Selected: %1").arg(describe(*ids.begin())));
  else
    setAccessibleDescription(ids.empty() ? tr("Nothing selected")
                                         : tr("%n selected", nullptr, static_cast<int>(ids.size())));
  // What was chosen elsewhere, in a table or by the palette, comes into view.
  if (ids.size() == 1 && !hasFocus() && !m_select.isActive()) reveal(QString::fromStdString(*ids.begin()));
  updateActions();
  refreshMarks();
}

void CanvasView::followHover() {
  if (m_selection->hovered() != m_handlesAt) m_handlesAt.clear();
  const NodeIndex i = m_scene.design().indexOf(m_selection->hovered());
  if (i == kNone) m_handleTimer.stop();
  else m_handleTimer.start();
  refreshMarks();
}

bool CanvasView::handlesWanted() const {
  return viewport()->underMouse() && !m_select.isActive() &&
         mayHaveHandles(m_scene.design().indexOf(m_selection->hovered()));
}

bool CanvasView::mayHaveHandles(NodeIndex i) const {
  return i != kNone && !m_document->isReadOnly() && m_zoom >= kSmallestHandleZoom && takesHandles(i);
}

void CanvasView::showHandles() {
  m_handlesAt = handlesWanted() ? m_selection->hovered() : std::string();
  refreshMarks();
}

void CanvasView::followReport() {
  m_badgesPending = m_select.isActive() || m_place.isActive();
  if (m_badgesPending) return;
  m_scene.syncBadges();
  updateLegend();
  if (m_keepFitted && isVisible()) fit();  // the legend has grown, perhaps
  refreshMarks();                          // badges lie above the outline of what is selected
  recheckTip();
}

void CanvasView::updateActions() {
  const bool canEdit = !m_document->isReadOnly();
  const bool any = !m_selection->ids().empty();
  bool anyNode = false;
  for (const std::string& id : m_selection->ids()) anyNode = anyNode || m_scene.design().indexOf(id) != kNone;
  m_selectAll->setEnabled(m_scene.design().nodeCount() > 0);
  // Their keys mean nothing while a name is typed.
  const bool typing = m_titleEditor != nullptr;
  m_duplicate->setEnabled(canEdit && anyNode && !typing);
  m_delete->setEnabled(canEdit && any && !typing);
  m_rename->setEnabled(canEdit && onlySelectedNode() != kNone);
  m_quickInsert->setEnabled(canEdit);
  updateArrangeActions(canEdit);
  updateLinkActions(canEdit);
  updateLockAction(canEdit);
  updateClipboardActions();
}

void CanvasView::setConnecting(bool connecting) {
  if (connecting == m_select.isConnecting()) return;
  cancelGesture();
  m_select.setConnecting(connecting);
  viewport()->setCursor(connecting ? Qt::CrossCursor : Qt::ArrowCursor);
  emit connectingChanged(connecting);
}

bool CanvasView::cancelGesture() {
  const bool was = cancelDrag() || m_place.isActive();
  m_place.cancel();
  m_emptyState->setVisible(m_scene.design().nodeCount() == 0);
  if (m_badgesPending) followReport();
  return was;
}

}  // namespace nines
