#include "search/search_hits.h"

#include <QMenu>
#include <QStringList>
#include <algorithm>

#include "resource_look.h"
#include "rules/rulebook.h"
#include "search/query.h"
#include "theme/text.h"

namespace nines {

namespace {

struct Ranked {
  int rank = 0;
  SearchHit hit;
};

class Search {
 public:
  explicit Search(const QString& query) : m_typed(query.trimmed()), m_query(query) {}

  bool isEmpty() const { return m_query.isEmpty(); }

  template <class MakeHit>
  void offer(const QString& title, const QStringList& others, MakeHit makeHit) {
    if (const auto rank = m_query.rank(title, others)) m_found.push_back({*rank, makeHit()});
  }

  // Names with points in them are those of rules: who types one means no words.
  bool isBeginningOf(const QString& id) const {
    return m_typed.contains(QLatin1Char('.')) && id.startsWith(m_typed, Qt::CaseInsensitive);
  }
  void put(int rank, SearchHit hit) { m_found.push_back({rank, std::move(hit)}); }

  std::vector<SearchHit> best(std::size_t most) {
    std::ranges::stable_sort(m_found, {}, &Ranked::rank);
    std::vector<SearchHit> out;
    for (std::size_t i = 0; i < std::min(most, m_found.size()); ++i) out.push_back(std::move(m_found[i].hit));
    return out;
  }

 private:
  QString m_typed;
  Query m_query;
  std::vector<Ranked> m_found;
};

void offerResources(Search& search, const Design& design) {
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    const Node& node = design.node(i);
    const Kind* kind = design.kind(i);
    const QString title = toQString(titleOf(design, i));
    search.offer(title, {toQString(node.id), toQString(kind ? kind->label : node.kind)}, [&] {
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
    search.offer(title, command->data().toStringList(), [&] {
      return SearchHit{
          SearchHit::Kind::command, {},           title,  command->shortcut().toString(QKeySequence::NativeText),
          QStringLiteral("fwd"),    Token::muted, command};
    });
  }
}

void offerRules(Search& search) {
  for (const Rule& rule : rulebook()) {
    QStringList others{toQString(rule.title)};
    for (const std::string_view alias : rule.aliases) others << toQString(alias);
    const QString id = toQString(rule.id);
    const auto hit = [&] {
      return SearchHit{SearchHit::Kind::rule,   id,           id,     toQString(rule.title),
                       QStringLiteral("check"), Token::muted, nullptr};
    };
    if (search.isBeginningOf(id)) search.put(-1, hit());
    else search.offer(id, others, hit);
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
