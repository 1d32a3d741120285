#include "canvas/place_tool.h"

#include <QGuiApplication>
#include <QToolTip>
#include <QWidget>

#include "canvas/canvas_geometry.h"
#include "canvas/marks.h"

namespace nines {

namespace {

constexpr double kGhostOpacity = .7;
constexpr double kRefusedOpacity = .4;

// A design of this node alone: drawing it gives the ghost.
std::vector<DrawGroup> drawSample(const CanvasScene& scene, const placing::Pick& pick, Size size) {
  auto topology = std::make_shared<Topology>();
  topology->profile = scene.design().profile().id;
  topology->nodes.put(placing::sample(pick, size));
  const Design design(topology, scene.design().catalogue(), scene.design().profile());
  const Layout layout(design);
  const Badges none;
  return drawNode({design, layout, scene.measure(), none}, 0);
}

NodeIndex selectedNode(const Design& design, const Selection& selection) {
  if (selection.ids().size() != 1) return kNone;
  return design.indexOf(*selection.ids().begin());
}

}  // namespace

void PlaceTool::begin(const placing::Pick& pick) {
  cancel();
  if (!pick.kind) return;
  if (m_host.document().isReadOnly()) {
    m_host.say(QObject::tr("The design is read-only during a drill"));
    return;
  }
  m_pick = pick;
  m_ghostSize = {};
  m_allowed.clear();
  const Design& design = m_host.scene().design();
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    const Kind* kind = design.kind(i);
    if (kind && kind->isContainer() && placing::refusal(design, i, pick.kind->id).empty()) m_allowed.push_back(i);
  }
}

void PlaceTool::drawGhost(Size size) {
  if (size == m_ghostSize) return;
  m_ghostSize = size;
  m_ghost.setGroups(drawSample(m_host.scene(), m_pick, size));
}

void PlaceTool::show(const placing::Spot& spot) {
  drawGhost({spot.rect.width, spot.rect.height});
  m_ghost.setPos(toQPointF(spot.rect.topLeft()));
  m_ghost.setOpacity(spot.refusal.empty() ? kGhostOpacity : kRefusedOpacity);
  m_ghost.setVisible(true);
  std::vector<DrawGroup> marks;
  marks.reserve(m_allowed.size() + 1);
  for (const NodeIndex i : m_allowed) marks.push_back(marks::dropAllowed(m_host.scene(), i, i == spot.container));
  if (!spot.refusal.empty() && spot.container != kNone) {
    marks.push_back(marks::dropRefused(m_host.scene(), spot.container));
  }
  m_host.scene().dropMarks().setGroups(std::move(marks));
}

void PlaceTool::setForbidden(bool forbidden) {
  if (forbidden == m_forbidden) return;
  m_forbidden = forbidden;
  // The palette holds the mouse: only an override shows.
  if (forbidden) QGuiApplication::setOverrideCursor(Qt::ForbiddenCursor);
  else QGuiApplication::restoreOverrideCursor();
}

void PlaceTool::update(QPoint global) {
  if (!isActive()) return;
  const auto at = m_host.sceneAt(global);
  if (!at) {
    m_ghost.setVisible(false);
    m_host.scene().dropMarks().clear();
    setForbidden(false);
    m_host.say({});
    QToolTip::hideText();
    return;
  }
  const placing::Spot spot = placing::spotAt(m_host.scene().design(), m_host.scene().layout(), *m_pick.kind, *at);
  show(spot);
  const QString reason = QString::fromStdString(spot.refusal);
  setForbidden(!reason.isEmpty());
  m_host.say(reason);
  if (reason.isEmpty()) QToolTip::hideText();
  else QToolTip::showText(global, reason.toHtmlEscaped(), &m_host.surface());
}

void PlaceTool::end() {
  m_pick = {};
  m_ghost.clear();
  m_ghostSize = {};
  m_ghost.setVisible(false);
  m_host.scene().dropMarks().clear();
  setForbidden(false);
  QToolTip::hideText();
}

bool PlaceTool::submit(const placing::Pick& pick, const placing::Spot& spot) {
  if (!spot.refusal.empty()) {
    m_host.say(QString::fromStdString(spot.refusal));
    return false;
  }
  const placing::Added added = placing::place(m_host.scene().design(), m_host.scene().layout(), pick, spot);
  if (!m_host.submit(added.edit)) return false;
  m_host.say({});
  m_host.selection().set({added.id});
  return true;
}

bool PlaceTool::finish(QPoint global) {
  if (!isActive()) return false;
  const placing::Pick pick = m_pick;
  end();
  const auto at = m_host.sceneAt(global);
  if (!at) return false;
  return submit(pick, placing::spotAt(m_host.scene().design(), m_host.scene().layout(), *pick.kind, *at));
}

void PlaceTool::cancel() {
  if (!isActive()) return;
  end();
  m_host.say({});
}

bool PlaceTool::placeInSelection(const placing::Pick& pick) {
  cancel();
  if (!pick.kind || m_host.document().isReadOnly()) return false;
  const Design& design = m_host.scene().design();
  return submit(
      pick, placing::freeSpot(design, m_host.scene().layout(), *pick.kind, selectedNode(design, m_host.selection())));
}

}  // namespace nines
