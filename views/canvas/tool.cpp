#include "canvas/tool.h"

#include <QToolTip>
#include <QWidget>

namespace nines {

void showRefusal(ToolHost& host, const QString& reason, QPoint global) {
  host.say(reason);
  if (reason.isEmpty()) {
    host.surface().unsetCursor();
    QToolTip::hideText();
    return;
  }
  host.surface().setCursor(Qt::ForbiddenCursor);
  QToolTip::showText(global, reason.toHtmlEscaped(), &host.surface());
}

}  // namespace nines
