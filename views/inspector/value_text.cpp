#include "inspector/value_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <cassert>
#include <cmath>

#include "inspector/quantity.h"
#include "theme/text.h"

namespace nines {

namespace {

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("Inspector", text, nullptr, n); }

struct PlainText {
  QString operator()(std::monostate) const { return {}; }
  QString operator()(bool v) const { return v ? tr("yes") : tr("no"); }
  QString operator()(std::int64_t v) const { return QString::number(v); }
  QString operator()(std::uint64_t v) const { return QString::number(v); }
  QString operator()(double v) const { return numberText(v, QLocale::c()); }
  QString operator()(const std::string& v) const { return toQString(v); }
  QString operator()(const Value::Array& v) const {
    QStringList parts;
    for (const Value& part : v) parts << plainText(part);
    return parts.join(QStringLiteral(", "));
  }
  QString operator()(const Value::Object& v) const {
    QStringList parts;
    for (const auto& [key, part] : v) parts << toQString(key) + QLatin1Char(' ') + plainText(part);
    return parts.join(QStringLiteral(", "));
  }
};

QString nodeName(const Design& design, const std::string& id) {
  const Node* node = design.topology().nodes.find(id);
  return toQString(node ? std::string_view(node->title()) : std::string_view(id));
}

template <class Name>
QString listText(const Value& value, Name name) {
  QStringList parts;
  for (const Value& part : *value.asArray()) parts << name(*part.asText());
  return parts.isEmpty() ? tr("none") : parts.join(QStringLiteral(", "));
}

QString outageText(const PropertySchema& schema, const Value& value, const QLocale& locale) {
  if (const auto number = value.asNumber()) return quantityText(schema, *number, locale);
  QStringList parts;
  for (const auto& [kind, seconds] : *value.asObject()) {
    const auto number = seconds.asNumber();
    assert(number);  // the type was checked
    parts << tr("%1 %2").arg(toQString(schema.choiceLabel(kind)), quantityText(schema, *number, locale));
  }
  return parts.isEmpty() ? tr("none") : parts.join(QStringLiteral(", "));
}

ParsedValue parseList(const PropertySchema& schema, const QString& text) {
  Value::Array list;
  for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
    const QString word = part.trimmed();
    if (word.isEmpty()) continue;
    if (schema.type == PropertyType::textList) {
      list.emplace_back(word.toStdString());
      continue;
    }
    bool ok = false;
    const qlonglong number = word.toLongLong(&ok);
    if (!ok) return {std::nullopt, tr("“%1” is no whole number.").arg(word)};
    list.emplace_back(static_cast<std::int64_t>(number));
  }
  if (list.empty()) return {};
  return {Value(std::move(list)), {}};
}

}  // namespace

Value numberValue(const PropertySchema& schema, double number) {
  constexpr double kExact = 9007199254740992;  // 2^53: whole numbers up to here have one notation
  const bool whole = std::floor(number) == number && std::abs(number) <= kExact;
  if (whole && (schema.type == PropertyType::integer || !isFraction(schema)))
    return Value(static_cast<std::int64_t>(number));
  return Value(number);
}

QString plainText(const Value& value) { return value.visit(PlainText()); }

QString valueText(const PropertySchema& schema, const Value& value, const Design& design, const QLocale& locale) {
  if (!schema.typeProblem(value).empty()) return plainText(value);
  switch (schema.type) {
    case PropertyType::boolean:
      return *value.asBool() ? tr("on") : tr("off");
    case PropertyType::integer:
    case PropertyType::number:
      if (const auto number = value.asNumber()) return quantityText(schema, *number, locale);
      break;
    case PropertyType::choice:
      return toQString(schema.choiceLabel(*value.asText()));
    case PropertyType::choiceList:
      return listText(value, [&](const std::string& v) { return toQString(schema.choiceLabel(v)); });
    case PropertyType::node:
      return nodeName(design, *value.asText());
    case PropertyType::nodeList:
      return listText(value, [&](const std::string& v) { return nodeName(design, v); });
    case PropertyType::outageTargets:
      return outageText(schema, value, locale);
    case PropertyType::lifecycle:
      return value.asArray()->size() == 1 ? tr("1 rule") : tr("%n rules", static_cast<int>(value.asArray()->size()));
    case PropertyType::text:
    case PropertyType::textList:
    case PropertyType::integerList:
      break;
  }
  return plainText(value);
}

QString lineText(const PropertySchema& schema, const Value& value, const QLocale& locale) {
  const bool number = schema.type == PropertyType::integer || schema.type == PropertyType::number;
  const auto figure = value.asNumber();
  if (number && figure) return quantityText(schema, *figure, locale);
  // What a person edits holds what is not seen as well.
  if (const std::string* text = value.asText()) return QString::fromStdString(*text);
  if (const Value::Array* list = value.asArray()) {
    QStringList parts;
    for (const Value& part : *list) {
      const std::string* text = part.asText();
      parts << (text ? QString::fromStdString(*text) : plainText(part));
    }
    return parts.join(QStringLiteral(", "));
  }
  return plainText(value);
}

ParsedValue parseLine(const PropertySchema& schema, const QString& text, const QLocale& locale) {
  if (text.trimmed().isEmpty()) return {};
  switch (schema.type) {
    case PropertyType::integer:
    case PropertyType::number: {
      const Quantity quantity = parseQuantity(schema, text, locale);
      if (!quantity.number) return {std::nullopt, quantity.problem};
      return {numberValue(schema, *quantity.number), {}};
    }
    case PropertyType::textList:
    case PropertyType::integerList:
      return parseList(schema, text);
    default:
      return {Value(text.trimmed().toStdString()), {}};
  }
}

bool sameValue(const Value& a, const Value& b) {
  if (a == b) return true;
  const auto x = a.asNumber();
  const auto y = b.asNumber();
  return x && y && *x == *y;
}

QString helpToolTip(const PropertySchema& schema, const Design& design, const QLocale& locale) {
  QStringList lines;
  if (!schema.help.empty()) lines << toQString(schema.help);
  const bool number = schema.type == PropertyType::integer || schema.type == PropertyType::number;
  if (const QString range = number ? rangeText(schema, locale) : QString(); !range.isEmpty()) lines << range;
  if (schema.fallback) lines << tr("If not set: %1.").arg(valueText(schema, *schema.fallback, design, locale));
  if (!schema.source.text.empty()) {
    const QString date = toQString(schema.source.date);
    lines << tr("Source: %1%2")
                 .arg(toQString(schema.source.text), date.isEmpty() ? QString() : QStringLiteral(", ") + date);
  }
  for (QString& line : lines) line = line.toHtmlEscaped();
  if (lines.isEmpty()) return {};
  return QStringLiteral("<b>%1</b><br>%2")
      .arg(toQString(schema.label).toHtmlEscaped(), lines.join(QStringLiteral("<br>")));
}

}  // namespace nines
