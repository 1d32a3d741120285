#include "layout/route_keeper.h"

#include <algorithm>

#include "layout/replay.h"
#include "layout/route_sketch.h"

namespace nines {

RouteKeeper::RouteKeeper() : m_record(std::make_shared<const routing::Record>()) {}

std::size_t RouteKeeper::steps() const { return m_record->links.size() * m_record->looks; }

std::vector<LinkId> RouteKeeper::update(const Design& design, const Layout& layout) {
  auto changed = updateWithin(routing::Limits().steps, design, layout);
  return changed ? std::move(*changed) : std::vector<LinkId>();
}

std::optional<std::vector<LinkId>> RouteKeeper::updateWithin(std::size_t most, const Design& design,
                                                             const Layout& layout) {
  routing::Replay replay(*m_record, design, layout, {most, {}});
  auto record = replay.run();
  if (!record) return std::nullopt;
  m_stepsDone = replay.stepsDone();
  return adopt(std::move(record));
}

std::vector<LinkId> RouteKeeper::adopt(std::shared_ptr<const routing::Record> record) {
  m_record = std::move(record);
  std::vector<LinkId> changed;
  for (const routing::LinkRecord& link : m_record->links) {
    const Route& route = link.steps.back().route;
    const auto [at, fresh] = m_routes.try_emplace(link.facts.id, route);
    if (!fresh && at->second == route) continue;
    at->second = route;
    changed.push_back(link.facts.id);
  }
  if (m_routes.size() > m_record->links.size()) forgetOthers(changed);
  return changed;
}

// Routes of links that the record does not have.
void RouteKeeper::forgetOthers(std::vector<LinkId>& changed) {
  const auto isKept = [this](const LinkId& id) {
    return std::ranges::binary_search(m_record->links, id, {}, [](const auto& link) { return link.facts.id; });
  };
  std::erase_if(m_routes, [&](const auto& entry) {
    if (isKept(entry.first)) return false;
    changed.push_back(entry.first);
    return true;
  });
  std::ranges::sort(changed);
}

std::vector<LinkId> RouteKeeper::sketch(const Design& design, const Layout& layout) {
  Routes sketched = sketchRoutes(m_routes, design, layout);
  std::vector<LinkId> changed;
  for (const auto& [id, route] : sketched) {
    const auto at = m_routes.find(id);
    if (at == m_routes.end() || !(at->second == route)) changed.push_back(id);
  }
  for (const auto& [id, route] : m_routes) {
    if (!sketched.contains(id)) changed.push_back(id);
  }
  std::ranges::sort(changed);
  m_routes = std::move(sketched);
  return changed;
}

Routes routeLinks(const Design& design, const Layout& layout) {
  RouteKeeper keeper;
  keeper.update(design, layout);
  return keeper.routes();
}

}  // namespace nines
