// The canvas's context menus. They hold only what works for what was clicked.
#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>

#include "canvas/canvas_tip.h"
#include "canvas/canvas_view.h"
#include "catalogue/kind_with.h"

namespace nines {

namespace {

struct Below {
  std::string id;
  QString name;
};

// Alt+click goes through the same, but many desktops keep that click to move windows.
void addSelectBelow(QMenu& menu, Selection& selection, const std::vector<Below>& below) {
  if (below.empty()) return;
  QMenu* choices = menu.addMenu(CanvasView::tr("Select &below"));
  choices->setObjectName(QStringLiteral("selectBelow"));
  for (Below each : below) {
    each.name.replace(QLatin1Char('&'), QLatin1String("&&"));
    choices->addAction(each.name, &selection, [&selection, id = each.id] { selection.set({id}); });
  }
}

}  // namespace

void CanvasView::contextMenuEvent(QContextMenuEvent* event) {
  cancelGesture();
  commitPending();
  QPoint at = event->pos();
  const bool keyboard = event->reason() == QContextMenuEvent::Keyboard && m_selection->ids().size() == 1;
  const std::string only = keyboard ? *m_selection->ids().begin() : std::string();
  if (const NodeIndex node = m_scene.design().indexOf(only); node != kNone) {
    at = viewportPoint(m_scene.layout().rect(node).centre());
  } else if (const Route* route = m_scene.links().route(only)) {
    const std::size_t middle = route->points.size() / 2;
    const Point sum = route->points[middle - 1] + route->points[middle];
    at = viewportPoint({sum.x / 2, sum.y / 2});
  }
  Hit hit = hitAt(scenePoint(at));
  if (keyboard) hit.id = only;
  openMenu(std::move(hit), viewport()->mapToGlobal(at));
}

void CanvasView::openMenu(Hit hit, QPoint global) {
  m_tip->hide();
  // A frame without a node: what applies to all in it.
  if (hit.part == Hit::Part::set) {
    hit.id = hit.members.front();
    if (!m_selection->contains(hit.id)) m_selection->set({hit.members.begin(), hit.members.end()});
  }
  // Inside a container its menu opens, as a click there selects it.
  if (hit.id.empty() && hit.container != kNone) hit.id = m_scene.design().node(hit.container).id;
  // A field with half-typed text gives it to the document when it loses what it is about: another design from here on.
  if (hit.id.empty()) m_selection->clear();
  else if (!m_selection->contains(hit.id)) m_selection->set({hit.id});
  const Design& design = m_scene.design();

  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setObjectName(QStringLiteral("canvasMenu"));
  const bool canEdit = !m_document->isReadOnly();
  const NodeIndex node = design.indexOf(hit.id);
  if (canEdit && node != kNone) addContainerActions(*menu, node);
  if (canEdit && node == kNone && !hit.id.empty()) addLinkActions(*menu, hit.id);
  if (canEdit && node != kNone) addArrangeActions(*menu);
  if (node != kNone && canEdit) menu->addAction(m_cut);
  if (node != kNone) menu->addAction(m_copy);
  if (m_copyPicture->isEnabled()) menu->addAction(m_copyPicture);
  if (m_paste->isEnabled()) {
    menu->addAction(tr("&Paste here"), this,
                    [this, at = scenePoint(viewport()->mapFromGlobal(global))] { paste(kNone, at); });
  }
  if (canEdit && node != kNone && onlySelectedNode() != kNone) menu->addAction(m_rename);
  if (canEdit && node != kNone) menu->addAction(m_duplicate);
  if (canEdit && node != kNone) menu->addAction(m_lock);
  if (canEdit && !hit.id.empty()) menu->addAction(m_delete);
  if (node != kNone) addDrillActions(*menu, node);
  if (!menu->isEmpty()) menu->addSeparator();
  std::vector<Below> below;
  for (const std::string& id : idsAt(m_scene, scenePoint(viewport()->mapFromGlobal(global)), m_zoom)) {
    if (!m_selection->contains(id)) below.push_back({id, describe(id)});
  }
  addSelectBelow(*menu, *m_selection, below);
  addDesignActions(*menu);
  menu->popup(global);
}

void CanvasView::addDesignActions(QMenu& menu) {
  menu.addAction(m_selectAll);
  menu.addAction(tr("&Fit design"), this, &CanvasView::fit);
  menu.addAction(tr("Zoom to &100 %"), this, &CanvasView::zoomReset);
}

void CanvasView::addContainerActions(QMenu& menu, NodeIndex container) {
  const Design& design = m_scene.design();
  const Kind* own = design.kind(container);
  const Kind* zone = kindWith(design.catalogue(), trait::kZone);
  if (!zone || !own || !own->isContainer() || own->has(trait::kTransparent)) return;
  if (!placing::refusal(design, container, zone->id).empty()) return;
  const QString preset = QString::fromStdString(zone->presets.empty() ? zone->id : zone->presets.front().id);
  const std::string id = design.node(container).id;
  menu.addAction(tr("Add &zone"), this, [this, preset, id] {
    m_selection->set({id});
    placeInSelection(preset);
  });
  menu.addSeparator();
}

}  // namespace nines
