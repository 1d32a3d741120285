#include "canvas/painted_areas.h"

#include <algorithm>
#include <cmath>

namespace nines {

namespace {

constexpr double kSmall = 160;  // sides of what is painted as a whole
constexpr double kNarrow = 32;  // of a strip: hops and bends are none of their own

Rect joined(const Rect& a, const Rect& b) {
  const double left = std::min(a.x, b.x);
  const double top = std::min(a.y, b.y);
  return {left, top, std::max(a.right(), b.right()) - left, std::max(a.bottom(), b.bottom()) - top};
}

// Around one step of a path that begins at `from`.
Rect around(Point from, const PathStep& step) {
  using Kind = PathStep::Kind;
  Rect out = joined({from.x, from.y, 0, 0}, {step.to.x, step.to.y, 0, 0});
  if (step.kind == Kind::quad || step.kind == Kind::cubic) out = joined(out, {step.control1.x, step.control1.y, 0, 0});
  if (step.kind == Kind::cubic) out = joined(out, {step.control2.x, step.control2.y, 0, 0});
  return out;
}

void addStrips(const PathShape& path, std::vector<Rect>& out) {
  const double reach = path.stroke.width / 2;
  const bool filled = path.fill.visible();
  bool joins = false;
  Point from;
  for (const PathStep& step : path.steps) {
    if (step.kind == PathStep::Kind::close) continue;
    if (step.kind != PathStep::Kind::move) {
      const Rect next = around(from, step).grown(reach);
      const Rect both = joins ? joined(out.back(), next) : next;
      const bool strip = filled || std::min(both.width, both.height) <= kNarrow;
      if (joins && strip) out.back() = both;
      else out.push_back(next);
      joins = true;
    }
    from = step.to;
  }
}

}  // namespace

std::vector<Rect> paintedAreas(const DrawGroup& group) {
  const Rect& all = group.bounds;
  if (std::max(all.width, all.height) <= kSmall || std::min(all.width, all.height) <= kNarrow) return {all};
  std::vector<Rect> out;
  for (const Shape2D& shape : group.shapes) {
    const auto* path = std::get_if<PathShape>(&shape);
    if (!path) return {all};
    addStrips(*path, out);
  }
  return out;
}

}  // namespace nines
