// What stands beside a link, and where.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "drawing/draw_parts.h"

namespace nines::draw {

namespace {

constexpr TextStyle kStyle{10, Weight::medium, 0, false};
constexpr double kPadding = 4;
constexpr double kHeight = 14;
constexpr double kAside = 12;  // from the line to the middle of the text, or to its left end beside a vertical run
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

// What a label near a route should keep away from.
struct Surroundings {
  std::vector<Rect> solid;     // cards and headers: a label would hide what they say
  std::vector<Rect> outlines;  // containers and frames: a label would break their border
};

Surroundings surroundings(const DrawContext& context, const Rect& area) {
  Surroundings out;
  for (std::size_t n = 0; n < context.layout.size(); ++n) {
    const auto i = static_cast<NodeIndex>(n);
    const Rect& rect = context.layout.rect(i);
    if (!rect.intersects(area)) continue;
    if (context.layout.isSolid(context.design, i)) {
      out.solid.push_back(rect);
    } else {
      out.solid.push_back(context.layout.headerOf(context.design, i));
      out.outlines.push_back(rect);
    }
  }
  return out;
}

double commonArea(const Rect& a, const Rect& b) {
  const double w = std::min(a.right(), b.right()) - std::max(a.x, b.x);
  const double h = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

// 0: free. A broken border is less bad than the least bit of a hidden card.
double harm(const Rect& pill, const Surroundings& near) {
  constexpr double card = 1000;
  constexpr double border = 2;
  double sum = 0;
  for (const Rect& rect : near.solid) sum += card * commonArea(pill, rect);
  for (const Rect& rect : near.outlines) sum += rect.intersects(pill) && !rect.grown(-border).contains(pill) ? 1 : 0;
  return sum;
}

struct Run {
  Point a;
  Point b;
  double length;
};

std::vector<Run> longestFirst(const Route& route) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i + 1 < route.points.size(); ++i) {
    const Point a = route.points[i];
    const Point b = route.points[i + 1];
    runs.push_back({a, b, std::abs(b.x - a.x) + std::abs(b.y - a.y)});
  }
  std::ranges::stable_sort(runs, std::ranges::greater(), &Run::length);
  return runs;
}

// Pills to try at one place of a run: above it, or to its right; then the other side; then on the line itself.
std::array<Rect, 3> pillsAt(const Run& run, double share, double width) {
  const Point at{run.a.x + (run.b.x - run.a.x) * share, run.a.y + (run.b.y - run.a.y) * share};
  const Rect onLine{at.x - width / 2, at.y - kHeight / 2, width, kHeight};
  if (run.a.y == run.b.y) return {onLine.translated({0, -kAside}), onLine.translated({0, kAside}), onLine};
  const double side = width / 2 + kAside - kPadding;
  return {onLine.translated({side, 0}), onLine.translated({-side, 0}), onLine};
}

Rect placeFor(const DrawContext& context, const Route& route, double width) {
  constexpr std::array shares{.5, .3, .7};
  constexpr std::size_t maxRuns = 5;
  const std::vector<Run> runs = longestFirst(route);
  Rect area;
  for (const Run& run : runs) {
    area = area.united(Rect{std::min(run.a.x, run.b.x), std::min(run.a.y, run.b.y), std::abs(run.b.x - run.a.x),
                            std::abs(run.b.y - run.a.y)}
                           .grown(width + kAside));
  }
  const Surroundings near = surroundings(context, area);
  Rect best;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t r = 0; r < std::min(runs.size(), maxRuns); ++r) {
    for (const double share : shares) {
      for (const Rect& pill : pillsAt(runs[r], share, width)) {
        const double cost = harm(pill, near);
        if (cost == 0) return pill;
        if (cost < least) {
          least = cost;
          best = pill;
        }
      }
    }
  }
  return best;
}

// The colour behind a place near the link's ends.
Token backgroundAt(const DrawContext& context, LinkIndex i, Point at) {
  const Design& design = context.design;
  bool inRegion = false;
  for (const NodeIndex end : {design.from(i), design.to(i)}) {
    if (end == kNone) continue;
    if (const NodeIndex zone = design.zone(end); zone != kNone && context.layout.rect(zone).contains(at)) {
      return Token::label;
    }
    const NodeIndex region = design.region(end);
    inRegion = inRegion || (region != kNone && context.layout.rect(region).contains(at));
  }
  return inRegion ? Token::regionFill : Token::canvas;
}

}  // namespace

std::string labelOf(const Design& design, LinkIndex i) {
  if (design.readLink(i, "role").text() == "secondary") return "failover";
  const LinkLine line = lineOf(design, i);
  if (line == LinkLine::twofold) return "sync";
  // An assumed lag would say the same on every link.
  const Reading lag = design.readLink(i, "lagSeconds");
  if (line != LinkLine::dashed || lag.state != Reading::State::set) return {};
  const double seconds = lag.number(-1);
  return seconds >= 0 && seconds < 1e9 ? duration(seconds) : std::string();
}

DrawGroup linkLabel(const DrawContext& context, LinkIndex i, const Route& route, std::string_view text) {
  GroupBuilder group(context.measure, context.design.link(i).id, zOf(band::kLinkLabel, 0));
  FittedText line = group.fitted(text, kStyle, kMaxWidth);
  const double width = std::ceil(line.width) + 2 * kPadding;
  const Rect found = placeFor(context, route, width);
  const Rect pill{std::round(found.x), std::round(found.y), width, kHeight};
  group.rect(pill, 3, {backgroundAt(context, i, pill.centre()), kPillOpacity}, {}, Detail::full);
  group.text({pill.x + kPadding, pill.y + 10.5}, std::move(line), kStyle, {Token::muted}, Detail::full);
  return group.take();
}

Token coreColour(const DrawContext& context, LinkIndex i, const Route& route) {
  const std::vector<Run> runs = longestFirst(route);
  if (runs.empty()) return Token::canvas;
  const Run& run = runs.front();
  return backgroundAt(context, i, {(run.a.x + run.b.x) / 2, (run.a.y + run.b.y) / 2});
}

}  // namespace nines::draw
