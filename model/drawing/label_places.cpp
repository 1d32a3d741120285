// Where the labels of links stand.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <ranges>

#include "drawing/draw_parts.h"
#include "layout/rect_index.h"
#include "layout/run_index.h"
#include "layout/world.h"

namespace nines {

namespace draw {

namespace {

using routing::Item;
using routing::OwnedRun;
using routing::Owner;
using routing::RectIndex;
using routing::RunIndex;

constexpr double kAside = 12;  // from the line to the middle of the text, or to its left end beside a vertical run

// How bad it is where a pill stands. Hiding the least bit of a card is worse than all else together.
constexpr double kHiddenCard = 1000;  // per square px; headers likewise
constexpr double kHiddenPill = 40;
constexpr double kForeignLine = 12;  // it would read as that line's label ...
constexpr double kForeignNear = 3;   // ... and so it may close by it
constexpr double kSharedLine = 3;    // where two links run as one, nobody knows whose label it is
constexpr double kOwnLine = 11;
constexpr double kFar = 4;          // beyond a card, where the gap between two is too small for it
constexpr double kFarPerPx = .05;   // and aside of its line, where it would cover something else everywhere beside it
constexpr double kOtherSide = 2.5;  // below a run or to its left: labels of one direction stand alike
constexpr double kBorder = 1;
constexpr double kBorderNear = .5;
// Those of zones are faint, and whoever looks for a label looks at the middle of its line: in the gap between two zones
// it lies over both borders rather than aside.
constexpr double kFaint = .3;
constexpr double kOffMiddle = 1;
constexpr double kOffMiddlePx = 30;  // from here on nobody sees a difference
constexpr double kNearPx = 4;
// What a label of a line that is no link keeps from others: more than from its own, beside which it stands. The line is
// there in a drill only, so that nobody knows it: what is closest to the label is taken for it. So is it where a label
// stands aside of its line.
constexpr double kNearOfFreePx = 12;

// A straight part of a route, in the route's direction.
struct Part {
  Point a;
  Point b;

  double length() const { return std::abs(b.x - a.x) + std::abs(b.y - a.y); }
  Point at(double share) const { return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share}; }
};

std::vector<Part> longestFirst(const Route& route) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i + 1 < route.points.size(); ++i) parts.push_back({route.points[i], route.points[i + 1]});
  std::ranges::stable_sort(parts, std::ranges::greater(), &Part::length);
  return parts;
}

// How far from the middle of a run to try; the second only where the first found nothing good.
enum class Reach : std::uint8_t { near, whole };

// Where along a run to try: its middle, some places beside it, then every few px from the middle outwards, since the
// gap between two containers is small on a long run.
std::vector<double> sharesOf(const Part& part, Reach reach) {
  const double step = reach == Reach::near ? 16 : 8;  // px
  const double leastEnd = reach == Reach::near ? 24 : 12;
  const int most = reach == Reach::near ? 16 : 1024;
  std::vector<double> shares{.5, .3, .7, .15, .85};
  const double half = part.length() / 2 - leastEnd;
  for (int k = 1; k <= most && k * step <= half; ++k) {
    shares.push_back(.5 - k * step / part.length());
    shares.push_back(.5 + k * step / part.length());
  }
  return shares;
}

// A pill on a line leaves at least this much of it to be seen on either side; shorter lines have theirs beside them.
constexpr double kLeastSeen = 12;
constexpr std::ptrdiff_t kBeside = 2;  // of the places below
constexpr std::ptrdiff_t kBesideOrOn = 3;
constexpr std::ptrdiff_t kOther = 1;  // among them

// Pills to try at one place of a run: above it, or to its right; then the other side; then on the line itself.
std::array<Rect, 3> pillsAt(const Part& part, double share, double width) {
  const Point at = part.at(share);
  const Rect onLine{at.x - width / 2, at.y - kPillHeight / 2, width, kPillHeight};
  if (part.a.y == part.b.y) return {onLine.translated({0, -kAside}), onLine.translated({0, kAside}), onLine};
  const double side = width / 2 + kAside - kPillPadding;
  return {onLine.translated({side, 0}), onLine.translated({-side, 0}), onLine};
}

