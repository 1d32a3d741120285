#include "layout/router.h"

#include <algorithm>
#include <cmath>

#include "layout/link_router.h"
#include "layout/route_update.h"

namespace nines {

namespace routing {

std::vector<LinkIndex> inRoutingOrder(const Design& design, const Layout& layout, std::vector<LinkIndex> links) {
  struct Rank {
    bool free;  // no bends placed by a person
    double distance;
    LinkIndex link;
    bool operator<(const Rank& o) const {
      if (free != o.free) return !free;
      return distance != o.distance ? distance < o.distance : link < o.link;
    }
  };
  std::vector<Rank> ranks;
  ranks.reserve(links.size());
  for (const LinkIndex link : links) {
    const Rect& a = layout.rect(design.from(link));
    const Rect& b = layout.rect(design.to(link));
    const double dx = std::max({0.0, a.left() - b.right(), b.left() - a.right()});
    const double dy = std::max({0.0, a.top() - b.bottom(), b.top() - a.bottom()});
    ranks.push_back({design.link(link).bends.empty(), dx + dy, link});
  }
  std::sort(ranks.begin(), ranks.end());
  for (std::size_t k = 0; k < ranks.size(); ++k) links[k] = ranks[k].link;
  return links;
}

}  // namespace routing

Routes routeLinks(const Design& design, const Layout& layout) {
  // Small designs get a second look at every link, with all others in place, and very small ones a third.
  constexpr std::size_t kSecondLook = 400;
  constexpr std::size_t kThirdLook = 80;
  std::vector<LinkIndex> links;
  for (LinkIndex i = 0; i < design.linkCount(); ++i) {
    if (routing::isRouted(design, layout, i)) links.push_back(i);
  }
  links = routing::inRoutingOrder(design, layout, std::move(links));
  routing::World world(design, layout);
  routing::LinkRouter router(world);
  std::vector<Route> found;
  found.reserve(links.size());
  for (const LinkIndex link : links) found.push_back(router.add(link));
  const int looks = links.size() <= kThirdLook ? 2 : links.size() <= kSecondLook ? 1 : 0;
  bool changed = true;
  for (int look = 0; look < looks && changed; ++look) {
    changed = false;
    for (std::size_t k = 0; k < links.size(); ++k) {
      Route better = router.improve(links[k], found[k]);
      changed = changed || better != found[k];
      found[k] = std::move(better);
    }
  }
  Routes routes;
  routes.reserve(links.size());
  for (std::size_t k = 0; k < links.size(); ++k) routes.emplace(design.link(links[k]).id, std::move(found[k]));
  return routes;
}

}  // namespace nines
