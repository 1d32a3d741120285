#include "drill/scenario_row.h"

#include <QPainter>

#include "painting/painter_backend.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kHeight = 44;
constexpr int kIcon = 20;
constexpr int kIconLeft = 10;
constexpr int kTextLeft = 40;
constexpr int kTextRight = 6;
constexpr int kTitleBase = 19;
constexpr int kLineBase = 34;
constexpr double kRadius = 6;

}  // namespace

ScenarioRow::ScenarioRow(const QString& icon, const QString& title, const QString& line, QWidget* parent)
    : QAbstractButton(parent), m_icon(icon), m_line(line) {
  setText(title);
  setCheckable(true);
  setAutoExclusive(true);
  setFocusPolicy(Qt::TabFocus);  // a click leaves the keys where they are: with the drill
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(title);
  setAccessibleDescription(line);
}

QSize ScenarioRow::sizeHint() const { return {metrics::kLeftDock - 16, kHeight}; }

void ScenarioRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF area = QRectF(rect()).adjusted(.75, .75, -.75, -.75);
  if (isChecked() || hasFocus()) {
    painter.setPen(QPen(themeColour(Token::accent), 1.5));
    painter.setBrush(isChecked() ? QBrush(themeColour(Token::accentSoft)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(area, kRadius, kRadius);
  } else if (underMouse() && isEnabled()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeColour(Token::hover));
    painter.drawRoundedRect(area, kRadius, kRadius);
  }
  const Token tone = !isEnabled() ? Token::faint : isChecked() ? Token::accent : Token::text;
  painter.drawPixmap(QPoint(kIconLeft, (height() - kIcon) / 2),
                     iconPixmap(m_icon, QSize(kIcon, kIcon), themeColour(tone), devicePixelRatioF()));
  const int room = width() - kTextLeft - kTextRight;
  painter.setFont(uiFont(metrics::kText, QFont::DemiBold));
  painter.setPen(themeColour(isEnabled() ? Token::text : Token::faint));
  painter.drawText(kTextLeft, kTitleBase, painter.fontMetrics().elidedText(text(), Qt::ElideRight, room));
  painter.setFont(uiFont(metrics::kHeaderText));
  painter.setPen(themeColour(isEnabled() ? Token::muted : Token::faint));
  painter.drawText(kTextLeft, kLineBase, painter.fontMetrics().elidedText(m_line, Qt::ElideRight, room));
}

}  // namespace nines
