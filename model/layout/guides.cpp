#include "layout/guides.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace nines::placing {

namespace {

constexpr double kSame = .01;  // px

// A rectangle seen along one axis: x for vertical guides, else y.
struct Span {
  double low = 0;
  double high = 0;

  double middle() const { return (low + high) / 2; }
  double length() const { return high - low; }
};

Span along(const Rect& r, bool x) { return x ? Span{r.left(), r.right()} : Span{r.top(), r.bottom()}; }

double common(Span a, Span b) { return std::min(a.high, b.high) - std::max(a.low, b.low); }

// They stand beside each other: by half of the smaller one at least.
bool sideBySide(const Rect& a, const Rect& b, bool x) {
  const Span sa = along(a, !x);
  const Span sb = along(b, !x);
  return common(sa, sb) >= std::min(sa.length(), sb.length()) / 2;
}

// Low edge, high edge, middle: the first that is common is shown.
std::array<double, 3> edgesOf(Span s) { return {s.low, s.high, s.middle()}; }

constexpr std::array<std::array<std::string_view, 3>, 2> kNames{
    {{"Top edges", "Bottom edges", "Middles"}, {"Left edges", "Right edges", "Centres"}}};

// The nearest shift so far; of equally near ones the first.
class Nearest {
 public:
  explicit Nearest(double reach) : m_reach(reach) {}
  void offer(double shift) {
    if (std::abs(shift) <= m_reach && (!m_shift || std::abs(shift) < std::abs(*m_shift))) m_shift = shift;
  }
  const std::optional<double>& shift() const { return m_shift; }

 private:
  double m_reach;
  std::optional<double> m_shift;
};

// The neighbours of a place along one axis, nearest first: two below it and two above.
struct Neighbours {
  std::array<const Rect*, 2> before{};
  std::array<const Rect*, 2> after{};
};

Neighbours neighboursOf(const std::vector<Rect>& others, const Rect& placed, bool x) {
  std::vector<const Rect*> row;
  for (const Rect& r : others) {
    if (sideBySide(r, placed, x)) row.push_back(&r);
  }
  std::ranges::sort(row, {}, [&](const Rect* r) { return along(*r, x).middle(); });
  const double middle = along(placed, x).middle();
  const auto next = std::ranges::upper_bound(row, middle, {}, [&](const Rect* r) { return along(*r, x).middle(); });
  const auto at = static_cast<std::size_t>(next - row.begin());
  Neighbours out;
  for (std::size_t k = 0; k < 2; ++k) {
    if (at > k) out.before[k] = row[at - 1 - k];
    if (at + k < row.size()) out.after[k] = row[at + k];
  }
  return out;
}

void offerEqualGaps(const Neighbours& n, Span wanted, bool x, Nearest& nearest) {
  const auto span = [&](const Rect* r) { return along(*r, x); };
  if (n.before[0] && n.after[0]) {
    const double room = span(n.after[0]).low - span(n.before[0]).high - wanted.length();
    if (room > 0) nearest.offer(std::round(span(n.before[0]).high + room / 2) - wanted.low);
  }
  if (n.before[0] && n.before[1]) {
    const double gap = span(n.before[0]).low - span(n.before[1]).high;
    if (gap > 0) nearest.offer(span(n.before[0]).high + gap - wanted.low);
  }
  if (n.after[0] && n.after[1]) {
    const double gap = span(n.after[1]).low - span(n.after[0]).high;
    if (gap > 0) nearest.offer(span(n.after[0]).low - gap - wanted.high);
  }
}

std::optional<double> shiftAlong(const std::vector<Rect>& others, const Rect& wanted, bool x, double reach) {
  Nearest nearest(reach);
  const Span span = along(wanted, x);
  const auto edges = edgesOf(span);
  for (const Rect& r : others) {
    const auto theirs = edgesOf(along(r, x));
    for (std::size_t k = 0; k < edges.size(); ++k) nearest.offer(theirs[k] - edges[k]);
  }
  offerEqualGaps(neighboursOf(others, wanted, x), span, x, nearest);
  return nearest.shift();
}

std::optional<Guide> lineAlong(const std::vector<Rect>& others, const Rect& placed, bool x) {
  const auto edges = edgesOf(along(placed, x));
  const Span across = along(placed, !x);
  for (std::size_t k = 0; k < edges.size(); ++k) {
    // As far as the nearest one on either side: a line over the whole canvas would say less.
    std::optional<Span> before;
    std::optional<Span> after;
    for (const Rect& r : others) {
      if (std::abs(edgesOf(along(r, x))[k] - edges[k]) > kSame) continue;
      const Span there = along(r, !x);
      std::optional<Span>& side = there.middle() < across.middle() ? before : after;
      const bool nearer =
          !side || std::abs(there.middle() - across.middle()) < std::abs(side->middle() - across.middle());
      if (nearer) side = there;
    }
    if (!before && !after) continue;
    return Guide{x, edges[k], std::min(across.low, before ? before->low : across.low),
                 std::max(across.high, after ? after->high : across.high), kNames[x ? 1 : 0][k]};
  }
  return std::nullopt;
}

void addGaps(const std::vector<Rect>& others, const Rect& placed, bool x, std::vector<EqualGap>& out) {
  const Neighbours n = neighboursOf(others, placed, x);
  const double at = along(placed, !x).middle();
  const auto gap = [&](const Rect& a, const Rect& b) { return EqualGap{x, at, along(a, x).high, along(b, x).low}; };
  const auto offer = [&](const Rect* a, const Rect* b, const Rect* c) {
    if (!a || !b || !c) return false;
    const EqualGap first = gap(*a, *b);
    const EqualGap second = gap(*b, *c);
    const double length = first.high - first.low;
    // Half a pixel, where the room between two neighbours is odd.
    if (length <= 0 || std::abs(length - (second.high - second.low)) > 1) return false;
    out.push_back(first);
    out.push_back(second);
    return true;
  };
  if (offer(n.before[0], &placed, n.after[0])) return;
  if (offer(n.before[1], n.before[0], &placed)) return;
  offer(&placed, n.after[0], n.after[1]);
}

}  // namespace

Guides::Guides(const Design& design, const Layout& layout, NodeIndex node, const std::vector<char>& moving,
               const Rect& view) {
  const bool solid = layout.isSolid(design, node);
  for (NodeIndex i = 0; i < layout.size(); ++i) {
    if (moving[i] || layout.place(i).frame || layout.isSolid(design, i) != solid) continue;
    if (layout.rect(i).intersects(view)) m_others.push_back(layout.rect(i));
  }
}

Point Guides::drawn(const Rect& wanted, Point otherwise, double reach) const {
  const auto x = shiftAlong(m_others, wanted, true, reach);
  const auto y = shiftAlong(m_others, wanted, false, reach);
  return {x ? wanted.x + *x : otherwise.x, y ? wanted.y + *y : otherwise.y};
}

std::vector<Guide> Guides::lines(const Rect& placed) const {
  std::vector<Guide> out;
  for (const bool x : {true, false}) {
    if (const auto line = lineAlong(m_others, placed, x)) out.push_back(*line);
  }
  return out;
}

std::vector<EqualGap> Guides::gaps(const Rect& placed) const {
  std::vector<EqualGap> out;
  for (const bool x : {true, false}) addGaps(m_others, placed, x, out);
  return out;
}

}  // namespace nines::placing
