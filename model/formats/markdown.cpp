#include "formats/markdown.h"

namespace nines {

std::string plainMarkdown(std::string_view text) {
  constexpr std::string_view kMarkup = "\\`*_<>[]|&~$#";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    // What begins a line could be a heading, a list or code.
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    // Addresses become links by themselves.
    const bool address = text.substr(i).starts_with("://");
    const bool site = c == '.' && i >= 3 && text.substr(i - 3).starts_with("www");
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
