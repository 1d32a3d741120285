#include "cli_text.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "drawing/utf8.h"
#include "support/format.h"
#include "support/plain_text.h"

namespace nines::cli {

namespace {

std::string_view escapeOf(Style style) {
  switch (style) {
    case Style::plain:
      return {};
    case Style::error:
      return "\033[31m";
    case Style::warning:
      return "\033[33m";
    case Style::note:
      return "\033[36m";
    case Style::good:
      return "\033[32m";
    case Style::strong:
      return "\033[1m";
    case Style::faint:
      return "\033[2m";
  }
  return {};
}

// A name may hold anything: nothing of it moves the cursor, colours, or turns the direction of what follows.
std::string harmless(std::string_view text) { return plainWords(utf8::oneLine(text), std::string_view::npos); }

// Columns that a terminal needs, near enough: one for each code point.
std::size_t widthOf(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size(); ++width) at += utf8::decode(text, at).length;
  return width;
}

// Figures have non-breaking spaces for the window; what reads a command's output searches for plain ones.
std::string plain(std::string figure) {
  constexpr std::string_view kNonBreaking = "\u00a0";
  for (std::size_t at = 0; (at = figure.find(kNonBreaking, at)) != std::string::npos;)
    figure.replace(at, kNonBreaking.size(), " ");
  return figure;
}

}  // namespace

bool isTerminal(std::FILE* stream) { return ::isatty(::fileno(stream)) == 1; }

bool hasColours(std::FILE* stream) {
  const char* none = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal && std::string_view(terminal) == "dumb";
  return isTerminal(stream) && !(none && *none) && !dumb;
}

std::string styled(const Cell& cell, bool colours) {
  const std::string text = harmless(cell.text);
  const std::string_view escape = colours ? escapeOf(cell.style) : std::string_view();
  return escape.empty() ? text : std::string(escape) + text + "\033[0m";
}

std::string table(const std::vector<std::vector<Cell>>& rows, bool colours, std::string_view indent) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    // The last cell of a row widens nothing: sentences stand there.
    for (std::size_t i = 0; i + 1 < row.size(); ++i) widths[i] = std::max(widths[i], widthOf(harmless(row[i].text)));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line(indent);
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += styled(row[i], colours);
      if (i + 1 < row.size()) line.append(widths[i] + 2 - std::min(widths[i], widthOf(harmless(row[i].text))), ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

std::string percent(double availability) { return plain(formatPercent(availability)); }

std::string duration(double seconds) { return plain(formatDuration(seconds)); }

std::string downtimePerYear(double availability) { return plain(formatDuration(nines::downtimePerYear(availability))); }

bool print(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (written && std::fflush(stdout) == 0) return true;
  complain(fmt::format("standard output: cannot be written: {}", std::strerror(errno)));
  return false;
}

void complain(std::string_view text) {
  const std::string line = harmless(text) + '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace nines::cli
