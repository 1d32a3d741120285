// The style sheet of bars, docks, tabs and tables. Fields, buttons and arrows are painted by ProgramStyle.
#pragma once

#include <QString>

#include "drawing/theme.h"

namespace nines {

QString styleSheet(const Theme& theme);

}  // namespace nines
