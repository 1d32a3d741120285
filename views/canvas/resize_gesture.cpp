#include "canvas/resize_gesture.h"

#include "canvas/marks.h"

namespace nines {

ResizeGesture::ResizeGesture(ToolHost& host, Point from, NodeIndex container, placing::Edges edges)
    : m_host(host),
      m_from(from),
      m_container(container),
      m_edges(edges),
      m_rect(host.scene().layout().rect(container)) {
  m_host.scene().selectionMarks().clear();
  m_host.scene().hoverMarks().clear();
}

void ResizeGesture::moveTo(const Pointer& pointer) {
  CanvasScene& scene = m_host.scene();
  m_rect = placing::resized(scene.design(), scene.layout(), m_container, m_edges, pointer.scene - m_from);
  const Stroke stroke{{Token::accent, 1}, 2, {}, false};
  scene.gestureMarks().setGroups({marks::outline(m_rect, marks::radiusOf(scene, m_container), stroke)});
}

void ResizeGesture::end() { m_host.scene().endPreviews(); }

void ResizeGesture::finish(const Pointer& pointer) {
  moveTo(pointer);
  end();
  const CanvasScene& scene = m_host.scene();
  const Edit edit = placing::resize(scene.design(), scene.layout(), m_container, m_rect);
  if (!edit.empty()) m_host.submit(edit);
  m_host.refreshMarks();
}

void ResizeGesture::cancel() {
  end();
  m_host.refreshMarks();
}

Qt::CursorShape cursorFor(placing::Edges edges) {
  if ((edges.left && edges.top) || (edges.right && edges.bottom)) return Qt::SizeFDiagCursor;
  if ((edges.left && edges.bottom) || (edges.right && edges.top)) return Qt::SizeBDiagCursor;
  if (edges.left || edges.right) return Qt::SizeHorCursor;
  return edges.any() ? Qt::SizeVerCursor : Qt::ArrowCursor;
}

}  // namespace nines
