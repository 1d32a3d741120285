#include "palette/palette_tile.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <cmath>

#include "painting/painter_backend.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {
constexpr int kPadding = 2;
constexpr int kAir = 4;  // between the text and what comes next

// A Region's border colour is too light for a small sign; its name on the canvas has the darker one as well.
Token strokeOf(Token tone) { return tone == Token::region ? Token::regionText : tone; }
}  // namespace

PaletteTile::PaletteTile(const PaletteItem& item, QWidget* parent) : QAbstractButton(parent), m_item(item) {
  setText(item.label);
  setFont(uiFont(metrics::kSmallText));
  setFocusPolicy(Qt::ClickFocus);
  setAttribute(Qt::WA_Hover);
  setAccessibleName(item.name == item.label ? item.label : item.label + QStringLiteral(", ") + item.name);
  setAccessibleDescription(item.help);
  QString tip = QStringLiteral("<b>%1</b>").arg(item.name.toHtmlEscaped());
  if (!item.help.isEmpty()) tip += QStringLiteral("<br>") + item.help.toHtmlEscaped();
  setToolTip(tip + QStringLiteral("<br>") + tr("Drag it onto the canvas, or press Enter to place it.").toHtmlEscaped());
}

void PaletteTile::setPreferred(bool preferred) {
  if (preferred == m_preferred) return;
  m_preferred = preferred;
  update();
}

int PaletteTile::fullWidth() const {
  const double text = QFontMetricsF(font()).horizontalAdvance(m_item.label);
  return kPadding + metrics::kTileIcon + metrics::kTileGap + static_cast<int>(std::ceil(text)) + kAir;
}

QSize PaletteTile::sizeHint() const { return {fullWidth(), metrics::kTile}; }

void PaletteTile::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF area = QRectF(rect()).adjusted(0, .5, 0, -.5);
  if (underMouse() || hasFocus() || m_preferred) {
    painter.setPen(hasFocus() ? QPen(themeColour(Token::accent), 1) : QPen(Qt::NoPen));
    painter.setBrush(themeColour(m_preferred ? Token::accentSoft : Token::hover));
    painter.drawRoundedRect(area.adjusted(.5, 0, -.5, 0), metrics::kTileRadius, metrics::kTileRadius);
  }
  const QSize icon(metrics::kTileIcon, metrics::kTileIcon);
  const QPoint corner(kPadding, (height() - icon.height()) / 2);
  painter.drawPixmap(corner, iconPixmap(m_item.icon, icon, themeColour(strokeOf(m_item.tone)), devicePixelRatioF()));
  const int left = corner.x() + icon.width() + metrics::kTileGap;
  const QRect text(left, 0, width() - left - kAir, height());
  painter.setPen(themeColour(isEnabled() ? Token::text : Token::faint));
  painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                   fontMetrics().elidedText(m_item.label, Qt::ElideRight, text.width()));
}

void PaletteTile::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) emit pressedAt(event->globalPosition().toPoint());
  else event->ignore();
}

void PaletteTile::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) emit movedTo(event->globalPosition().toPoint());
}

void PaletteTile::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) emit releasedAt(event->globalPosition().toPoint());
}

void PaletteTile::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) emit placeRequested();
}

void PaletteTile::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      emit placeRequested();
      return;
    case Qt::Key_Left:
      emit stepped(-1, 0);
      return;
    case Qt::Key_Right:
      emit stepped(1, 0);
      return;
    case Qt::Key_Up:
      emit stepped(0, -1);
      return;
    case Qt::Key_Down:
      emit stepped(0, 1);
      return;
    default:
      break;
  }
  const QString text = event->text();
  const bool plain = !(event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
  if (plain && !text.isEmpty() && text.at(0).isPrint()) emit typed(text);
  else event->ignore();
}

}  // namespace nines
