#include "formats/markdown.h"

namespace nines {

std::string plainMarkdown(std::string_view text) {
  constexpr std::string_view kMarkup = "\\`*_<>[]|";
  std::string out;
  for (const char c : text) {
    if (kMarkup.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace nines
