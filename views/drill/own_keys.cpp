#include "drill/own_keys.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QKeyEvent>

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

}  // namespace nines
