#include "theme/muted_label.h"

#include "theme/theme_style.h"

namespace nines {

void MutedLabel::paintEvent(QPaintEvent* event) {
  const QColor muted = themeColour(Token::muted);
  if (palette().color(QPalette::Active, QPalette::WindowText) != muted) {
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, muted);
    setPalette(colours);
  }
  QLabel::paintEvent(event);
}

}  // namespace nines
