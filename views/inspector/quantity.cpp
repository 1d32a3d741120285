#include "inspector/quantity.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <cmath>
#include <span>
#include <utility>

#include "support/format.h"
#include "theme/text.h"

namespace nines {

namespace {

const QString kSpace(QChar(0x00a0));

QString tr(const char* text) { return QCoreApplication::translate("Inspector", text); }

// Names are matched as written first, then without regard to case.
struct Unit {
  const char* name;
  double size;  // in the dimension's base unit
};

constexpr Unit kTimes[] = {{"s", 1},         {"sec", 1},       {"second", 1},  {"seconds", 1},  {"ms", .001},
                           {"min", 60},      {"m", 60},        {"minute", 60}, {"minutes", 60}, {"h", 3600},
                           {"hour", 3600},   {"hours", 3600},  {"d", 86400},   {"day", 86400},  {"days", 86400},
                           {"week", 604800}, {"weeks", 604800}};
constexpr Unit kSizes[] = {{"B", 1},
                           {"KB", 1e3},
                           {"MB", 1e6},
                           {"GB", 1e9},
                           {"TB", 1e12},
                           {"PB", 1e15},
                           {"KiB", 1024},
                           {"MiB", 1048576},
                           {"GiB", 1073741824},
                           {"TiB", 1099511627776},
                           {"PiB", 1125899906842624}};
constexpr Unit kRates[] = {{"kbit/s", .001}, {"Mbit/s", 1},  {"Gbit/s", 1000}, {"kbps", .001},
                           {"Mbps", 1},      {"Gbps", 1000}, {"Mb/s", 1},      {"Gb/s", 1000}};

const Unit* findUnit(std::span<const Unit> units, const QString& name) {
  for (const auto sensitivity : {Qt::CaseSensitive, Qt::CaseInsensitive}) {
    for (const Unit& unit : units) {
      if (name.compare(QLatin1String(unit.name), sensitivity) == 0) return &unit;
    }
  }
  return nullptr;
}

// The units of the same dimension; empty for units that stand alone ("ACU").
std::span<const Unit> dimensionOf(const QString& unit) {
  for (const std::span<const Unit> units :
       {std::span<const Unit>(kTimes), std::span<const Unit>(kSizes), std::span<const Unit>(kRates)}) {
    if (findUnit(units, unit)) return units;
  }
  return {};
}

// Thousands may stand apart as the locale has it, but for shares, of which there are none. Signs are not left to the
// locale: some have marks of direction beside them.
std::optional<double> parseNumber(QString text, QLocale locale, bool grouped = true) {
  static const QRegularExpression kSign(QStringLiteral("^\\p{Cf}*([-+−])\\p{Cf}*"));
  const QRegularExpressionMatch sign = kSign.match(text);
  text.remove(0, sign.capturedLength());
  const bool power = text.contains(QLatin1Char('e'), Qt::CaseInsensitive);
  // No number of thousands begins with 0: that is a point or comma of another notation.
  const bool fraction = text.startsWith(locale.zeroDigit()) || text.startsWith(QLatin1Char('0'));
  if (!grouped || power || fraction) locale.setNumberOptions(QLocale::RejectGroupSeparator);
  bool ok = !text.startsWith(QLatin1Char('-')) && !text.startsWith(QLatin1Char('+'));
  double number = ok ? locale.toDouble(text, &ok) : 0;
  // A point is understood everywhere: people paste figures from AWS's pages.
  if (!ok) number = QLocale::c().toDouble(text, &ok);
  if (!ok || !std::isfinite(number)) return std::nullopt;
  return sign.hasMatch() && sign.captured(1) != QLatin1String("+") ? -number : number;
}

Quantity fraction(double number, const QString& unit) {
  if (!unit.isEmpty() && unit != QLatin1String("%"))
    return {std::nullopt, tr("“%1” is no unit here: give a percentage.").arg(unit)};
  const bool percent = !unit.isEmpty() || number > 1;
  // Decimal places are kept: 99.95 % is 0.9995, not the nearest double of a division.
  const double share = percent ? QString::number(number / 100, 'g', 12).toDouble() : number;
  // No advice but what a share is: nobody means 100.5 %.
  if (share < 0 || share > 1) return {std::nullopt, tr("A share lies between 0 % and 100 %.")};
  return {share, {}};
}

Quantity convert(double number, const QString& given, const QString& own) {
  if (given.isEmpty() || given.compare(own, Qt::CaseInsensitive) == 0) return {number, {}};
  const auto units = dimensionOf(own);
  const Unit* from = findUnit(units, given);
  const Unit* to = findUnit(units, own);
  if (from && to) return {QString::number(number * from->size / to->size, 'g', 15).toDouble(), {}};
  if (own.isEmpty()) return {std::nullopt, tr("“%1” is no number: give it without a unit.").arg(given)};
  return {std::nullopt, tr("“%1” does not fit: give a number of %2.").arg(given, own)};
}

// "1:30" and "1:30:00".
QRegularExpressionMatch clockOf(const QString& text) {
  static const QRegularExpression kClock(QStringLiteral("^\\s*([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9]))?\\s*$"));
  return kClock.match(text);
}

// "1:30:00" is said in one way only; "1:30" in two, so that it is no time.
std::optional<double> clockSeconds(const QString& text) {
  const QRegularExpressionMatch clock = clockOf(text);
  if (clock.captured(3).isEmpty()) return std::nullopt;
  return (clock.captured(1).toDouble() * 60 + clock.captured(2).toDouble()) * 60 + clock.captured(3).toDouble();
}

Quantity twoWays(const QRegularExpressionMatch& clock) {
  const QString first = QString::number(clock.captured(1).toInt());
  const QString second = QString::number(clock.captured(2).toInt());
  return {std::nullopt, tr("“%1” may be hours or minutes: give %2 h %3 min or %2 min %3 s.")
                            .arg(clock.captured().trimmed(), first, second)};
}

// "1 h 30 min": figures with a unit of time each. Nothing for anything else, a single figure included.
std::optional<double> compoundSeconds(const QString& text, const QLocale& locale) {
  static const QRegularExpression kPart(QStringLiteral("\\s*(\\p{Nd}[\\p{Nd}.,٫]*)\\s*([a-zA-Z]+)\\s*"),
                                        QRegularExpression::UseUnicodePropertiesOption);
  if (const auto clock = clockSeconds(text)) return clock;
  double sum = 0;
  qsizetype at = 0;
  int parts = 0;
  for (; at < text.size(); ++parts) {
    const QRegularExpressionMatch match =
        kPart.match(text, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
    if (!match.hasMatch()) return std::nullopt;
    const auto number = parseNumber(match.captured(1), locale);
    const Unit* unit = findUnit(kTimes, match.captured(2));
    if (!number || !unit) return std::nullopt;
    sum += *number * unit->size;
    at = match.capturedEnd();
  }
  return parts > 1 ? std::optional(sum) : std::nullopt;
}

// Ranges are advice; beyond these figures nobody means what was typed, whatever AWS comes to allow.
constexpr double kLongestTime = 100 * kYearSeconds;
constexpr double kLargestNumber = 1e15;

bool beyondAll(double number, const Unit* time) {
  return std::abs(number) > (time ? kLongestTime / time->size : kLargestNumber);
}

// Figures that people choose: about two digits of a number, round times.
double stepAt(const PropertySchema& schema, double number) {
  if (schema.unit == "s") {
    for (const auto& [below, step] : {std::pair{10.0, 1.0}, {60, 5}, {600, 30}, {3600, 300}, {36000, 1800}}) {
      if (number < below) return step;
    }
    return 3600;
  }
  const double least = schema.type == PropertyType::integer || number >= 1 ? 1 : .1;
  return number <= 0 ? least : std::max(least, std::pow(10, std::floor(std::log10(number)) - 1));
}

QString beyondAllText(const Unit* time) {
  return time ? tr("No time here is longer than 100 years.") : tr("No figure here is beyond 1,000,000,000,000,000.");
}

// Whole seconds in the units that people say them in: "1 min 45 s", "2 h 38 min"; empty where one is enough.
QString twoUnits(double seconds, double large, const char* largeName, double small, const char* smallName,
                 const QLocale& locale) {
  const double whole = std::floor(seconds / large);
  const double rest = std::fmod(seconds, large) / small;
  const QString first = numberText(whole, locale) + kSpace + QLatin1String(largeName);
  return rest == 0 ? first : first + kSpace + numberText(rest, locale) + kSpace + QLatin1String(smallName);
}

// Empty below a minute, and for what two units do not say exactly.
QString timeText(double seconds, const QLocale& locale) {
  constexpr double kMinute = 60;
  constexpr double kHour = 3600;
  constexpr double kDay = 86400;
  if (seconds < kMinute || seconds > kLongestTime || seconds != std::floor(seconds)) return {};
  if (seconds < kHour) return twoUnits(seconds, kMinute, "min", 1, "s", locale);
  if (std::fmod(seconds, kDay) == 0 && seconds > kDay) return twoUnits(seconds, kDay, "d", kHour, "h", locale);
  // Thousands of hours would be set apart within what is read as two figures.
  constexpr double kMostHours = 1000;
  const bool minutes = std::fmod(seconds, kMinute) == 0 && seconds < kMostHours * kHour;
  return minutes ? twoUnits(seconds, kHour, "h", kMinute, "min", locale) : QString();
}

// Says which whole numbers are next to it, and where it was typed in another unit, how much it is.
QString wholeWanted(const PropertySchema& schema, double number, const QString& converted, const QLocale& locale) {
  const QString above = quantityText(schema, std::ceil(number), locale);
  const bool both = std::floor(number) >= schema.minimum.value_or(std::floor(number));
  const QString nearest = both ? tr("%1 or %2").arg(quantityText(schema, std::floor(number), locale), above) : above;
  if (converted.isEmpty()) return tr("A whole number is expected, such as %1.").arg(nearest);
  return tr("“%1” is %2. A whole number is expected, such as %3.")
      .arg(converted, quantityText(schema, number, locale), nearest);
}

}  // namespace

QString numberText(double number, const QLocale& locale) {
  constexpr double kLargest = 1e15;  // digits beyond say no more than the magnitude does
  constexpr double kSmallest = 1e-9;
  const double size = std::abs(number);
  if (size >= kLargest || (size != 0 && size < kSmallest)) return QString::number(number, 'g', 12);
  return locale.toString(QString::number(number, 'g', 15).toDouble(), 'f', QLocale::FloatingPointShortest);
}

bool isFraction(const PropertySchema& schema) {
  const bool plain = schema.unit.empty() || schema.unit == "%";
  return schema.type == PropertyType::number && plain && schema.minimum == 0.0 && schema.maximum == 1.0;
}

Quantity parseQuantity(const PropertySchema& schema, const QString& text, const QLocale& locale) {
  // \s takes in the non-breaking space between figure and unit only where it goes by Unicode.
  constexpr auto kUnicode = QRegularExpression::UseUnicodePropertiesOption;
  static const QRegularExpression kPattern(
      QStringLiteral("^\\s*(\\p{Cf}*[-+−]?[\\p{Nd}.,٫٬'’\\s]*(?:[eE][-+]?[0-9]+)?)\\s*(.*?)\\s*$"), kUnicode);
  static const QRegularExpression kSpaces(QStringLiteral("\\s"), kUnicode);
  const auto* own = findUnit(kTimes, toQString(schema.unit));
  const auto seconds = own ? compoundSeconds(text, locale) : std::nullopt;
  if (const auto clock = clockOf(text); own && !seconds && clock.hasMatch()) return twoWays(clock);
  const QRegularExpressionMatch match = kPattern.match(seconds ? QString() : text);
  QString digits = match.captured(1);
  digits.remove(kSpaces);
  const auto number = seconds ? QString::number(*seconds / own->size, 'g', 15).toDouble()
                              : parseNumber(digits, locale, !isFraction(schema));
  if (!number) return {std::nullopt, tr("“%1” is no number.").arg(text.trimmed())};
  const QString unit = match.captured(2);
  if (isFraction(schema)) return fraction(*number, unit);
  Quantity quantity = convert(*number, unit, toQString(schema.unit));
  if (quantity.number && beyondAll(*quantity.number, own)) return {std::nullopt, beyondAllText(own)};
  const bool converted = seconds || (!unit.isEmpty() && unit.compare(toQString(schema.unit), Qt::CaseInsensitive) != 0);
  if (quantity.number && schema.type == PropertyType::integer && *quantity.number != std::floor(*quantity.number))
    return {std::nullopt, wholeWanted(schema, *quantity.number, converted ? text.trimmed() : QString(), locale)};
  return quantity;
}

QString quantityText(const PropertySchema& schema, double number, const QLocale& locale) {
  if (isFraction(schema))
    return numberText(QString::number(number * 100, 'g', 12).toDouble(), locale) + kSpace + QLatin1Char('%');
  QString unit = toQString(schema.unit);
  QString time = unit == QLatin1String("s") ? timeText(number, locale) : QString();
  if (!time.isEmpty()) return time;
  if (unit == QLatin1String("days") && number == 1) unit = tr("day");
  const QString text = numberText(number, locale);
  return unit.isEmpty() ? text : text + kSpace + unit;
}

bool hasSteps(const PropertySchema& schema) {
  const bool number = schema.type == PropertyType::integer || schema.type == PropertyType::number;
  return number && schema.steps.empty() && !isFraction(schema);
}

double nextStep(const PropertySchema& schema, std::optional<double> from, int direction) {
  const double least = std::max(schema.minimum.value_or(0), 0.0);
  const double most = schema.maximum.value_or(kLargestNumber);
  constexpr double kBelow = 1 - 1e-9;  // down from 100 it goes in the steps of what is less
  if (!from) return std::clamp(1.0, least, std::max(least, most));
  const double step = stepAt(schema, direction > 0 ? *from : *from * kBelow);
  const double steps = *from / step;
  constexpr double kSlack = 1e-9;  // 0.3 is three tenths, though the division says a little less
  const double next = (direction > 0 ? std::floor(steps + kSlack) + 1 : std::ceil(steps - kSlack) - 1) * step;
  return std::clamp(QString::number(next, 'g', 12).toDouble(), least, std::max(least, most));
}

QString rangeText(const PropertySchema& schema, const QLocale& locale) {
  const auto text = [&](double number) { return quantityText(schema, number, locale); };
  if (!schema.steps.empty()) {
    QStringList steps;
    for (const double step : schema.steps) steps << text(step);
    const QString last = steps.takeLast();
    return tr("%1 or %2.").arg(steps.join(QStringLiteral(", ")), last);
  }
  if (schema.minimum && schema.maximum) return tr("From %1 to %2.").arg(text(*schema.minimum), text(*schema.maximum));
  if (schema.minimum) return tr("At least %1.").arg(text(*schema.minimum));
  if (schema.maximum) return tr("At most %1.").arg(text(*schema.maximum));
  return {};
}

QString adviceFor(const PropertySchema& schema, double number, const QLocale& locale) {
  const bool within = (!schema.minimum || number >= *schema.minimum) && (!schema.maximum || number <= *schema.maximum);
  return within ? QString() : rangeText(schema, locale);
}

}  // namespace nines
