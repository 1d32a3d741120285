// What an outage drill adds to nodes and links: signs, hatches, tabs.
#include <algorithm>
#include <cmath>

#include "drawing/draw_parts.h"

namespace nines::draw {

namespace {

using Step = PathStep::Kind;

constexpr double kHatchWidth = 2.2;
constexpr double kHatchPeriod = 9;  // across the lines
constexpr double kLostBorder = 1.5;
constexpr double kSignRadius = 9;
constexpr TextStyle kTab{10, Weight::semibold, 0, false};
constexpr TextStyle kCaption{13, Weight::semibold, 0, false};

void addDisc(GroupBuilder& group, Point centre, Token fill) {
  constexpr double outline = 1.5;
  group.ellipse(Rect{centre.x, centre.y, 0, 0}.grown(kSignRadius), {fill}, {{Token::card}, outline, {}});
}

void addLines(GroupBuilder& group, Point centre, const std::vector<std::vector<Point>>& lines, Token token) {
  std::vector<PathStep> steps;
  for (const std::vector<Point>& line : lines) {
    for (std::size_t k = 0; k < line.size(); ++k) {
      steps.push_back({k == 0 ? Step::move : Step::line, centre + line[k], {}, {}});
    }
  }
  group.path(std::move(steps), {}, {{token}, 2, {}, true});
}

const Chip* solidChip(const Kind* kind) {
  if (!kind) return nullptr;
  const auto at = std::ranges::find_if(kind->chips, &Chip::solid);
  return at == kind->chips.end() ? nullptr : &*at;
}

}  // namespace

const DrillMark* markOf(const DrawContext& context, NodeIndex i) {
  return context.drill ? context.drill->of(context.design.node(i).id) : nullptr;
}

Tones tonesIn(const DrawContext& context, NodeIndex i) {
  const DrillMark* mark = markOf(context, i);
  if (mark && (mark->fate == Fate::failed || mark->elsewhere)) return {Token::faint, Token::muted};
  if (mark && mark->fate == Fate::promoted) return {Token::accent, Token::accent};
  return tonesOf(context.design, i);
}

Stroke containerBorder(const DrawContext& context, NodeIndex i, Stroke usual) {
  if (!markOf(context, i)) return usual;
  return {{Token::err}, kLostBorder, {5, 4}};
}

bool isNamedLost(const DrawContext& context, NodeIndex i) {
  const DrillMark* mark = markOf(context, i);
  return mark && mark->named;
}

std::string lostTitle(const Design& design, NodeIndex i) { return std::string(titleOf(design, i)) + " \u00b7 LOST"; }

// 45 degrees, cut off at the edges: no back end has to clip.
void addHatch(GroupBuilder& group, const Rect& rect) {
  const double step = kHatchPeriod * std::sqrt(2.0);
  const double reach = rect.width + rect.height;
  std::vector<PathStep> lines;
  lines.reserve(static_cast<std::size_t>(2 * std::max(reach / step, 0.0)) + 2);
  for (double at = step / 2; at < reach; at += step) {
    const double left = std::max(0.0, at - rect.height);
    const double right = std::min(at, rect.width);
    lines.push_back({Step::move, {rect.x + left, rect.y + at - left}, {}, {}});
    lines.push_back({Step::line, {rect.x + right, rect.y + at - right}, {}, {}});
  }
  if (!lines.empty()) group.path(std::move(lines), {}, {{Token::hatch}, kHatchWidth, {}});
}

DrawGroup lostHatch(const DrawContext& context, NodeIndex i) {
  const Rect inside = strokedInside(context.layout.rect(i), 2 * kLostBorder);
  GroupBuilder group(context, i, band::kHatch);
  group.describe(lostTitle(context.design, i), {});
  group.rect(inside, 6, {Token::failFill});
  addHatch(group, inside.grown(-1));
  return group.take();
}

DrawGroup lostTab(const DrawContext& context, NodeIndex i) {
  constexpr double aside = 5, below = 4, height = 15, padding = 6, least = 24;
  const Rect& rect = context.layout.rect(i);
  GroupBuilder group(context, i, band::kRegionHeader);
  group.describe(lostTitle(context.design, i), {});
  if (rect.height < least) return group.take();
  FittedText text = group.fitted(lostTitle(context.design, i), kTab, rect.width - 2 * aside - 2 * padding);
  if (text.text.empty()) return group.take();
  const Rect tab{rect.x + aside, rect.y + below, std::ceil(text.width) + 2 * padding, height};
  group.rect(tab, 3, {Token::errTab}, {}, Detail::names);
  group.text({tab.x + padding, tab.y + 11}, std::move(text), kTab, {Token::errSign});
  return group.take();
}

void addFateSign(GroupBuilder& group, Point centre, Fate fate) {
  switch (fate) {
    case Fate::failed:
      addDisc(group, centre, Token::errFill);
      addLines(group, centre, {{{-3, -3}, {3, 3}}, {{3, -3}, {-3, 3}}}, Token::errSign);
      break;
    case Fate::promoted:
      addDisc(group, centre, Token::accent);
      addLines(group, centre, {{{0, 4}, {0, -4}}, {{-3.5, -.5}, {0, -4}, {3.5, -.5}}}, Token::accentText);
      break;
    case Fate::spoiled:
      addWarningSign(group, centre);
      break;
    case Fate::restored:
    case Fate::started:
      addDisc(group, centre, Token::okFill);
      addLines(group, centre, {{{-3.5, 0}, {-1, 2.8}, {3.8, -2.8}}}, Token::errSign);
      break;
    case Fate::stale:
      break;
  }
}

DrawGroup drillBadge(const DrawContext& context, NodeIndex i, const DrillMark& mark) {
  const Rect& rect = context.layout.rect(i);
  GroupBuilder group(context, i, band::kBadge);
  group.describe(std::string(titleOf(context.design, i)), mark.line);
  // Where findings have theirs.
  addFateSign(group, {rect.right() - 5, rect.y + (context.layout.place(i).frame ? 0.5 : 3)}, mark.fate);
  return group.take();
}

std::optional<Chip> newRole(const Design& design, NodeIndex i) {
  const Chip* chip = solidChip(design.kind(i));
  const NodeIndex primary = design.primaryOf(i);
  if (!chip && primary != kNone) chip = solidChip(design.kind(primary));
  return chip ? std::optional(*chip) : std::nullopt;
}

DrawGroup drillCaption(const DrawContext& context, const Rect& picture) {
  constexpr double above = 14;
  constexpr double leastRoom = 320;  // a picture of one card is no reason to cut the sentence
  // At the height of what gets a ground on transparent pictures; ids of nodes have small letters only.
  GroupBuilder group(context.measure, "CAPTION", zOf(band::kRegion, 0));
  if (!context.drill || context.drill->caption.empty()) return group.take();
  group.describe(context.drill->caption, {});
  const double room = std::max(picture.width, leastRoom);
  group.text({picture.x, picture.y - above}, group.fitted(context.drill->caption, kCaption, room), kCaption,
             {Token::text}, Detail::always);
  return group.take();
}

void addCross(GroupBuilder& group, Point centre) {
  addLines(group, centre, {{{-4.5, -4.5}, {4.5, 4.5}}, {{4.5, -4.5}, {-4.5, 4.5}}}, Token::err);
}

}  // namespace nines::draw
