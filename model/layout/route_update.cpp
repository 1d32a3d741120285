#include "layout/route_update.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "layout/link_router.h"

namespace nines {

namespace routing {

namespace {

constexpr std::ptrdiff_t kRetriedBlocked = 8;  // so few blocked routes get another try with every edit
constexpr double kSight = 400;                 // px around the links that are routed anew, in which others are seen

Rect boundsOf(const std::vector<Point>& points) {
  double left = kInfinity;
  double top = kInfinity;
  double right = -kInfinity;
  double bottom = -kInfinity;
  for (const Point& p : points) {
    left = std::min(left, p.x);
    right = std::max(right, p.x);
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  }
  return {left, top, right - left, bottom - top};
}

// Shared edges count, and so do rectangles without an area.
bool meets(const Rect& a, const Rect& b) {
  return a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom();
}

bool onBorder(const Rect& r, Point p) {
  const Rect inner = r.grown(-kHair);
  const bool inside = p.x > inner.left() && p.x < inner.right() && p.y > inner.top() && p.y < inner.bottom();
  return r.grown(kHair).contains(p) && !inside;
}

class Update {
 public:
  Update(Routes& routes, const Design& design, const Layout& layout, const ChangeSet& changes)
      : m_routes(routes), m_design(design), m_layout(layout), m_changes(changes), m_moved(design.nodeCount(), false) {}

  std::vector<LinkId> run() {
    findMoved();
    findLinks();
    if (m_suspectAll) validate();
    std::ranges::sort(m_links);
    const auto tail = std::ranges::unique(m_links);
    m_links.erase(tail.begin(), tail.end());
    routeAnew();
    std::ranges::sort(m_changed);
    return std::move(m_changed);
  }

 private:
  void move(NodeIndex i) {
    if (m_moved[i]) return;
    m_moved[i] = true;
    m_movedList.push_back(i);
  }

  void moveWithContent(NodeIndex i) {
    std::size_t at = m_movedList.size();
    move(i);
    for (; at < m_movedList.size(); ++at) {
      for (const NodeIndex child : m_design.children(m_movedList[at])) move(child);
    }
  }

  void findMoved() {
    for (const auto& [id, aspects] : m_changes.nodes) {
      const NodeIndex i = m_design.indexOf(id);
      if (i == kNone) {
        m_suspectAll = true;  // what it held in place is not known any more
        continue;
      }
      const bool stands = aspects.has(Aspect::structure) || aspects.has(Aspect::geometry);
      if (stands) moveNeighbours(i);
      if (stands) moveWithContent(i);
      else if (!m_layout.isSolid(m_design, i)) move(i);  // its header may have grown
    }
    for (const auto& [id, aspects] : m_changes.links) changeLink(id, aspects);
    // Frames go with their members.
    for (std::size_t k = 0; k < m_movedList.size(); ++k) {
      for (const LinkIndex link : m_design.drawnFrom(m_movedList[k])) {
        const NodeIndex to = m_design.to(link);
        if (to != kNone && m_layout.place(to).frame && !isRouted(m_design, m_layout, link)) move(to);
      }
    }
  }

  // Nodes without a stored rectangle make way for others and grow with their content.
  void moveNeighbours(NodeIndex i) {
    for (NodeIndex parent = m_design.parent(i);; parent = m_design.parent(parent)) {
      for (const NodeIndex sibling : parent == kNone ? m_design.topLevel() : m_design.children(parent)) {
        if (!m_design.node(sibling).rect) moveWithContent(sibling);
      }
      if (parent == kNone || m_design.node(parent).rect) return;
    }
  }

  void changeLink(const LinkId& id, const Aspects& aspects) {
    const LinkIndex link = m_design.linkIndexOf(id);
    if (link == kNone) {
      m_suspectAll = true;
      if (m_routes.erase(id) > 0) m_changed.push_back(id);
      return;
    }
    if (!aspects.has(Aspect::structure) && !aspects.has(Aspect::geometry)) return;
    m_links.push_back(link);
    m_suspectAll = m_suspectAll || aspects.has(Aspect::structure);
  }

  void findLinks() {
    for (const NodeIndex i : m_movedList) {
      for (const LinkIndex link : m_design.drawnFrom(i)) m_links.push_back(link);
      for (const LinkIndex link : m_design.drawnTo(i)) m_links.push_back(link);
    }
    std::vector<Item> items;
    Rect area;
    for (const NodeIndex i : m_movedList) {
      const Rect r = m_layout.isSolid(m_design, i) ? m_layout.rect(i) : m_layout.headerOf(m_design, i);
      if (r.empty()) continue;
      items.push_back({r, i, false});
      area = area.united(r);
    }
    const RectIndex moved(area, std::move(items));
    const auto blocked = std::ranges::count_if(m_routes, [](const auto& entry) { return entry.second.blocked; });
    const bool retry = blocked <= kRetriedBlocked;
    for (const auto& [id, route] : m_routes) {
      if ((retry && route.blocked) || (meets(boundsOf(route.points), area) && runsInto(moved, route, id))) {
        const LinkIndex link = m_design.linkIndexOf(id);
        if (link != kNone) m_links.push_back(link);
      }
    }
  }

