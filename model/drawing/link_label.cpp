// What stands beside a link.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "drawing/draw_parts.h"

namespace nines::draw {

namespace {

constexpr TextStyle kStyle{10, Weight::medium, 0, false};
constexpr double kMaxWidth = 160;
constexpr double kPillOpacity = .92;

std::string withUnit(double value, std::string_view unit) {
  char buffer[32];
  const double rounded = value < 10 ? std::round(value * 10) / 10 : std::round(value);
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, rounded);
  return std::string(buffer, end.ptr).append("\u00a0").append(unit);
}

// "0.4 s", "1 min 45 s", "15 min", "2 h 30 min", "3 d".
std::string duration(double seconds) {
  struct Unit {
    double seconds;
    std::string_view name;
  };
  constexpr std::array units{Unit{86400, "d"}, Unit{3600, "h"}, Unit{60, "min"}, Unit{1, "s"}};
  if (seconds < 60) return withUnit(seconds, "s");
  for (std::size_t i = 0; i + 1 < units.size(); ++i) {
    if (seconds < units[i].seconds) continue;
    const double small = std::round(seconds / units[i + 1].seconds);
    const double perBig = units[i].seconds / units[i + 1].seconds;
    const double big = std::floor(small / perBig);
    const double rest = small - big * perBig;
    const std::string text = withUnit(big, units[i].name);
    return rest > 0 ? text + "\u00a0" + withUnit(rest, units[i + 1].name) : text;
  }
  return {};
}

// The colour behind a place near a line's ends.
Token backgroundAt(const DrawContext& context, NodeIndex from, NodeIndex to, Point at) {
  const Design& design = context.design;
  bool inRegion = false;
  for (const NodeIndex end : {from, to}) {
    if (end == kNone) continue;
    if (const NodeIndex zone = design.zone(end); zone != kNone && context.layout.rect(zone).contains(at)) {
      return Token::label;
    }
    const NodeIndex region = design.region(end);
    inRegion = inRegion || (region != kNone && context.layout.rect(region).contains(at));
  }
  return inRegion ? Token::regionFill : Token::canvas;
}

Token backgroundAt(const DrawContext& context, LinkIndex i, Point at) {
  return backgroundAt(context, context.design.from(i), context.design.to(i), at);
}

DrawGroup labelGroup(const DrawContext& context, const std::string& id, const Rect& pill, std::string_view text,
                     Token ground, Token ink) {
  GroupBuilder group(context.measure, id, zOf(band::kLinkLabel, 0));
  group.rect(pill, 3, {ground, kPillOpacity}, {}, Detail::names);
  group.text({pill.x + kPillPadding, pill.y + 10.5}, group.fitted(text, kStyle, kMaxWidth), kStyle, {ink},
             Detail::names);
  return group.take();
}

bool crossesRegions(const Design& design, LinkIndex i) {
  const NodeIndex from = design.from(i);
  const NodeIndex to = design.to(i);
  if (from == kNone || to == kNone || design.region(from) == kNone || design.region(to) == kNone) return false;
  return design.regionCode(design.region(from)) != design.regionCode(design.region(to));
}

}  // namespace

// A chain that goes on in another Region says its lag alone, as it does within one.
std::string copyWord(const Design& design, LinkIndex i) {
  const NodeIndex from = design.from(i);
  if (from == kNone || lineOf(design, i) != LinkLine::dashed) return {};
  const bool crosses = crossesRegions(design, i);
  if (design.has(from, trait::kBucket)) return crosses ? "CRR" : "SRR";
  const bool database = design.has(from, trait::kDatabaseInstance) || design.has(from, trait::kClusterVolume);
  return database && crosses && !design.isReplica(from) ? "async" : "";
}

std::string lagText(const Design& design, LinkIndex i) {
  // An assumed lag would say the same on every link.
  const Reading lag = design.readLink(i, "lagSeconds");
  if (lineOf(design, i) != LinkLine::dashed || lag.state != Reading::State::set) return {};
  const double seconds = lag.number(-1);
  return seconds < 0 || seconds >= 1e9 ? std::string() : duration(seconds);
}

std::string labelOf(const Design& design, LinkIndex i, bool inShort) {
  if (design.readLink(i, "role").text() == "secondary") return "failover";
  if (lineOf(design, i) == LinkLine::twofold) return "sync";
  const std::string lag = lagText(design, i);
  const std::string word = inShort || lag.empty() ? std::string() : copyWord(design, i);
  return word.empty() ? lag : word + " \u00b7 " + lag;
}

double pillWidth(const DrawContext& context, std::string_view text) {
  if (text.empty()) return 0;
  return std::ceil(fittedText(context.measure, text, kStyle, kMaxWidth).width) + 2 * kPillPadding;
}

DrawGroup linkLabel(const DrawContext& context, LinkIndex i, const Rect& pill, std::string_view text) {
  const std::string& id = context.design.link(i).id;
  const Traffic* traffic = context.drill ? context.drill->trafficOf(id) : nullptr;
  const bool moved = traffic && *traffic == Traffic::moved;
  return labelGroup(context, id, pill, text, backgroundAt(context, i, pill.centre()),
                    moved ? Token::accent : Token::muted);
}

DrawGroup freeLabel(const DrawContext& context, const std::string& id, NodeIndex from, NodeIndex to, const Rect& pill,
                    std::string_view text) {
  return labelGroup(context, id, pill, text, backgroundAt(context, from, to, pill.centre()), Token::accent);
}

std::optional<Point> midRun(const Route& route) {
  double longest = -1;
  Point middle;
  for (std::size_t k = 1; k < route.points.size(); ++k) {
    const Point a = route.points[k - 1];
    const Point b = route.points[k];
    const double length = std::abs(b.x - a.x) + std::abs(b.y - a.y);
    if (length <= longest) continue;
    longest = length;
    middle = {(a.x + b.x) / 2, (a.y + b.y) / 2};
  }
  return longest < 0 ? std::nullopt : std::optional(middle);
}

Token coreColour(const DrawContext& context, LinkIndex i, const Route& route) {
  const std::optional<Point> middle = midRun(route);
  return middle ? backgroundAt(context, i, *middle) : Token::canvas;
}

}  // namespace nines::draw
