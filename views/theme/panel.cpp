#include "theme/panel.h"

#include <QEvent>

namespace nines {

Panel::Panel(QWidget* parent) : QWidget(parent) {
  setAttribute(Qt::WA_StyledBackground);
  m_timer.setSingleShot(true);
  m_timer.setInterval(0);
  connect(&m_timer, &QTimer::timeout, this, &Panel::refreshNow);
}

void Panel::refreshNow() {
  m_timer.stop();
  if (!m_due) return;
  m_due = false;
  refresh();
}

void Panel::scheduleRefresh() {
  m_due = true;
  if (isVisible()) m_timer.start();
}

void Panel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refreshNow();
}

void Panel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) restyle();
}

}  // namespace nines
