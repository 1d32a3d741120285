#include "formats/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "drawing/utf8.h"
#include "formats/json_write.h"
#include "support/plain_text.h"

namespace nines {

namespace {

constexpr std::string_view kEnd = "\r\n";
// Without it spreadsheets take a file for one of their country's old encoding.
constexpr std::string_view kByteOrder = "\xEF\xBB\xBF";
// The title that stands in quotation marks which it does not need. To whoever reads CSV that means nothing, and nothing
// else writes just this one so: a table that somebody has made, or saved from a spreadsheet, is not taken for ours.
constexpr std::size_t kQuoted = 1;

// Blank, or not to be seen at all: programs differ in whether they skip it before they look for a formula.
bool isBlank(char32_t code) {
  return code <= 0x20 || (code >= 0x7f && code <= 0xa0) || code == 0xad || (code >= 0x2000 && code <= 0x200f) ||
         (code >= 0x2028 && code <= 0x202f) || (code >= 0x205f && code <= 0x206f) || code == 0x3000 || code == 0xfeff;
}

// Also the wide forms of East Asian typefaces, which some programs take for the plain ones.
bool beginsAFormula(char32_t code) {
  constexpr std::u32string_view signs = U"=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";
  return signs.find(code) != std::u32string_view::npos;
}

bool looksLikeAFormula(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    if (beginsAFormula(next.code)) return true;
    if (!isBlank(next.code)) return false;
    at += next.length;
  }
  return false;
}

// Control characters are no text in CSV; line ends and tabs are what people type.
bool isControl(char32_t code) {
  return (code < 0x20 && code != '\n' && code != '\r' && code != '\t') || (code >= 0x7f && code < 0xa0);
}

std::string numberText(double number) { return std::isfinite(number) ? fmt::format("{}", number) : std::string(); }

bool isPlain(const Value& value) { return !value.asArray() && !value.asObject(); }

// As a text; what is said to be one may be taken for a formula, a number not.
std::string textOf(const Value& value) {
  if (value.isNull()) return {};
  if (const bool* flag = value.asBool()) return *flag ? "true" : "false";
  if (const std::string* text = value.asText()) return *text;
  if (const Value::Array* items = value.asArray(); items && std::ranges::all_of(*items, isPlain)) {
    std::string out;
    for (const Value& item : *items) out += (&item == &items->front() ? "" : "; ") + textOf(item);
    return out;
  }
  std::string out;
  if (isPlain(value)) {
    value.visit([&](const auto& v) {
      using Type = std::decay_t<decltype(v)>;
      if constexpr (std::is_same_v<Type, double>) out = numberText(v);
      else if constexpr (std::is_integral_v<Type>) out = fmt::format("{}", v);
    });
    return out;
  }
  json::appendValue(out, value);
  return out;
}

void appendRow(std::string& out, const std::vector<Value>& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    const std::string text = textOf(row[i]);
    out += row[i].asNumber() ? text : csvCell(text);
  }
  out += kEnd;
}

}  // namespace

std::string csvCell(std::string_view utf8) {
  const std::string text = seenText(utf8);
  std::string safe = looksLikeAFormula(text) ? "'" : "";
  bool quoted = false;
  // Where lists are separated by ";", as in much of Europe, a quote in the middle of a line means nothing: what stands
  // behind a ";", or on the next line, is a cell of its own there.
  bool begins = false;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    at += next.length;
    const bool separates = next.code == ';' || next.code == '\n' || next.code == '\r' || next.code == '\t';
    quoted = quoted || separates || next.code == '"' || next.code == ',';
    if (begins && !separates && beginsAFormula(next.code)) safe += '\'';
    begins = separates || (begins && (isBlank(next.code) || next.code == '"'));
    if (next.code == '"') safe += '"';
    utf8::append(safe, isControl(next.code) ? utf8::kReplacement : next.code);
  }
  // A blank at either end is part of the text: some programs would drop it.
  quoted = quoted || safe.starts_with(' ') || safe.ends_with(' ');
  return quoted ? '"' + safe + '"' : safe;
}

std::string writeCsv(const DataTable& table) {
  std::string out(kByteOrder);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const TableColumn& column = table.columns[i];
    if (i > 0) out += ',';
    const std::string cell =
        csvCell(column.unit.empty() ? column.key : fmt::format("{} ({})", column.key, column.unit));
    out += i == kQuoted && !cell.starts_with('"') ? '"' + cell + '"' : cell;
  }
  out += kEnd;
  for (const auto& row : table.rows) appendRow(out, row);
  return out;
}

bool isOwnCsv(std::string_view beginning) {
  return std::ranges::any_of(namedTables(), [&](const NamedTable& table) {
    std::string heading(kByteOrder);
    for (std::size_t i = 0; i < table.keys.size(); ++i) {
      const std::string_view quote = i == kQuoted ? "\"" : "";
      heading.append(i == 0 ? "" : ",").append(quote).append(table.keys[i]).append(quote);
    }
    return beginning.starts_with(heading + ',') || beginning.starts_with(heading + std::string(kEnd));
  });
}

}  // namespace nines
