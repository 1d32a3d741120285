#include "theme/sign_mark.h"

#include <QPainter>

namespace nines {

namespace {
constexpr int kSide = 14;
}

SignMark::SignMark(QWidget* parent) : QWidget(parent) {
  setFixedSize(kSide, kSide);
  setAttribute(Qt::WA_TransparentForMouseEvents);
  hide();
}

void SignMark::setSign(std::optional<Sign> sign) {
  setVisible(sign.has_value());
  if (sign == m_sign) return;
  m_sign = sign;
  update();
}

void SignMark::paintEvent(QPaintEvent*) {
  if (!m_sign) return;
  QPainter painter(this);
  paintSign(painter, rect(), *m_sign);
}

}  // namespace nines
