#include "layout/link_router.h"

#include <algorithm>
#include <cmath>

#include "layout/ports.h"

namespace nines::routing {

namespace {

// A simple route this much dearer than on an empty canvas is taken before lanes beside it are tried, or a search.
constexpr double kContentAtOnce = 5;
// In large designs, where nobody follows a single line, a good deal more.
constexpr double kContentWithShape = 60;
constexpr double kContentInLarge = 250;
constexpr std::size_t kCrowded = 400;  // links: beyond, nobody takes a second look at them
constexpr std::size_t kLarge = 1000;
constexpr double kGreedAtFirst = 1.3;       // a later look at the link is thorough
constexpr std::size_t kMostSteps = 12'000;  // of a search for a good way ...
constexpr double kGreedForAny = 3;          // ... and for any way
constexpr double kMostCompanyInCrowd = 1;   // per px, of such a one
constexpr std::size_t kMostStepsForAny = 400'000;
constexpr double kClear = 1;                              // px that a line keeps off cards where people have drawn it
constexpr std::array<double, 3> kMargins{60, 320, 1600};  // px that a search looks around the ends

std::uint8_t styleOf(const LinkKind* kind) {
  if (!kind || kind->line == "solid") return 0;
  if (kind->line == "double") return 1;
  return kind->line == "dashed" ? 2 : 3;
}

bool hasNoLine(const LinkKind* kind) { return kind && kind->line == "none"; }

bool isMemberOf(const Design& design, NodeIndex member, NodeIndex frame) {
  return std::ranges::any_of(design.outgoing(member),
                             [&](LinkIndex l) { return design.to(l) == frame && hasNoLine(design.linkKind(l)); });
}

double penaltyOf(const Terminal& terminal, Point at) {
  for (const Port& port : terminal.ports) {
    if (port.at == at) return port.penalty;
  }
  return kBendCost;
}

Direction directionOf(Point from, Point to) {
  if (from.y == to.y) return from.x < to.x ? Direction::east : Direction::west;
  return from.y < to.y ? Direction::south : Direction::north;
}

// Where no shape joins the ports at all, both prices are infinite.
bool isContent(const ShapeResult& simple, double ideal, double more) {
  return !simple.best.points.empty() && simple.best.cost <= ideal + more;
}

bool isClear(const World& world, const std::vector<Point>& points, Task task, double clearance = 0) {
  task.clearance = clearance;
  return world.cost(points, task) < kInfinity;
}

bool areInLine(Point a, Point b) { return (a.x == b.x) != (a.y == b.y); }

// From a port straight to the way point, if that lies in front of it.
bool leadsTo(const Port& port, Point wayPoint) {
  return areInLine(port.at, wayPoint) && directionOf(port.at, wayPoint) == port.leaves;
}

// The leg of a line through way points that needs no bend. A person has drawn it so: it stays, whatever lines there are
// beside it, as long as it runs into nothing.
std::vector<Point> straightLeg(const World& world, const Task& task) {
  for (const Port& from : task.from.ports) {
    for (const Port& to : task.to.ports) {
      if (!areInLine(from.at, to.at) || directionOf(from.at, to.at) != from.leaves) continue;
      if (task.to.node != kNone && !leadsTo(to, from.at)) continue;
      std::vector<Point> points{from.at, to.at};
      if (isClear(world, points, task, kClear)) return points;
    }
  }
  return {};
}

// Without those that a card hides, be it one of the line's own ends: nothing passes these, but all others.
std::vector<Point> seenOf(const World& world, Task task, std::vector<Point> bends) {
  task.clearance = kClear;
  const auto isIn = [](const Terminal& end, Point at) { return end.solid && end.rect.grown(-kHair).contains(at); };
  std::erase_if(bends, [&](Point at) {
    return isIn(task.from, at) || isIn(task.to, at) || !world.isFree(Run::between(at, at), task);
  });
  return bends;
}

}  // namespace

Crowd crowdOf(const Design& design) {
  const std::size_t links = design.linkCount();
  return links > kLarge ? Crowd::large : links > kCrowded ? Crowd::crowded : Crowd::none;
}

void LinkRouter::setLook(Look look) {
  m_greed = look == Look::first ? kGreedAtFirst : 1;
  const Crowd crowd = crowdOf(m_world.design());
  m_hasty = look == Look::first && crowd != Crowd::none;
  if (look == Look::first) m_content = crowd == Crowd::large ? kContentInLarge : kContentWithShape;
  else m_content = kContentAtOnce;
}

bool isRouted(const Design& design, const Layout& layout, LinkIndex link) {
  const NodeIndex from = design.from(link);
  const NodeIndex to = design.to(link);
  if (from == to || from == kNone || to == kNone || hasNoLine(design.linkKind(link))) return false;
  if (layout.place(to).frame && isMemberOf(design, from, to)) return false;
  return !(layout.place(from).frame && isMemberOf(design, to, from));
}

Owner ownerOf(const Design& design, LinkIndex link) {
  return {link, design.from(link), design.to(link), styleOf(design.linkKind(link))};
}

Route LinkRouter::first(LinkIndex link) {
  setLook(Look::first);
  return find(link);
}

Route LinkRouter::again(LinkIndex link, const Route& old) {
  setLook(Look::again);
  const Task task = taskFor(m_world, link, ownerOf(m_world.design(), link));
  const auto price = [&](const Route& route) {
    return m_world.cost(route.points, task) + penaltyOf(task.from, route.points.front()) +
           penaltyOf(task.to, route.points.back());
  };
  const double before = price(old);
  Route route = find(link);
  if (!old.blocked && price(route) > before - 1) route = old;
  return route;
}

Route LinkRouter::find(LinkIndex link) {
  const Owner owner = ownerOf(m_world.design(), link);
  const Task task = taskFor(m_world, link, owner);
  std::vector<Point> bends = seenOf(m_world, task, m_world.design().link(link).bends);
  while (!bends.empty()) {
    const Through found = through(taskFor(m_world, link, owner, bends.front(), bends.back()), bends);
    if (!found.points.empty()) return {found.points, false};
    bends.erase(bends.begin() + static_cast<std::ptrdiff_t>(found.legs == bends.size() ? found.legs - 1 : found.legs));
  }
  return freely(task);
}

Route LinkRouter::find(Look look, const Task& task, const std::vector<Point>& wayPoints) {
  setLook(look);
  m_patient = task.from.node != kNone && task.to.node != kNone;
  if (!wayPoints.empty()) {
    const Through found = through(task, seenOf(m_world, task, wayPoints));
    if (!found.points.empty()) return {found.points, false};
  }
  return freely(task);
}

Route LinkRouter::straight(const Task& task, const std::vector<Point>& wayPoints) {
  const Through found = through(task, wayPoints, true);
  return {found.points, found.points.empty()};
}

Route LinkRouter::freely(Task task) {
  const Found found = best(task);
  if (!found.points.empty()) return {found.points, false};
  Route route{plainElbow(task), true};
  route.blocked = !isClear(m_world, route.points, task);
  return route;
}

// The cheapest route that keeps clear of cards; where that is impossible, one that at least crosses none.
Found LinkRouter::best(Task& task) {
  ShapeResult simple = bestShape(m_world, task, Effort::main);
  if (isContent(simple, simple.ideal, kContentAtOnce)) return simple.best;
  const double ideal = simple.ideal;
  simple = bestShape(m_world, task, Effort::all);
  if (isContent(simple, std::min(ideal, simple.ideal), m_content)) return simple.best;
  Found found = search(task, simple.best);
  if (!found.points.empty()) return found;
  const bool again = !m_hasty || !m_search.gaveUp();
  task.clearance = 1;
  task.stub = 4;
  simple = bestShape(m_world, task, Effort::all);
  found = again ? search(task, simple.best) : simple.best;
  return found.points.empty() && m_patient ? anyWay(task) : found;
}

// A long way through a crowd takes more steps than a search for a good one is given: rather a detour than a line
// through a card.
Found LinkRouter::anyWay(const Task& task) {
  m_search.setEffort(kGreedForAny, kMostStepsForAny, m_hasty ? kMostCompanyInCrowd : kInfinity);
  return m_search.find(m_world, task, kMargins.back(), kInfinity);
}

Found LinkRouter::search(const Task& task, const Found& soFar) {
  m_search.setEffort(m_greed, kMostSteps);
  for (const double margin : kMargins) {
    Found found = m_search.find(m_world, task, margin, soFar.cost);
    if (!found.points.empty()) return found;
    if (!soFar.points.empty() || (m_hasty && m_search.gaveUp())) break;
  }
  return soFar;
}

// Leg by leg from way point to way point. Each stays a point of the route, even where the line runs straight through.
LinkRouter::Through LinkRouter::through(const Task& whole, const std::vector<Point>& wayPoints, bool straightOnly) {
  std::vector<Point> points;
  for (std::size_t leg = 0; leg <= wayPoints.size(); ++leg) {
    Task task = whole;
    if (leg > 0) {
      const std::size_t count = points.size();
      task.from = count < 2 ? wayPoint(wayPoints[leg - 1])
                            : wayPoint(wayPoints[leg - 1], directionOf(points[count - 2], points[count - 1]));
    }
    if (leg < wayPoints.size()) {
      task.to = wayPoint(wayPoints[leg]);
      if (!points.empty() && points.back() == wayPoints[leg]) continue;
    }
    std::vector<Point> course = straightLeg(m_world, task);
    if (course.empty() && !straightOnly) course = simplified(best(task).points);
    if (course.empty()) return {{}, leg};
    const bool joined = !points.empty() && points.back() == course.front();
    points.insert(points.end(), course.begin() + (joined ? 1 : 0), course.end());
  }
  if (points.size() < 2) points.clear();
  return {std::move(points), wayPoints.size()};
}

}  // namespace nines::routing
