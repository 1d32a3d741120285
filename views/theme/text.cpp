#include "theme/text.h"

#include <algorithm>

#include "support/plain_text.h"

namespace nines {

namespace {

// Fonts have a box for them, and a window's title ends at the first NUL. Line ends and tabs have a place in sentences.
bool isBox(QChar c) { return c.category() == QChar::Other_Control && c != QLatin1Char('\n') && c != QLatin1Char('\t'); }

}  // namespace

QString toQString(std::string_view utf8) {
  QString text = QString::fromStdString(seenText(utf8));
  // Only where there is one: looking alone copies nothing.
  if (std::any_of(text.cbegin(), text.cend(), isBox))
    std::replace_if(text.begin(), text.end(), isBox, QLatin1Char(' '));
  return text;
}

QString shownText(const QString& text) { return toQString(text.toStdString()); }

}  // namespace nines
