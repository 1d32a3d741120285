// The shape of a link: round corners, hops and arrow heads.
#include <algorithm>
#include <cmath>
#include <utility>

#include "drawing/draw_parts.h"

namespace nines::draw {

namespace {

using Step = PathStep::Kind;

constexpr double kQuarterArc = 0.5523;  // handle of the cubic that comes nearest to a quarter circle of radius 1

Point along(Point from, Point direction, double distance) {
  return {from.x + direction.x * distance, from.y + direction.y * distance};
}

double length(Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); }

Point direction(Point a, Point b) {
  const double l = length(a, b);
  return l > 0 ? Point{(b.x - a.x) / l, (b.y - a.y) / l} : Point{};
}

// Without points that lie on the way between their neighbours.
std::vector<Point> corners(const std::vector<Point>& points) {
  std::vector<Point> out;
  for (const Point& p : points) {
    if (!out.empty() && length(out.back(), p) < .01) continue;
    if (out.size() >= 2) {
      const Point before = direction(out[out.size() - 2], out.back());
      const Point after = direction(out.back(), p);
      if (length(before, after) < .001) out.pop_back();
    }
    out.push_back(p);
  }
  return out;
}

// How far along the run from `a` to `b` each hop is that lies on it.
std::vector<double> hopsAlong(Point a, Point b, const std::vector<Point>& hops) {
  const Point d = direction(a, b);
  const double run = length(a, b);
  std::vector<double> out;
  for (const Point& hop : hops) {
    const Point offset = hop - a;
    const double at = offset.x * d.x + offset.y * d.y;
    const double aside = std::abs(offset.x * d.y - offset.y * d.x);
    if (aside < .5 && at > 0 && at < run) out.push_back(at);
  }
  std::ranges::sort(out);
  return out;
}

struct Span {
  double start;
  double end;
  double radius;
};

// The parts of a run of this length that are hops, as distances from its beginning; neighbours that touch are one hop.
// A hop is smaller where the run has no room for a whole one that keeps `clear` px from its end.
std::vector<Span> hopSpans(const std::vector<double>& hops, double run, double clear) {
  std::vector<Span> merged;
  for (const double at : hops) {
    const double radius = std::max(std::min({kHopRadius, at, run - clear - at}), kLeastHopRadius);
    if (radius > at + .01 || radius > run - at + .01) continue;
    const Span span{at - radius, at + radius, radius};
    if (merged.empty() || span.start > merged.back().end) {
      merged.push_back(span);
      continue;
    }
    merged.back().end = std::max(merged.back().end, span.end);
    merged.back().radius = std::min(merged.back().radius, radius);
  }
  return merged;
}

class PathBuilder {
 public:
  void moveTo(Point p) { m_steps.push_back({Step::move, p, {}, {}}); }
  void lineTo(Point p) {
    if (m_steps.empty() || length(m_steps.back().to, p) > .001) m_steps.push_back({Step::line, p, {}, {}});
  }
  void quadTo(Point control, Point p) { m_steps.push_back({Step::quad, p, control, {}}); }

  // A straight run to `b`, over its hops, whole ones of which keep `clear` px from it. Horizontal runs hop upwards,
  // vertical ones to the left.
  void run(Point a, Point b, const std::vector<Point>& hops, double clear = 0) {
    const Point d = direction(a, b);
    const Point up = std::abs(d.x) > std::abs(d.y) ? Point{0, -1} : Point{-1, 0};
    for (const Span& span : hopSpans(hopsAlong(a, b, hops), length(a, b), clear)) {
      const Point foot = along(a, d, span.start);
      const Point end = along(a, d, span.end);
      const Point rise = along(along(foot, d, span.radius), up, span.radius);
      const Point fall = along(along(end, d, -span.radius), up, span.radius);
      const double handle = kQuarterArc * span.radius;
      lineTo(foot);
      m_steps.push_back({Step::cubic, rise, along(foot, up, handle), along(rise, d, -handle)});
      lineTo(fall);
      m_steps.push_back({Step::cubic, end, along(fall, d, handle), along(end, up, handle)});
    }
    lineTo(b);
  }

