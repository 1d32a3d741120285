// Regions, zones and boxes (account, VPC, data centre, group).
#include <algorithm>

#include "drawing/draw_parts.h"

namespace nines::draw {

namespace {

using Step = PathStep::Kind;

constexpr double kRegionRadius = 10;
constexpr double kRegionBorder = 1.5;
constexpr double kHeaderFrom = 24;  // heights that hold a name
constexpr TextStyle kRegionName{12.5, Weight::semibold, 0, false};
constexpr TextStyle kRegionSubtitle{11, Weight::regular, 0, false};
constexpr TextStyle kZoneName{10.5, Weight::semibold, 0, false};
constexpr TextStyle kBoxName{11.5, Weight::semibold, 0, false};

std::string labelOfKind(const Design& design, NodeIndex i) {
  const Kind* kind = design.kind(i);
  return kind ? kind->label : design.node(i).kind;
}

// A tab whose top left corner follows the Region's, the bottom right one being round as well.
std::vector<PathStep> tabPath(const Rect& r, double topLeft, double bottomRight) {
  return {{Step::move, {r.x + topLeft, r.y}, {}, {}},
          {Step::line, {r.right(), r.y}, {}, {}},
          {Step::line, {r.right(), r.bottom() - bottomRight}, {}, {}},
          {Step::quad, {r.right() - bottomRight, r.bottom()}, {r.right(), r.bottom()}, {}},
          {Step::line, {r.x, r.bottom()}, {}, {}},
          {Step::line, {r.x, r.y + topLeft}, {}, {}},
          {Step::quad, {r.x + topLeft, r.y}, {r.x, r.y}, {}},
          {Step::close, {}, {}, {}}};
}

}  // namespace

std::string regionSubtitle(const Design& design, NodeIndex i) {
  std::string subtitle = subtitleOf(design, i);
  const std::string_view code = design.regionCode(i);
  if (!awsRegion(code) || titleOf(design, i) == code) return subtitle;
  return subtitle.empty() ? std::string(code) : std::string(code) + " \u00b7 " + subtitle;
}

DrawGroup regionBody(const DrawContext& context, NodeIndex i) {
  GroupBuilder group(context, i, band::kRegion);
  group.describe(std::string(titleOf(context.design, i)), labelOfKind(context.design, i));
  group.rect(strokedInside(context.layout.rect(i), kRegionBorder), kRegionRadius - kRegionBorder / 2,
             {Token::regionFill}, containerBorder(context, i, {{Token::region}, kRegionBorder, {}}));
  return group.take();
}

DrawGroup regionHeader(const DrawContext& context, NodeIndex i) {
  const Rect& rect = context.layout.rect(i);
  const std::string subtitle = regionSubtitle(context.design, i);
  GroupBuilder group(context, i, band::kRegionHeader);
  group.describe(std::string(titleOf(context.design, i)), subtitle);
  if (rect.width < 60 || rect.height < kHeaderFrom) return group.take();
  const double lock = lockRoom(context, i);
  const bool lost = isNamedLost(context, i);
  const std::string title = lost ? lostTitle(context.design, i) : std::string(titleOf(context.design, i));
  const Token ink = lost ? Token::errSign : Token::regionText;
  FittedText name = group.fitted(title, kRegionName, rect.width - 26 - 24 - lock);
  const double tabWidth = 26 + name.width + lock + 13;
  const Rect tab{rect.x + kRegionBorder, rect.y + kRegionBorder, tabWidth - kRegionBorder,
                 kRegionHeader - kRegionBorder};
  group.path(tabPath(tab, kRegionRadius - kRegionBorder, 5), {lost ? Token::errTab : Token::regionTab});
  group.icon({rect.x + 8, rect.y + 5, 14, 14}, "region", {ink}, Detail::names);
  addLock(group, context, i, {rect.x + 26 + name.width + 4, rect.y + 6}, ink);
  group.text({rect.x + 26, rect.y + 16.5}, std::move(name), kRegionName, {ink});
  const double left = rect.x + tabWidth + 8;
  FittedText line = group.fitted(subtitle, kRegionSubtitle, rect.right() - left - 12);
  if (line.text.empty()) return group.take();
  group.rect({left - 5, rect.y + 4, line.width + 10, 18}, 3, {Token::regionFill}, {}, Detail::full);
  group.text({left, rect.y + 16.5}, std::move(line), kRegionSubtitle, {Token::muted}, Detail::full);
  return group.take();
}

DrawGroup zoneBody(const DrawContext& context, NodeIndex i) {
  const Rect& rect = context.layout.rect(i);
  GroupBuilder group(context, i, band::kZone);
  group.describe(std::string(titleOf(context.design, i)), labelOfKind(context.design, i));
  group.rect(strokedInside(rect, 1), 6.5, {Token::zoneFill},
             containerBorder(context, i, {{Token::zone, .75}, 1, {5, 4}}));
  if (rect.height < kHeaderFrom || isNamedLost(context, i)) return group.take();
  const double room = rect.width - 18 - lockRoom(context, i);
  FittedText name = group.fitted(titleOf(context.design, i), kZoneName, room);
  addLock(group, context, i, {rect.x + 10 + name.width + 4, rect.y + 4.5}, Token::zoneText);
  group.text({rect.x + 10, rect.y + 14.5}, std::move(name), kZoneName, {Token::zoneText});
  return group.take();
}

DrawGroup boxBody(const DrawContext& context, NodeIndex i) {
  const Rect& rect = context.layout.rect(i);
  const bool loose = context.design.has(i, trait::kTransparent);  // drawing only: an outline and no more
  const bool inZone = context.design.zone(i) != kNone;
  const bool overRegion = loose || context.design.region(i) != kNone;
  GroupBuilder group(context, i, inZone ? band::kZone : band::kRegion);
  group.describe(std::string(titleOf(context.design, i)), labelOfKind(context.design, i));
  const Ink fill = overRegion ? Ink{} : Ink{Token::general, .05};
  group.rect(strokedInside(rect, 1), 7.5, fill,
             containerBorder(context, i,
                             {{Token::general, .7}, 1, loose ? std::vector<double>{4, 3} : std::vector<double>{}}));
  if (rect.height < kHeaderFrom || isNamedLost(context, i)) return group.take();
  const Kind* kind = context.design.kind(i);
  double left = rect.x + 9;
  if (kind && !kind->icon.empty() && rect.width >= 40) {
    group.icon({left, rect.y + 6, 14, 14}, kind->icon, {Token::general}, Detail::names);
    left += 18;
  }
  const double room = rect.right() - left - 8 - lockRoom(context, i);
  FittedText name = group.fitted(titleOf(context.design, i), kBoxName, room);
  addLock(group, context, i, {left + name.width + 4, rect.y + 7}, Token::generalText);
  group.text({left, rect.y + 17.5}, std::move(name), kBoxName, {Token::generalText});
  return group.take();
}

}  // namespace nines::draw
