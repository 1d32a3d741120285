// A table as plain texts, and what it is on a clipboard.
#pragma once

#include <QStringList>

class QMimeData;

namespace nines {

struct TextTable {
  QStringList titles;  // may be empty: no line of titles
  QList<QStringList> rows;

  bool operator==(const TextTable&) const = default;
};

// Lines of cells with tabs between them, as spreadsheets paste them. What a cell holds stays in its cell, and nothing
// that people wrote becomes a formula.
QString tabbedText(const TextTable& table);
// The same as a table for word processors and wikis.
QString htmlTable(const TextTable& table);
// Both. The caller owns it.
QMimeData* tableMimeData(const TextTable& table);

}  // namespace nines
