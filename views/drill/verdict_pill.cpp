#include "drill/verdict_pill.h"

#include <QCoreApplication>
#include <QPainter>

#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr double kSign = 13;
constexpr double kPadding = 5;

}  // namespace

QString verdictWord(bool met) {
  return met ? QCoreApplication::translate("Drill", "Pass") : QCoreApplication::translate("Drill", "Fail");
}

void paintVerdict(QPainter& painter, const QRectF& pill, bool met) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(themeColour(met ? Token::okSoft : Token::errSoft));
  painter.drawRoundedRect(pill, 4, 4);
  const QRectF sign(pill.left() + kPadding, pill.center().y() - kSign / 2, kSign, kSign);
  paintSign(painter, sign, met ? Sign::ok : Sign::error);
  painter.setFont(uiFont(metrics::kHeaderText, QFont::Medium));
  painter.setPen(themeColour(met ? Token::ok : Token::err));
  painter.drawText(pill.adjusted(kPadding + kSign + 4, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, verdictWord(met));
  painter.restore();
}

}  // namespace nines
