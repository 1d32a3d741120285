#include "inspector/step_arrows.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QStyleOption>
#include <QStylePainter>

namespace nines {

namespace {
constexpr int kCloser = 6;  // the arrows to each other than the middles of both halves
}

StepArrows::StepArrows(QLineEdit* line) : QWidget(line), m_line(line) {
  setCursor(Qt::ArrowCursor);
  line->installEventFilter(this);
  place();
  show();  // the line may have been shown before
}

void StepArrows::place() { setGeometry(m_line->width() - kWidth, 1, kWidth - 1, m_line->height() - 2); }

bool StepArrows::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_line) return QWidget::eventFilter(watched, event);
  if (event->type() == QEvent::Resize) place();
  if (event->type() == QEvent::EnabledChange) update();
  if (event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == 0;
    if (plain && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
      emit stepped(key->key() == Qt::Key_Up ? 1 : -1);
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

void StepArrows::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  emit stepped(2 * event->pos().y() < height() ? 1 : -1);
}

void StepArrows::paintEvent(QPaintEvent*) {
  QStylePainter painter(this);
  QStyleOption arrow;
  arrow.initFrom(this);
  arrow.rect = QRect(0, 0, width(), height() / 2 + kCloser);
  painter.drawPrimitive(QStyle::PE_IndicatorSpinUp, arrow);
  arrow.rect = QRect(0, height() - height() / 2 - kCloser, width(), height() / 2 + kCloser);
  painter.drawPrimitive(QStyle::PE_IndicatorSpinDown, arrow);
}

}  // namespace nines
