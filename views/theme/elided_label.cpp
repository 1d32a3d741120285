#include "theme/elided_label.h"

#include <QPainter>
#include <QStyle>
#include <QTextDocument>

#include "theme/theme_style.h"

namespace nines {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) { setTextFormat(Qt::PlainText); }

void ElidedLabel::setWhole(const QString& text) {
  if (text == this->text()) return;
  setText(text);
  // Tips take what looks like HTML for it, which names may do.
  setToolTip(Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text);
}

void ElidedLabel::setMuted(bool muted) {
  m_muted = muted;
  update();
}

QString ElidedLabel::shown() const { return fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()); }

QSize ElidedLabel::minimumSizeHint() const { return {1, QLabel::minimumSizeHint().height()}; }

void ElidedLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (m_muted) painter.setPen(themeColour(Token::muted));
  style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment()), palette(), isEnabled(), shown(),
                        m_muted ? QPalette::NoRole : foregroundRole());
}

}  // namespace nines
