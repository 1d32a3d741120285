#include "layout/bending.h"

#include <algorithm>
#include <cmath>

#include "layout/world.h"

namespace nines::placing {

namespace {

constexpr double kFromCorner = 10;          // lines keep off the corners of a card
constexpr double kJog = 16;                 // straight out of a card before the line turns aside
constexpr double kAround = routing::kStub;  // and as much beside it

// Across a piece that is horizontal or not: where it is, in the direction in which it moves.
double coordinate(Point p, bool horizontal) { return horizontal ? p.y : p.x; }
void setCoordinate(Point& p, bool horizontal, double value) { (horizontal ? p.y : p.x) = value; }

// A rectangle's extent in the direction in which a piece moves.
struct Span {
  double low = 0;
  double high = 0;
};
Span acrossOf(const Rect& r, bool horizontal) {
  return horizontal ? Span{r.top(), r.bottom()} : Span{r.left(), r.right()};
}
Span sideOf(const Rect& r, bool horizontal) {
  const Span whole = acrossOf(r, horizontal);
  const double inset = std::min(kFromCorner, (whole.high - whole.low) / 2);
  return {whole.low + inset, whole.high - inset};
}
bool isWithin(double v, Span span) { return v >= span.low && v <= span.high; }

double distanceTo(Point p, Point a, Point b) {
  const double x = std::clamp(p.x, std::min(a.x, b.x), std::max(a.x, b.x));
  const double y = std::clamp(p.y, std::min(a.y, b.y), std::max(a.y, b.y));
  return std::hypot(p.x - x, p.y - y);
}

double lengthOf(const std::vector<Point>& corners, std::size_t piece) {
  return std::hypot(corners[piece + 1].x - corners[piece].x, corners[piece + 1].y - corners[piece].y);
}

bool contains(const Rect& outer, Point p) {
  return p.x > outer.left() && p.x < outer.right() && p.y > outer.top() && p.y < outer.bottom();
}

class Bending {
 public:
  Bending(const Rect& from, const Rect& to, std::vector<Point> corners)
      : m_from(from), m_to(to), m_corners(std::move(corners)) {}

  void move(std::size_t piece, Point delta) {
    const bool flat = isHorizontal(m_corners, piece);
    const double before = coordinate(m_corners[piece], flat);
    const double now = settled(piece, flat, before + (flat ? delta.y : delta.x));
    if (std::abs(now - before) < routing::kHair) return;
    m_moved = true;
    const bool toEnd = piece + 2 == m_corners.size();
    const Point start = m_corners[piece];
    const Point end = m_corners[piece + 1];
    setCoordinate(m_corners[piece], flat, now);
    setCoordinate(m_corners[piece + 1], flat, now);
    const double room = std::hypot(end.x - start.x, end.y - start.y) / (piece == 0 && toEnd ? 3 : 2);
    // The far end first: indices before it stay.
    if (toEnd && !isWithin(now, sideOf(m_to, flat))) addJog(LinkEnd::to, end, start, room, flat, now);
    if (piece == 0 && !isWithin(now, sideOf(m_from, flat))) addJog(LinkEnd::from, start, end, room, flat, now);
  }

  bool hasMoved() const { return m_moved; }
  std::vector<Point> bends() const {
    std::vector<Point> line = routing::simplified(m_corners);
    if (line.size() > 2) return {line.begin() + 1, line.end() - 1};
    const Point middle = snapped({(line.front().x + line.back().x) / 2, (line.front().y + line.back().y) / 2});
    if (line.front().y == line.back().y) return {{middle.x, line.front().y}};
    return {{line.front().x, middle.y}};
  }

 private:
  // Where the piece comes to rest.
  double settled(std::size_t piece, bool flat, double wanted) const {
    const double before = coordinate(m_corners[piece], flat);
    if (std::abs(wanted - before) < kGrid / 2) return before;
    double now = std::round(wanted / kGrid) * kGrid;
    double nearest = kGrid / 2;
    // In line with the piece before the last one or after the next one, cards stand off the grid now and then.
    for (const std::size_t other : {piece - 1, piece + 2}) {
      if (other >= m_corners.size()) continue;
      const double there = coordinate(m_corners[other], flat);
      if (there == before || std::abs(wanted - there) > nearest) continue;
      nearest = std::abs(wanted - there);
      now = there;
    }
    if (piece == 1) now = besides(m_from, m_corners[0], m_corners[1], flat, now);
    if (piece + 3 == m_corners.size()) now = besides(m_to, m_corners.back(), m_corners[piece + 1], flat, now);
    return now;
  }

