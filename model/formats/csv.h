// Tables as CSV: RFC 4180 with a heading, UTF-8 with a mark of byte order, CRLF, a point in every locale.
#pragma once

#include <string>
#include <string_view>

#include "formats/tables.h"

namespace nines {

// Headings are the columns' keys, units in brackets behind them. What is unknown is an empty cell. Lists of plain
// values stand in one cell with "; " between them, other values as JSON. A text that a spreadsheet would take for a
// formula gets an apostrophe in front, the sign by which spreadsheets themselves mark text, also behind a ";" or a line
// end inside of it; numbers stay numbers. What is not seen (isUnseen()) is left out. The second title stands in
// quotation marks, by which a file is known as ours.
std::string writeCsv(const DataTable& table);

// A text as one cell: safe, and quoted where it has to be.
std::string csvCell(std::string_view text);

// Whether it begins with the heading of one of our tables, as we write it: what another program has saved is not ours.
bool isOwnCsv(std::string_view beginning);

}  // namespace nines
