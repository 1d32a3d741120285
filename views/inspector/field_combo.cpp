#include "inspector/field_combo.h"

#include <QHelpEvent>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolTip>
#include <QVariant>
#include <QWheelEvent>

#include "inspector/field_editor.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

FieldCombo::FieldCombo(QWidget* parent) : QComboBox(parent) {
  setFixedHeight(metrics::kField);
  setFocusPolicy(Qt::StrongFocus);
  setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
  setMinimumContentsLength(6);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setMaxVisibleItems(16);
}

void FieldCombo::setDisplay(const QString& text, bool muted, const QString& mark) {
  if (text == m_display && muted == m_muted && mark == m_mark) return;
  m_display = text;
  m_muted = muted;
  m_mark = mark;
  update();
}

QRect FieldCombo::textArea() const {
  QStyleOptionComboBox option;
  initStyleOption(&option);
  const QRect area = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
  return area.adjusted(0, 0, -property(kEndRoom).toInt(), 0);
}

bool FieldCombo::showsWhole() const { return fontMetrics().horizontalAdvance(m_display) <= textArea().width(); }

bool FieldCombo::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || showsWhole()) return QComboBox::event(event);
  QString text = m_display.toHtmlEscaped();
  if (!toolTip().isEmpty()) text += QStringLiteral("<br>") + toolTip();
  QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), QStringLiteral("<span>%1</span>").arg(text), this);
  return true;
}

void FieldCombo::paintEvent(QPaintEvent*) {
  QStylePainter painter(this);
  QStyleOptionComboBox option;
  initStyleOption(&option);
  painter.drawComplexControl(QStyle::CC_ComboBox, option);
  QRect area = textArea();
  painter.setPen(themeColour(!isEnabled() ? Token::faint : m_muted ? Token::muted : Token::text));
  const QFont small = uiFont(metrics::kHeaderText);
  const int mark = m_mark.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(m_mark) + 4;
  const bool roomy = fontMetrics().horizontalAdvance(m_display) + mark + 4 <= area.width();
  if (mark && roomy) {
    painter.setFont(small);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignRight, m_mark);
    painter.setFont(font());
    area.setRight(area.right() - mark);
  }
  painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                   fontMetrics().elidedText(m_display, Qt::ElideRight, area.width()));
}

void FieldCombo::wheelEvent(QWheelEvent* event) {
  if (hasFocus()) QComboBox::wheelEvent(event);
  else event->ignore();
}

}  // namespace nines
