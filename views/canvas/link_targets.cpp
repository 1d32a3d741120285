#include "canvas/link_targets.h"

#include <QMenu>
#include <QWidget>
#include <cmath>

#include "canvas/marks.h"
#include "canvas/preview_route.h"

namespace nines {

LinkTargets::LinkTargets(ToolHost& host, std::vector<char> possible, NodeIndex fixed)
    : m_host(host), m_possible(std::move(possible)), m_fixed(fixed) {
  std::vector<char> shown = m_possible;
  shown[fixed] = 1;
  m_host.scene().fadeOthers(shown);
  m_host.scene().hoverMarks().clear();
}

// Lines are in no way here; the handles that targets show reach a little beyond them.
NodeIndex LinkTargets::nodeAt(Point at) const {
  const CanvasScene& scene = m_host.scene();
  if (const NodeIndex hit = nines::nodeAt(scene, at, m_host.zoom()); hit != kNone) return hit;
  for (NodeIndex i = 0; i < m_possible.size(); ++i) {
    if (m_possible[i] && handleAt(scene, i, at, m_host.zoom())) return i;
  }
  return kNone;
}

NodeIndex LinkTargets::at(Point at) const {
  const NodeIndex node = nodeAt(at);
  if (node != kNone && m_possible[node]) return node;
  // Inside a frame, between its members, the frame itself is meant.
  const Layout& layout = m_host.scene().layout();
  for (NodeIndex i = 0; i < m_possible.size(); ++i) {
    if (m_possible[i] && layout.place(i).frame && layout.rect(i).contains(at)) return i;
  }
  return node != m_fixed ? node : kNone;
}

void LinkTargets::show(const std::vector<Point>& course, NodeIndex target, std::vector<HintLine> hint,
                       const Pointer& pointer) {
  m_shown = true;
  CanvasScene& scene = m_host.scene();
  const Stroke stroke{{Token::accent, 1}, 1.5, {6, 4}, false};
  std::vector<DrawGroup> groups{polylineGroup({}, course, stroke)};
  if (target != kNone) {
    const Stroke border{{Token::accent, 1}, 2, {}, false};
    groups.push_back(marks::outline(scene.layout().rect(target), marks::radiusOf(scene, target), border));
    const std::string& id = scene.design().node(target).id;
    // What is written on a frame's border stays readable.
    for (const GroupItem* item : scene.itemsOf(id)) {
      if (item->group().z / 1000 == band::kFrameLabel) groups.push_back(item->group());
    }
    marks::addSigns(scene, id, groups);
  }
  const Rect visible = m_host.visible();
  for (NodeIndex i = 0; i < m_possible.size(); ++i) {
    if (!m_possible[i] || !scene.layout().rect(i).intersects(visible)) continue;
    groups.push_back(marks::connectHandles(scene, i, m_host.zoom(), .5));
  }
  scene.gestureMarks().setGroups(std::move(groups));
  const QPoint at = m_host.surface().mapFromGlobal(pointer.global);
  m_host.pointerHint().show(std::move(hint), at, QRect(at, at));
}

void LinkTargets::hide() {
  if (!m_shown) return;
  m_shown = false;
  m_host.scene().endPreviews();
  m_host.pointerHint().clear();
}

void askForLinkKind(ToolHost& host, std::span<const std::string_view> kinds, QPoint global,
                    const std::function<void(const std::string&)>& chosen) {
  const Catalogue& catalogue = host.scene().design().catalogue();
  auto* menu = new QMenu(&host.surface());
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setObjectName("linkKinds");
  for (const std::string_view each : kinds) {
    const LinkKind* kind = catalogue.linkKind(each);
    const std::string id(each);
    QAction* action = menu->addAction(QString::fromStdString(kind ? kind->label : id));
    if (kind) action->setToolTip(QString::fromStdString(kind->help));
    QObject::connect(action, &QAction::triggered, &host.scene(), [chosen, id] { chosen(id); });
  }
  menu->setToolTipsVisible(true);
  menu->popup(global, menu->actions().front());
}

}  // namespace nines
