#include "search/search_hits.h"

#include <QMenu>
#include <QStringList>
#include <algorithm>
#include <optional>

#include "resource_look.h"
#include "rules/rulebook.h"
#include "theme/text.h"

namespace nines {

namespace {

struct Ranked {
  int rank = 0;
  SearchHit hit;
};

bool beginsAWord(const QString& text, const QString& word) {
  for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at == 0 || !text[at - 1].isLetterOrNumber()) return true;
  }
  return false;
}

// How well the words fit: 0 best, nothing if one of them is neither in the title nor in `more`. All in lower case.
std::optional<int> rankOf(const QString& query, const QStringList& words, const QString& title, const QString& more) {
  int rank = title == query ? 0 : title.startsWith(query) ? 1 : 2;
  for (const QString& word : words) {
    if (beginsAWord(title, word)) continue;
    if (title.contains(word)) rank = std::max(rank, 3);
    else if (more.contains(word)) rank = std::max(rank, 4);
    else return std::nullopt;
  }
  return rank;
}

class Search {
 public:
  explicit Search(const QString& query)
      : m_query(query.simplified().toLower()), m_words(m_query.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {}

  bool isEmpty() const { return m_words.isEmpty(); }

  template <class MakeHit>
  void offer(const QString& title, const QString& more, MakeHit makeHit) {
    if (const auto rank = rankOf(m_query, m_words, title.toLower(), more.toLower())) {
      m_found.push_back({*rank, makeHit()});
    }
  }

  std::vector<SearchHit> best(std::size_t most) {
    std::ranges::stable_sort(m_found, {}, &Ranked::rank);
    std::vector<SearchHit> out;
    for (std::size_t i = 0; i < std::min(most, m_found.size()); ++i) out.push_back(std::move(m_found[i].hit));
    return out;
  }

 private:
  QString m_query;
  QStringList m_words;
  std::vector<Ranked> m_found;
};

void offerResources(Search& search, const Design& design) {
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    const Node& node = design.node(i);
    const Kind* kind = design.kind(i);
    const QString title = toQString(titleOf(design, i));
    const QString more = toQString(node.id) + QLatin1Char(' ') + toQString(kind ? kind->label : node.kind);
    search.offer(title, more, [&] {
      return SearchHit{SearchHit::Kind::resource,
                       toQString(node.id),
                       title,
                       kindAndPlaceOf(design, i),
                       iconOf(design, i),
                       kind ? toneOf(design, *kind) : Token::general,
                       nullptr};
    });
  }
}

QString plainText(const QAction& action) {
  QString text = action.text();
  // A doubled ampersand is one, a single one marks the key to press.
  text.replace(QLatin1String("&&"), QLatin1String("\1")).remove(QLatin1Char('&'));
  return text.replace(QLatin1Char('\1'), QLatin1Char('&')).remove(QStringLiteral("…"));
}

void offerCommands(Search& search, const QList<QAction*>& commands) {
  for (QAction* command : commands) {
    if (!command->isEnabled() || !command->isVisible() || command->isSeparator() || command->menu()) continue;
    const QString title = plainText(*command);
    search.offer(title, command->data().toStringList().join(QLatin1Char(' ')), [&] {
      return SearchHit{
          SearchHit::Kind::command, {},           title,  command->shortcut().toString(QKeySequence::NativeText),
          QStringLiteral("fwd"),    Token::muted, command};
    });
  }
}

void offerRules(Search& search) {
  for (const Rule& rule : rulebook()) {
    QString more = toQString(rule.title);
    for (const std::string_view alias : rule.aliases) more += QLatin1Char(' ') + toQString(alias);
    const QString id = toQString(rule.id);
    search.offer(id, more, [&] {
      return SearchHit{SearchHit::Kind::rule,   id,           id,     toQString(rule.title),
                       QStringLiteral("check"), Token::muted, nullptr};
    });
  }
}

}  // namespace

std::vector<SearchHit> findHits(const Design& design, const QList<QAction*>& commands, const QString& query,
                                std::size_t most) {
  Search search(query);
  if (search.isEmpty()) return {};
  offerResources(search, design);
  offerCommands(search, commands);
  offerRules(search);
  return search.best(most);
}

}  // namespace nines
