#include "formats/xml_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "drawing/utf8.h"

namespace nines {

namespace {

constexpr std::size_t kEnd = std::string_view::npos;
constexpr std::size_t kLongestReference = 32;
constexpr std::size_t kShown = 40;  // bytes of what a sentence names

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool isCharacter(std::uint32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  return code < 0xd800 || (code > 0xdfff && code <= 0x10ffff && code != 0xfffe && code != 0xffff);
}

class Check {
 public:
  explicit Check(std::string_view text) : m_text(text) {}

  std::optional<XmlFault> run() {
    checkCharacters();
    while (!m_fault && m_at < m_text.size()) {
      if (m_text[m_at] == '<') markup();
      else content();
    }
    return std::move(m_fault);
  }

 private:
  void fail(std::size_t at, std::string reason) {
    if (!m_fault) m_fault = XmlFault{at, std::move(reason)};
  }

  void checkCharacters() {
    for (std::size_t at = 0; at < m_text.size() && !m_fault;) {
      const auto byte = static_cast<unsigned char>(m_text[at]);
      if (byte >= 0x20 && byte < 0x80) {
        ++at;
        continue;
      }
      const utf8::Decoded next = utf8::decode(m_text, at);
      const bool isWritten = m_text.substr(at, 3) == "\xef\xbf\xbd";
      if (next.code == utf8::kReplacement && !isWritten) fail(at, "has bytes that are no UTF-8");
      else if (!isCharacter(next.code)) fail(at, fmt::format("has the character {:#x}, which XML has not", +next.code));
      at += next.length;
    }
  }

  bool starts(std::string_view with) const { return m_text.substr(m_at).starts_with(with); }

  // Past the next `end`; past everything where there is none, which the library will say.
  void skipPast(std::string_view end) {
    const std::size_t found = m_text.find(end, m_at);
    m_at = found == kEnd ? m_text.size() : found + end.size();
  }

  void markup() {
    if (starts("<!--")) {
      m_at += 4;
      skipPast("-->");
    } else if (starts("<![CDATA[")) {
      if (m_depth == 0) fail(m_at, "has text beside its root element");
      skipPast("]]>");
    } else if (starts("<?")) {
      skipPast("?>");
    } else if (starts("<!")) {
      declaration();
    } else if (starts("</")) {
      if (m_depth > 0) --m_depth;
      skipPast(">");
    } else {
      element();
    }
  }

  void declaration() {
    std::size_t brackets = 0;
    for (++m_at; m_at < m_text.size(); ++m_at) {
      const char c = m_text[m_at];
      if (c == '"' || c == '\'') {
        m_at = std::min(m_text.find(c, m_at + 1), m_text.size());
      } else if (c == '[') {
        ++brackets;
      } else if (c == ']' && brackets > 0) {
        --brackets;
      } else if (c == '>' && brackets == 0) {
        ++m_at;
        return;
      }
    }
  }

  void content() {
    const std::size_t end = std::min(m_text.find('<', m_at), m_text.size());
    for (; m_at < end && !m_fault; ++m_at) {
      if (m_depth == 0 && !isBlank(m_text[m_at])) fail(m_at, "has text beside its root element");
      if (m_text[m_at] == '&') reference(m_at);
    }
  }

  void element() {
    if (m_depth == 0 && std::exchange(m_hasRoot, true)) fail(m_at, "has another element beside its root");
    m_names.clear();
    while (m_at < m_text.size() && !isBlank(m_text[m_at]) && m_text[m_at] != '>' && m_text[m_at] != '/') ++m_at;
    while (m_at < m_text.size() && m_text[m_at] != '>' && !m_fault) attribute();
    const bool isClosed = m_at > 0 && m_text[m_at - 1] == '/';
    if (!isClosed) ++m_depth;
    ++m_at;
    if (m_names.size() < 2) return;
    std::ranges::sort(m_names);
    const auto twice = std::ranges::adjacent_find(m_names);
    if (twice != m_names.end())
      fail(static_cast<std::size_t>(std::next(twice)->data() - m_text.data()),
           fmt::format("has the attribute \"{}\" twice in one element", twice->substr(0, kShown)));
  }

  // What stands between blanks, up to and with a value in quotes.
  void attribute() {
    if (isBlank(m_text[m_at]) || m_text[m_at] == '/') {
      ++m_at;
      return;
    }
    const std::size_t begin = m_at;
    while (m_at < m_text.size() && !isBlank(m_text[m_at]) && m_text[m_at] != '=' && m_text[m_at] != '>') ++m_at;
    m_names.push_back(m_text.substr(begin, m_at - begin));
    while (m_at < m_text.size() && (isBlank(m_text[m_at]) || m_text[m_at] == '=')) ++m_at;
    if (m_at == m_text.size() || (m_text[m_at] != '"' && m_text[m_at] != '\'')) return;  // the library says it
    const std::size_t end = m_text.find(m_text[m_at], m_at + 1);
    if (end == kEnd) {
      m_at = m_text.size();
      return;
    }
    for (++m_at; m_at < end; ++m_at) {
      if (m_text[m_at] == '<') fail(m_at, "has \"<\" in a value, which has to be \"&lt;\"");
      if (m_text[m_at] == '&') reference(m_at);
    }
    ++m_at;
  }

  void reference(std::size_t at) {
    const std::size_t end = m_text.substr(0, std::min(m_text.size(), at + kLongestReference)).find(';', at);
    if (end == kEnd) return fail(at, "has \"&\" that begins no entity, and has to be \"&amp;\"");
    const std::string_view name = m_text.substr(at + 1, end - at - 1);
    constexpr std::array<std::string_view, 5> kKnown{"amp", "lt", "gt", "quot", "apos"};
    if (std::ranges::find(kKnown, name) != kKnown.end()) return;
    const std::string_view shown = m_text.substr(at, end - at + 1);
    if (!name.starts_with('#')) return fail(at, fmt::format("has the entity \"{}\", which is not declared", shown));
    const bool isHex = name.starts_with("#x");
    const std::string_view digits = name.substr(isHex ? 2 : 1);
    std::uint32_t code = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, isHex ? 16 : 10);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || !isCharacter(code))
      fail(at, fmt::format("has \"{}\", which is no character of XML", shown));
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  std::size_t m_depth = 0;
  bool m_hasRoot = false;
  std::vector<std::string_view> m_names;  // of the attributes of one element
  std::optional<XmlFault> m_fault;
};

}  // namespace

std::optional<XmlFault> xmlFault(std::string_view text) { return Check(text).run(); }

}  // namespace nines
