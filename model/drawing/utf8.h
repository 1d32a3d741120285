// UTF-8 as drawing needs it: code points, and where a text may be cut without harming what people see as one character.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nines::utf8 {

inline constexpr char32_t kReplacement = 0xfffd;

struct Decoded {
  char32_t code = kReplacement;  // kReplacement where the bytes are no UTF-8
  std::size_t length = 1;        // bytes taken, at least 1
};

// The code point at `at`, which must be inside the text.
Decoded decode(std::string_view text, std::size_t at);

// Appends the code point.
void append(std::string& out, char32_t code);

// The end of the cluster (a character with its marks, a joined emoji, a flag) that starts at `at`.
std::size_t clusterEnd(std::string_view text, std::size_t at);

// Control characters and line ends as spaces, bytes that are no UTF-8 as U+FFFD, without what is not seen (seenText()):
// one line that any surface can draw, and in the order in which its characters stand.
std::string oneLine(std::string_view whole);

}  // namespace nines::utf8
