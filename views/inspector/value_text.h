// Property values as people read and type them.
#pragma once

#include <QLocale>
#include <QString>
#include <optional>

#include "semantics/design.h"

namespace nines {

// Any value without knowing its property: "true", "3", "a, b".
QString plainText(const Value& value);

// For reading: choices by label, nodes by name, numbers with unit. A value of another type than its property's is shown
// plainly.
QString valueText(const PropertySchema& schema, const Value& value, const Design& design, const QLocale& locale);

// For a line to edit: what parseLine() reads back as the same value.
QString lineText(const PropertySchema& schema, const Value& value, const QLocale& locale);

// A number as the file keeps it: whole ones as integers, shares as they are.
Value numberValue(const PropertySchema& schema, double number);

struct ParsedValue {
  std::optional<Value> value;  // empty without a problem: nothing was typed, so the property is cleared
  QString problem;
};
// Reads integer, number, text, textList and integerList properties.
ParsedValue parseLine(const PropertySchema& schema, const QString& text, const QLocale& locale);

// 7 and 7.0 are the same to people.
bool sameValue(const Value& a, const Value& b);

// Rich text: help, range, and where the default comes from.
QString helpToolTip(const PropertySchema& schema, const Design& design, const QLocale& locale);

}  // namespace nines
