#include "inspector/row_action.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOption>

#include "theme/metrics.h"
#include "theme/theme_style.h"
#include "theme/themed_icon.h"

namespace nines {

namespace {
constexpr int kCross = 18;
constexpr int kIcon = 12;
constexpr int kPadding = 5;  // beside the word
}  // namespace

RowAction::RowAction(QWidget* row, QWidget* editor) : QToolButton(editor), m_row(row) {
  setAutoRaise(true);
  setCursor(Qt::ArrowCursor);
  setFont(uiFont(metrics::kText));
  hide();
  connect(qApp, &QApplication::focusChanged, this, [this] { update(); });
}

void RowAction::setDoes(Does does) {
  m_does = does;
  setText(does == Does::set ? tr("Set") : QString());
  const int width = does == Does::set ? fontMetrics().horizontalAdvance(text()) + 2 * kPadding : kCross;
  setFixedSize(width, metrics::kField - 4);
  setVisible(does != Does::nothing);
  update();
}

int RowAction::room() const { return m_does == Does::nothing ? 0 : width(); }

bool RowAction::isShown() const {
  if (m_does == Does::set) return true;
  const QWidget* focused = QApplication::focusWidget();
  return isEnabled() && (m_row->underMouse() || (focused && m_row->isAncestorOf(focused)));
}

void RowAction::paintEvent(QPaintEvent*) {
  if (!isShown()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (underMouse() && isEnabled()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeColour(Token::hover));
    painter.drawRoundedRect(rect().adjusted(0, 1, 0, -1), metrics::kSmallButtonRadius, metrics::kSmallButtonRadius);
  }
  if (m_does == Does::set) {
    painter.setPen(themeColour(isEnabled() ? Token::accent : Token::faint));
    painter.drawText(rect(), Qt::AlignCenter, text());
  } else {
    const QRect place((width() - kIcon) / 2, (height() - kIcon) / 2, kIcon, kIcon);
    themedIcon(QStringLiteral("x"), Token::muted, {kIcon, kIcon}).paint(&painter, place);
  }
  if (!hasFocus()) return;
  QStyleOption focus;
  focus.initFrom(this);
  style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
}

}  // namespace nines
