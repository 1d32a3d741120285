// Between the model's UTF-8 and Qt's strings.
#pragma once

#include <QString>
#include <string>
#include <string_view>

namespace nines {

inline QString toQString(std::string_view utf8) {
  return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

// In menus an ampersand marks the key to press.
inline QString asMenuText(QString text) { return text.replace(QLatin1Char('&'), QStringLiteral("&&")); }

}  // namespace nines
