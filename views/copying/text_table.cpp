#include "copying/text_table.h"

#include <QLocale>
#include <QMimeData>
#include <algorithm>

namespace nines {

namespace {

constexpr char16_t kNoBreakSpace = 0x00a0;
constexpr char16_t kNarrowNoBreakSpace = 0x202f;

bool isNumber(QString text) {
  text = text.trimmed();
  if (text.endsWith(QLatin1Char('%'))) text = text.chopped(1).trimmed();
  bool ok = false;
  QLocale().toDouble(text, &ok);
  if (!ok) QLocale::c().toDouble(text, &ok);
  return ok;
}

// Spreadsheets take what begins with one of these for a formula, some also in its wide form, and look past blanks.
bool beginsLikeAFormula(const QString& text) {
  static const QString signs = QStringLiteral("=+-@\uFF1D\uFF0B\uFF0D\uFF20");
  const auto first =
      std::ranges::find_if(text, [](QChar c) { return !c.isSpace() && c.category() != QChar::Other_Format; });
  return first != text.end() && signs.contains(*first) && !isNumber(text);
}

// An apostrophe before it is what a spreadsheet reads as "this is text".
QString asText(const QString& text) { return beginsLikeAFormula(text) ? QLatin1Char('\'') + text : text; }

QString oneLine(QString text) {
  for (QChar& c : text) {
    const bool parts = c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line ||
                       c.category() == QChar::Separator_Paragraph;
    // A figure that is held together with its unit is none to a spreadsheet.
    if (parts || c == kNoBreakSpace || c == kNarrowNoBreakSpace) c = QLatin1Char(' ');
  }
  return text.trimmed();
}

// Control characters are none of HTML's, except for the end of a line. Each line may become a cell of its own.
QString htmlCell(const QString& text) {
  QStringList lines;
  for (const QString& line : text.split(QLatin1Char('\n'))) {
    QString shown = line;
    shown.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    lines << asText(shown).toHtmlEscaped();
  }
  return lines.join(QStringLiteral("<br>"));
}

void addHtmlRow(QString& html, const QStringList& cells, QLatin1String tag) {
  html += QStringLiteral("<tr>");
  for (const QString& cell : cells) {
    html += QLatin1Char('<') + tag + QLatin1Char('>') + htmlCell(cell) + QStringLiteral("</") + tag + QLatin1Char('>');
  }
  html += QStringLiteral("</tr>\n");
}

}  // namespace

namespace {

// Where a cell begins with a quotation mark, spreadsheets read on to the next one, over tabs and line ends.
QString quoted(QString cell) {
  if (!cell.startsWith(QLatin1Char('"'))) return cell;
  cell.replace(QLatin1Char('"'), QLatin1String("\"\""));
  return QLatin1Char('"') + cell + QLatin1Char('"');
}

}  // namespace

QString tabbedText(const TextTable& table) {
  QStringList lines;
  const auto add = [&lines](const QStringList& row) {
    QStringList cells;
    for (const QString& cell : row) cells << quoted(asText(oneLine(cell)));
    lines << cells.join(QLatin1Char('\t'));
  };
  if (!table.titles.isEmpty()) add(table.titles);
  for (const QStringList& row : table.rows) add(row);
  return lines.join(QLatin1Char('\n'));
}

QString htmlTable(const TextTable& table) {
  QString html =
      QStringLiteral("<meta charset=\"utf-8\"><style>br{mso-data-placement:same-cell}</style><table border=\"1\">\n");
  if (!table.titles.isEmpty()) {
    html += QStringLiteral("<thead>");
    addHtmlRow(html, table.titles, QLatin1String("th"));
    html += QStringLiteral("</thead>\n");
  }
  html += QStringLiteral("<tbody>");
  for (const QStringList& row : table.rows) addHtmlRow(html, row, QLatin1String("td"));
  return html + QStringLiteral("</tbody></table>\n");
}

QMimeData* tableMimeData(const TextTable& table) {
  auto* data = new QMimeData;
  data->setText(tabbedText(table));
  data->setHtml(htmlTable(table));
  return data;
}

}  // namespace nines
