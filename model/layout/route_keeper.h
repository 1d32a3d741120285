// Keeps the routes of a design that changes.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "layout/router.h"

namespace nines {

namespace routing {
struct Record;
}

// Links are routed one after the other, each in sight of those before it, in small designs two or three times over. The
// keeper remembers of every such step what it looked at, and goes through the same steps again after an edit: a step is
// repeated only if something that it looked at is another thing now. So routes are always exactly those that routing
// everything would find, whatever edits came before, and a small edit costs little.
class RouteKeeper {
 public:
  RouteKeeper();
  ~RouteKeeper();
  RouteKeeper(RouteKeeper&&) noexcept;
  RouteKeeper& operator=(RouteKeeper&&) noexcept;

  // Follows to any design; none of the edits between needs to be known. Returns the ids of links whose route is another
  // than before, also of those that have none any more, sorted.
  std::vector<LinkId> update(const Design& design, const Layout& layout);

  const Routes& routes() const { return m_routes; }
  // How many steps the last update had to carry out, of how many.
  std::size_t stepsDone() const { return m_stepsDone; }
  std::size_t steps() const { return m_steps; }

 private:
  std::unique_ptr<routing::Record> m_record;
  Routes m_routes;
  std::size_t m_stepsDone = 0;
  std::size_t m_steps = 0;
};

}  // namespace nines
