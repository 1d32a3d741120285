#include "layout/link_preview.h"

#include <algorithm>
#include <array>

#include "layout/link_router.h"
#include "layout/ports.h"

namespace nines {

namespace {

using namespace routing;

constexpr double kNarrow = 1;  // px from a card, where the pointer is closer to it than lines keep

Direction outOf(NodeSide side) {
  constexpr std::array<Direction, 4> kOut{Direction::north, Direction::east, Direction::south, Direction::west};
  return kOut[static_cast<std::size_t>(side)];
}

Rect rectOf(const World& world, const LooseEnd& end) {
  return end.node == kNone ? Rect{end.pointer.x, end.pointer.y, 0, 0} : world.layout().rect(end.node);
}

Terminal terminalOf(const World& world, const LooseEnd& end, const Rect& other, Point looksAt) {
  if (end.node == kNone) return wayPoint(end.pointer);
  Terminal terminal = terminalAt(world, end.node, other, looksAt);
  if (!end.side) return terminal;
  const Direction out = outOf(*end.side);
  const Point middle = terminal.rect.centre();
  const Point half{terminal.rect.width / 2, terminal.rect.height / 2};
  const Point at = end.start.value_or(middle + Point{step(out).x * half.x, step(out).y * half.y});
  terminal.ports = {{at, terminal.solid ? out : opposite(out), 0, true}};
  return terminal;
}

// The pointer can be where no line may end: in a card, in a header, close beside one.
void makeReachable(const World& world, const LooseEnd& end, Task& task) {
  if (end.node != kNone) return addSolidsAround(world, end.node, task);
  const double clearance = task.clearance;
  world.obstacles().visit(Rect{end.pointer.x, end.pointer.y, 0, 0}.grown(clearance), [&](const Item& item) {
    if (item.rect.contains(end.pointer)) task.transparent.push_back(item.node);
    else task.clearance = kNarrow;
    return true;
  });
}

}  // namespace

struct LinkPreview::Router {
  Router(const Design& design, const Layout& layout) : world(design, layout), links(world) {}

  // `link`: whose line it is, an index of its own for a new one.
  Task taskFor(LinkIndex link, const LooseEnd& from, const LooseEnd& to, const std::vector<Point>& wayPoints) const {
    const Rect start = rectOf(world, from);
    const Rect end = rectOf(world, to);
    Task task;
    if (link < world.design().linkCount()) task.owner = ownerOf(world.design(), link);
    task.owner.link = link;
    task.owner.from = from.node;
    task.owner.to = to.node;
    task.from = terminalOf(world, from, end, wayPoints.empty() ? end.centre() : wayPoints.front());
    task.to = terminalOf(world, to, start, wayPoints.empty() ? start.centre() : wayPoints.back());
    leaveCovered(task.from, task.to);
    leaveCovered(task.to, task.from);
    makeReachable(world, from, task);
    makeReachable(world, to, task);
    return task;
  }

  World world;
  LinkRouter links;
};

LinkPreview::LinkPreview(std::shared_ptr<const Design> design, std::shared_ptr<const Layout> layout,
                         const Routes& shown, LinkIndex without)
    : m_design(std::move(design)),
      m_layout(std::move(layout)),
      m_link(without == kNone ? static_cast<LinkIndex>(m_design->linkCount()) : without),
      m_router(std::make_unique<Router>(*m_design, *m_layout)) {
  // In the order of the design: prices must not depend on that of a hash table.
  for (LinkIndex link = 0; link < m_design->linkCount(); ++link) {
    const auto at = link == m_link ? shown.end() : shown.find(m_design->link(link).id);
    if (at != shown.end()) m_router->world.runs().add(at->second.points, ownerOf(*m_design, link));
  }
}

LinkPreview::~LinkPreview() = default;

std::vector<Point> LinkPreview::course(LooseEnd from, LooseEnd to, const std::vector<Point>& wayPoints) {
  for (LooseEnd* end : {&from, &to}) {
    if (end->node != kNone) end->pointer = {};
  }
  if (!m_course.empty() && from == m_from && to == m_to && wayPoints == m_wayPoints) return m_course;
  m_from = from;
  m_to = to;
  m_wayPoints = wayPoints;
  const Look look = crowdOf(*m_design) == Crowd::large ? Look::first : Look::again;
  const Task task = m_router->taskFor(m_link, from, to, wayPoints);
  std::vector<Point> points = m_router->links.find(look, task, wayPoints).points;
  std::vector<Point> plain = simplified(points);
  m_course = plain.size() < 2 ? std::move(points) : std::move(plain);
  return m_course;
}

std::vector<Point> LinkPreview::straight(const LooseEnd& from, const LooseEnd& to,
                                         const std::vector<Point>& wayPoints) {
  const Route route = m_router->links.straight(m_router->taskFor(m_link, from, to, wayPoints), wayPoints);
  return route.blocked ? std::vector<Point>() : simplified(route.points);
}

}  // namespace nines
