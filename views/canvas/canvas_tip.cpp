#include "canvas/canvas_tip.h"

#include <QPainter>
#include <algorithm>

#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kWidest = 360;
constexpr int kPaddingX = 9;
constexpr int kPaddingY = 6;
constexpr int kMargin = 4;     // to the border of the canvas
constexpr int kDistance = 14;  // clear of the handles, chips and badges on the border of a card
constexpr double kRadius = 5;
constexpr QSize kPointerPicture{14, 22};

QRect within(QRect rect, const QRect& room) {
  rect.moveRight(std::min(rect.right(), room.right()));
  rect.moveBottom(std::min(rect.bottom(), room.bottom()));
  rect.moveLeft(std::max(rect.left(), room.left()));
  rect.moveTop(std::max(rect.top(), room.top()));
  return rect;
}

}  // namespace

QRect tipPlace(QSize size, const QRect& room, QPoint pointer, const QRect& thing, const QList<QRect>& handles) {
  const QRect around = thing.isEmpty() ? QRect(pointer, kPointerPicture).marginsAdded({0, kDistance, 0, 0})
                                       : thing.marginsAdded({0, kDistance, 0, kDistance});
  const QPoint corners[] = {
      {around.left(), around.bottom() + 1},
      {around.left(), around.top() - size.height()},
      {around.right() + 1 + kDistance, around.top()},
      {around.left() - size.width() - kDistance, around.top()},
  };
  const auto covers = [&](const QRect& place) {
    const auto hides = [&](const QRect& handle) { return place.intersects(handle); };
    return place.contains(pointer) || (!thing.isEmpty() && place.intersects(thing)) ||
           std::any_of(handles.begin(), handles.end(), hides);
  };
  for (const QPoint corner : corners) {
    const QRect place = within(QRect(corner, size), room);
    if (!covers(place)) return place;
  }
  return within(QRect(corners[0], size), room);  // larger than what is left anywhere: it lets presses through
}

CanvasTip::CanvasTip(QWidget* parent) : QLabel(parent) {
  setObjectName(QStringLiteral("canvasTip"));
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
  setTextFormat(Qt::RichText);
  setFont(uiFont(metrics::kSmallText));
  setContentsMargins(kPaddingX, kPaddingY, kPaddingX, kPaddingY);
  setAlignment(Qt::AlignLeft | Qt::AlignTop);
  hide();
}

void CanvasTip::show(const QString& html, QPoint pointer, const QRect& thing, const QList<QRect>& handles) {
  if (html.isEmpty()) return hide();
  setWordWrap(false);
  setText(html);
  QSize size = sizeHint();
  if (size.width() > kWidest) {
    setWordWrap(true);
    size = {kWidest, heightForWidth(kWidest)};
  }
  const QRect room = parentWidget()->rect().adjusted(kMargin, kMargin, -kMargin, -kMargin);
  setGeometry(tipPlace(size, room, pointer, thing, handles));
  setVisible(true);
  raise();
}

void CanvasTip::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(themeColour(Token::fieldBorder), 1));
  painter.setBrush(themeColour(Token::base));
  painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), kRadius, kRadius);
  painter.end();
  QLabel::paintEvent(event);
}

}  // namespace nines
