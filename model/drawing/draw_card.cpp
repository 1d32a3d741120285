// Cards: body, role chip, badge. Measures of the visual specification, section 4, for a card of 146 x 52; others keep
// the left side and the middle line.
#include <algorithm>
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

void addBody(GroupBuilder& group, const Rect& rect, bool stopped) {
  const Rect inside = strokedInside(rect, 1);
  if (stopped) {
    group.rect(inside, kRadius - .5, {Token::card}, {{Token::cardBorder}, 1, {4, 3}});
    return;
  }
  group.rect(rect.translated({0, kShadowDrop}), kRadius, {Token::shadow}, {}, Detail::full);
  group.rect(inside, kRadius - .5, {Token::card}, {{Token::cardBorder}, 1, {}});
}

void addTile(GroupBuilder& group, const DrawContext& context, NodeIndex i, bool stopped) {
  const Rect& rect = context.layout.rect(i);
  if (rect.height < kTileFrom || rect.width < kTextLeft) return;
  const double top = contentTop(rect);
  const double opacity = stopped ? kStoppedOpacity : 1;
  const Token tone = tonesOf(context.design, i).line;
  group.rect({rect.x + 9, top + 12, 28, 28}, 6, {tone, opacity, Tint::tile});
  if (std::string icon = iconOf(context.design, i); !icon.empty()) {
    group.icon({rect.x + 13, top + 16, 20, 20}, std::move(icon), {tone, opacity});
  } else {
    group.text({rect.x + 23, top + 31}, group.fitted("?", kUnknownSign, 28), kUnknownSign, {tone, opacity},
               Detail::names, Align::centre);
  }
}

// The second line as it fits: a version is worth less than what stands behind it.
FittedText fittedSecond(const GroupBuilder& group, const DrawContext& context, NodeIndex i, std::string_view second,
                        double room) {
  FittedText line = group.fitted(second, kSecond, room);
  if (line.text == second) return line;
  for (const std::string& shorter : shorterSubtitles(context.design, i)) {
    line = group.fitted(shorter, kSecond, room);
    if (line.text == shorter) break;
  }
  return line;
}

void addTexts(GroupBuilder& group, const DrawContext& context, NodeIndex i, std::string_view second, bool stopped) {
  const Rect& rect = context.layout.rect(i);
  if (rect.height < kOneLineFrom) return;
  const double left = rect.x + kTextLeft;
  const double top = contentTop(rect);
  const bool two = rect.height >= kTwoLinesFrom && !second.empty();
  const double room = rect.width - kTextLeft;
  const double baseline = top + (two ? 24 : 30.5);
  const double nameRoom = room - kTextRight - lockRoom(context, i);
  group.text({left, baseline}, group.fitted(titleOf(context.design, i), kName, nameRoom), kName,
             {stopped ? Token::muted : Token::text});
  addLock(group, context, i, {rect.right() - kTextRight - kLockSign, baseline - kLockSign + 1.5}, Token::muted);
  if (!two) return;
  group.text({left, top + 39.5}, fittedSecond(group, context, i, second, room - kSecondRight), kSecond,
             {stopped ? Token::faint : Token::muted}, Detail::full);
}

std::string joined(std::string_view a, std::string_view b) {
  std::string out(a);
  if (!out.empty() && !b.empty()) out += " \u00b7 ";
  return out.append(b);
}

}  // namespace

DrawGroup cardBody(const DrawContext& context, NodeIndex i) {
  const Kind* kind = context.design.kind(i);
  const std::string second = subtitleOf(context.design, i);
  const bool stopped = isStopped(context.design, i);
  GroupBuilder group(context, i, band::kCard);
  group.describe(std::string(titleOf(context.design, i)), joined(kind ? kind->label : "", second));
  addBody(group, context.layout.rect(i), stopped);
  addTile(group, context, i, stopped);
  addTexts(group, context, i, second, stopped);
  return group.take();
}

DrawGroup cardChip(const DrawContext& context, NodeIndex i, const Chip& chip) {
  constexpr TextStyle style{9, Weight::bold, .35, false};
  constexpr double padding = 5;
  const Rect& rect = context.layout.rect(i);
  const Tones tones = tonesOf(context.design, i);
  GroupBuilder group(context, i, band::kChip);
  group.describe(std::string(titleOf(context.design, i)), chip.text);
  const double room = rect.width - 9 - kTextRight - 2 * padding;
  FittedText text = group.fitted(chip.text, style, room);
  const double width = std::ceil(text.width - style.spacing + 2 * padding);
  const Rect tab{rect.x + 9, rect.y - 7, width, 14};
  const Stroke border{{tones.line}, 1, {}};
  group.rect(strokedInside(tab, 1), 2.5, {chip.solid ? tones.line : Token::card}, border, Detail::names);
  group.text({tab.x + padding, tab.y + 10.25}, std::move(text), style, {chip.solid ? Token::accentText : tones.text});
  return group.take();
}

}  // namespace nines::draw
