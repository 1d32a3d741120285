#include "charts/local_figures.h"

#include <QLocale>
#include <QRegularExpression>

#include "theme/text.h"

namespace nines {

QString localFigure(const QString& figure) {
  const QLocale locale;
  if (locale.decimalPoint() == QLatin1String(".")) return figure;
  // A number and its unit.
  static const QRegularExpression kFigure(
      QStringLiteral("^(-?\\d+)\\.(\\d+)([ \\x{a0}](?:%|s|min|h|d|days?|years?|[KMGTP]i?B|ACU|Mbit/s))$"));
  const QRegularExpressionMatch match = kFigure.match(figure);
  if (!match.hasMatch()) return figure;
  return match.captured(1) + locale.decimalPoint() + match.captured(2) + match.captured(3);
}

QString localNumber(const QString& number) {
  return QString(number).replace(QLatin1Char('.'), QLocale().decimalPoint());
}

QString localLine(const QString& line) {
  if (!line.contains(QLatin1Char('.'))) return line;
  static const QRegularExpression kLast(QStringLiteral("^(|.*[ \\x{a0}])([^ \\x{a0}]+[ \\x{a0}][^ \\x{a0}]+)$"));
  static const QString kBetween = QStringLiteral(" · ");
  QStringList parts = line.split(kBetween);
  for (QString& part : parts) {
    const QRegularExpressionMatch match = kLast.match(part);
    if (match.hasMatch()) part = match.captured(1) + localFigure(match.captured(2));
  }
  return parts.join(kBetween);
}

QString messageText(const Finding& finding) {
  Finding local = finding;
  for (auto& [name, argument] : local.arguments) argument = localFigure(toQString(argument)).toStdString();
  return toQString(local.message());
}

}  // namespace nines
