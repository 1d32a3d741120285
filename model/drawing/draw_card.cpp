// Cards: body, role chip, badge. Measures of the visual specification, section 4, for a card of 146 x 52; others keep
// the left side and the middle line.
#include <algorithm>
#include <array>
#include <cmath>

#include "drawing/draw_parts.h"

namespace nines::draw {

namespace {

constexpr double kRadius = 8;
constexpr double kShadowDrop = 1.5;
constexpr double kTextLeft = 43;
constexpr double kTextRight = 6;      // 146 - 43 - 97
constexpr double kSecondRight = 3.5;  // so that "MySQL 8 \u00b7 Multi-AZ" of the picture fits, at 99 px
constexpr double kTwoLinesFrom = 44;  // heights that hold both lines
constexpr double kOneLineFrom = 18;
constexpr double kTileFrom = 30;
constexpr double kStoppedOpacity = .6;
constexpr TextStyle kName{12.5, Weight::semibold, 0, false};
constexpr double kSmallName = 11.5;  // of names that are a little too long: cards have one size
constexpr TextStyle kSecond{11, Weight::regular, -.12, false};
constexpr TextStyle kUnknownSign{14, Weight::semibold, 0, false};

// Where the content of a 52 px high card begins in one of another height.
double contentTop(const Rect& rect) { return rect.y + std::round((rect.height - kCardSize.height) / 2); }

// Of the preset that the card's properties make it, as the palette shows it.
std::string iconOf(const Design& design, NodeIndex i) {
  const Kind* kind = design.kind(i);
  if (!kind) return {};
  const Preset* preset = kind->presetOf([&](std::string_view key) { return design.read(i, key).value; });
  return preset && !preset->icon.empty() ? preset->icon : kind->icon;
}

// How a card is coloured: by itself, or by what a drill has made of it.
struct Look {
  Ink fill{Token::card};
  Stroke border{{Token::cardBorder}, 1, {}};
  bool shadow = true;
  Token tone = Token::general;
  double opacity = 1;  // of tile and icon
  Token name = Token::text;
  Token second = Token::muted;
  bool struck = false;
  bool rings = false;
};

// A lost place holds nothing that works: the card stays grey, and says where to look.
void takeElsewhere(Look& look, Fate fate) {
  look = {{Token::failCard}, {{Token::cardBorder}, 1, {}}, false, Token::faint, 1, Token::muted};
  look.second = fate == Fate::promoted ? Token::accent : Token::ok;
}

void takeFate(Look& look, Fate fate) {
  switch (fate) {
    case Fate::failed:
      look = {
          {Token::failCard}, {{Token::cardBorder}, 1, {}}, false, Token::faint, 1, Token::muted, Token::muted, true};
      break;
    case Fate::promoted:
      look.border = {{Token::accent}, 2, {}};
      look.second = Token::accent;
      look.rings = true;
      break;
    case Fate::spoiled:
      look.border = {{Token::warnFill}, 1.5, {}};
      look.second = Token::warn;
      break;
    case Fate::stale:
      look.second = Token::warn;
      break;
    case Fate::restored:
    case Fate::started:
      look.border = {{Token::okFill}, 1.5, {}};
      look.second = Token::ok;
      break;
  }
}

bool runs(const DrillMark* mark) {
  return mark && (mark->fate == Fate::started || mark->fate == Fate::promoted || mark->fate == Fate::restored);
}

Look lookOfCard(const DrawContext& context, NodeIndex i) {
  Look look;
  look.tone = tonesOf(context.design, i).line;
  const DrillMark* mark = markOf(context, i);
  if (isStopped(context.design, i) && !runs(mark)) {
    look.border.dash = {4, 3};
    look.shadow = false;
    look.opacity = kStoppedOpacity;
    look.name = Token::muted;
  }
  if (mark && mark->elsewhere) takeElsewhere(look, mark->fate);
  else if (mark) takeFate(look, mark->fate);
  return look;
}

// Flat, one inside the other, so that nothing has to be blurred.
void addRings(GroupBuilder& group, const Rect& rect) {
  constexpr double width = 3;
  constexpr std::array opacities{.22, .13, .08};
  double out = width / 2;
  for (const double opacity : opacities) {
    group.rect(rect.grown(out), kRadius + out, {}, {{Token::accent, opacity}, width, {}});
    out += width;
  }
}

void addBody(GroupBuilder& group, const Rect& rect, const Look& look) {
  if (look.rings) addRings(group, rect);
  if (look.shadow) group.rect(rect.translated({0, kShadowDrop}), kRadius, {Token::shadow}, {}, Detail::full);
  const double width = look.border.width;
  group.rect(strokedInside(rect, width), kRadius - width / 2, look.fill, look.border);
}

void addTile(GroupBuilder& group, const DrawContext& context, NodeIndex i, const Look& look) {
  const Rect& rect = context.layout.rect(i);
  if (rect.height < kTileFrom || rect.width < kTextLeft) return;
  const double top = contentTop(rect);
  group.rect({rect.x + 9, top + 12, 28, 28}, 6, {look.tone, look.opacity, Tint::tile});
  if (std::string icon = iconOf(context.design, i); !icon.empty()) {
    group.icon({rect.x + 13, top + 16, 20, 20}, std::move(icon), {look.tone, look.opacity});
  } else {
    group.text({rect.x + 23, top + 31}, group.fitted("?", kUnknownSign, 28), kUnknownSign, {look.tone, look.opacity},
               Detail::names, Align::centre);
  }
}

// The second line as it fits: a version is worth less than what stands behind it.
FittedText fittedSecond(const GroupBuilder& group, const DrawContext& context, NodeIndex i, std::string_view second,
                        double room) {
  FittedText line = group.fitted(second, kSecond, room);
  if (line.text == second) return line;
  if (markOf(context, i)) {
    // A time of which only the beginning is seen would be another one.
    constexpr std::string_view kAt = " at ";
    const std::size_t at = second.find(kAt);
    if (at == std::string_view::npos) return line;
    const std::string shorter = std::string(second.substr(0, at)) + " " + std::string(second.substr(at + kAt.size()));
    FittedText brief = group.fitted(shorter, kSecond, room);
    return brief.text == shorter ? brief : line;
  }
  for (const std::string& shorter : shorterSubtitles(context.design, i)) {
    line = group.fitted(shorter, kSecond, room);
    if (line.text == shorter) break;
  }
  if (!line.whole.empty()) line.whole = beginningOf(second, kMostOfWhole);
  return line;
}

void addTexts(GroupBuilder& group, const DrawContext& context, NodeIndex i, std::string_view second, const Look& look) {
  const Rect& rect = context.layout.rect(i);
  if (rect.height < kOneLineFrom) return;
  const double left = rect.x + kTextLeft;
  const double top = contentTop(rect);
  const bool two = rect.height >= kTwoLinesFrom && !second.empty();
  const double room = rect.width - kTextLeft;
  const double baseline = top + (two ? 24 : 30.5);
  const double nameRoom = room - kTextRight - lockRoom(context, i);
  TextStyle style = kName;
  style.struckThrough = look.struck;
  FittedText name = group.fitted(titleOf(context.design, i), style, nameRoom);
  if (!name.whole.empty()) {
    TextStyle smaller = style;
    smaller.size = kSmallName;
    if (FittedText all = group.fitted(titleOf(context.design, i), smaller, nameRoom); all.whole.empty()) {
      name = std::move(all);
      style = smaller;
    }
  }
  group.text({left, baseline}, std::move(name), style, {look.name});
  addLock(group, context, i, {rect.right() - kTextRight - kLockSign, baseline - kLockSign + 1.5}, Token::muted);
  if (!two) return;
  group.text({left, top + 39.5}, fittedSecond(group, context, i, second, room - kSecondRight), kSecond, {look.second},
             Detail::full);
}

std::string joined(std::string_view a, std::string_view b) {
  std::string out(a);
  if (!out.empty() && !b.empty()) out += " \u00b7 ";
  return out.append(b);
}

}  // namespace

DrawGroup cardBody(const DrawContext& context, NodeIndex i) {
  const Kind* kind = context.design.kind(i);
  const DrillMark* mark = markOf(context, i);
  const std::string second = mark ? mark->line : draw::subtitleOf(context.design, i, context.drill);
  const Look look = lookOfCard(context, i);
  GroupBuilder group(context, i, band::kCard);
  group.describe(std::string(titleOf(context.design, i)), joined(kind ? kind->label : "", second));
  addBody(group, context.layout.rect(i), look);
  addTile(group, context, i, look);
  addTexts(group, context, i, second, look);
  return group.take();
}

DrawGroup cardChip(const DrawContext& context, NodeIndex i, const Chip& chip) {
  constexpr TextStyle style{9, Weight::bold, .35, false};
  constexpr double padding = 5;
  const Rect& rect = context.layout.rect(i);
  const Tones tones = tonesIn(context, i);
  const DrillMark* mark = markOf(context, i);
  const bool failed = mark && (mark->fate == Fate::failed || mark->elsewhere);
  const bool solid = chip.solid && !failed;
  GroupBuilder group(context, i, band::kChip);
  group.describe(std::string(titleOf(context.design, i)), chip.text);
  const double room = rect.width - 9 - kTextRight - 2 * padding;
  FittedText text = group.fitted(chip.text, style, room);
  const double width = std::ceil(text.width - style.spacing + 2 * padding);
  const Rect tab{rect.x + 9, rect.y - 7, width, 14};
  const Stroke border{{tones.line}, 1, {}};
  group.rect(strokedInside(tab, 1), 2.5,
             {solid    ? tones.line
              : failed ? Token::failCard
                       : Token::card},
             border, Detail::names);
  group.text({tab.x + padding, tab.y + 10.25}, std::move(text), style, {solid ? Token::accentText : tones.text});
  return group.take();
}

}  // namespace nines::draw
