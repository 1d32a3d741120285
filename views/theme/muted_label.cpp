#include "theme/muted_label.h"

#include "theme/theme_style.h"

namespace nines {

void MutedLabel::paintEvent(QPaintEvent* event) {
  const QColor muted = themeColour(Token::muted);
  // Within a field the role is that of the field's text.
  if (palette().color(QPalette::Active, foregroundRole()) != muted) {
    QPalette colours = palette();
    colours.setColor(foregroundRole(), muted);
    setPalette(colours);
  }
  QLabel::paintEvent(event);
}

}  // namespace nines
