#include "formats/markdown.h"

#include "drawing/utf8.h"
#include "support/plain_text.h"

namespace nines {

namespace {

bool endsLine(char32_t code) { return code == 0x2028 || code == 0x2029; }

std::string withoutTurns(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    if (!turnsDirection(next.code) && !endsLine(next.code)) out += text.substr(at, next.length);
    at += next.length;
  }
  return out;
}

}  // namespace

std::string plainMarkdown(std::string_view text) {
  const std::string whole = withoutTurns(text);
  const std::string_view line = whole;
  constexpr std::string_view kMarkup = "\\`*_<>[]|&~$#";
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    char c = line[i];
    // What begins a line could be a heading, a list or code.
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    // Addresses become links by themselves.
    const bool address = line.substr(i).starts_with("://");
    const bool site = c == '.' && i >= 3 && line.substr(i - 3).starts_with("www");
    // People are called by it.
    if (c == '@') {
      out += "&#64;";
      continue;
    }
    if (address || site || kMarkup.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace nines
