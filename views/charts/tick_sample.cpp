#include "charts/tick_sample.h"

#include <QPainter>

#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

TickSample::TickSample(QWidget* parent) : QWidget(parent) {
  setFixedHeight(18);
  setFont(uiFont(metrics::kSmallText));
}

void TickSample::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(QRectF(4, (height() - 15) / 2.0, 1.8, 15), themeColour(Token::text));
  painter.setPen(themeColour(Token::muted));
  painter.drawText(rect().adjusted(14, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, tr("Target"));
}

}  // namespace nines