  // The corner at the end of a piece that runs to a card must not come to lie in that card. `port` is where the piece
  // reaches it; from within a container there is nothing to keep off.
  static double besides(const Rect& r, Point port, Point corner, bool flat, double wanted) {
    if (contains(r, corner) || (r.empty() && port == corner)) return wanted;
    const Span span = acrossOf(r.grown(kAround), flat);
    if (wanted <= span.low || wanted >= span.high) return wanted;
    const double low = std::floor(span.low / kGrid) * kGrid;
    const double high = std::ceil(span.high / kGrid) * kGrid;
    return wanted - span.low < span.high - wanted ? low : high;
  }

  // Straight out of the card, then aside to where the piece is now.
  void addJog(LinkEnd side, Point port, Point other, double room, bool flat, double now) {
    const double out = std::round(std::min(kJog, room));
    const double edge = coordinate(port, !flat);
    Point foot = port;
    setCoordinate(foot, !flat, coordinate(other, !flat) < edge ? edge - out : edge + out);
    Point aside = foot;
    setCoordinate(aside, flat, now);
    if (side == LinkEnd::from) {
      m_corners.front() = aside;
      m_corners.insert(m_corners.begin(), {port, foot});
    } else {
      m_corners.back() = aside;
      m_corners.insert(m_corners.end(), {foot, port});
    }
  }

  Rect m_from;
  Rect m_to;
  std::vector<Point> m_corners;
  bool m_moved = false;
};

// The corner beside an end, by `shift` along the side that it stands in front of. One that the end lies over goes along
// as well, or it would not be where it was once the end has moved away again: the piece beyond says which way.
void follow(std::vector<Point>& bends, LinkEnd end, const Rect& before, const Rect& now, Point shift) {
  if (bends.empty()) return;
  Point& corner = end == LinkEnd::from ? bends.front() : bends.back();
  if (before.contains(corner) && bends.size() > 1) {
    const Point beyond = end == LinkEnd::from ? bends[1] : bends[bends.size() - 2];
    if (corner.x == beyond.x || corner.y == beyond.y) {
      const bool flat = corner.x == beyond.x;
      setCoordinate(corner, flat, coordinate(corner, flat) + coordinate(shift, flat));
    }
    return;
  }
  for (const bool flat : {true, false}) {
    // In front of a side: beside the rectangle in one direction, within its extent in the other.
    const double at = coordinate(corner, flat);
    const Span ahead = acrossOf(before, !flat);
    if (!isWithin(at, acrossOf(before, flat)) || isWithin(coordinate(corner, !flat), ahead)) continue;
    const Span side = sideOf(now, flat);
    setCoordinate(corner, flat, std::clamp(at + coordinate(shift, flat), side.low, side.high));
    return;
  }
}

// What an end does: moves as a whole, or gets another size. Then a corner stays as long as it is in front of the end.
struct Shift {
  Shift(const Rect& then, const Rect& there) : before(then), now(there) {
    whole = before.width == now.width && before.height == now.height;
    if (whole) by = now.topLeft() - before.topLeft();
  }

  void apply(std::vector<Point>& bends, LinkEnd end) const {
    if (!(before == now)) follow(bends, end, before, now, by);
  }

