#include "painting/sprite.h"

#include <QPaintEngine>
#include <QPixmapCache>
#include <cmath>

namespace nines {

namespace {

QString keyOf(QSizeF size, double radius, QColor fill, const QPen& pen, QPointF rest, QSizeF scale) {
  return QStringLiteral("nines-rect/%1/%2/%3/%4/%5/%6/%7/%8/%9")
      .arg(size.width())
      .arg(size.height())
      .arg(radius)
      .arg(fill.isValid() ? fill.rgba() : 0u)
      .arg(pen.color().rgba())
      .arg(pen.style() == Qt::NoPen ? 0 : pen.widthF())
      .arg(scale.width())
      .arg(scale.height())
      .arg(2 * rest.x() + 4 * rest.y());
}

}  // namespace

bool takesSprites(const QPainter& painter) {
  const QPaintEngine* engine = painter.paintEngine();
  if (!engine || painter.deviceTransform().type() > QTransform::TxScale) return false;
  const QPaintEngine::Type type = engine->type();
  return type != QPaintEngine::Pdf && type != QPaintEngine::SVG && type != QPaintEngine::Picture;
}

SpritePlace spritePlace(QPointF device) {
  const auto halves = [](double v) { return std::floor(v * 2 + .5) / 2; };
  const QPointF near(halves(device.x()), halves(device.y()));
  const QPointF corner(std::floor(near.x()), std::floor(near.y()));
  return {corner, near - corner};
}

QPixmap rectSprite(QSizeF size, double radius, QColor fill, const QPen& pen, QPointF rest, const QTransform& device) {
  const QSizeF scale(std::abs(device.m11()), std::abs(device.m22()));
  const QString key = keyOf(size, radius, fill, pen, rest, scale);
  QPixmap sprite;
  if (QPixmapCache::find(key, &sprite)) return sprite;
  const double border = pen.style() == Qt::NoPen ? 0 : pen.widthF();
  const double width = std::ceil((size.width() + border) * scale.width() + rest.x() - .001);
  const double height = std::ceil((size.height() + border) * scale.height() + rest.y() - .001);
  sprite = QPixmap(std::max(1, static_cast<int>(width)), std::max(1, static_cast<int>(height)));
  sprite.fill(Qt::transparent);
  QPainter painter(&sprite);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(rest);
  painter.scale(scale.width(), scale.height());
  painter.setPen(pen);
  painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
  painter.drawRoundedRect(QRectF(QPointF(border / 2, border / 2), size), radius, radius);
  painter.end();
  QPixmapCache::insert(key, sprite);
  return sprite;
}

void drawSprite(QPainter& painter, const QPixmap& sprite, QPointF corner, const QTransform& device) {
  const QRectF place(corner, QSizeF(sprite.size()));
  painter.drawPixmap(device.inverted().mapRect(place), sprite, QRectF(QPointF(), QSizeF(sprite.size())));
}

}  // namespace nines
