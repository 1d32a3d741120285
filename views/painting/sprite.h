// Small pictures that are painted over and over, in device pixels.
#pragma once

#include <QColor>
#include <QPainter>
#include <QPen>
#include <QPixmap>

namespace nines {

// Whether the painter draws pixels, neither turned nor sheared: only there do sprites look like what they stand for.
bool takesSprites(const QPainter& painter);

// Where a sprite goes: on a whole device pixel, the rest (0 or a half) being drawn into the sprite.
struct SpritePlace {
  QPointF corner;
  QPointF rest;
};
SpritePlace spritePlace(QPointF device);

// A rounded rectangle at the painter's scale, cached by its looks. The outer edge of its border is `rest` away from the
// top left corner.
QPixmap rectSprite(QSizeF size, double radius, QColor fill, const QPen& pen, QPointF rest, const QTransform& device);

// With the top left corner on this device pixel.
void drawSprite(QPainter& painter, const QPixmap& sprite, QPointF corner, const QTransform& device);

}  // namespace nines