// How much of a run a pill on it covers.
double alongOf(const Part& part, double width) { return part.a.y == part.b.y ? width : kPillHeight; }

// For a line in a gap too small for the pill: above and below what stands on both sides of it.
std::vector<Rect> pillsBeyond(const Route& route, const Rect& ends, double width) {
  constexpr int kRows = 3;
  const double middle = std::round((route.points.front().x + route.points.back().x - width) / 2);
  std::vector<Rect> pills;
  for (int row = 0; row < kRows; ++row) {
    const double off = kAside + row * (kPillHeight + 2);
    for (const double aside : {0.0, -(width / 2 + kNearPx), width / 2 + kNearPx}) {
      pills.push_back({middle + aside, ends.top() - off - kPillHeight / 2, width, kPillHeight});
      pills.push_back({middle + aside, ends.bottom() + off - kPillHeight / 2, width, kPillHeight});
    }
  }
  return pills;
}

constexpr double kShortLine = 100;  // a label beyond the cards is still seen to be of a line between them ...

// ... if they stand side by side: above the upper of two it might seem to be of another line, which is better only than
// to hide something or to lie on another line.
bool isSideBySide(const Route& route) {
  const Point across = route.points.back() - route.points.front();
  return std::abs(across.x) >= std::abs(across.y);
}

double commonArea(const Rect& a, const Rect& b) {
  const double w = std::min(a.right(), b.right()) - std::max(a.x, b.x);
  const double h = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

RectIndex solidsOf(const DrawContext& context) {
  std::vector<Item> items;
  for (NodeIndex i = 0; i < context.layout.size(); ++i) {
    const bool solid = context.layout.isSolid(context.design, i);
    items.push_back({solid ? context.layout.rect(i) : context.layout.headerOf(context.design, i), i, !solid});
    if (solid || context.layout.place(i).frame) items.push_back({badgePlace(context.layout, i), i, true});
    if (const Rect chip = context.layout.chipOf(context.design, i); !chip.empty()) items.push_back({chip, i, true});
  }
  for (const SetFrame& frame : context.layout.setFrames()) items.push_back({frame.label, frame.members.front(), true});
  return {context.layout.bounds(), std::move(items)};
}

RectIndex outlinesOf(const DrawContext& context) {
  std::vector<Item> items;
  for (NodeIndex i = 0; i < context.layout.size(); ++i) {
    if (!context.layout.isSolid(context.design, i)) items.push_back({context.layout.rect(i), i, false});
  }
  for (const SetFrame& frame : context.layout.setFrames()) items.push_back({frame.rect, frame.members.front(), false});
  return {context.layout.bounds(), std::move(items)};
}

}  // namespace

// Places one label after the other, in sight of all lines and of the labels before it.
class LabelPlacer {
 public:
  explicit LabelPlacer(const DrawContext& context)
      : m_context(context),
        m_solids(solidsOf(context)),
        m_outlines(outlinesOf(context)),
        m_lines(context.layout.bounds()),
        m_pills(context.layout.bounds()) {}

  void addLine(LinkIndex link, const Route& route) { m_lines.add(route.points, Owner{link, kNone, kNone, 0}); }

  // As wide as what it says, or as that in short where the whole would hide something.
  Rect place(LinkIndex link, const Route& route, double width, double inShort) {
    const Layout& layout = m_context.layout;
    const Rect ends = layout.rect(m_context.design.from(link)).united(layout.rect(m_context.design.to(link)));
    const Label whole = bestPlace(link, route, ends, width);
    if (whole.harm <= kFar || inShort >= width) return remember(whole.link, whole.best);
    const Label brief = bestPlace(link, route, ends, inShort);
    return remember(link, brief.harm < whole.harm ? brief.best : whole.best);
  }

