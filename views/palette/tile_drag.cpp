#include "palette/tile_drag.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

namespace nines {

TileDrag::~TileDrag() { end(); }

void TileDrag::press(const QString& preset, QPoint at) {
  cancel();
  m_preset = preset;
  m_pressedAt = at;
  m_pressed = true;
}

void TileDrag::move(QPoint at) {
  if (m_active) emit moved(at);
  else if (m_pressed && (at - m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) begin(at);
}

void TileDrag::release(QPoint at) {
  const bool drop = m_active;
  end();
  if (drop) emit dropped(m_preset, at);
}

void TileDrag::cancel() {
  const bool drop = m_active;
  end();
  if (drop) emit cancelled();
}

void TileDrag::begin(QPoint at) {
  m_active = true;
  qApp->installEventFilter(this);
  emit started(m_preset, at);
}

void TileDrag::end() {
  if (m_active && qApp) qApp->removeEventFilter(this);
  m_active = false;
  m_pressed = false;
}

bool TileDrag::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
      if (static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape) break;
      event->accept();
      if (event->type() == QEvent::KeyPress) cancel();
      return true;
    case QEvent::MouseButtonPress:
      if (static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton) break;
      cancel();
      return true;
    case QEvent::ApplicationStateChange:
      if (QGuiApplication::applicationState() != Qt::ApplicationActive) cancel();
      break;
    default:
      break;
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace nines
