#include "support/plain_text.h"

#include <algorithm>

namespace nines {

namespace {

std::size_t lengthOf(unsigned char lead) { return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4; }

// U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069; U+2028 and U+2029 end lines.
bool turnsOrBreaks(std::string_view character) {
  if (character == "\xd8\x9c") return true;
  if (character.size() != 3 || character[0] != '\xe2') return false;
  const auto last = static_cast<unsigned char>(character[2]);
  if (character[1] == '\x80') return last == 0x8e || last == 0x8f || (last >= 0xa8 && last <= 0xae);
  return character[1] == '\x81' && last >= 0xa6 && last <= 0xa9;
}

bool isControl(unsigned char byte) { return byte < 0x20 || byte == 0x7f; }

}  // namespace

std::string plainWords(std::string_view utf8, std::size_t most) {
  const auto ordinary = [](unsigned char byte) { return !isControl(byte) && byte < 0x80; };
  if (utf8.size() <= most && std::ranges::all_of(utf8, ordinary)) return std::string(utf8);
  std::string out;
  std::size_t count = 0;
  std::size_t beforeLast = 0;  // where the last character that fits begins
  for (std::size_t at = 0; at < utf8.size();) {
    const std::string_view character = utf8.substr(at, lengthOf(static_cast<unsigned char>(utf8[at])));
    at += character.size();
    if (turnsOrBreaks(character)) continue;
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
