#include "layout/world.h"

#include <algorithm>
#include <cmath>

#include "layout/badge_place.h"

namespace nines::routing {

namespace {

constexpr double kStripClearance = 4;

bool isShown(std::span<const char> shown, NodeIndex i) { return shown.empty() || shown[i] != 0; }

std::vector<Item> obstaclesOf(const Design& design, const Layout& layout, std::span<const char> shown) {
  std::vector<Item> items;
  items.reserve(layout.size() + 64);
  for (NodeIndex i = 0; i < layout.size(); ++i) {
    if (!isShown(shown, i)) continue;
    if (layout.isSolid(design, i)) {
      items.push_back({layout.rect(i), i, false});
      continue;
    }
    const Rect strip = layout.headerOf(design, i);
    if (!strip.empty()) items.push_back({strip, i, true});
    if (layout.place(i).frame) items.push_back({badgePlace(layout.rect(i), true), i, true});
  }
  for (const SetFrame& frame : layout.setFrames()) items.push_back({frame.label, frame.members.front(), true});
  return items;
}

std::vector<Item> framesOf(const Layout& layout, std::span<const char> shown) {
  std::vector<Item> items;
  for (NodeIndex i = 0; i < layout.size(); ++i) {
    if (layout.place(i).frame && isShown(shown, i)) items.push_back({layout.rect(i), i, false});
  }
  return items;
}

void addBorder(RunIndex& runs, const Rect& r) {
  for (const Run& run : bordersOf(r)) runs.add(run, {});
}

double common(double low1, double high1, double low2, double high2) {
  return std::min(high1, high2) - std::max(low1, low2);
}

double besides(const Run& run, const OwnedRun& other, const Owner& owner) {
  const double apart = std::abs(run.at - other.run.at);
  const double along = common(run.low, run.high, other.run.low, other.run.high);
  if (other.owner.isBorder()) return apart < kNearBorder && along > 0 ? kBorderPerPx * along : 0;
  if (other.owner.mayShare(owner)) {
    if (along <= 0) return 0;
    if (apart < .5) return -kTrunkBonusPerPx * along;
    return apart < kTooClose ? kOverlapPerPx * along : 0;
  }
  if (apart >= kTooClose || along <= -kNearBorder) return 0;
  return kOverlapCost + kOverlapPerPx * std::max(0.0, along);
}

double across(const Run& run, const OwnedRun& other, const Owner& owner) {
  if (other.owner.isBorder()) return 0;
  const bool share = other.owner.mayShare(owner);
  const double inset = share ? .5 : -.5;
  const bool meets = other.run.at > run.low + inset && other.run.at < run.high - inset &&
                     run.at > other.run.low + inset && run.at < other.run.high - inset;
  return meets ? (share ? kCrossingCost / 2 : kCrossingCost) : 0;
}

}  // namespace

World::World(const Design& design, const Layout& layout, std::span<const char> shown)
    : m_design(design),
      m_layout(layout),
      m_obstacles(layout.bounds(), obstaclesOf(design, layout, shown)),
      m_frames(layout.bounds(), framesOf(layout, shown)),
      m_solidAbove(solidsAbove(design, layout)),
      m_runs(layout.bounds()) {
  for (NodeIndex i = 0; i < layout.size(); ++i) {
    if (!layout.isSolid(design, i) && isShown(shown, i)) addBorder(m_runs, layout.rect(i));
  }
  // Nothing is foreign in these: they may reach over half the design.
  for (const SetFrame& frame : layout.setFrames()) addBorder(m_runs, frame.rect);
}

bool World::hinders(const Item& item, const Task& task) const {
  if (item.node == task.from.node || item.node == task.to.node) return item.strip && task.clearance >= kStripClearance;
  return std::ranges::find(task.transparent, item.node) == task.transparent.end();
}

double World::clearanceOf(const Item& item, const Task& task) const {
  return (item.strip ? std::min(kStripClearance, task.clearance) : task.clearance) - kHair;
}

bool World::isForeign(const Item& frame, const Task& task) const {
  return frame.node != task.from.node && frame.node != task.to.node && !frame.rect.contains(task.from.rect.centre()) &&
         !frame.rect.contains(task.to.rect.centre());
}

bool World::isFree(const Run& run, const Task& task) const {
  const Rect rect = run.rect();
  const Rect near = rect.grown(task.clearance);
  look(near);
  bool free = true;
  m_obstacles.visit(near, [&](const Item& item) {
    free = !hinders(item, task) || !item.rect.grown(clearanceOf(item, task)).intersects(rect);
    return free;
  });
  return free;
}

double World::company(const Run& run, const Task& task) const {
  const Rect rect = run.rect();
  const Rect near = rect.grown(kTooClose);
  look(near);
  double cost = 0;
  m_runs.visit(near, [&](const OwnedRun& other) {
    const bool parallel = other.run.horizontal == run.horizontal;
    cost += exactPrice(parallel ? besides(run, other, task.owner) : across(run, other, task.owner));
  });
  if (m_frames.empty()) return cost;
  m_frames.visit(rect, [&](const Item& frame) {
    if (!isForeign(frame, task)) return true;
    const Rect& r = frame.rect;
    const double inside = run.horizontal ? common(run.low, run.high, r.left(), r.right())
                                         : common(run.low, run.high, r.top(), r.bottom());
    cost += exactPrice(kForeignPerPx * std::max(0.0, inside));
    return true;
  });
  return cost;
}

double World::cost(const std::vector<Point>& points, const Task& task, double limit) const {
  const std::size_t runs = points.size() - 1;
  double cost = lengthOf(points) + kBendCost * static_cast<double>(runs - 1);
  for (std::size_t k = 0; k < runs && cost < limit; ++k) {
    const Run run = Run::between(points[k], points[k + 1]);
    const Rect rect = run.rect();
    const double fromRoom = k == 0 ? -kHair : task.clearance - kHair;
    const double toRoom = k + 1 == runs ? -kHair : task.clearance - kHair;
    if (task.from.solid && task.from.rect.grown(fromRoom).intersects(rect)) return kInfinity;
    if (task.to.solid && task.to.rect.grown(toRoom).intersects(rect)) return kInfinity;
    if (!isFree(run, task)) return kInfinity;
    cost += company(run, task);
  }
  return cost;
}

double lengthOf(const std::vector<Point>& points) {
  double length = 0;
  for (std::size_t k = 1; k < points.size(); ++k) {
    length += std::abs(points[k].x - points[k - 1].x) + std::abs(points[k].y - points[k - 1].y);
  }
  return length;
}

std::vector<Point> simplified(const std::vector<Point>& points) {
  std::vector<Point> out;
  for (const Point& p : points) {
    if (!out.empty() && out.back() == p) continue;
    if (out.size() >= 2) {
      const Point& a = out[out.size() - 2];
      const Point& b = out.back();
      if ((a.x == b.x && b.x == p.x) || (a.y == b.y && b.y == p.y)) {
        out.back() = p;
        continue;
      }
    }
    out.push_back(p);
  }
  return out;
}

}  // namespace nines::routing
