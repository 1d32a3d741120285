// CSV as RFC 4180 has it, read strictly: for tests of what is written, and sharing nothing with the writer.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

namespace nines::test {

// Without the mark of byte order, which a file may have and its first title must not.
inline QByteArray withoutByteOrder(const QByteArray& bytes) {
  return bytes.startsWith("\xEF\xBB\xBF") ? bytes.sliced(3) : bytes;
}

// Rows of cells; nothing where the text breaks the rules: a quote inside a bare cell, text behind a quoted one, a line
// end that is not CRLF, rows of different lengths, or no line end at the end.
inline std::optional<QList<QStringList>> readCsv(const QByteArray& file) {
  const QByteArray bytes = withoutByteOrder(file);
  QList<QStringList> rows;
  QStringList row;
  QByteArray cell;
  qsizetype at = 0;
  const auto is = [&](char c) { return at < bytes.size() && bytes[at] == c; };
  while (at < bytes.size()) {
    cell.clear();
    if (is('"')) {
      for (++at;; ++at) {
        if (at >= bytes.size()) return std::nullopt;
        if (bytes[at] == '"' && (++at >= bytes.size() || bytes[at] != '"')) break;
        cell += bytes[at];
      }
    } else {
      for (; at < bytes.size() && bytes[at] != ',' && bytes[at] != '\r'; ++at) {
        if (bytes[at] == '"' || bytes[at] == '\n') return std::nullopt;
        cell += bytes[at];
      }
    }
    row.append(QString::fromUtf8(cell));
    if (is(',')) {
      ++at;
      continue;
    }
    if (!is('\r') || ++at >= bytes.size() || bytes[at] != '\n') return std::nullopt;
    ++at;
    if (!rows.isEmpty() && rows.first().size() != row.size()) return std::nullopt;
    rows.append(row);
    row.clear();
  }
  return row.isEmpty() ? std::optional(rows) : std::nullopt;
}

}  // namespace nines::test
