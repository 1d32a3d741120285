// The small button ("Fix") as tables paint it: thousands of rows need no widget each.
#pragma once

#include <QRect>
#include <QString>

class QPainter;

namespace nines {

// `width` pixels wide, centred in the cell's height, `after` pixels off its right end.
QRectF smallButtonRect(const QRect& cell, int width, int after);
void paintSmallButton(QPainter& painter, const QRectF& button, const QString& text, bool hovered, bool enabled = true);

}  // namespace nines
