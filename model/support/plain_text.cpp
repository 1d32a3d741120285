#include "support/plain_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace nines {

namespace {

// 1 for what begins no character.
std::size_t lengthOf(unsigned char lead) {
  if (lead < 0xc2 || lead > 0xf4) return 1;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U; }

// The bytes of the character that begins at `at`; a single one where they are none.
std::string_view characterAt(std::string_view text, std::size_t at) {
  const std::string_view character = text.substr(at, lengthOf(static_cast<unsigned char>(text[at])));
  const bool whole = character.size() == lengthOf(static_cast<unsigned char>(text[at]));
  // What is written with more bytes than it needs is no character.
  const auto second = character.size() > 1 ? static_cast<unsigned char>(character[1]) : 0xbfU;
  const bool overlong = (character[0] == '\xe0' && second < 0xa0U) || (character[0] == '\xf0' && second < 0x90U);
  return whole && !overlong && std::ranges::all_of(character.substr(1), continues) ? character : text.substr(at, 1);
}

// Of valid UTF-8, one character; of other bytes something that is none of the signs here.
char32_t codeOf(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return lead < 0x80 ? char32_t{lead} : 0xfffd;
  auto code = static_cast<char32_t>(lead & (0xffU >> (character.size() + 1)));
  for (const char byte : character.substr(1)) code = code << 6U | (static_cast<unsigned char>(byte) & 0x3fU);
  return code;
}

bool endsLine(char32_t code) { return code == 0x2028 || code == 0x2029; }
bool isControl(unsigned char byte) { return byte < 0x20 || byte == 0x7f; }

struct Range {
  char32_t first;
  char32_t last;
};

// What Unicode calls format characters, without the joiners (U+200C, U+200D) and the signs of Arabic and Kaithi
// numbers, which are seen.
constexpr std::array kUnseen{Range{0xad, 0xad},       Range{0x61c, 0x61c},     Range{0x180e, 0x180e},
                             Range{0x200b, 0x200b},   Range{0x200e, 0x200f},   Range{0x202a, 0x202e},
                             Range{0x2060, 0x206f},   Range{0xfeff, 0xfeff},   Range{0xfff9, 0xfffb},
                             Range{0x1bca0, 0x1bca3}, Range{0x1d173, 0x1d17a}, Range{0xe0000, 0xe0fff}};

// England, Scotland, Wales: a black flag with tags behind it, of which the last one ends the flag.
class FlagTags {
 public:
  // Whether the character, the next one of the text, belongs to a flag.
  bool take(char32_t code) {
    const bool tag = code >= 0xe0020 && code <= 0xe007f;
    const bool belongs = m_inFlag && tag;
    m_inFlag = code == 0x1f3f4 || (belongs && code != 0xe007f && ++m_tags < kMost);
    if (!belongs) m_tags = 0;
    return belongs;
  }

 private:
  static constexpr int kMost = 6;  // no Region's code is longer, and more could hide a text
  bool m_inFlag = false;
  int m_tags = 0;
};

// Of eight bytes from there on a mark for each that is no printable ASCII.
std::uint64_t strangeBytes(const char* from) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, from, sizeof bytes);
  // Of a byte below 0x80 the high bit shows: in the first sum that it is 0x7f, in the second that it is 0x20 or more.
  const std::uint64_t low = bytes & ~kHighBits;
  return (bytes | (low + kOnes) | ~(low + kOnes * 0x60)) & kHighBits;
}

// Whether all bytes are printable ASCII. Every name in every finding is asked, so eight bytes are looked at at once, of
// the last ones some twice.
bool isOrdinary(std::string_view text) {
  constexpr std::size_t kAtOnce = sizeof(std::uint64_t);
  if (text.size() < kAtOnce)
    return std::ranges::all_of(text, [](unsigned char byte) { return !isControl(byte) && byte < 0x80; });
  std::uint64_t strange = strangeBytes(text.data() + text.size() - kAtOnce);
  for (std::size_t at = 0; at + kAtOnce < text.size(); at += kAtOnce) strange |= strangeBytes(text.data() + at);
  return strange == 0;
}

}  // namespace

bool isUnseen(char32_t code) {
  if (code < kUnseen.front().first) return false;
  return std::ranges::any_of(kUnseen, [code](const Range& range) { return code >= range.first && code <= range.last; });
}

std::string seenText(std::string_view utf8) {
  if (std::ranges::all_of(utf8, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; }))
    return std::string(utf8);
  std::string out;
  out.reserve(utf8.size());
  FlagTags flag;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::string_view character = characterAt(utf8, at);
    at += character.size();
    const char32_t code = codeOf(character);
    if (flag.take(code) || !isUnseen(code)) out += character;
  }
  return out;
}

std::string plainWords(std::string_view utf8, std::size_t most) {
  if (utf8.size() <= most && isOrdinary(utf8)) return std::string(utf8);
  std::string out;
  std::size_t count = 0;
  std::size_t beforeLast = 0;  // where the last character that fits begins
  FlagTags flag;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::string_view character = characterAt(utf8, at);
    at += character.size();
    const char32_t code = codeOf(character);
    if ((!flag.take(code) && isUnseen(code)) || endsLine(code)) continue;
    if (count == most) {
      out.resize(beforeLast);
      return out + "\u2026";
    }
    beforeLast = out.size();
    ++count;
    if (isControl(static_cast<unsigned char>(character[0]))) out += ' ';
    else out += character;
  }
  return out;
}

}  // namespace nines
