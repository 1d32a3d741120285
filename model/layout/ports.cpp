#include "layout/ports.h"

#include <algorithm>
#include <cmath>

namespace nines::routing {

namespace {

constexpr double kCorner = 10;      // ports keep clear of corners
constexpr double kWide = 100;       // sides from this length have more lanes
constexpr double kOffPenalty = 10;  // for leaving the middle of a card's side ...
constexpr double kOffLarge = 2;     // ... and of a large node's, where it is hardly seen
constexpr double kOffLargePerPx = 1.3;

// One side of a rectangle: positions along it are x for top and bottom, y for left and right.
struct Side {
  Direction out;
  double low, high;  // where ports may be
  double middle;
  double edge;

  Point at(double along) const { return isHorizontal(out) ? Point{edge, along} : Point{along, edge}; }
};

Side sideOf(const Rect& r, Direction out) {
  const double across = isHorizontal(out) ? r.height : r.width;
  const double start = isHorizontal(out) ? r.top() : r.left();
  const double inset = std::min(kCorner, across / 2);
  double edge = r.right();
  if (out == Direction::south) edge = r.bottom();
  if (out == Direction::west) edge = r.left();
  if (out == Direction::north) edge = r.top();
  return {out, start + inset, start + across - inset, start + across / 2, edge};
}

class PortMaker {
 public:
  PortMaker(Terminal& terminal, Point looksAt, bool large, const Rect& strip, bool inward)
      : m_terminal(terminal), m_looksAt(looksAt), m_large(large), m_strip(strip), m_inward(inward) {}

  void run() {
    for (const Direction out : {Direction::east, Direction::south, Direction::west, Direction::north}) side(out);
  }

 private:
  void side(Direction out) {
    const Side side = sideOf(m_terminal.rect, out);
    const double aligned = isHorizontal(out) ? m_looksAt.y : m_looksAt.x;
    const double offset = std::abs(aligned - side.middle);
    add(side, side.middle, 0, true);
    add(side, aligned, m_large ? 0 : kOffPenalty + offset, true);
    if (out == Direction::north && !m_strip.empty()) besideStrip(side);
    const int lanes = m_large ? 4 : side.high - side.low > kWide ? 3 : 1;
    for (int lane = 1; lane <= lanes; ++lane) {
      for (const double sign : {1.0, -1.0}) {
        const double off = sign * lane * kLane;
        const double penalty = m_large ? kOffLarge + kOffLargePerPx * std::abs(off) : kOffPenalty + std::abs(off);
        add(side, side.middle + off, penalty, false);
        if (m_large) add(side, aligned + off, penalty, false);
      }
    }
  }

  // Close by a label or chip, for where that covers the middle.
  void besideStrip(const Side& side) {
    if (m_large) return add(side, m_strip.right() + 2 * kLane, kOffLarge, true);
    const double at = m_strip.right() + kLane;
    if (hidden(side, side.middle)) add(side, at, kOffPenalty + std::abs(at - side.middle), true);
  }

  void add(const Side& side, double along, double penalty, bool main) {
    if (along < side.low || along > side.high || hidden(side, along)) return;
    const Point at = side.at(along);
    for (const Port& port : m_terminal.ports) {
      if (std::abs(port.at.x - at.x) < 1 && std::abs(port.at.y - at.y) < 1) return;
    }
    m_terminal.ports.push_back({at, m_inward ? opposite(side.out) : side.out, penalty, main});
  }

  // Under the label of a frame or container, or under a card's role chip.
  bool hidden(const Side& side, double along) const {
    constexpr double kRoom = 5;
    if (side.out != Direction::north || m_strip.empty()) return false;
    return along > m_strip.left() - kRoom && along < m_strip.right() + kRoom;
  }

