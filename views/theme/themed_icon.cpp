#include "theme/themed_icon.h"

#include <QIconEngine>

#include "painting/painter_backend.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

// Shared by both engines: a pixmap is what paint() leaves on a transparent one.
class PaintedEngine : public QIconEngine {
 public:
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    return scaledPixmap(size, mode, state, 1);
  }
  QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
    QPixmap pixmap(size);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), (QSizeF(size) / scale).toSize()), mode, state);
    return pixmap;
  }
};

class LineIconEngine final : public PaintedEngine {
 public:
  LineIconEngine(QString name, Token token, QSize size) : m_name(std::move(name)), m_token(token), m_size(size) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
    const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1;
    const Token usual = state == QIcon::On ? Token::accent : m_token;
    const Token token = mode == QIcon::Disabled ? Token::faint : usual;
    painter->drawPixmap(rect.topLeft(), iconPixmap(m_name, rect.size(), themeColour(token), ratio));
  }
  QSize actualSize(const QSize& size, QIcon::Mode, QIcon::State) override { return size.boundedTo(m_size); }
  QIconEngine* clone() const override { return new LineIconEngine(*this); }

 private:
  QString m_name;
  Token m_token;
  QSize m_size;
};

class SignEngine final : public PaintedEngine {
 public:
  explicit SignEngine(Sign sign) : m_sign(sign) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State) override {
    paintSign(*painter, rect, m_sign);
  }
  QIconEngine* clone() const override { return new SignEngine(*this); }

 private:
  Sign m_sign;
};

// All signs are drawn on a 16 x 16 field.
void paintExclamation(QPainter& painter, const QColor& colour, double top) {
  painter.setPen(QPen(colour, 1.8, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(QPointF(8, top), QPointF(8, top + 4));
  painter.drawPoint(QPointF(8, top + 6.8));
}

void paintTriangleSign(QPainter& painter) {
  painter.setPen(QPen(themeColour(Token::warnFill), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(themeColour(Token::warnFill));
  const QPointF corners[] = {{8, 2.5}, {14, 13}, {2, 13}};
  painter.drawPolygon(corners, 3);
  paintExclamation(painter, themeColour(Token::warnSign), 5);
}

void paintTick(QPainter& painter, const QColor& colour) {
  painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  const QPointF tick[] = {{5, 8.3}, {7.2, 10.5}, {11, 5.8}};
  painter.drawPolyline(tick, 3);
}

void paintDisc(QPainter& painter, const QColor& fill) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(fill);
  painter.drawEllipse(QRectF(1, 1, 14, 14));
}

void paintRing(QPainter& painter, const QColor& colour) {
  painter.setPen(QPen(colour, 1.3));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(QRectF(1.7, 1.7, 12.6, 12.6));
}

}  // namespace

QIcon themedIcon(const QString& name, Token token, QSize size) { return QIcon(new LineIconEngine(name, token, size)); }

Sign signOf(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Sign::error;
    case Severity::warning:
      return Sign::warning;
    case Severity::info:
      break;
  }
  return Sign::info;
}

void paintSign(QPainter& painter, const QRectF& area, Sign sign) {
  const double side = std::min(area.width(), area.height());
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(area.center() - QPointF(side / 2, side / 2));
  painter.scale(side / 16, side / 16);
  switch (sign) {
    case Sign::error:
      paintDisc(painter, themeColour(Token::errFill));
      paintExclamation(painter, themeColour(Token::errSign), 4.4);
      break;
    case Sign::warning:
      paintTriangleSign(painter);
      break;
    case Sign::info:
      paintRing(painter, themeColour(Token::accent));
      painter.setPen(QPen(themeColour(Token::accent), 1.6, Qt::SolidLine, Qt::RoundCap));
      painter.drawPoint(QPointF(8, 5));
      painter.drawLine(QPointF(8, 7.8), QPointF(8, 11.2));
      break;
    case Sign::waived:
      paintRing(painter, themeColour(Token::muted));
      paintTick(painter, themeColour(Token::muted));
      break;
    case Sign::ok:
      paintDisc(painter, themeColour(Token::okFill));
      paintTick(painter, themeColour(Token::errSign));
      break;
  }
  painter.restore();
}

QIcon signIcon(Sign sign) { return QIcon(new SignEngine(sign)); }

}  // namespace nines
