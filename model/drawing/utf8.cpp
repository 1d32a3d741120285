#include "drawing/utf8.h"

#include <algorithm>
#include <array>

#include "support/plain_text.h"

namespace nines::utf8 {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Code points that belong to the one before them: combining marks and vowel signs (Unicode general categories Mn and Mc
// of the scripts in common use), Hangul vowels and finals, joiners, variation selectors, skin tones, tags. Sorted.
constexpr std::array kExtending{
    Range{0x0300, 0x036f},   Range{0x0483, 0x0489}, Range{0x0591, 0x05bd},   Range{0x05bf, 0x05bf},
    Range{0x05c1, 0x05c2},   Range{0x05c4, 0x05c5}, Range{0x0610, 0x061a},   Range{0x064b, 0x065f},
    Range{0x0670, 0x0670},   Range{0x06d6, 0x06dc}, Range{0x06df, 0x06e4},   Range{0x06e7, 0x06e8},
    Range{0x06ea, 0x06ed},   Range{0x0711, 0x0711}, Range{0x0730, 0x074a},   Range{0x0900, 0x0903},
    Range{0x093a, 0x093c},   Range{0x093e, 0x094f}, Range{0x0951, 0x0957},   Range{0x0962, 0x0963},
    Range{0x0981, 0x0983},   Range{0x09bc, 0x09bc}, Range{0x09be, 0x09cd},   Range{0x0a01, 0x0a03},
    Range{0x0a3c, 0x0a51},   Range{0x0a81, 0x0a83}, Range{0x0abc, 0x0abc},   Range{0x0abe, 0x0acd},
    Range{0x0b01, 0x0b03},   Range{0x0b3c, 0x0b3c}, Range{0x0b3e, 0x0b57},   Range{0x0bbe, 0x0bcd},
    Range{0x0c00, 0x0c04},   Range{0x0c3e, 0x0c56}, Range{0x0c81, 0x0c83},   Range{0x0cbc, 0x0cbc},
    Range{0x0cbe, 0x0cd6},   Range{0x0d00, 0x0d03}, Range{0x0d3b, 0x0d3c},   Range{0x0d3e, 0x0d4d},
    Range{0x0e31, 0x0e31},   Range{0x0e34, 0x0e3a}, Range{0x0e47, 0x0e4e},   Range{0x0eb1, 0x0eb1},
    Range{0x0eb4, 0x0ebc},   Range{0x0ec8, 0x0ece}, Range{0x0f71, 0x0f84},   Range{0x102b, 0x103e},
    Range{0x1160, 0x11ff},   Range{0x17b4, 0x17d3}, Range{0x1ab0, 0x1aff},   Range{0x1dc0, 0x1dff},
    Range{0x200d, 0x200d},   Range{0x20d0, 0x20ff}, Range{0x302a, 0x302f},   Range{0x3099, 0x309a},
    Range{0xfe00, 0xfe0f},   Range{0xfe20, 0xfe2f}, Range{0x1f3fb, 0x1f3ff}, Range{0xe0020, 0xe007f},
    Range{0xe0100, 0xe01ef},
};

bool extends(char32_t code) {
  const auto after = std::ranges::upper_bound(kExtending, code, {}, &Range::first);
  return after != kExtending.begin() && code <= (after - 1)->last;
}

bool isFlagHalf(char32_t code) { return code >= 0x1f1e6 && code <= 0x1f1ff; }
bool isControl(char32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029;
}

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > text.size()) return {};
  char32_t code = lead & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0u) != 0x80) return {};
    code = (code << 6) | (byte(at + i) & 0x3fu);
  }
  const bool tooLong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  if (tooLong || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return {};
  return {code, length};
}

void append(std::string& out, char32_t code) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xc0 | (code >> 6));
    put(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    put(0xe0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3f));
    put(0x80 | (code & 0x3f));
  } else {
    put(0xf0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3f));
    put(0x80 | ((code >> 6) & 0x3f));
    put(0x80 | (code & 0x3f));
  }
}

std::size_t clusterEnd(std::string_view text, std::size_t at) {
  Decoded last = decode(text, at);
  std::size_t end = at + last.length;
  bool flag = isFlagHalf(last.code);
  while (end < text.size()) {
    const Decoded next = decode(text, end);
    const bool secondFlagHalf = flag && isFlagHalf(next.code);
    if (!extends(next.code) && last.code != 0x200d && !secondFlagHalf) break;
    flag = false;
    last = next;
    end += next.length;
  }
  return end;
}

std::string oneLine(std::string_view whole) {
  const auto stays = [](char c) { return c >= 0x20 && c < 0x7f; };
  // Most texts have nothing to replace.
  if (std::ranges::all_of(whole, stays)) return std::string(whole);
  const std::string text = seenText(whole);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text, at);
    append(out, isControl(next.code) ? U' ' : next.code);
    at += next.length;
  }
  return out;
}

}  // namespace nines::utf8
