// Routes one link after the other, each in sight of those before it.
#pragma once

#include "layout/path_search.h"
#include "layout/shapes.h"

namespace nines::routing {

// False for links that have no line: members, and whatever joins a frame and one of its members.
bool isRouted(const Design& design, const Layout& layout, LinkIndex link);

Owner ownerOf(const Design& design, LinkIndex link);

class LinkRouter {
 public:
  explicit LinkRouter(World& world);

  // A route for the link in the present company; later ones will see it.
  Route add(LinkIndex link);
  // Looks for a better route now that the others are known; the old one stays if there is none.
  Route improve(LinkIndex link, const Route& old);

 private:
  Route find(LinkIndex link);
  Found best(Task& task);
  Found search(const Task& task, const Found& soFar);
  Route through(LinkIndex link, const std::vector<Point>& wayPoints);

  World& m_world;
  PathSearch m_search;
  double m_content;  // how much dearer than on an empty canvas a simple route may be
};

}  // namespace nines::routing
