// Figures and sentences of the model in the person's notation: the model writes a decimal point, as files do.
#pragma once

#include <QString>

#include "rules/finding.h"

namespace nines {

// "99.97 %" or "1.5 s", whole. Anything else comes back as it is: names and versions have points of their own.
QString localFigure(const QString& figure);

// The sentence of a finding.
QString messageText(const Finding& finding);

}  // namespace nines
