// Keeps the routes of a design that changes.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
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
//
// All that change routes() return the ids of links whose route is another than before, also of those that have none any
// more, sorted.
class RouteKeeper {
 public:
  RouteKeeper();

  const Routes& routes() const { return m_routes; }

  // Follows to any design; none of the edits between needs to be known.
  std::vector<LinkId> update(const Design& design, const Layout& layout);
  // The same, unless more than `most` steps would have to be carried out: then nothing changes.
  std::optional<std::vector<LinkId>> updateWithin(std::size_t most, const Design& design, const Layout& layout);
  // How many steps the last update carried out, and of how many.
  std::size_t stepsDone() const { return m_stepsDone; }
  std::size_t steps() const;

  // Where an update has to take place elsewhere (layout/route_runner.h): what it starts from ...
  const std::shared_ptr<const routing::Record>& record() const { return m_record; }
  // ... what routes() are meanwhile: those that still hold, simple elbows for the other links ...
  std::vector<LinkId> sketch(const Design& design, const Layout& layout);
  // ... and what came of it.
  std::vector<LinkId> adopt(std::shared_ptr<const routing::Record> record);

 private:
  void forgetOthers(std::vector<LinkId>& changed);

  std::shared_ptr<const routing::Record> m_record;
  Routes m_routes;
  std::size_t m_stepsDone = 0;
};

}  // namespace nines
