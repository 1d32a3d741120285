// Between the model's UTF-8 and Qt's strings.
#pragma once

#include <QString>
#include <string>
#include <string_view>

namespace nines {

// What people see of a name, a path or a sentence that has one: without signs that are not seen themselves and would
// show the words around them in another order (support/plain_text). Fields in which a text is edited have it as it is:
// QString::fromStdString.
QString toQString(std::string_view utf8);
QString shownText(const QString& text);

// In menus an ampersand marks the key to press.
inline QString asMenuText(QString text) { return text.replace(QLatin1Char('&'), QStringLiteral("&&")); }

}  // namespace nines
