#include "inspector/field_button.h"

#include <QKeyEvent>
#include <QStyleOptionFrame>
#include <QStylePainter>
#include <QVariant>

#include "inspector/field_editor.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {
constexpr int kPadding = 8;
}

FieldButton::FieldButton(const QString& action, QWidget* parent) : QAbstractButton(parent), m_action(action) {
  setFixedHeight(metrics::kField);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize FieldButton::sizeHint() const { return {100, metrics::kField}; }

int FieldButton::actionWidth() const {
  constexpr int kArrow = 22;
  return m_action.isEmpty() ? kArrow : kPadding + fontMetrics().horizontalAdvance(m_action) + 6;
}

void FieldButton::setDisplay(const QString& text, bool muted, const QString& mark) {
  m_muted = muted;
  m_mark = mark;
  setText(text);
  setToolTip(fontMetrics().horizontalAdvance(text) > 100 ? text : QString());
  update();
}

void FieldButton::keyPressEvent(QKeyEvent* event) {
  const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Down;
  if (opens) click();
  else QAbstractButton::keyPressEvent(event);
}

void FieldButton::paintEvent(QPaintEvent*) {
  QStylePainter painter(this);
  QStyleOptionFrame field;
  field.initFrom(this);
  field.lineWidth = 1;
  painter.drawPrimitive(QStyle::PE_PanelLineEdit, field);
  QRect area = rect().adjusted(kPadding, 0, -kPadding, 0);
  if (m_action.isEmpty()) {
    QStyleOption arrow;
    arrow.initFrom(this);
    arrow.rect = QRect(width() - 20, 0, 20, height());
    painter.drawPrimitive(QStyle::PE_IndicatorArrowDown, arrow);
  } else {
    painter.setPen(themeColour(isEnabled() ? Token::accent : Token::faint));
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignRight, m_action);
  }
  area.setRight(width() - actionWidth() - property(kEndRoom).toInt());
  painter.setPen(themeColour(!isEnabled() ? Token::faint : m_muted ? Token::muted : Token::text));
  const QString text = m_mark.isEmpty() ? this->text() : QStringLiteral("%1, %2").arg(this->text(), m_mark);
  painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                   fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
}

}  // namespace nines
