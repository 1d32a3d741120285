// What very many small things look like from afar, painted once and copied from then on: hundreds of them move as one.
#pragma once

#include <QPainter>
#include <QPixmap>
#include <functional>

#include "drawing/theme.h"

namespace nines {

class LayerPicture {
 public:
  void forget() { m_pixmap = {}; }
  // Paints what `paintAll` paints within `bounds`, later by up to half a device pixel beside, so that it need not be
  // made anew. False, with nothing painted, where the picture would be larger than what it is painted on, or turned.
  bool paint(QPainter& painter, const QRectF& bounds, const Theme& theme,
             const std::function<void(QPainter&)>& paintAll);

 private:
  QPixmap m_pixmap;
  double m_scale = 0;  // device pixels of a logical one, for which it was made
  QPointF m_rest;      // of a device pixel, by which it was off then
  const Theme* m_theme = nullptr;
};

}  // namespace nines
