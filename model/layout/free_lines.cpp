#include "layout/free_lines.h"

#include "layout/link_router.h"
#include "layout/ports.h"

namespace nines {

namespace {

using namespace routing;

// Of no link: what they share a trunk with are lines of their own.
constexpr std::uint8_t kNoStyle = 0xff;

bool isWithin(const Design& design, NodeIndex inner, NodeIndex outer) {
  for (NodeIndex i = inner; i != kNone; i = design.parent(i)) {
    if (i == outer) return true;
  }
  return false;
}

bool isDrawable(const Design& design, const FreeLine& line) {
  return line.from != kNone && line.to != kNone && !isWithin(design, line.from, line.to) &&
         !isWithin(design, line.to, line.from);
}

Owner ownerFor(const Design& design, const FreeLine& line, LinkIndex index) {
  const std::uint8_t style = line.like == kNone ? kNoStyle : ownerOf(design, line.like).style;
  return {index, line.from, line.to, style};
}

Task taskBetween(const World& world, const Owner& owner) {
  const Rect& start = world.layout().rect(owner.from);
  const Rect& end = world.layout().rect(owner.to);
  Task task;
  task.owner = owner;
  task.from = terminalAt(world, owner.from, end, end.centre());
  task.to = terminalAt(world, owner.to, start, start.centre());
  leaveCovered(task.from, task.to);
  leaveCovered(task.to, task.from);
  addSolidsAround(world, owner.from, task);
  addSolidsAround(world, owner.to, task);
  return task;
}

}  // namespace

std::vector<Route> routeFreeLines(const Design& design, const Layout& layout, const Routes& shown,
                                  std::span<const FreeLine> lines) {
  std::vector<Route> out(lines.size());
  if (lines.empty()) return out;
  World world(design, layout);
  // In the order of the design: prices must not depend on that of a hash table.
  for (LinkIndex link = 0; link < design.linkCount(); ++link) {
    const auto at = shown.find(design.link(link).id);
    if (at != shown.end()) world.runs().add(at->second.points, ownerOf(design, link));
  }
  LinkRouter router(world);
  const Look look = crowdOf(design) == Crowd::large ? Look::first : Look::again;
  for (std::size_t k = 0; k < lines.size(); ++k) {
    if (!isDrawable(design, lines[k])) continue;
    const Owner owner = ownerFor(design, lines[k], static_cast<LinkIndex>(design.linkCount() + k));
    out[k] = router.find(look, taskBetween(world, owner), {});
    if (auto plain = simplified(out[k].points); plain.size() >= 2) out[k].points = std::move(plain);
    world.runs().add(out[k].points, owner);
  }
  return out;
}

}  // namespace nines
