// What to say of a text that is none of those that AWS is known to have. Advice: the text is taken all the same.
#pragma once

#include <QString>

#include "catalogue/suggestions.h"

namespace nines {

// A sentence to stand under the field; empty for what is offered, or is a release of a version that is.
QString adviceOn(const QString& text, const Suggestions& offered);

}  // namespace nines
