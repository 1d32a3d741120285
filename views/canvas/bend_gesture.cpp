#include "canvas/bend_gesture.h"

#include <QCoreApplication>
#include <QWidget>

#include "canvas/marks.h"
#include "canvas/preview_route.h"
#include "theme/text.h"

namespace nines {

namespace {

constexpr double kSelectedWider = .7;  // as the marks of a selected link

}  // namespace

BendGesture::BendGesture(ToolHost& host, Point from, LinkIndex link, placing::Grip grip)
    : m_host(host),
      m_from(from),
      m_link(link),
      m_grip(grip),
      m_corners(placing::cornersOf(*host.scene().links().route(host.scene().design().link(link).id))),
      m_bends(host.scene().design().link(link).bends),
      m_preview(host.scene().sharedDesign(), host.scene().sharedLayout(), host.scene().links().routes(), link) {
  m_host.scene().selectionMarks().clear();
  m_host.scene().hoverMarks().clear();
  m_host.scene().hideLink(m_host.scene().design().link(link).id);
}

void BendGesture::moveTo(const Pointer& pointer) {
  CanvasScene& scene = m_host.scene();
  const Design& design = scene.design();
  placing::Bent bent =
      placing::bentFreely(design, scene.layout(), m_preview, m_link, m_corners, m_grip, pointer.scene - m_from);
  m_bends = std::move(bent.bends);
  const DrawGroup* line = scene.links().lineOf(design.link(m_link).id);
  Stroke stroke = line ? strokeOf(*line) : Stroke{{}, 1.5, {}, false};
  stroke.ink = {Token::accent, 1};
  stroke.width += kSelectedWider;
  scene.gestureMarks().setGroups(
      {polylineGroup({}, bent.course, stroke), marks::bendHandles(bent.course, m_host.zoom(), 1)});
  std::vector<HintLine> hint;
  if (bent.stopped) {
    hint.push_back({whyStopped(design, bent), Sign::error});
  }
  const QPoint at = m_host.surface().mapFromGlobal(pointer.global);
  m_host.pointerHint().show(std::move(hint), at, QRect(at, at));
}

void BendGesture::end() {
  m_host.scene().endPreviews();
  m_host.pointerHint().clear();
}

void BendGesture::finish(const Pointer& pointer) {
  moveTo(pointer);
  end();
  const Edit edit = placing::bend(m_host.scene().design(), m_link, m_bends);
  if (!edit.empty()) m_host.submit(edit);
  m_host.refreshMarks();
}

void BendGesture::cancel() {
  end();
  m_host.refreshMarks();
}

QString whyStopped(const Design& design, const placing::Bent& bent) {
  if (bent.by == kNone) return QCoreApplication::translate("nines::BendGesture", "There is no room for the line");
  return QCoreApplication::translate("nines::BendGesture", "%1 is in the way").arg(toQString(titleOf(design, bent.by)));
}

Qt::CursorShape cursorFor(const std::vector<Point>& corners, placing::Grip grip) {
  if (grip.isCorner()) return Qt::SizeAllCursor;
  return placing::isHorizontal(corners, grip.first) ? Qt::SizeVerCursor : Qt::SizeHorCursor;
}

}  // namespace nines
