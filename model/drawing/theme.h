// Colours by token: the only place that names a colour. Both palettes are tables of the visual specification.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace nines {

enum class Token : std::uint8_t {
  none,
  window,
  dock,
  base,
  alt,
  field,
  fieldBorder,
  hover,
  border,
  border2,
  text,
  muted,
  faint,
  accent,
  accentSoft,
  accentText,
  err,
  errFill,
  errTab,  // behind words in errSign
  errSoft,
  errSign,
  warn,
  warnFill,
  warnSoft,
  warnSign,
  ok,
  okFill,
  okSoft,
  canvas,
  dot,
  card,
  cardBorder,
  shadow,
  link,
  label,
  guide,
  note,
  noteBorder,
  noteText,
  track,
  failCard,
  failFill,
  hatch,
  databases,
  databasesText,
  storage,
  storageText,
  traffic,
  trafficText,
  compute,
  computeText,
  security,
  securityText,
  region,
  regionFill,
  regionTab,
  regionText,
  zone,
  zoneFill,
  zoneText,
  general,
  generalText,
  count_,
};

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  double alpha = 1;  // 0 to 1

  bool operator==(const Colour&) const = default;
};

struct Theme {
  std::string_view id;  // "light", "dark"
  bool dark = false;
  double tileOpacity = .12;         // icon tile fill, of the category colour
  double frameOpacity = .62;        // cluster body, of the card colour
  std::span<const Colour> colours;  // by Token

  Colour colour(Token token) const { return colours[static_cast<std::size_t>(token)]; }
};

const Theme& lightTheme();
const Theme& darkTheme();

// The tokens of a colour family ("db", "st", "net", "cp", "sec", "region", "az", "gen"; else gen): line and small text.
Token toneToken(std::string_view tone);
Token toneTextToken(std::string_view tone);

}  // namespace nines
