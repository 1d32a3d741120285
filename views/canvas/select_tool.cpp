#include "canvas/select_tool.h"

#include <QApplication>

#include "canvas/band_gesture.h"
#include "canvas/bend_gesture.h"
#include "canvas/connect_gesture.h"
#include "canvas/end_gesture.h"
#include "canvas/move_gesture.h"
#include "canvas/resize_gesture.h"

namespace nines {

namespace {

bool isObject(const Hit& hit) {
  return hit.part == Hit::Part::node || hit.part == Hit::Part::link || hit.part == Hit::Part::linkEnd;
}

}  // namespace

void SelectTool::press(const Pointer& pointer) {
  cancel();
  m_host.say({});
  m_pressed = true;
  m_press = pointer;
  m_hit = m_host.hitAt(pointer.scene);
  if (pointer.modifiers.testFlag(Qt::AltModifier)) {  // a rubber band wherever it starts
    m_hit = {};
  } else if (isObject(m_hit) && !pointer.shift() && !m_host.selection().contains(m_hit.id)) {
    m_host.selection().set({m_hit.id});
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
    if (m_hit.part == Hit::Part::node && !m_host.selection().contains(m_hit.id)) {
      Selection::Ids ids = m_host.selection().ids();
      ids.insert(m_hit.id);
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
  std::string id = isObject(m_hit) ? m_hit.id : std::string();
  if (m_hit.part == Hit::Part::handle || m_hit.part == Hit::Part::edge) id = m_hit.id;
  if (id.empty() && m_hit.container != kNone) id = m_host.scene().design().node(m_hit.container).id;
  Selection::Ids ids;
  if (pointer.shift()) {
    ids = m_host.selection().ids();
    if (id.empty()) return;
    if (ids.erase(id) == 0) ids.insert(id);
  } else if (!id.empty()) {
    ids.insert(id);
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

}  // namespace nines