  // Of a line between these ends that is no link; `line` is what addLine() knows it by.
  Rect placeFree(LinkIndex line, const Route& route, const Rect& ends, double width) {
    return remember(line, bestPlace(line, route, ends, width, kNearOfFreePx).best);
  }

  // A label that stands there already.
  Rect remember(LinkIndex link, const Rect& pill) {
    m_pills.add({true, pill.centre().y, pill.left(), pill.right()}, Owner{link, kNone, kNone, 0});
    return pill;
  }

 private:
  struct Label {
    LinkIndex link;
    double width;
    double lineLength;
    double near;  // closer to another line than that it may seem to be of that one
    Rect best = {};
    double harm = std::numeric_limits<double>::infinity();
  };

  Label bestPlace(LinkIndex link, const Route& route, const Rect& ends, double width, double near = kNearPx) const {
    constexpr std::size_t kMostRuns = 5;
    std::vector<Part> parts = longestFirst(route);
    Label label{link, width, routing::lengthOf(route.points), near};
    for (const Part& part : parts | std::views::take(kMostRuns)) {
      if (tryAlong(label, part, Reach::near)) return label;
    }
    if (label.harm <= kFar) return label;
    const bool hides = label.harm >= kForeignLine;
    if (label.lineLength < kShortLine && (hides || isSideBySide(route))) tryBeyond(label, route, ends);
    for (const Part& part : parts) {
      if (label.harm <= kFar || tryAlong(label, part, Reach::whole)) break;
    }
    if (label.harm < kOwnLine || near > kNearPx) return label;
    label.near = kNearOfFreePx;
    for (const Part& part : parts | std::views::take(kMostRuns)) tryAside(label, part);
    return label;
  }

  void tryAt(Label& label, const Rect& pill, double price) const {
    if (price >= label.harm) return;
    const Rect rounded{std::round(pill.x), std::round(pill.y), pill.width, pill.height};
    const double harm = price + harmOf(rounded, label, label.harm - price);
    if (harm >= label.harm) return;
    label.harm = harm;
    label.best = rounded;
  }

  // True once it stands where it does no harm.
  bool tryAlong(Label& label, const Part& part, Reach reach) const {
    const auto places = label.lineLength < alongOf(part, label.width) + 2 * kLeastSeen ? kBeside : kBesideOrOn;
    for (const double share : sharesOf(part, reach)) {
      const double off = kOffMiddle * std::min(1.0, std::abs(share - .5) * part.length() / kOffMiddlePx);
      if (off >= label.harm) continue;
      const double price = off + (isShared(label.link, part.at(share)) ? kSharedLine : 0);
      const std::array pills = pillsAt(part, share, label.width);
      for (std::ptrdiff_t k = 0; k < places; ++k)
        tryAt(label, pills[static_cast<std::size_t>(k)], price + (k == kOther ? kOtherSide : 0));
      if (label.harm == 0) return true;
    }
    return false;
  }

  void tryBeyond(Label& label, const Route& route, const Rect& ends) const {
    for (const Rect& pill : pillsBeyond(route, ends, label.width)) tryAt(label, pill, kFar);
  }

  // Around the middle of a run, ever further off, as long as that is better than what was found.
  void tryAside(Label& label, const Part& part) const {
    constexpr int kStep = 8;  // px
    constexpr int kMostSteps = 12;
    const Rect middle = pillsAt(part, .5, label.width).back();
    for (int ring = 2; ring <= kMostSteps && kFar + kFarPerPx * kStep * ring < label.harm; ++ring) {
      const double price = kFar + kFarPerPx * kStep * ring;
      for (int k = -ring; k <= ring; ++k) {
        const double off = kStep * ring;
        const double along = kStep * k;
        for (const Point by : {Point{along, -off}, Point{off, along}, Point{-off, along}, Point{along, off}})
          tryAt(label, middle.translated(by), price);
      }
    }
  }

  bool isShared(LinkIndex link, Point at) const {
    bool shared = false;
    m_lines.visit(Rect{at.x, at.y, 0, 0}.grown(1),
                  [&](const OwnedRun& line) { shared = shared || line.owner.link != link; });
    return shared;
  }

