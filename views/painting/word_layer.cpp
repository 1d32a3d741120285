#include "painting/word_layer.h"

#include <QColor>
#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QRawFont>
#include <algorithm>
#include <cmath>

#include "painting/text_shape.h"

namespace nines {

namespace {

// One glyph as a picture that is sharp enough for print; null where the typeface has none, or a blank one.
QImage pictureOf(const QGlyphRun& run, qsizetype at, const QRectF& place) {
  constexpr double fine = 128;  // px to its size, as large as pictures in typefaces usually are
  const double scale = fine / std::max(run.rawFont().pixelSize(), 1.);
  QImage image((place.size() * scale).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QGlyphRun single;
  single.setRawFont(run.rawFont());
  single.setGlyphIndexes({run.glyphIndexes()[at]});
  single.setPositions({QPointF()});
  QPainter painter(&image);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  painter.scale(scale, scale);
  painter.translate(run.positions()[at] - place.topLeft());
  painter.drawGlyphRun(QPointF(), single);
  painter.end();
  const auto bits = reinterpret_cast<const QRgb*>(image.constBits());
  const auto count = static_cast<std::ptrdiff_t>(image.bytesPerLine() / 4 * image.height());
  return std::any_of(bits, bits + count, [](QRgb pixel) { return qAlpha(pixel) > 0; }) ? image : QImage();
}

// The room of a glyph up to whatever comes next: typefaces of pictures state the measures of these, not of the glyph.
QRectF placeOf(const ShapedText& line, const QGlyphRun& run, qsizetype at) {
  constexpr double above = 1.2;  // of its size, so that every picture fits
  constexpr double below = .5;
  const QPointF origin = run.positions()[at];
  double right = line.width;
  for (const QGlyphRun& other : line.runs) {
    for (const QPointF& next : other.positions()) {
      if (next.x() > origin.x()) right = std::min(right, next.x());
    }
  }
  const QRawFont font = run.rawFont();
  const double size = font.isValid() ? font.pixelSize() : right - origin.x();
  return {origin.x(), origin.y() - above * size, right - origin.x(), (above + below) * size};
}

QPainterPath boxIn(const QRectF& place) {
  constexpr double wall = .08;  // of its width
  QPainterPath box;
  const double side = place.width() * wall;
  const double height = place.height();
  const QRectF outer = place.adjusted(side, height * .26, -side, -height * .26);
  box.addRect(outer);
  box.addRect(outer.adjusted(side, side, -side, -side));
  return box;
}

}  // namespace

WordLayer* wordLayerOf(const QPainter& painter) { return dynamic_cast<WordLayer*>(painter.device()); }

void paintShapes(QPainter& painter, const ShapedText& line, const QColor& colour) {
  painter.fillPath(outlineOf(line), colour);
  painter.setBrush(colour);  // how opaque that is counts for pictures in a document
  painter.setRenderHint(QPainter::LosslessImageRendering);
  for (const QGlyphRun& run : line.runs) {
    const QRawFont font = run.rawFont();
    const bool pictures = hasPictures(font);
    const QList<quint32> glyphs = run.glyphIndexes();
    const QList<quint32> blanks = font.glyphIndexesForString(QStringLiteral(" \u00a0\u2002\u2003\u2009\u3000"));
    for (qsizetype i = 0; i < glyphs.size(); ++i) {
      const bool blank = glyphs[i] != 0 && blanks.contains(glyphs[i]);
      if (blank || (!pictures && !font.pathForGlyph(glyphs[i]).isEmpty())) continue;
      const QRectF place = placeOf(line, run, i);  // looks at all glyphs of the line
      if (place.width() <= 0) continue;
      const QImage picture = pictures ? pictureOf(run, i, place) : QImage();
      const QRectF target = place.translated(line.origin);
      if (picture.isNull()) painter.fillPath(boxIn(target), colour);
      else painter.drawImage(target, picture);
    }
  }
}

}  // namespace nines
