// The pill that says whether targets are met: always sign and word.
#pragma once

#include <QRectF>
#include <QString>

class QPainter;

namespace nines {

inline constexpr int kPillWidth = 56;
inline constexpr int kPillHeight = 19;

QString verdictWord(bool met);
void paintVerdict(QPainter& painter, const QRectF& pill, bool met);

}  // namespace nines
