#include "canvas/place_tool.h"

#include <QGuiApplication>
#include <algorithm>
#include <cmath>

#include "canvas/canvas_geometry.h"
#include "layout/locks.h"
#include "theme/text.h"

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

double distance(const Rect& rect, Point p) {
  return std::hypot(std::max({rect.left() - p.x, 0.0, p.x - rect.right()}),
                    std::max({rect.top() - p.y, 0.0, p.y - rect.bottom()}));
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
  const Design& design = m_host.scene().design();
  std::vector<NodeIndex> allowed;
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    const Kind* kind = design.kind(i);
    if (kind && kind->isContainer() && placing::refusal(design, i, pick.kind->id).empty()) allowed.push_back(i);
  }
  m_feedback = std::make_unique<DropFeedback>(m_host, std::move(allowed));
}

void PlaceTool::drawGhost(Size size) {
  if (size == m_ghostSize) return;
  m_ghostSize = size;
  m_ghost.setGroups(drawSample(m_host.scene(), m_pick, size));
}

void PlaceTool::show(const placing::Spot& spot) {
  drawGhost({spot.rect.width, spot.rect.height});
  m_ghost.setShift(toQPointF(spot.rect.topLeft()));
  m_ghost.setOpacity(spot.refusal.empty() ? kGhostOpacity : kRefusedOpacity);
  m_ghost.setVisible(true);
}

void PlaceTool::setForbidden(bool forbidden) {
  if (forbidden == m_forbidden) return;
  m_forbidden = forbidden;
  // The palette holds the mouse: only an override shows.
  if (forbidden) QGuiApplication::setOverrideCursor(Qt::ForbiddenCursor);
  else QGuiApplication::restoreOverrideCursor();
}

// Refused as well where something locked would have to make room.
placing::Spot PlaceTool::spotFor(const placing::Pick& pick, Point at) const {
  const Design& design = m_host.scene().design();
  placing::Spot spot = placing::spotAt(design, m_host.scene().layout(), *pick.kind, at);
  if (!spot.refusal.empty() || !placing::hasLocks(design)) return spot;
  spot.refusal = placing::lockRefusal(design, placing::place(design, m_host.scene().layout(), pick, spot).edit);
  return spot;
}

void PlaceTool::update(QPoint global) {
  if (!isActive()) return;
  const auto at = m_host.sceneAt(global);
  if (!at) {
    m_ghost.setVisible(false);
    m_feedback->hide();
    setForbidden(false);
    m_host.say({});
    return;
  }
  const placing::Spot spot = spotFor(m_pick, *at);
  show(spot);
  Drop drop;
  drop.container = spot.container;
  drop.containers = {spot.container};
  drop.refusal = spot.refusal;
  drop.ghost = spot.rect;
  drop.edit = [this, spot] {
    return placing::place(m_host.scene().design(), m_host.scene().layout(), m_pick, spot).edit;
  };
  m_feedback->show(drop, global);
  setForbidden(!spot.refusal.empty());
  m_host.say(toQString(spot.refusal));
}

void PlaceTool::end() {
  m_pick = {};
  m_ghost.clear();
  m_ghostSize = {};
  m_ghost.setVisible(false);
  m_feedback.reset();
  setForbidden(false);
}

bool PlaceTool::place(const placing::Pick& pick, const placing::Spot& spot) {
  if (!spot.refusal.empty()) {
    m_host.say(toQString(spot.refusal));
    return false;
  }
  const Design& design = m_host.scene().design();
  const placing::Added added = placing::place(design, m_host.scene().layout(), pick, spot);
  const std::string container = spot.container == kNone ? std::string() : design.node(spot.container).id;
  if (!m_host.submit(added.edit)) return false;
  m_lastContainer = container;
  m_host.say({});
  m_host.selection().set({added.id});
  return true;
}

NodeIndex PlaceTool::likelyContainer(const Kind& kind) const {
  const Design& design = m_host.scene().design();
  const auto takesIt = [&](NodeIndex i) { return placing::refusal(design, i, kind.id).empty(); };
  if (takesIt(kNone)) return kNone;
  if (const NodeIndex last = design.indexOf(m_lastContainer); last != kNone && takesIt(last)) return last;
  const Layout& layout = m_host.scene().layout();
  const Point middle = m_host.visible().centre();
  NodeIndex best = kNone;
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    if (!design.kind(i) || !design.kind(i)->isContainer() || !takesIt(i)) continue;
    if (best == kNone || distance(layout.rect(i), middle) < distance(layout.rect(best), middle)) best = i;
  }
  return best;
}

std::optional<NodeIndex> PlaceTool::containerOfSelection() const {
  const Design& design = m_host.scene().design();
  const auto isAround = [&](NodeIndex outer, NodeIndex i) {
    for (; i != kNone && i != outer; i = design.parent(i)) {}
    return i == outer;
  };
  std::optional<NodeIndex> common;
  for (const std::string& id : m_host.selection().ids()) {
    NodeIndex i = design.indexOf(id);
    if (i == kNone) continue;
    if (design.kind(i) && !design.kind(i)->isContainer()) i = design.parent(i);
    if (!common) common = i;
    while (*common != kNone && !isAround(*common, i)) common = design.parent(*common);
  }
  return common;
}

placing::Spot PlaceTool::spotInSelection(const Kind& kind) const {
  const Design& design = m_host.scene().design();
  const auto selected = containerOfSelection();
  return placing::freeSpot(design, m_host.scene().layout(), kind, selected ? *selected : likelyContainer(kind));
}

bool PlaceTool::finish(QPoint global) {
  if (!isActive()) return false;
  const placing::Pick pick = m_pick;
  end();
  const auto at = m_host.sceneAt(global);
  if (!at) return false;
  return place(pick, spotFor(pick, *at));
}

void PlaceTool::cancel() {
  if (!isActive()) return;
  end();
  m_host.say({});
}

}  // namespace nines