  Rect before;
  Rect now;
  Point by;
  bool whole = false;
};

}  // namespace

std::vector<Point> cornersOf(const Route& route) { return routing::simplified(route.points); }

bool isHorizontal(const std::vector<Point>& corners, std::size_t piece) {
  return corners[piece].y == corners[piece + 1].y;
}

std::optional<Grip> gripAt(const std::vector<Point>& corners, Point at, double reach, double cornerReach) {
  for (std::size_t k = 1; k + 1 < corners.size(); ++k) {
    if (std::hypot(at.x - corners[k].x, at.y - corners[k].y) <= cornerReach) return Grip{k - 1, k};
  }
  for (std::size_t k = 0; k + 1 < corners.size(); ++k) {
    if (distanceTo(at, corners[k], corners[k + 1]) <= reach) return Grip{k, k};
  }
  return std::nullopt;
}

std::optional<Grip> gripFor(const std::vector<Point>& corners, bool horizontal) {
  std::optional<Grip> best;
  const auto isInner = [&](std::size_t k) { return k > 0 && k + 2 < corners.size(); };
  for (std::size_t k = 0; k + 1 < corners.size(); ++k) {
    if (isHorizontal(corners, k) == horizontal) continue;  // moved along itself it stays
    const bool better =
        !best ||
        (isInner(k) != isInner(best->first) ? isInner(k) : lengthOf(corners, k) > lengthOf(corners, best->first));
    if (better) best = Grip{k, k};
  }
  return best;
}

std::vector<Point> bent(const Design& design, const Layout& layout, LinkIndex link, const std::vector<Point>& corners,
                        Grip grip, Point delta) {
  Bending bending(layout.rect(design.from(link)), layout.rect(design.to(link)), corners);
  bending.move(grip.last, delta);
  if (grip.isCorner()) bending.move(grip.first, delta);
  return bending.hasMoved() ? bending.bends() : design.link(link).bends;
}

Bent bentFreely(const Design& design, const Layout& layout, LinkPreview& preview, LinkIndex link,
                const std::vector<Point>& corners, Grip grip, Point delta) {
  const LooseEnd from{design.from(link), {}, {}};
  const LooseEnd to{design.to(link), {}, {}};
  const std::vector<Point>& now = design.link(link).bends;
  const std::vector<Point> wanted = bent(design, layout, link, corners, grip, delta);
  Bent out{now, corners};
  if (wanted == now) return out;
  const double steps = std::ceil(std::max(std::abs(delta.x), std::abs(delta.y)) / kGrid);
  for (double step = steps; step > 0; --step) {
    const Point part{delta.x * step / steps, delta.y * step / steps};
    std::vector<Point> bends = bent(design, layout, link, corners, grip, part);
    if (bends == now) break;
    std::vector<Point> course = preview.straight(from, to, bends);
    if (course.empty()) continue;
    out.bends = std::move(bends);
    out.course = std::move(course);
    break;
  }
  out.stopped = out.bends != wanted;
  if (!out.stopped) return out;
  Route route{wanted, true};
  route.points.insert(route.points.begin(), corners.front());
  route.points.push_back(corners.back());
  const auto crossed = crossedBy(design, layout, link, route);
  if (!crossed.empty()) out.by = crossed.front();
  return out;
}

Edit bend(const Design& design, LinkIndex link, std::vector<Point> bends) {
  const Link& old = design.link(link);
  Edit edit;
  edit.label = bends.empty() ? "Reset route" : "Bend link";
  if (bends != old.bends) edit.changes.emplace_back(SetLinkBends{old.id, std::move(bends)});
  return edit;
}

void followEnd(std::vector<Point>& bends, LinkEnd end, const Rect& before, const Rect& now) {
  follow(bends, end, before, now, now.centre() - before.centre());
}

std::vector<Change> bendsAlong(const Design& design, const Layout& layout, const std::function<Rect(NodeIndex)>& now) {
  std::vector<Change> out;
  for (LinkIndex i = 0; i < design.linkCount(); ++i) {
    const Link& link = design.link(i);
    if (link.bends.empty() || design.from(i) == kNone || design.to(i) == kNone) continue;
    const Shift from(layout.rect(design.from(i)), now(design.from(i)));
    const Shift to(layout.rect(design.to(i)), now(design.to(i)));
    std::vector<Point> bends = link.bends;
    if (from.whole && to.whole && from.by == to.by) {
      for (Point& bend : bends) bend = bend + from.by;
    } else {
      from.apply(bends, LinkEnd::from);
      to.apply(bends, LinkEnd::to);
    }
    if (bends != link.bends) out.emplace_back(SetLinkBends{link.id, std::move(bends)});
  }
  return out;
}

}  // namespace nines::placing
