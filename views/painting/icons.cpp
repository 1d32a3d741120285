#include "painting/icons.h"

#include <QPixmapCache>
#include <QSvgRenderer>
#include <algorithm>

#include "painting/painter_backend.h"
#include "support/resources.h"

namespace nines {

QByteArray iconSvg(const QString& icon, QColor colour) {
  const std::string path = "icons/" + icon.toStdString() + ".svg";
  const auto text = resource(path);
  if (!text) return {};
  QByteArray svg(text->data(), static_cast<qsizetype>(text->size()));
  return svg.replace("#000000", colour.name(QColor::HexRgb).toUtf8());
}

QPixmap iconPixmap(const QString& icon, QSize size, QColor colour, qreal pixelRatio) {
  const QSize pixels = (QSizeF(size) * pixelRatio).toSize().expandedTo({1, 1});
  const QString key = QStringLiteral("nines-icon/%1/%2x%3/%4/%5")
                          .arg(icon)
                          .arg(pixels.width())
                          .arg(pixels.height())
                          .arg(colour.rgba(), 8, 16, QLatin1Char('0'))
                          .arg(pixelRatio);
  QPixmap pixmap;
  if (QPixmapCache::find(key, &pixmap)) return pixmap;
  pixmap = QPixmap(pixels);
  pixmap.fill(Qt::transparent);
  if (const QByteArray svg = iconSvg(icon, colour); !svg.isEmpty()) {
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    painter.setOpacity(colour.alphaF());
    renderer.render(&painter, QRectF(QPointF(), QSizeF(pixels)));
  }
  pixmap.setDevicePixelRatio(pixelRatio);
  QPixmapCache::insert(key, pixmap);
  return pixmap;
}

}  // namespace nines
