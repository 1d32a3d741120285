#include "canvas/band_gesture.h"

#include <algorithm>

#include "canvas/marks.h"

namespace nines {

namespace {

Rect between(Point a, Point b) {
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x) - std::min(a.x, b.x),
          std::max(a.y, b.y) - std::min(a.y, b.y)};
}

}  // namespace

BandGesture::BandGesture(ToolHost& host, Point from) : m_host(host), m_from(from), m_before(host.selection().ids()) {}

void BandGesture::moveTo(const Pointer& pointer) {
  const Rect band = between(m_from, pointer.scene);
  m_host.scene().gestureMarks().setGroups({marks::rubberBand(band)});
  Selection::Ids ids = pointer.shift() ? m_before : Selection::Ids();
  for (std::string& id : nodesIn(m_host.scene(), band)) ids.insert(std::move(id));
  m_host.selection().set(std::move(ids));
}

void BandGesture::finish(const Pointer& pointer) {
  moveTo(pointer);
  m_host.scene().endPreviews();
}

void BandGesture::cancel() {
  m_host.scene().endPreviews();
  m_host.selection().set(m_before);
}

}  // namespace nines
