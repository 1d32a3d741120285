#include "canvas/move_gesture.h"

#include <QWidget>

#include "canvas/marks.h"

namespace nines {

namespace {

constexpr double kRefusedOpacity = .4;
constexpr double kGuideReach = 5;  // px on the screen

std::vector<NodeIndex> selectedNodes(const Design& design, const Selection& selection) {
  std::vector<NodeIndex> out;
  for (const std::string& id : selection.ids()) {
    if (const NodeIndex i = design.indexOf(id); i != kNone) out.push_back(i);
  }
  return out;
}

}  // namespace

MoveGesture::MoveGesture(ToolHost& host, Point from, NodeIndex grabbed)
    : m_host(host),
      m_from(from),
      m_design(host.scene().sharedDesign()),
      m_layout(host.scene().sharedLayout()),
      m_move(*m_design, *m_layout, selectedNodes(*m_design, host.selection()), grabbed),
      m_feedback(host, m_move.allowedContainers()) {
  m_host.scene().selectionMarks().clear();
  m_host.scene().containerMarks().clear();
  m_host.scene().hoverMarks().clear();
}

// A drag can scroll the view.
void MoveGesture::followView() {
  const Rect view = m_host.visible();
  if (m_guides && view == m_view) return;
  m_view = view;
  m_guides = std::make_unique<const placing::Guides>(*m_design, *m_layout, m_move.grabbed(), m_move.isMoving(), view);
  m_move.drawTo(*m_guides, kGuideReach / m_host.zoom());
}

std::vector<DrawGroup> MoveGesture::guideMarks() const {
  const Rect placed = m_layout->rect(m_move.grabbed()).translated(m_target.delta);
  return marks::guides(m_host.scene(), m_guides->lines(placed), m_guides->gaps(placed), m_host.zoom(), m_view);
}

void MoveGesture::moveTo(const Pointer& pointer) {
  if (m_move.empty()) return;
  followView();
  m_target = m_move.targetAt(pointer.scene - m_from);
  const bool refused = !m_target.refusal.empty();
  CanvasScene& scene = m_host.scene();
  scene.previewMove(m_move, m_target.delta, refused ? kRefusedOpacity : 1);
  Drop drop;
  drop.container = m_target.container;
  drop.containers = m_target.containers;
  drop.changesContainer = m_move.reparents(m_target);
  drop.refusal = m_target.refusal;
  drop.ghost = m_layout->rect(m_move.grabbed()).translated(m_target.delta);
  drop.edit = [this] { return m_move.edit(m_target); };
  m_feedback.show(drop, pointer.global);
  scene.gestureMarks().setGroups(refused ? std::vector<DrawGroup>() : guideMarks());
  showCursor(refused);
  m_host.say(QString::fromStdString(m_target.refusal));
}

void MoveGesture::showCursor(bool refused) {
  if (refused) m_host.surface().setCursor(Qt::ForbiddenCursor);
  else m_host.surface().unsetCursor();
}

void MoveGesture::end() {
  m_host.scene().endPreviews();
  m_feedback.hide();
  showCursor(false);
  m_host.say({});
}

void MoveGesture::finish(const Pointer& pointer) {
  moveTo(pointer);
  end();
  if (!m_target.refusal.empty()) {
    m_host.say(QString::fromStdString(m_target.refusal));
  } else if (const Edit edit = m_move.edit(m_target); !edit.empty()) {
    m_host.submit(edit);
  }
  m_host.refreshMarks();
}

void MoveGesture::cancel() {
  end();
  m_host.refreshMarks();
}

}  // namespace nines
