#include "search/query.h"

#include <algorithm>
#include <vector>

namespace nines {

namespace {

constexpr qsizetype kLeastPieceOfTitle = 2;
constexpr qsizetype kLeastPieceOfOthers = 3;

// In lower case, everything but letters and digits as one blank.
QString plain(const QString& text) {
  QString out;
  out.reserve(text.size());
  for (const QChar c : text) {
    if (c.isLetterOrNumber()) out += c.toLower();
    else if (!out.isEmpty() && out.back() != QLatin1Char(' ')) out += QLatin1Char(' ');
  }
  if (out.endsWith(QLatin1Char(' '))) out.chop(1);
  return out;
}

QString withoutBlanks(QString text) { return text.remove(QLatin1Char(' ')); }

bool beginsAWord(const QString& text, const QString& words) {
  for (qsizetype at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (at == 0 || text[at - 1] == QLatin1Char(' ')) return true;
  }
  return false;
}

}  // namespace

struct Query::Name {
  explicit Name(const QString& name) : text(plain(name)), solid(withoutBlanks(text)) {}

  QString text;
  QString solid;
};

Query::Query(const QString& typed) : m_text(plain(typed)), m_solid(withoutBlanks(m_text)) {
  for (const QString& word : typed.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    if (const QString letters = plain(word); !letters.isEmpty()) m_words << letters;
  }
}

bool Query::is(const Name& name) const { return name.solid == m_solid; }

bool Query::beginsIn(const Name& name) const {
  return beginsAWord(name.text, m_text) || name.solid.startsWith(m_solid);
}

std::optional<int> Query::rank(const QString& title, const QStringList& others) const {
  if (isEmpty()) return std::nullopt;
  const Name name(title);
  if (is(name)) return 0;
  std::vector<Name> names(others.begin(), others.end());
  const auto any = [&](auto holds) { return std::any_of(names.begin(), names.end(), holds); };
  const auto all = [&](auto holds) { return std::all_of(m_words.begin(), m_words.end(), holds); };
  if (any([&](const Name& other) { return is(other); })) return 1;
  if (name.text.startsWith(m_text) || name.solid.startsWith(m_solid)) return 2;
  const auto beginsTitle = [&](const QString& word) { return beginsAWord(name.text, word); };
  if (all(beginsTitle)) return 3;
  if (any([&](const Name& other) { return beginsIn(other); })) return 4;
  if (all([&](const QString& word) {
        return beginsTitle(word) || any([&](const Name& other) { return beginsAWord(other.text, word); });
      })) {
    return 5;
  }
  const auto occurs = [&](const QString& word) {
    return beginsTitle(word) || any([&](const Name& other) { return beginsAWord(other.text, word); }) ||
           (word.size() >= kLeastPieceOfTitle && name.text.contains(word)) ||
           (word.size() >= kLeastPieceOfOthers && any([&](const Name& other) { return other.text.contains(word); }));
  };
  if (all(occurs)) return kLoose;
  return std::nullopt;
}

}  // namespace nines
