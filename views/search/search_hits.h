// What the search field finds: resources of the design, rules of the rulebook, commands of the menus.
#pragma once

#include <QAction>
#include <QList>
#include <QString>
#include <vector>

#include "drawing/theme.h"
#include "semantics/design.h"

namespace nines {

struct SearchHit {
  enum class Kind { resource, rule, command };

  Kind kind = Kind::resource;
  QString id;      // of the node or rule; empty for a command
  QString title;   // as it is shown
  QString detail;  // kind and place, what the rule demands, or the command's keys
  QString icon;
  Token tone = Token::muted;
  QAction* command = nullptr;
};

// Commands are also found by the words in their data (a QStringList).
// Those that contain every word of the query, best first as Query ranks them; resources before commands before rules
// where equal. At most `most`. Nothing for an empty query. Commands that cannot
// be carried out now are left out.
std::vector<SearchHit> findHits(const Design& design, const QList<QAction*>& commands, const QString& query,
                                std::size_t most);

}  // namespace nines