  // From `limit` on any value: what hides a card needs no look at the lines beside it, which are the most.
  double harmOf(const Rect& pill, const Label& label, double limit) const {
    double sum = 0;
    m_solids.visit(pill, [&](const Item& item) {
      sum += kHiddenCard * commonArea(pill, item.rect);
      return true;
    });
    if (sum >= limit) return sum;
    m_outlines.visit(pill.grown(kNearPx), [&](const Item& item) {
      const double weight = m_context.design.has(item.node, trait::kZone) ? kFaint : 1;
      if (item.rect.intersects(pill) && !item.rect.contains(pill)) sum += weight * kBorder;
      else if (item.rect.grown(kNearPx).intersects(pill) && !item.rect.grown(-kNearPx).contains(pill))
        sum += weight * kBorderNear;
      return true;
    });
    m_lines.visit(pill.grown(label.near), [&](const OwnedRun& line) {
      const bool through = pill.intersects(line.run.rect());
      if (line.owner.link == label.link) sum += through ? kOwnLine : 0;
      else sum += through ? kForeignLine : kForeignNear;
    });
    // All pills are of one height: two overlap where the middle of one meets the other, grown by half of that.
    const Rect reach{pill.x, pill.y - kPillHeight / 2, pill.width, 2 * kPillHeight};
    m_pills.visit(reach, [&](const OwnedRun&) { sum += kHiddenPill; });
    return sum;
  }

  const DrawContext& m_context;
  RectIndex m_solids;
  RectIndex m_outlines;
  RunIndex m_lines;
  RunIndex m_pills;
};

Rect placeLabel(const DrawContext& context, LinkIndex i, const Route& route, double width) {
  LabelPlacer placer(context);
  placer.addLine(i, route);
  return placer.place(i, route, width, width);
}

struct FreeLabels::Parts {
  explicit Parts(const DrawContext& context)
      : placer(context), next(static_cast<LinkIndex>(context.design.linkCount())) {}

  LabelPlacer placer;
  LinkIndex next;  // beyond all links
};

FreeLabels::FreeLabels(const DrawContext& context, const Routes& routes, const LabelPlaces& labels)
    : m_parts(std::make_unique<Parts>(context)) {
  for (LinkIndex i = 0; i < context.design.linkCount(); ++i) {
    const LinkId& id = context.design.link(i).id;
    if (const auto at = routes.find(id); at != routes.end()) m_parts->placer.addLine(i, at->second);
    if (const auto at = labels.find(id); at != labels.end()) m_parts->placer.remember(i, at->second);
  }
}

FreeLabels::~FreeLabels() = default;

Rect FreeLabels::add(const Route& route, const Rect& ends, double width) {
  const LinkIndex line = m_parts->next++;
  m_parts->placer.addLine(line, route);
  return width > 0 ? m_parts->placer.placeFree(line, route, ends, width) : Rect();
}

}  // namespace draw

LabelPlaces placeLabels(const DrawContext& context, const Routes& routes) {
  struct Labelled {
    LinkIndex link;
    const Route* route;
    double width;
    double inShort;
  };
  std::vector<Labelled> labelled;
  draw::LabelPlacer placer(context);
  for (LinkIndex i = 0; i < context.design.linkCount(); ++i) {
    const auto at = routes.find(context.design.link(i).id);
    if (at == routes.end() || at->second.points.size() < 2) continue;
    placer.addLine(i, at->second);
    const double width = draw::pillWidth(context, draw::labelOf(context.design, i));
    if (width <= 0) continue;
    labelled.push_back({i, &at->second, width, draw::pillWidth(context, draw::labelOf(context.design, i, true))});
  }
  LabelPlaces places;
  for (const Labelled& label : labelled) {
    places.emplace(context.design.link(label.link).id,
                   placer.place(label.link, *label.route, label.width, label.inShort));
  }
  return places;
}

}  // namespace nines
