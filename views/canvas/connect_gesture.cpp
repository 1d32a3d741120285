#include "canvas/connect_gesture.h"

#include <QMenu>
#include <map>

#include "canvas/marks.h"
#include "canvas/preview_route.h"

namespace nines {

namespace {

// Which nodes a link from this one could reach, asked once per kind.
std::vector<char> reachableFrom(const Design& design, NodeIndex from) {
  std::map<std::string_view, bool> byKind;
  std::vector<char> out(design.nodeCount(), 0);
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    const std::string_view kind = design.node(i).kind;
    const auto [at, fresh] = byKind.try_emplace(kind, false);
    if (fresh) at->second = !design.catalogue().linkKindsBetween(design.node(from).kind, kind).empty();
    out[i] = at->second && i != from ? 1 : 0;
  }
  return out;
}

}  // namespace

ConnectGesture::ConnectGesture(ToolHost& host, NodeIndex from)
    : m_host(host), m_from(from), m_targets(reachableFrom(host.scene().design(), from)) {
  std::vector<char> shown = m_targets;
  shown[from] = 1;
  m_host.scene().fadeOthers(shown);
  m_host.scene().hoverMarks().clear();
}

NodeIndex ConnectGesture::targetAt(Point at) const {
  const Hit hit = m_host.hitAt(at);
  const bool node = hit.part == Hit::Part::node || hit.part == Hit::Part::handle || hit.part == Hit::Part::edge;
  if (node && m_targets[hit.node]) return hit.node;
  // Inside a frame, between its members, the frame itself is meant.
  const Layout& layout = m_host.scene().layout();
  for (NodeIndex i = 0; i < m_targets.size(); ++i) {
    if (m_targets[i] && layout.place(i).frame && layout.rect(i).contains(at)) return i;
  }
  return node && hit.node != m_from ? hit.node : kNone;
}

void ConnectGesture::moveTo(const Pointer& pointer) {
  CanvasScene& scene = m_host.scene();
  const NodeIndex target = targetAt(pointer.scene);
  const bool allowed = target != kNone && m_targets[target];
  const Rect start = scene.layout().rect(m_from);
  const Rect end = allowed ? scene.layout().rect(target) : Rect{pointer.scene.x, pointer.scene.y, 0, 0};
  const Stroke stroke{{Token::accent, 1}, 1.5, {6, 4}, false};
  std::vector<DrawGroup> groups{polylineGroup({}, previewRoute(start, end), stroke)};
  if (allowed) {
    groups.push_back(marks::outline(end, marks::radiusOf(scene, target), {{Token::accent, 1}, 2, {}, false}));
    marks::addSigns(scene, scene.design().node(target).id, groups);
  }
  for (NodeIndex i = 0; i < m_targets.size(); ++i) {
    if (m_targets[i]) groups.push_back(marks::connectHandles(scene, i, m_host.zoom(), .5));
  }
  scene.gestureMarks().setGroups(std::move(groups));
}

void ConnectGesture::connectTo(NodeIndex to, QPoint global) {
  const Design& design = m_host.scene().design();
  const auto choices = placing::linkChoices(design, m_from, to);
  const std::string fromId = design.node(m_from).id;
  const std::string toId = design.node(to).id;
  if (choices.empty()) {
    m_host.say(QString::fromStdString(placing::linkRefusal(design, m_from, to)));
    return;
  }
  if (choices.size() == 1) {
    submitLink(m_host, fromId, toId, choices.front());
    return;
  }
  auto* menu = new QMenu(&m_host.surface());
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setObjectName("linkKinds");
  for (const std::string_view choice : choices) {
    const LinkKind* kind = design.catalogue().linkKind(choice);
    const std::string id(choice);
    QAction* action = menu->addAction(QString::fromStdString(kind ? kind->label : id));
    if (kind) action->setToolTip(QString::fromStdString(kind->help));
    QObject::connect(action, &QAction::triggered, &m_host.scene(),
                     [host = &m_host, fromId, toId, id] { submitLink(*host, fromId, toId, id); });
  }
  menu->setToolTipsVisible(true);
  menu->popup(global, menu->actions().front());
}

void ConnectGesture::finish(const Pointer& pointer) {
  const NodeIndex to = targetAt(pointer.scene);
  m_host.scene().endPreviews();
  m_host.refreshMarks();
  if (to != kNone) connectTo(to, pointer.global);
}

void ConnectGesture::cancel() {
  m_host.scene().endPreviews();
  m_host.refreshMarks();
}

void submitLink(ToolHost& host, const std::string& from, const std::string& to, std::string_view kind) {
  const Design& design = host.scene().design();
  const NodeIndex start = design.indexOf(from);
  const NodeIndex end = design.indexOf(to);
  if (start == kNone || end == kNone) return;
  const placing::Added added = placing::connect(design, start, end, kind);
  if (host.submit(added.edit)) host.selection().set({added.id});
}

}  // namespace nines
