#include "findings/filter_chip.h"

#include <QPainter>

#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {
constexpr int kPadding = 9;
constexpr int kSign = 14;
constexpr int kGap = 4;
}  // namespace

FilterChip::FilterChip(const QString& label, const QIcon& sign, QWidget* parent)
    : QAbstractButton(parent), m_label(label), m_sign(sign) {
  setCheckable(true);
  setText(label);
  setFont(uiFont(metrics::kSmallText));
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);  // a button's own keeps to its size hint
  setAttribute(Qt::WA_Hover);
  setAccessibleName(label);
}

void FilterChip::setCount(int count) {
  m_count = count;
  const QString text = count < 0 ? m_label : QStringLiteral("%1 %2").arg(m_label).arg(count);
  if (text == this->text()) return;
  setText(text);
  setAccessibleName(text);
  if (m_compact) setToolTip(text);
  updateGeometry();
}

void FilterChip::setCompact(bool compact) {
  if (compact == m_compact) return;
  m_compact = compact;
  setToolTip(shownText() == text() ? QString() : text());
  updateGeometry();
  update();
}

QString FilterChip::compactText() const { return !m_sign.isNull() && m_count >= 0 ? QString::number(m_count) : text(); }

QSize FilterChip::sizeOf(const QString& text) const {
  const int sign = m_sign.isNull() ? 0 : kSign + kGap;
  return {2 * kPadding + sign + fontMetrics().horizontalAdvance(text), metrics::kChip};
}

void FilterChip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool active = isChecked();
  const double pen = hasFocus() ? 2 : 1;
  painter.setPen(QPen(themeColour(active || hasFocus() ? Token::accent : Token::fieldBorder), pen));
  painter.setBrush(themeColour(active ? Token::accentSoft : underMouse() ? Token::hover : Token::field));
  const QRectF pill = QRectF(rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2);
  painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
  int left = kPadding;
  if (!m_sign.isNull()) {
    m_sign.paint(&painter, left, (height() - kSign) / 2, kSign, kSign);
    left += kSign + kGap;
  }
  painter.setPen(themeColour(active ? Token::accent : Token::text));
  painter.drawText(rect().adjusted(left, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, shownText());
}

}  // namespace nines
