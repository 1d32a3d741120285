// Paints display lists with QPainter: the canvas, thumbnails and PNG all come through here.
#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>

#include "drawing/display_list.h"

namespace nines {

QColor toQColor(Colour colour);
QColor toQColor(const Theme& theme, Ink ink);
// Inter, else the system's interface font, in pixels.
QFont toQFont(const TextStyle& style);

// Measures with the fonts that paint.
class FontMeasure final : public TextMeasure {
 public:
  double width(std::string_view utf8, const TextStyle& style) const override;
};

// Level of detail of a zoom factor: what is hidden below 50 % and 30 %.
Detail detailAt(double zoom);

// Leaves the painter as it was. Shapes that need more detail than `detail` are left out.
void paint(QPainter& painter, const DrawGroup& group, const Theme& theme, Detail detail = Detail::full);
void paint(QPainter& painter, const DisplayList& list, const Theme& theme, Detail detail = Detail::full);

// An icon of resources/icons in one colour; cached per icon, size, colour and pixel ratio.
QPixmap iconPixmap(const QString& icon, QSize size, QColor colour, qreal pixelRatio);

}  // namespace nines
