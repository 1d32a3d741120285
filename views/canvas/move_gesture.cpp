#include "canvas/move_gesture.h"

#include <QWidget>

#include "canvas/lock_words.h"
#include "canvas/marks.h"
#include "layout/locks.h"
#include "theme/text.h"

namespace nines {

namespace {

constexpr double kRefusedOpacity = .4;
constexpr double kGuideReach = 5;  // px on the screen
// Below, cards have no names any more, and whole cards are within reach of each other.
constexpr double kGuidesFrom = .3;

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
  if (m_move.empty()) return;  // what stays keeps its outline
  m_host.scene().selectionMarks().clear();
  m_host.scene().containerMarks().clear();
  m_host.scene().hoverMarks().clear();
}

// A drag can scroll the view.
void MoveGesture::followView() {
  if (m_host.zoom() < kGuidesFrom) {
    if (m_guides) m_move.drawTo(*m_guides, -1);
    m_view = {};
    return;
  }
  const Rect view = m_host.visible();
  if (m_guides && view == m_view) return;
  m_view = view;
  m_guides = std::make_unique<const placing::Guides>(*m_design, *m_layout, m_move.grabbed(), m_move.isMoving(), view);
  m_move.drawTo(*m_guides, kGuideReach / m_host.zoom());
}

std::vector<DrawGroup> MoveGesture::guideMarks() const {
  if (!m_guides || m_host.zoom() < kGuidesFrom) return {};
  const Rect placed = m_layout->rect(m_move.grabbed()).translated(m_target.delta);
  return marks::guides(m_host.scene(), m_guides->lines(placed), m_guides->gaps(placed), m_host.zoom(), m_view);
}

// What the session will do with the standbys of what is dropped there. It depends on the containers alone.
void MoveGesture::followStandbys() {
  if (!m_target.refusal.empty() || !m_move.reparents(m_target)) {
    m_along.clear();
    m_askedFor.clear();
    return;
  }
  if (m_askedFor != m_target.containers) {
    m_askedFor = m_target.containers;
    const Edit edit = m_move.edit(m_target);
    const Edit completed = withStandbys(*m_design, edit);
    m_lockedStandby = placing::lockRefusal(*m_design, completed);
    m_along = companionsOf(*m_design, edit, completed);
  }
  m_target.refusal = m_lockedStandby;
}

void MoveGesture::moveTo(const Pointer& pointer) {
  if (m_move.empty()) {
    if (m_move.staying().empty()) return;
    const QString why = lockedText(*m_design, m_move.staying());
    m_host.say(why);
    const QWidget& surface = m_host.surface();
    m_host.pointerHint().show({{why, {}, QStringLiteral("lock")}}, surface.mapFromGlobal(pointer.global), {});
    showCursor(true);
    return;
  }
  followView();
  m_target = m_move.targetAt(pointer.scene - m_from);
  followStandbys();
  const bool refused = !m_target.refusal.empty();
  CanvasScene& scene = m_host.scene();
  scene.previewMove(m_move, m_target.delta, refused ? kRefusedOpacity : 1,
                    refused ? std::vector<Companion>() : m_along);
  scene.followDrag([this] {
    const Edit drop = m_target.refusal.empty() ? m_move.edit(m_target) : Edit();
    return Drag{{m_design, m_layout}, m_move.isMoving(), m_target.delta, drop};
  });
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
  m_host.say(refused ? toQString(m_target.refusal) : stayingText(*m_design, m_move.staying()));
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
    m_host.say(toQString(m_target.refusal));
  } else if (m_move.empty()) {
    if (!m_move.staying().empty()) m_host.say(lockedText(*m_design, m_move.staying()));
  } else if (const Edit edit = m_move.edit(m_target); !edit.empty() && m_host.submit(edit)) {
    m_host.say(stayingText(*m_design, m_move.staying()));
  }
  m_host.refreshMarks();
}

void MoveGesture::cancel() {
  end();
  m_host.refreshMarks();
}

}  // namespace nines
