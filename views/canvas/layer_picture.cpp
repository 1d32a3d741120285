#include "canvas/layer_picture.h"

#include <QPaintDevice>
#include <cmath>

#include "painting/sprite.h"

namespace nines {

bool LayerPicture::paint(QPainter& painter, const QRectF& bounds, const Theme& theme,
                         const std::function<void(QPainter&)>& paintAll) {
  constexpr double kMargin = 2;  // px, for smoothing and the rest
  const QTransform device = painter.deviceTransform();
  const double scale = device.m11();
  if (!takesSprites(painter) || scale <= 0 || device.m22() != scale) return false;
  const QSize size(static_cast<int>(std::ceil(bounds.width() * scale + 2 * kMargin)),
                   static_cast<int>(std::ceil(bounds.height() * scale + 2 * kMargin)));
  const double ratio = painter.device()->devicePixelRatio();
  const double most = painter.device()->width() * ratio * painter.device()->height() * ratio;
  if (1. * size.width() * size.height() > most) return false;
  const QPointF place = device.map(bounds.topLeft());
  if (m_pixmap.size() != size || m_scale != scale || m_theme != &theme) {
    m_pixmap = QPixmap(size);
    m_pixmap.fill(Qt::transparent);
    m_scale = scale;
    m_theme = &theme;
    m_rest = place - QPointF(std::floor(place.x()), std::floor(place.y()));
    QPainter inner(&m_pixmap);
    inner.setRenderHints(painter.renderHints());
    inner.translate(m_rest + QPointF(kMargin, kMargin));
    inner.scale(scale, scale);
    inner.translate(-bounds.topLeft());
    paintAll(inner);
  }
  // Where the painter does nothing but move things, they are copied as they are.
  const QPointF at = place - m_rest - QPointF(kMargin, kMargin);
  const QPointF corner(std::round(at.x()), std::round(at.y()));
  const QTransform before = painter.worldTransform();
  painter.setWorldTransform(QTransform());
  const QTransform rest = painter.deviceTransform();
  m_pixmap.setDevicePixelRatio(rest.m11());
  painter.drawPixmap(rest.inverted().map(corner), m_pixmap);
  painter.setWorldTransform(before);
  return true;
}

}  // namespace nines
