// What a person typed into a search, and how well a name fits it: one ranking for palette, quick insert and search
// field.
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

namespace nines {

class Query {
 public:
  // From this rank on only pieces out of the middle of words fit.
  static constexpr int kLoose = 6;

  explicit Query(const QString& typed);

  bool isEmpty() const { return m_words.isEmpty(); }
  // 0 is best, nothing if a word of the query occurs nowhere. `others` are further names of the same thing: kind,
  // aliases. In this order: the title or one of the others is the query; the title begins with it; its words begin
  // words of the title, one of the others, any of them; they occur somewhere. Case, hyphens and blanks between words do
  // not count: "autoscaling" is "Auto Scaling", "multi-az" is "multi az".
  std::optional<int> rank(const QString& title, const QStringList& others) const;

 private:
  struct Name;

  bool is(const Name& name) const;
  bool beginsIn(const Name& name) const;

  QString m_text;
  QString m_solid;      // without blanks
  QStringList m_words;  // "multi-az" is one: "multi az"
};

}  // namespace nines