  Terminal& m_terminal;
  Point m_looksAt;
  bool m_large;
  Rect m_strip;
  bool m_inward;
};

// The middle of what two sides have in common, or the place next to it that keeps clear of the strip; `otherwise` if
// there is none.
double meeting(double low, double high, double stripLow, double stripHigh, double otherwise) {
  if (high - low < 2 * kLane) return otherwise;
  const double middle = std::round((low + high) / 2);
  const double before = stripLow - 2 * kLane;
  const double after = stripHigh + 2 * kLane;
  if (middle <= before || middle >= after) return middle;
  const bool fitsBefore = before >= low + kLane;
  const bool fitsAfter = after <= high - kLane;
  if (!fitsBefore && !fitsAfter) return otherwise;
  if (fitsBefore && fitsAfter) return std::round(middle - before < after - middle ? before : after);
  return std::round(fitsBefore ? before : after);
}

// Two frames or containers look at the middle of what they have opposite each other, beside the lower one's label.
Point meetingPoint(const World& world, NodeIndex from, NodeIndex to, Point otherwise) {
  const Rect& a = world.layout().rect(from);
  const Rect& b = world.layout().rect(to);
  const Rect strip = world.layout().headerOf(world.design(), a.top() < b.top() ? to : from);
  const double x =
      meeting(std::max(a.left(), b.left()), std::min(a.right(), b.right()), strip.left(), strip.right(), otherwise.x);
  const double y =
      meeting(std::max(a.top(), b.top()), std::min(a.bottom(), b.bottom()), kInfinity, kInfinity, otherwise.y);
  return {x, y};
}

}  // namespace

void leaveCovered(Terminal& terminal, const Terminal& other) {
  if (!other.solid) return;
  const auto covered = [&](const Port& port) { return other.rect.grown(-kHair).contains(port.at); };
  if (!std::ranges::all_of(terminal.ports, covered)) std::erase_if(terminal.ports, covered);
}

Terminal terminalAt(const World& world, NodeIndex node, const Rect& other, Point looksAt) {
  Terminal terminal{node, world.layout().rect(node), true, {}};
  const bool large = !world.layout().isSolid(world.design(), node);
  const bool inward = terminal.rect.contains(other) && !(terminal.rect == other);
  terminal.solid = !inward;
  const Rect strip =
      large ? world.layout().headerOf(world.design(), node) : world.layout().chipOf(world.design(), node);
  PortMaker(terminal, looksAt, large, strip, inward).run();
  return terminal;
}

void addSolidsAround(const World& world, NodeIndex node, Task& task) {
  for (NodeIndex above = world.solidAbove(node); above != kNone; above = world.solidAbove(above)) {
    task.transparent.push_back(above);
  }
}

Task taskFor(const World& world, LinkIndex link, const Owner& owner) {
  const NodeIndex from = world.design().from(link);
  const NodeIndex to = world.design().to(link);
  Point fromLooksAt = world.layout().rect(to).centre();
  Point toLooksAt = world.layout().rect(from).centre();
  if (!world.layout().isSolid(world.design(), from) && !world.layout().isSolid(world.design(), to)) {
    fromLooksAt = meetingPoint(world, from, to, fromLooksAt);
    toLooksAt = meetingPoint(world, from, to, toLooksAt);
  }
  return taskFor(world, link, owner, fromLooksAt, toLooksAt);
}

Task taskFor(const World& world, LinkIndex link, const Owner& owner, Point fromLooksAt, Point toLooksAt) {
  const Design& design = world.design();
  const NodeIndex from = design.from(link);
  const NodeIndex to = design.to(link);
  Task task;
  task.owner = owner;
  task.from = terminalAt(world, from, world.layout().rect(to), fromLooksAt);
  task.to = terminalAt(world, to, world.layout().rect(from), toLooksAt);
  leaveCovered(task.from, task.to);
  leaveCovered(task.to, task.from);
  addSolidsAround(world, from, task);
  addSolidsAround(world, to, task);
  return task;
}

Terminal wayPoint(Point at) {
  Terminal terminal{kNone, {at.x, at.y, 0, 0}, false, {}};
  for (const Direction d : {Direction::east, Direction::south, Direction::west, Direction::north}) {
    terminal.ports.push_back({at, d, 0, true});
  }
  return terminal;
}

Terminal wayPoint(Point at, Direction arrived) {
  Terminal terminal = wayPoint(at);
  std::erase_if(terminal.ports, [&](const Port& port) { return port.leaves == opposite(arrived); });
  for (Port& port : terminal.ports) port.penalty = port.leaves == arrived ? 0 : kBendCost;
  return terminal;
}

}  // namespace nines::routing
