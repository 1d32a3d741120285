#include "drill/own_keys.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QMenu>

namespace nines {

OwnKeys::OwnKeys(QWidget* panel) : QObject(panel) {
  for (QWidget* button : panel->findChildren<QAbstractButton*>()) button->installEventFilter(this);
  for (QWidget* combo : panel->findChildren<QComboBox*>()) combo->installEventFilter(this);
}

bool OwnKeys::eventFilter(QObject* watched, QEvent* event) {
  // Accepted: the key comes as a key, not as a shortcut.
  if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
    event->accept();
    return true;
  }
  return QObject::eventFilter(watched, event);
}

OpenListKeys::OpenListKeys(QObject* parent) : QObject(parent) { qApp->installEventFilter(this); }

bool OpenListKeys::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::ShortcutOverride || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
    return QObject::eventFilter(watched, event);
  QWidget* popup = QApplication::activePopupWidget();
  // Menus take the key for themselves.
  if (!popup || qobject_cast<QMenu*>(popup)) return QObject::eventFilter(watched, event);
  popup->close();
  event->accept();
  return true;
}

}  // namespace nines
