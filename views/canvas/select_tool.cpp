#include "canvas/select_tool.h"

#include <QApplication>
#include <algorithm>

#include "canvas/band_gesture.h"
#include "canvas/bend_gesture.h"
#include "canvas/connect_gesture.h"
#include "canvas/end_gesture.h"
#include "canvas/move_gesture.h"
#include "canvas/resize_gesture.h"

namespace nines {

namespace {

bool isLink(const Hit& hit) { return hit.part == Hit::Part::link || hit.part == Hit::Part::linkEnd; }

// What a click selects: a node or link, or all that one label stands for.
std::vector<std::string> idsOf(const Hit& hit) {
  if (hit.part == Hit::Part::set) return hit.members;
  if (hit.part == Hit::Part::node || isLink(hit)) return {hit.id};
  return {};
}

bool isSelected(const Selection& selection, const std::vector<std::string>& ids) {
  return std::ranges::all_of(ids, [&](const std::string& id) { return selection.contains(id); });
}

}  // namespace

void SelectTool::press(const Pointer& pointer) {
  cancel();
  m_host.say({});
  m_pressed = true;
  m_press = pointer;
  m_before = m_host.selection().ids();
  m_hit = m_host.hitAt(pointer.scene);
  if (pointer.modifiers.testFlag(Qt::AltModifier)) {  // a rubber band wherever it starts
    m_hit = {};
  } else if (const auto ids = idsOf(m_hit); !pointer.shift() && !isSelected(m_host.selection(), ids)) {
    m_host.selection().set({ids.begin(), ids.end()});
  }
}

std::unique_ptr<Gesture> SelectTool::gestureFor() const {
  const bool canEdit = !m_host.document().isReadOnly();
  const Design& design = m_host.scene().design();
  switch (m_hit.part) {
    case Hit::Part::node:
      if (!canEdit) return nullptr;
      if (m_connecting && canStartLink(design, m_hit.node)) {
        return std::make_unique<ConnectGesture>(m_host, m_hit.node, std::nullopt);
      }
      return std::make_unique<MoveGesture>(m_host, m_press.scene, m_hit.node);
    case Hit::Part::set:
      if (!canEdit) return nullptr;
      return std::make_unique<MoveGesture>(m_host, m_press.scene, m_hit.node);
    case Hit::Part::handle:
      return canEdit ? std::make_unique<ConnectGesture>(m_host, m_hit.node, m_hit.side) : nullptr;
    case Hit::Part::edge:
      return canEdit ? std::make_unique<ResizeGesture>(m_host, m_press.scene, m_hit.node, m_hit.edges) : nullptr;
    case Hit::Part::link:
      if (!canEdit || !m_hit.grip) return nullptr;
      return std::make_unique<BendGesture>(m_host, m_press.scene, m_hit.link, *m_hit.grip);
    case Hit::Part::linkEnd:
      return canEdit ? std::make_unique<EndGesture>(m_host, m_hit.link, m_hit.end) : nullptr;
    case Hit::Part::nothing:
      break;
  }
  return std::make_unique<BandGesture>(m_host, m_press.scene);
}

void SelectTool::moveTo(const Pointer& pointer) {
  if (!m_pressed) return;
  if (!m_gesture) {
    const QPoint moved = pointer.global - m_press.global;
    if (moved.manhattanLength() < QApplication::startDragDistance()) return;
    // With Shift the press has not selected yet, but what is dragged belongs to the selection.
    const auto dragged = m_hit.part == Hit::Part::link ? std::vector<std::string>() : idsOf(m_hit);
    if (!isSelected(m_host.selection(), dragged)) {
      Selection::Ids ids = m_host.selection().ids();
      ids.insert(dragged.begin(), dragged.end());
      m_host.selection().set(std::move(ids));
    }
    m_gesture = gestureFor();
    if (!m_gesture) return;
  }
  m_gesture->moveTo(pointer);
}

// What lies below what is selected, one deeper with each click, then the uppermost again.
void SelectTool::selectBelow(const Pointer& pointer) {
  const std::vector<std::string> ids = idsAt(m_host.scene(), pointer.scene, m_host.zoom());
  if (ids.empty()) return m_host.selection().clear();
  const auto& selected = m_host.selection().ids();
  const auto now = std::ranges::find_if(ids, [&](const std::string& id) { return selected.contains(id); });
  const bool last = now == ids.end() || now + 1 == ids.end();
  m_host.selection().set({last ? ids.front() : *(now + 1)});
}

// A click inside a container selects it: a drag from there is a rubber band, so that containers do not swallow it.
void SelectTool::click(const Pointer& pointer) {
  std::vector<std::string> clicked = idsOf(m_hit);
  if (m_hit.part == Hit::Part::handle || m_hit.part == Hit::Part::edge) clicked = {m_hit.id};
  if (clicked.empty() && m_hit.container != kNone) clicked = {m_host.scene().design().node(m_hit.container).id};
  Selection::Ids ids;
  if (pointer.shift()) {
    if (clicked.empty()) return;
    ids = m_host.selection().ids();
    const bool off = isSelected(m_host.selection(), clicked);
    for (const std::string& id : clicked) {
      if (off) ids.erase(id);
      else ids.insert(id);
    }
  } else {
    ids.insert(clicked.begin(), clicked.end());
  }
  m_host.selection().set(std::move(ids));
}

void SelectTool::release(const Pointer& pointer) {
  if (!m_pressed) return;
  m_pressed = false;
  // Taken out first: finishing changes the document, and every change cancels what is under way.
  const std::unique_ptr<Gesture> gesture = std::move(m_gesture);
  if (gesture) gesture->finish(pointer);
  else if (pointer.modifiers.testFlag(Qt::AltModifier)) selectBelow(pointer);
  else click(pointer);
}

bool SelectTool::cancel() {
  const bool was = m_pressed;
  m_pressed = false;
  const std::unique_ptr<Gesture> gesture = std::move(m_gesture);
  if (gesture) gesture->cancel();
  return was;
}

bool SelectTool::giveUp() {
  const bool was = cancel();
  if (was) m_host.selection().set(m_before);
  return was;
}

}  // namespace nines
