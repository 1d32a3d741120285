#include "formats/markdown.h"

#include <algorithm>

#include "support/ascii.h"
#include "support/plain_text.h"

namespace nines {

namespace {

using ascii::isDigit;

bool isWord(char c) { return ascii::isLetter(c) || isDigit(c) || c == '_'; }

// Where a text may become something else when the page is made already: sites look for these in every piece of text
// that no tag parts, after all escapes of Markdown's own are gone.
class Signs {
 public:
  explicit Signs(std::string_view line) : m_line(line) {}

  // Whether the character must be parted from what is behind it.
  bool isParted(std::size_t at) const {
    const char c = m_line[at];
    switch (c) {
      case '@':  // people are called by it, and addresses of mails have it
        return isWord(next(at));
      case ':':  // "https://x", ":bomb:"
        return m_line.substr(at).starts_with("://") || isEmoji(at);
      case '#':  // "#12"
        return isDigit(next(at));
      case '-':  // "GH-12"
        return isDigit(next(at)) && isWordBefore(at, "gh");
      case '!':  // "!12", a merge request elsewhere
        return isDigit(next(at));
      case '.':  // "www.x"
        return isWordBefore(at, "www");
      case '$':  // a formula, wherever the next one of them stands
        return true;
      default:
        return isCommit(at);
    }
  }

 private:
  char before(std::size_t at) const { return at > 0 ? m_line[at - 1] : ' '; }
  char next(std::size_t at) const { return at + 1 < m_line.size() ? m_line[at + 1] : ' '; }

  bool isWordBefore(std::size_t at, std::string_view word) const {
    if (at < word.size() || (at > word.size() && isWord(m_line[at - word.size() - 1]))) return false;
    return std::ranges::equal(m_line.substr(at - word.size(), word.size()), word,
                              [](char a, char b) { return ascii::lower(a) == b; });
  }

  bool isEmoji(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < m_line.size() && (isWord(m_line[end]) || m_line[end] == '+' || m_line[end] == '-')) ++end;
    return end > at + 1 && end < m_line.size() && m_line[end] == ':';
  }

  // The first of 7 to 40 hexadecimal digits, letters among them: it may be that of a commit.
  bool isCommit(std::size_t at) const {
    constexpr std::size_t fewest = 7;
    constexpr std::size_t most = 40;
    if (isWord(before(at))) return false;
    std::size_t end = at;
    bool digit = false;
    bool letter = false;
    for (; end < m_line.size() && ascii::isHexDigit(m_line[end]); ++end) {
      (isDigit(m_line[end]) ? digit : letter) = true;
    }
    const bool whole = end == m_line.size() || !isWord(m_line[end]);
    return whole && digit && letter && end - at >= fewest && end - at <= most;
  }

  std::string_view m_line;
};

}  // namespace

std::string plainMarkdown(std::string_view text) {
  // What begins a line could be a heading, a list or code.
  const std::string line = plainWords(text, std::string_view::npos);
  const Signs signs(line);
  constexpr std::string_view kMarkup = "\\`*_<>[]|&~$#";
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    std::string sign(1, line[i]);
    if (kMarkup.find(line[i]) != std::string_view::npos) sign.insert(0, 1, '\\');
    out += signs.isParted(i) ? "<span>" + sign + "</span>" : sign;
  }
  return out;
}

}  // namespace nines
