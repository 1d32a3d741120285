#include "formats/file_name.h"

#include <algorithm>
#include <array>

#include "drawing/utf8.h"
#include "support/plain_text.h"

namespace nines {

namespace {

constexpr std::size_t kMostCharacters = 80;
constexpr std::size_t kMostBytes = 240;  // with an ending every file system takes it

struct Range {
  char32_t first;
  char32_t last;
};

// Controls, blanks of all kinds, ends of lines, and what is there to format text and is not seen itself.
constexpr std::array kBlank{Range{0, 0x20},         Range{0x7f, 0xa0},     Range{0x600, 0x605},   Range{0x6dd, 0x6dd},
                            Range{0x70f, 0x70f},    Range{0x1680, 0x1680}, Range{0x2000, 0x200d}, Range{0x2028, 0x2029},
                            Range{0x202f, 0x202f},  Range{0x205f, 0x205f}, Range{0x3000, 0x3000}, Range{0xfffe, 0xffff},
                            Range{0x110bd, 0x110cd}};

bool isBlank(char32_t code) {
  return isUnseen(code) ||
         std::ranges::any_of(kBlank, [code](const Range& range) { return code >= range.first && code <= range.last; });
}

bool means(char32_t code) {
  constexpr std::string_view kNever = "/\\:*?\"<>|";
  return code < 0x80 && kNever.find(static_cast<char>(code)) != std::string_view::npos;
}

}  // namespace

std::string fileNameOf(std::string_view title, std::string_view fallback) {
  std::string name;
  std::size_t characters = 0;
  bool blank = false;
  for (std::size_t at = 0; at < title.size() && characters < kMostCharacters;) {
    const utf8::Decoded next = utf8::decode(title, at);
    at += next.length;
    if (isBlank(next.code)) {
      blank = true;
      continue;
    }
    if (name.empty() && next.code == '.') continue;  // it would be hidden, or lead elsewhere
    std::string more(blank && !name.empty() ? " " : "");
    utf8::append(more, means(next.code) ? U'-' : next.code);
    if (name.size() + more.size() > kMostBytes) break;
    characters += blank && !name.empty() ? 2 : 1;
    name += more;
    blank = false;
  }
  return name.empty() ? std::string(fallback) : name;
}

}  // namespace nines
