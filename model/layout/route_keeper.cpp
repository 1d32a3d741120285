#include "layout/route_keeper.h"

#include "layout/replay.h"

namespace nines {

RouteKeeper::RouteKeeper() : m_record(std::make_unique<routing::Record>()) {}
RouteKeeper::~RouteKeeper() = default;
RouteKeeper::RouteKeeper(RouteKeeper&&) noexcept = default;
RouteKeeper& RouteKeeper::operator=(RouteKeeper&&) noexcept = default;

std::vector<LinkId> RouteKeeper::update(const Design& design, const Layout& layout) {
  routing::Replay replay(*m_record, design, layout);
  routing::Record now = replay.run();
  std::vector<LinkId> changed = replay.changed(now);
  m_stepsDone = replay.stepsDone();
  m_steps = now.links.size() * now.looks;
  for (const LinkId& id : changed) m_routes.erase(id);
  auto link = now.links.begin();
  for (const LinkId& id : changed) {  // both are sorted
    while (link != now.links.end() && link->facts.id < id) ++link;
    if (link != now.links.end() && link->facts.id == id) m_routes.emplace(id, link->steps.back().route);
  }
  *m_record = std::move(now);
  return changed;
}

Routes routeLinks(const Design& design, const Layout& layout) {
  RouteKeeper keeper;
  keeper.update(design, layout);
  return keeper.routes();
}

}  // namespace nines
