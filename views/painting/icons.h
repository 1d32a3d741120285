// Icons of resources/icons as vectors.
#pragma once

#include <QByteArray>
#include <QColor>
#include <QString>

namespace nines {

// The SVG of an icon with its lines in this colour (opacity left out); empty where there is no such icon.
QByteArray iconSvg(const QString& icon, QColor colour);

}  // namespace nines
