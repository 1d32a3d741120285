#include "theme/small_button.h"

#include <QPainter>

#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

QRectF smallButtonRect(const QRect& cell, int width, int after) {
  const int top = cell.top() + (cell.height() - metrics::kSmallButton) / 2;
  return {cell.right() + 1 - after - width + .5, top + .5, width - 1.0, metrics::kSmallButton - 1.0};
}

void paintSmallButton(QPainter& painter, const QRectF& button, const QString& text, bool hovered, bool enabled) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(themeColour(hovered && enabled ? Token::accent : Token::fieldBorder), 1));
  painter.setBrush(enabled ? QBrush(themeColour(Token::field)) : QBrush(Qt::NoBrush));
  painter.drawRoundedRect(button, metrics::kSmallButtonRadius, metrics::kSmallButtonRadius);
  painter.setFont(uiFont(metrics::kSmallText));
  painter.setPen(themeColour(enabled ? Token::text : Token::faint));
  painter.drawText(button, Qt::AlignCenter, text);
  painter.restore();
}

}  // namespace nines
