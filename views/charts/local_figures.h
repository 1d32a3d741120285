// Figures and sentences of the model in the person's notation: the model writes a decimal point, as files do.
#pragma once

#include <QString>

#include "rules/finding.h"

namespace nines {

// "99.97 %" or "1.5 s", whole. Anything else comes back as it is: names and versions have points of their own.
QString localFigure(const QString& figure);

// "99.9": a figure without a unit, as the model writes it.
QString localNumber(const QString& number);

// "async · 1.4 s", "every 1.5 h": a line of the drawing, in which each part may end in a figure with its unit.
QString localLine(const QString& line);

// The sentence of a finding.
QString messageText(const Finding& finding);

}  // namespace nines
