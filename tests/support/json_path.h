// Reaching into JSON: at(value, "runs.0.results") is undefined where there is no such thing.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace nines::test {

inline QJsonValue at(QJsonValue value, const QString& path) {
  for (const QString& step : path.split('.')) {
    bool isNumber = false;
    const int number = step.toInt(&isNumber);
    value = isNumber ? value.toArray().at(number) : value.toObject().value(step);
  }
  return value;
}

}  // namespace nines::test