  std::vector<PathStep> take() { return std::move(m_steps); }

 private:
  std::vector<PathStep> m_steps;
};

// What a hop beside a corner leaves of the run to it.
double roomFor(Point corner, Point other, const std::vector<Point>& hops) {
  if (hops.empty()) return kCornerRadius;
  const std::vector<double> along = hopsAlong(corner, other, hops);
  return along.empty() ? kCornerRadius : std::max(kLeastCornerRadius, along.front() - kHopRadius);
}

// Moves the first point towards the second.
void cut(Point& first, Point second, double by) {
  first = along(first, direction(first, second), std::min(by, length(first, second) / 2));
}

}  // namespace

std::vector<PathStep> linkPath(const std::vector<Point>& points, const std::vector<Point>& hops, double startCut,
                               double endCut) {
  std::vector<Point> p = corners(points);
  if (p.size() < 2) return {};
  const double clear = std::max(0.0, (endCut > 0 ? kArrowLength : 0) - endCut);  // of the arrow
  cut(p.front(), p[1], startCut);
  cut(p.back(), p[p.size() - 2], endCut);
  PathBuilder path;
  path.moveTo(p.front());
  Point at = p.front();
  for (std::size_t i = 1; i + 1 < p.size(); ++i) {
    const double radius = std::min({kCornerRadius, length(p[i - 1], p[i]) / 2, length(p[i], p[i + 1]) / 2,
                                    roomFor(p[i], p[i - 1], hops), roomFor(p[i], p[i + 1], hops)});
    const Point in = along(p[i], direction(p[i], p[i - 1]), radius);
    const Point out = along(p[i], direction(p[i], p[i + 1]), radius);
    path.run(at, in, hops);
    path.quadTo(p[i], out);
    at = out;
  }
  path.run(at, p.back(), hops, clear);
  return path.take();
}

std::vector<PathStep> dashedPath(const std::vector<Point>& points, double startCut, double endCut,
                                 const std::vector<double>& dash) {
  const double on = dash.at(0);
  const double period = on + dash.at(1);
  std::vector<PathStep> out;
  const auto moveTo = [&](Point p) {
    // The first one stays: the line begins there, whether a dash does or not.
    if (out.size() > 1 && out.back().kind == Step::move) out.pop_back();
    const bool there = !out.empty() && out.back().kind == Step::move && out.back().to == p;
    if (!there) out.push_back({Step::move, p, {}, {}});
  };
  Point at;
  for (const PathStep& step : linkPath(points, {}, startCut, endCut)) {
    const Point from = std::exchange(at, step.to);
    if (step.kind != Step::line) {
      out.push_back(step);
      continue;
    }
    // Along the run from here: the middle of the next dash is a multiple of the period, seen from the origin.
    const Point d = direction(from, step.to);
    const double start = from.x * d.x + from.y * d.y;
    const double next = std::ceil((start + on / 2) / period) * period - on / 2 - start;
    const double run = length(from, step.to);
    const double rest = std::min(next - period + on, run);  // of the dash before
    moveTo(from);
    if (rest > .001) out.push_back({Step::line, along(from, d, rest), {}, {}});
    if (next >= run) continue;
    moveTo(along(from, d, next));
    out.push_back({Step::line, step.to, {}, {}});
  }
  if (out.size() > 1 && out.back().kind == Step::move) out.pop_back();
  return out;
}

std::vector<PathStep> arrowHead(Point from, Point tip) {
  const Point d = direction(from, tip);
  const Point base = along(tip, d, -kArrowLength);
  const Point side{-d.y, d.x};
  return {{Step::move, tip, {}, {}},
          {Step::line, along(base, side, kArrowWidth / 2), {}, {}},
          {Step::line, along(base, side, -kArrowWidth / 2), {}, {}},
          {Step::close, {}, {}, {}}};
}

}  // namespace nines::draw
