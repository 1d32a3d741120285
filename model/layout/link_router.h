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
  // For a line that is no link yet. Ends of the task that look at a way point look at the first and the last one. A
  // line to no node has to be there at once: where it is hard to find, it is not.
  Route find(Look look, const Task& task, const std::vector<Point>& wayPoints);
  // The one that runs straight from way point to way point; blocked where it cannot.
  Route straight(const Task& task, const std::vector<Point>& wayPoints);

 private:
  void setLook(Look look);
  Route find(LinkIndex link);
  Route freely(Task task);
  Found best(Task& task);
  Found search(const Task& task, const Found& soFar);
  Found anyWay(const Task& task);
  // A line through way points. Without one, `legs` says how many of its legs were found.
  struct Through {
    std::vector<Point> points;
    std::size_t legs = 0;
  };
  Through through(const Task& whole, const std::vector<Point>& wayPoints, bool straightOnly = false);

  World& m_world;
  PathSearch m_search;
  double m_greed = 1;
  bool m_hasty = false;  // a search that has given up is not taken up again with more room
  bool m_patient = true;
  double m_content = 0;  // how much dearer than on an empty canvas a simple route may be
};

// The more links there are, the sooner routing is content. In crowded designs a search that has given up is not
// repeated in a wider window; in large ones simple routes are taken that smaller ones would better.
enum class Crowd : std::uint8_t { none, crowded, large };
Crowd crowdOf(const Design& design);

}  // namespace nines::routing
