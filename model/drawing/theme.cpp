#include "drawing/theme.h"

#include <array>
#include <cstddef>

namespace nines {

namespace {

constexpr std::size_t kTokens = static_cast<std::size_t>(Token::count_);

constexpr Colour hex(std::uint32_t rgb, double alpha = 1) {
  return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>((rgb >> 8) & 0xff),
          static_cast<std::uint8_t>(rgb & 0xff), alpha};
}

struct Row {
  Token token;
  Colour light;
  Colour dark;
};

// Visual specification, section 1, in the order of Token. errSign is the white figure on an error badge.
constexpr std::array kRows{
    Row{Token::none, hex(0, 0), hex(0, 0)},
    Row{Token::window, hex(0xF1F3F6), hex(0x1B1E24)},
    Row{Token::dock, hex(0xF8F9FB), hex(0x21252C)},
    Row{Token::base, hex(0xFFFFFF), hex(0x1C2026)},
    Row{Token::alt, hex(0xF7F9FB), hex(0x20242B)},
    Row{Token::field, hex(0xFFFFFF), hex(0x191C22)},
    Row{Token::fieldBorder, hex(0xC6CDD7), hex(0x3C4450)},
    Row{Token::hover, hex(0xE9ECF1), hex(0x2C323B)},
    Row{Token::border, hex(0xD8DDE4), hex(0x0F1216)},
    Row{Token::border2, hex(0xE6E9EE), hex(0x2F353F)},
    Row{Token::text, hex(0x1A2230), hex(0xE7EAF0)},
    Row{Token::muted, hex(0x586375), hex(0xA3ADBB)},
    Row{Token::faint, hex(0x8791A1), hex(0x77818F)},
    Row{Token::accent, hex(0x3457D5), hex(0x7C97FF)},
    Row{Token::accentSoft, hex(0xE8EDFC), hex(0x2A3350)},
    Row{Token::accentText, hex(0xFFFFFF), hex(0x0E1220)},
    Row{Token::err, hex(0xC4262F), hex(0xFF7B7E)},
    Row{Token::errFill, hex(0xCF2F37), hex(0xE5484D)},
    Row{Token::errTab, hex(0xCF2F37), hex(0xCC3940)},
    Row{Token::errSoft, hex(0xFDECEC), hex(0x3A2226)},
    Row{Token::errSign, hex(0xFFFFFF), hex(0xFFFFFF)},
    Row{Token::warn, hex(0x945600), hex(0xF4BC4F)},
    Row{Token::warnFill, hex(0xF2A60D), hex(0xF2B233)},
    Row{Token::warnSoft, hex(0xFFF5DF), hex(0x372D18)},
    Row{Token::warnSign, hex(0x2A1D00), hex(0x2A1D00)},
    Row{Token::ok, hex(0x16703F), hex(0x58CB8B)},
    Row{Token::okFill, hex(0x2E9E63), hex(0x3FB277)},
    Row{Token::okSoft, hex(0xE4F5EB), hex(0x1D3328)},
    Row{Token::canvas, hex(0xFAFBFC), hex(0x15181D)},
    Row{Token::dot, hex(0xDFE3E9), hex(0x272C35)},
    Row{Token::card, hex(0xFFFFFF), hex(0x272C35)},
    Row{Token::cardBorder, hex(0xCBD2DC), hex(0x434B58)},
    Row{Token::shadow, hex(0x141E32, .10), hex(0x000000, .35)},
    Row{Token::link, hex(0x5F6B7C), hex(0x94A0B1)},
    Row{Token::label, hex(0xEFF6F9), hex(0x1A242B)},
    Row{Token::guide, hex(0xE0218A), hex(0xFF5FB0)},
    Row{Token::note, hex(0xFFF6CC), hex(0x3B3619)},
    Row{Token::noteBorder, hex(0xE6D27A), hex(0x6B6128)},
    Row{Token::noteText, hex(0x5A4B08), hex(0xF0E3A0)},
    Row{Token::track, hex(0xE9ECF1), hex(0x2C323B)},
    Row{Token::failCard, hex(0xEEF0F3), hex(0x20242A)},
    Row{Token::failFill, hex(0xCF2F37, .05), hex(0xFF6B6F, .06)},
    Row{Token::hatch, hex(0xCF2F37, .22), hex(0xFF6B6F, .25)},
    Row{Token::databases, hex(0xC925D1), hex(0xE57BEB)},
    Row{Token::databasesText, hex(0xC925D1), hex(0xE57BEB)},
    Row{Token::storage, hex(0x7AA116), hex(0xA5CF4B)},
    Row{Token::storageText, hex(0x6B8E14), hex(0xA5CF4B)},
    Row{Token::traffic, hex(0x8C4FFF), hex(0xB294FF)},
    Row{Token::trafficText, hex(0x8C4FFF), hex(0xB294FF)},
    Row{Token::compute, hex(0xED7100), hex(0xFF9C45)},
    Row{Token::computeText, hex(0xB04F00), hex(0xFF9C45)},
    Row{Token::security, hex(0xDD344C), hex(0xF5798A)},
    Row{Token::securityText, hex(0xDD344C), hex(0xF5798A)},
    Row{Token::region, hex(0x00A4A6), hex(0x1FA9AB)},
    Row{Token::regionFill, hex(0xF5FAFB), hex(0x171D22)},
    Row{Token::regionTab, hex(0xD8EFEF), hex(0x18373A)},
    Row{Token::regionText, hex(0x00696C), hex(0x3CCBCD)},
    Row{Token::zone, hex(0x147EBA), hex(0x5AB2E8)},
    Row{Token::zoneFill, hex(0x147EBA, .03), hex(0x5AB2E8, .045)},
    Row{Token::zoneText, hex(0x0E6699), hex(0x5AB2E8)},
    Row{Token::general, hex(0x5B6675), hex(0xA3ADBB)},
    Row{Token::generalText, hex(0x5B6675), hex(0xA3ADBB)},
};
static_assert(kRows.size() == kTokens);

using Palette = std::array<Colour, kTokens>;

constexpr Palette palette(Colour Row::* column) {
  Palette colours{};
  for (std::size_t i = 0; i < kTokens; ++i) colours[i] = kRows[i].*column;
  return colours;
}

constexpr bool inOrder() {
  for (std::size_t i = 0; i < kTokens; ++i) {
    if (static_cast<std::size_t>(kRows[i].token) != i) return false;
  }
  return true;
}
static_assert(inOrder());

constexpr Palette kLight = palette(&Row::light);
constexpr Palette kDark = palette(&Row::dark);
constexpr Theme kLightTheme{"light", false, .12, .62, kLight};
constexpr Theme kDarkTheme{"dark", true, .18, .28, kDark};

struct Tone {
  std::string_view id;
  Token line;
  Token text;
};
constexpr std::array kTones{
    Tone{"db", Token::databases, Token::databasesText}, Tone{"st", Token::storage, Token::storageText},
    Tone{"net", Token::traffic, Token::trafficText},    Tone{"cp", Token::compute, Token::computeText},
    Tone{"sec", Token::security, Token::securityText},  Tone{"region", Token::region, Token::regionText},
    Tone{"az", Token::zone, Token::zoneText},           Tone{"gen", Token::general, Token::generalText},
};

const Tone& toneOf(std::string_view id) {
  for (const Tone& tone : kTones) {
    if (tone.id == id) return tone;
  }
  return kTones.back();
}

}  // namespace

const Theme& lightTheme() { return kLightTheme; }
const Theme& darkTheme() { return kDarkTheme; }

Token toneToken(std::string_view tone) { return toneOf(tone).line; }
Token toneTextToken(std::string_view tone) { return toneOf(tone).text; }

}  // namespace nines