  bool runsInto(const RectIndex& moved, const Route& route, const LinkId& id) const {
    bool hit = false;
    for (std::size_t k = 1; k < route.points.size() && !hit; ++k) {
      const Rect run = Run::between(route.points[k - 1], route.points[k]).rect();
      moved.visit(run.grown(1), [&](const Item& item) {
        const LinkIndex link = m_design.linkIndexOf(id);
        hit = link != kNone && item.node != m_design.from(link) && item.node != m_design.to(link);
        return !hit;
      });
    }
    return hit;
  }

  // Where it is not known what moved, every route is looked at. Links that came, went or changed their ends shape the
  // frames of clusters and choose what is written on them; their former ends are not known any more.
  void validate() {
    for (LinkIndex link = 0; link < m_design.linkCount(); ++link) {
      const auto at = m_routes.find(m_design.link(link).id);
      const bool routed = isRouted(m_design, m_layout, link);
      if (routed != (at != m_routes.end()) || (routed && !holds(link, at->second))) m_links.push_back(link);
    }
  }

  // Blocked routes run into something anyway; findLinks() decides on them.
  bool holds(LinkIndex link, const Route& route) {
    return onBorder(m_layout.rect(m_design.from(link)), route.points.front()) &&
           onBorder(m_layout.rect(m_design.to(link)), route.points.back()) && (route.blocked || isFree(link, route));
  }

  bool isFree(LinkIndex link, const Route& route) {
    bool free = true;
    for (std::size_t k = 1; k < route.points.size() && free; ++k) {
      const Rect run = Run::between(route.points[k - 1], route.points[k]).rect();
      world().obstacles().visit(run, [&](const Item& item) {
        free = !item.rect.grown(-kHair).intersects(run) || cannotAvoid(link, item);
        return free;
      });
    }
    return free;
  }

  // A route's own ends, and cards in which one of them stands.
  bool cannotAvoid(LinkIndex link, const Item& item) const {
    for (NodeIndex end : {m_design.from(link), m_design.to(link)}) {
      if (item.node == end) return true;
      for (; !item.strip && end != kNone; end = m_design.parent(end)) {
        if (item.node == end) return true;
      }
    }
    return false;
  }

  // Made when it is first needed: many edits need none.
  World& world() {
    if (!m_world) m_world.emplace(m_design, m_layout);
    return *m_world;
  }

  void routeAnew() {
    if (m_links.empty()) return;
    std::vector<std::pair<LinkIndex, Route>> before;
    std::vector<LinkIndex> routed;
    Rect sight;
    for (const LinkIndex link : m_links) {
      const LinkId& id = m_design.link(link).id;
      if (const auto at = m_routes.find(id); at != m_routes.end()) {
        before.emplace_back(link, std::move(at->second));
        m_routes.erase(at);
      }
      if (!isRouted(m_design, m_layout, link)) continue;
      routed.push_back(link);
      sight = sight.united(m_layout.rect(m_design.from(link))).united(m_layout.rect(m_design.to(link)));
    }
    route(inRoutingOrder(m_design, m_layout, routed), sight.grown(kSight));
    report(before, routed);
  }

  void route(const std::vector<LinkIndex>& links, const Rect& sight) {
    if (links.empty()) return;
    std::vector<LinkIndex> seen;
    for (const auto& [id, kept] : m_routes) {
      if (!meets(boundsOf(kept.points), sight)) continue;
      if (const LinkIndex link = m_design.linkIndexOf(id); link != kNone) seen.push_back(link);
    }
    // The table of routes has no order of its own; prices are sums, and sums depend on order in their last digit.
    std::ranges::sort(seen);
    for (const LinkIndex link : seen) {
      world().runs().add(m_routes.at(m_design.link(link).id).points, ownerOf(m_design, link));
    }
    LinkRouter router(world());
    for (const LinkIndex link : links) m_routes[m_design.link(link).id] = router.add(link);
  }

  void report(const std::vector<std::pair<LinkIndex, Route>>& before, const std::vector<LinkIndex>& routed) {
    std::set<LinkIndex> same;
    for (const auto& [link, route] : before) {
      const LinkId& id = m_design.link(link).id;
      const auto at = m_routes.find(id);
      if (at == m_routes.end()) m_changed.push_back(id);
      else if (at->second == route) same.insert(link);
    }
    for (const LinkIndex link : routed) {
      if (!same.contains(link)) m_changed.push_back(m_design.link(link).id);
    }
  }

  Routes& m_routes;
  const Design& m_design;
  const Layout& m_layout;
  const ChangeSet& m_changes;
  std::vector<bool> m_moved;
  std::vector<NodeIndex> m_movedList;
  std::vector<LinkIndex> m_links;  // to route anew
  std::vector<LinkId> m_changed;
  std::optional<World> m_world;
  bool m_suspectAll = false;
};

}  // namespace

}  // namespace routing

namespace {

std::vector<LinkId> routeEverything(Routes& routes, const Design& design, const Layout& layout) {
  Routes fresh = routeLinks(design, layout);
  std::vector<LinkId> changed;
  for (const auto& [id, route] : fresh) {
    const auto at = routes.find(id);
    if (at == routes.end() || !(at->second == route)) changed.push_back(id);
  }
  for (const auto& [id, route] : routes) {
    if (!fresh.contains(id)) changed.push_back(id);
  }
  routes = std::move(fresh);
  std::ranges::sort(changed);
  return changed;
}

}  // namespace

std::vector<LinkId> updateRoutes(Routes& routes, const Design& design, const Layout& layout, const ChangeSet& changes) {
  if (changes.everything) return routeEverything(routes, design, layout);
  return routing::Update(routes, design, layout, changes).run();
}

}  // namespace nines
