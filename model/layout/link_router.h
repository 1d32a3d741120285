// Routes single links in the company of others.
#pragma once

#include "layout/path_search.h"
#include "layout/shapes.h"

namespace nines::routing {

// False for links that have no line: members, and whatever joins a frame and one of its members.
bool isRouted(const Design& design, const Layout& layout, LinkIndex link);

Owner ownerOf(const Design& design, LinkIndex link);

// The first look comes upon a canvas that is still to be filled; later ones know all other lines.
enum class Look : std::uint8_t { first, again };

class LinkRouter {
 public:
  explicit LinkRouter(World& world) : m_world(world) {}

  // A route for the link in the company of the lines that the world has.
  Route first(LinkIndex link);
  // Another look, with the link's old line taken out of the world: the old route stays if there is no better one.
  Route again(LinkIndex link, const Route& old);

 private:
  void setLook(Look look);
  Route find(LinkIndex link);
  Found best(Task& task);
  Found search(const Task& task, const Found& soFar);
  Found anyWay(const Task& task);
  Route through(LinkIndex link, const std::vector<Point>& wayPoints);

  World& m_world;
  PathSearch m_search;
  double m_greed = 1;
  double m_content = 0;  // how much dearer than on an empty canvas a simple route may be
};

// In large designs routing is content sooner.
bool isLarge(const Design& design);

}  // namespace nines::routing
