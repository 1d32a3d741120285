#include "drag_source.h"

#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>
#include <QPixmap>
#include <QWidget>
#include <utility>

namespace nines {

namespace {

DragSource::Carry& carry() {
  static DragSource::Carry carry = [](QDrag* drag) { drag->exec(Qt::CopyAction); };
  return carry;
}

}  // namespace

DragSource::DragSource(QWidget* from, Load load) : QObject(from), m_from(from), m_load(std::move(load)) {
  from->installEventFilter(this);
  from->setCursor(Qt::OpenHandCursor);
}

void DragSource::setCarry(Carry other) { carry() = std::move(other); }

bool DragSource::eventFilter(QObject* watched, QEvent* event) {
  const auto mouse = [event] { return static_cast<const QMouseEvent*>(event); };
  switch (event->type()) {
    case QEvent::MouseButtonPress:
      m_pressed = mouse()->button() == Qt::LeftButton;
      m_pressedAt = mouse()->position().toPoint();
      break;
    case QEvent::MouseMove: {
      const QPoint way = mouse()->position().toPoint() - m_pressedAt;
      if (m_pressed && way.manhattanLength() >= QApplication::startDragDistance()) begin();
      break;
    }
    case QEvent::MouseButtonRelease:
      m_pressed = false;
      break;
    default:
      break;
  }
  return QObject::eventFilter(watched, event);
}

void DragSource::begin() {
  m_pressed = false;
  QMimeData* load = m_load();
  if (!load) return;
  auto* drag = new QDrag(m_from);
  drag->setMimeData(load);
  if (m_picture) {
    drag->setPixmap(m_picture());
    drag->setHotSpot({8, 8});
  }
  carry()(drag);
}

}  // namespace nines
