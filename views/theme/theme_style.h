// Makes the whole program look like a theme: palette, fonts, style and style sheet, all from its tokens.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include "drawing/theme.h"
#include "theme/themed_icon.h"

class QApplication;

namespace nines {

class ProgramStyle;

// May be called again with another theme: widgets repaint, and those that keep colours get PaletteChange.
void applyTheme(QApplication& application, const Theme& theme);

// The style that applyTheme installed; null before its first call. The application's own style is a wrapper that
// applies the style sheet and knows this one as its base.
ProgramStyle* programStyle();

// The theme that was applied last; light before the first.
const Theme& currentTheme();
// A token of the current theme.
QColor themeColour(Token token);

QPalette paletteOf(const Theme& theme);

// Inter, else the system's interface font. `px` may be fractional.
QFont uiFont(double px, QFont::Weight weight = QFont::Normal);

}  // namespace nines
