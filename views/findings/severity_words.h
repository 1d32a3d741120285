// What a severity is called, wherever findings are shown.
#pragma once

#include <QString>

#include "rules/finding.h"

namespace nines {

// "Error"
QString severityWord(Severity severity);
// As a part of a sentence: "an error"
QString severityNoun(Severity severity);

}  // namespace nines
