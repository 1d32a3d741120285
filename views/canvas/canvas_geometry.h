// Between the model's plane geometry and Qt's.
#pragma once

#include <QPointF>
#include <QRectF>

#include "support/geometry.h"

namespace nines {

inline QPointF toQPointF(Point p) { return {p.x, p.y}; }
inline QRectF toQRectF(const Rect& r) { return {r.x, r.y, r.width, r.height}; }
inline Point toPoint(QPointF p) { return {p.x(), p.y()}; }
inline Rect toRect(const QRectF& r) { return {r.x(), r.y(), r.width(), r.height()}; }

}  // namespace nines
