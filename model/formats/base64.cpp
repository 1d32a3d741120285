#include "formats/base64.h"

#include <array>
#include <cstdint>

namespace nines {

namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::int8_t kForeign = -1;
constexpr std::int8_t kBlank = -2;
constexpr std::int8_t kFill = -3;

constexpr std::array<std::int8_t, 256> valuesOfLetters() {
  std::array<std::int8_t, 256> out{};
  out.fill(kForeign);
  for (std::size_t i = 0; i < kLetters.size(); ++i) {
    out[static_cast<unsigned char>(kLetters[i])] = static_cast<std::int8_t>(i);
  }
  for (const char blank : {' ', '\t', '\r', '\n'}) out[static_cast<unsigned char>(blank)] = kBlank;
  out['='] = kFill;
  return out;
}
constexpr std::array<std::int8_t, 256> kValues = valuesOfLetters();

}  // namespace

std::string toBase64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t count = bytes.size() - at < 3 ? bytes.size() - at : 3;
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      word = word << 8 | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) out += i <= count ? kLetters[word >> (18 - 6 * i) & 0x3f] : '=';
  }
  return out;
}

std::optional<std::string> fromBase64(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t word = 0;
  std::size_t letters = 0;
  std::size_t fill = 0;
  for (const char c : text) {
    const std::int8_t value = kValues[static_cast<unsigned char>(c)];
    if (value == kBlank) continue;
    if (value == kForeign || (fill > 0 && value != kFill)) return std::nullopt;
    if (value == kFill) ++fill;
    word = word << 6 | (value == kFill ? 0U : static_cast<std::uint32_t>(value));
    if (++letters % 4 != 0) continue;
    if (fill > 2) return std::nullopt;
    for (std::size_t i = 0; i < 3 - fill; ++i) out += static_cast<char>(word >> (16 - 8 * i) & 0xff);
    word = 0;
  }
  if (letters % 4 != 0 || fill > 2) return std::nullopt;
  return out;
}

}  // namespace nines
