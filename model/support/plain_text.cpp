#include "support/plain_text.h"

#include <algorithm>

namespace nines {

namespace {

std::size_t lengthOf(unsigned char lead) { return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4; }

// Of valid UTF-8, one character.
char32_t codeOf(std::string_view character) {
  if (character.size() == 1) return static_cast<unsigned char>(character[0]);
  auto code = static_cast<char32_t>(static_cast<unsigned char>(character[0]) & (0xffU >> (character.size() + 1)));
  for (const char byte : character.substr(1)) code = code << 6U | (static_cast<unsigned char>(byte) & 0x3fU);
  return code;
}

bool endsLine(char32_t code) { return code == 0x2028 || code == 0x2029; }
bool isControl(unsigned char byte) { return byte < 0x20 || byte == 0x7f; }

}  // namespace

bool turnsDirection(char32_t code) {
  // Marks; embeddings and overrides; isolates, and the older controls behind them.
  return code == 0x061c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x206f);
}

std::string plainWords(std::string_view utf8, std::size_t most) {
  const auto ordinary = [](unsigned char byte) { return !isControl(byte) && byte < 0x80; };
  if (utf8.size() <= most && std::ranges::all_of(utf8, ordinary)) return std::string(utf8);
  std::string out;
  std::size_t count = 0;
  std::size_t beforeLast = 0;  // where the last character that fits begins
  for (std::size_t at = 0; at < utf8.size();) {
    const std::string_view character = utf8.substr(at, lengthOf(static_cast<unsigned char>(utf8[at])));
    at += character.size();
    const char32_t code = codeOf(character);
    if (turnsDirection(code) || endsLine(code)) continue;
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
