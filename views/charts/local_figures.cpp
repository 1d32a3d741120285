#include "charts/local_figures.h"

#include <QLocale>
#include <QRegularExpression>

#include "theme/text.h"

namespace nines {

namespace {

constexpr QLatin1String kUnits("(?:%|s|min|h|d|days?|years?|[KMGTP]i?B(?:/s)?|ACU|Mbit/s)");

// Whether the phrase says a unit behind the argument, or behind the one that it reaches to ("{least} to {most} ACU"):
// then the argument is a figure, and no version.
bool hasUnit(std::string_view phrase, std::string_view name) {
  static const QRegularExpression kUnit(QStringLiteral("^(?: to \\{\\w+\\})?[ \\x{a0}]%1(?![\\w/])").arg(kUnits));
  const std::string open = "{" + std::string(name) + "}";
  const std::size_t at = phrase.find(open);
  return at != phrase.npos && kUnit.match(toQString(phrase.substr(at + open.size()))).hasMatch();
}

// "0.5 to 128 in steps of 0.5", "1501 tapes and 3752.5 TiB on tapes", "db.r4.large (2 vCPU, 15.25 GiB)". A text that
// does not begin with an amount may be a name, or speak of one.
QString localAmounts(const QString& text) {
  static const QRegularExpression kAmounts(QStringLiteral("^(?:-?\\d+(?:\\.\\d+)? |\\S+ \\(\\d+ vCPU, )"));
  static const QRegularExpression kDecimal(
      QStringLiteral("((?<![\\w.])\\d+)\\.(\\d+)(?=[ \\x{a0}](?:to |in steps|%1(?![\\w/]))|$)").arg(kUnits));
  if (!text.contains(QLatin1Char('.')) || !kAmounts.match(text).hasMatch()) return text;
  return QString(text).replace(kDecimal, QStringLiteral("\\1%1\\2").arg(QLocale().decimalPoint()));
}

QString localArgument(const Finding& finding, std::string_view name, const QString& argument) {
  static const QRegularExpression kNumber(QStringLiteral("^-?\\d+\\.\\d+$"));
  if (kNumber.match(argument).hasMatch()) return hasUnit(finding.phrase, name) ? localNumber(argument) : argument;
  const QString figure = localFigure(argument);
  return figure == argument ? localAmounts(argument) : figure;
}

}  // namespace

QString localFigure(const QString& figure) {
  const QLocale locale;
  if (locale.decimalPoint() == QLatin1String(".")) return figure;
  // A number and its unit.
  static const QRegularExpression kFigure(QStringLiteral("^(-?\\d+)\\.(\\d+)([ \\x{a0}]%1)$").arg(kUnits));
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
  if (QLocale().decimalPoint() == QLatin1String(".")) return toQString(finding.message());
  Finding local = finding;
  for (auto& [name, argument] : local.arguments)
    argument = localArgument(finding, name, toQString(argument)).toStdString();
  return toQString(local.message());
}

}  // namespace nines
