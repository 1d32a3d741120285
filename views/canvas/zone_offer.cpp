#include "canvas/zone_offer.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <algorithm>

#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kMostButtons = 6;

}  // namespace

ZoneOffer::ZoneOffer(const QString& region, int most, QWidget* parent) : QFrame(parent) {
  setObjectName(QStringLiteral("zoneOffer"));
  setAccessibleName(tr("Zones of %1").arg(region));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(10, 4, 6, 4);
  layout->setSpacing(4);
  auto* text = new QLabel(tr("Add zones"), this);
  text->setFont(uiFont(metrics::kSmallText));
  layout->addWidget(text);
  for (int count = 1; count <= std::min(most, kMostButtons); ++count) {
    auto* button = new QToolButton(this);
    button->setText(QString::number(count));
    button->setAutoRaise(true);
    button->setFixedSize(24, 22);
    button->setFocusPolicy(Qt::NoFocus);
    button->setToolTip(count == 1 ? tr("Draw one zone of %1").arg(region)
                                  : tr("Draw %1 zones of %2").arg(QString::number(count), region));
    connect(button, &QToolButton::clicked, this, [this, count] { emit chosen(count); });
    layout->addWidget(button);
    m_buttons.push_back(button);
  }
  adjustSize();
}

void ZoneOffer::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(themeColour(Token::border));
  painter.setBrush(themeColour(Token::card));
  painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), 6, 6);
}

}  // namespace nines
