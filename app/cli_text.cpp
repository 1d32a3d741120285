#include "cli_text.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "drawing/utf8.h"

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

// Columns that a terminal needs, near enough: one for each code point.
std::size_t widthOf(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size(); ++width) at += utf8::decode(text, at).length;
  return width;
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
  const std::string text = utf8::oneLine(cell.text);
  const std::string_view escape = colours ? escapeOf(cell.style) : std::string_view();
  return escape.empty() ? text : std::string(escape) + text + "\033[0m";
}

std::string table(const std::vector<std::vector<Cell>>& rows, bool colours, std::string_view indent) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    // The last cell of a row widens nothing: sentences stand there.
    for (std::size_t i = 0; i + 1 < row.size(); ++i)
      widths[i] = std::max(widths[i], widthOf(utf8::oneLine(row[i].text)));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line(indent);
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += styled(row[i], colours);
      if (i + 1 < row.size())
        line.append(widths[i] + 2 - std::min(widths[i], widthOf(utf8::oneLine(row[i].text))), ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

std::string percent(double availability) {
  const double missing = (1 - availability) * 100;
  if (!(missing > 0)) return "100 %";
  const int decimals = std::clamp(1 - static_cast<int>(std::floor(std::log10(missing))), 0, 12);
  std::string digits = fmt::format("{:.{}f}", availability * 100, decimals);
  if (digits.find('.') != std::string::npos) {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.ends_with('.')) digits.pop_back();
  }
  return digits + " %";
}

std::string duration(double seconds) {
  if (seconds > 0 && seconds < 1) return "less than 1 s";
  struct Unit {
    long long seconds;
    std::string_view name;
  };
  constexpr Unit kUnits[] = {{86'400, "d"}, {3'600, "h"}, {60, "min"}, {1, "s"}};
  const auto whole = static_cast<long long>(std::llround(std::clamp(seconds, 0.0, 1e12)));
  for (std::size_t i = 0; i < std::size(kUnits); ++i) {
    const Unit& unit = kUnits[i];
    if (whole < unit.seconds) continue;
    const long long first = whole / unit.seconds;
    const bool more = i + 1 < std::size(kUnits);
    const long long second = more ? whole % unit.seconds / kUnits[i + 1].seconds : 0;
    if (second == 0) return fmt::format("{} {}", first, unit.name);
    return fmt::format("{} {} {} {}", first, unit.name, second, kUnits[i + 1].name);
  }
  return "0 s";
}

std::string downtimePerYear(double availability) {
  constexpr double kYear = 31'557'600;  // seconds, as in all estimates
  return duration((1 - availability) * kYear);
}

bool print(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (written && std::fflush(stdout) == 0) return true;
  complain(fmt::format("standard output: cannot be written: {}", std::strerror(errno)));
  return false;
}

void complain(std::string_view text) {
  const std::string line = utf8::oneLine(text) + '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace nines::cli
