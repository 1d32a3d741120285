#include "theme/text.h"

#include "support/plain_text.h"

namespace nines {

QString toQString(std::string_view utf8) { return QString::fromStdString(seenText(utf8)); }

QString shownText(const QString& text) { return toQString(text.toStdString()); }

}  // namespace nines
