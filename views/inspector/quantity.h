// Numbers with units as people write and read them, in their own locale: "5 min", "0.5 TB", "99.95 %".
#pragma once

#include <QLocale>
#include <QString>
#include <optional>

#include "catalogue/catalogue.h"

namespace nines {

// Numbers from 0 to 1 without unit are fractions and are shown as percentages.
bool isFraction(const PropertySchema& schema);

struct Quantity {
  std::optional<double> number;  // in the schema's unit; fractions as such
  QString problem;               // a sentence where there is no number
};

// The text may carry another unit of the same dimension, durations several: "1 h 30 min". `number` is empty with a
// problem for what is no number.
Quantity parseQuantity(const PropertySchema& schema, const QString& text, const QLocale& locale);

// Beyond the range that the schema advises: "From 0 days to 35 days."; empty within it. Advice: such values are kept.
// Only what nobody can mean, a time beyond a century or a number beyond 1e15, is no quantity.
QString adviceFor(const PropertySchema& schema, double number, const QLocale& locale);
// Whether arrows beside the figure help: not for shares, whose last digits are what counts.
bool hasSteps(const PropertySchema& schema);
// The next round figure above (`direction` 1) or below (-1), within the range that is advised, and not below 0. From
// nothing: the least one above 0.
double nextStep(const PropertySchema& schema, std::optional<double> from, int direction);
// The range, or the few values that are possible, in words; empty for none.
QString rangeText(const PropertySchema& schema, const QLocale& locale);

// Without exponent as long as that says anything, thousands apart as the locale has it: what parseQuantity() reads.
QString numberText(double number, const QLocale& locale);
// With unit; whole seconds as people say them: "1 min 45 s", "2 h 38 min", "3 d".
QString quantityText(const PropertySchema& schema, double number, const QLocale& locale);

}  // namespace nines
