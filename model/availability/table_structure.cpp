// Tables of one Region or of several, and the caches before them.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "availability/graph_builder.h"

namespace nines {

// One replica: its Region, its own failures, and those of the whole global table.
Failure GraphBuilder::table(NodeIndex i) {
  const Sla* sla = slaOf(i, "single");
  if (!sla) return noFigure(i);
  return either({{m_events.regionOf(i), {}},
                 {m_events.own(i, m_anchors.regional(sla->availability), true), {}},
                 {globalEvent(i), {}}});
}

FaultTree::Ref GraphBuilder::globalEvent(NodeIndex i) {
  const NodeIndex set = m_sets.setOf(i);
  const auto [at, fresh] = m_globalTables.try_emplace(set, FaultTree::never());
  if (!fresh) return at->second;
  std::vector<std::string> nodes;
  NodeIndex first = kNone;
  for (const NodeIndex member : m_sets.nodesOf(set)) {
    if (!m_design.has(member, trait::kTable)) continue;
    if (first == kNone) first = member;
    nodes.push_back(m_design.node(member).id);
  }
  const Sla* single = slaOf(i, "single");
  const Sla* global = slaOf(i, "global");
  if (nodes.size() < 2 || !single || !global) return FaultTree::never();
  return at->second =
             m_events.own(first, m_anchors.global(single->availability, global->availability), true, std::move(nodes),
                          "global", fmt::format("{} as a global table", titleOf(m_design, first)));
}

// A cache is used to reach what it uses itself. Where its clients go around it, reading needs no more than that.
Failure GraphBuilder::buildCache(NodeIndex i, bool write) {
  const Failure needs = needOf(usesOf(i));
  if (!write && m_design.read(i, "clientFallback").flag()) return needs;
  return either({cacheNodes(i), needs});
}

Failure GraphBuilder::cacheNodes(NodeIndex i) {
  if (const auto at = m_stores[0].find(i); at != m_stores[0].end()) return at->second;
  const Failure failure = findCacheNodes(i);
  m_stores[0].emplace(i, failure);
  return failure;
}

Failure GraphBuilder::findCacheNodes(NodeIndex i) {
  const Sla* single = slaOf(i, "single");
  const Sla* redundant = slaOf(i, "redundant");
  if (!single || !redundant) return noFigure(i);
  CacheNodes nodes = drawnCacheNodes(i, m_anchors.host(single->availability));
  if (nodes.gone.empty()) {
    const Reading count = m_design.read(i, "nodes");
    if (!count.known()) {
      return unknown(fmt::format("it is not known how many nodes {} has", titleOf(m_design, i)));
    }
    if (count.integer() > kMostOfOne || m_ground.refused.contains(i))
      return crowdOfNodes(i, count.integer(), m_anchors.host(single->availability),
                          m_anchors.cache(single->availability, redundant->availability));
    nodes = countedCacheNodes(i, m_anchors.host(single->availability), count.integer());
  }
  Ref own = FaultTree::never();
  if (nodes.gone.size() > 1) {
    const bool together = std::ranges::all_of(nodes.zones, [&](Ref zone) { return zone == nodes.zones.front(); });
    std::ranges::sort(nodes.ids);
    own = m_events.own(i, m_anchors.cache(single->availability, redundant->availability), !together,
                       std::move(nodes.ids));
  }
  return {m_tree.any(std::array{m_events.regionOf(i), own, m_tree.all(nodes.gone)}), {}};
}

Failure GraphBuilder::crowdOfNodes(NodeIndex i, std::int64_t count, double hostDown, double ownDown) {
  if (m_crowds == Crowds::unknown) return crowdIsUnknown(i);
  std::vector<Ref> zones = zonesOfCache(i);
  Crowd crowd;
  crowd.q = hostDown;
  spreadCrowd(zones, count, crowd);
  const Ref own = m_events.own(i, ownDown, crowd.inZone.size() > 1);
  return either({{m_events.regionOf(i), {}}, {own, {}}, fewOfCrowd(i, crowd, count - 1)});
}

GraphBuilder::CacheNodes GraphBuilder::drawnCacheNodes(NodeIndex i, double q) {
  CacheNodes out;
  out.ids.push_back(m_design.node(i).id);
  const Ref region = m_events.regionOf(i);
  std::vector<NodeIndex> drawn = m_design.members(i);
  std::erase_if(drawn, [&](NodeIndex member) { return !m_design.has(member, trait::kTableCacheNode); });
  std::ranges::sort(drawn);
  drawn.erase(std::unique(drawn.begin(), drawn.end()), drawn.end());
  for (const NodeIndex node : drawn) {
    const Ref home = m_events.regionOf(node);
    const Ref foreign = home == region ? FaultTree::never() : home;
    out.zones.push_back(m_events.zoneOf(node));
    out.gone.push_back(m_tree.any(std::array{out.zones.back(), m_events.host(node, q), foreign}));
    out.ids.push_back(m_design.node(node).id);
  }
  return out;
}

GraphBuilder::CacheNodes GraphBuilder::countedCacheNodes(NodeIndex i, double q, std::int64_t count) {
  CacheNodes out;
  out.ids.push_back(m_design.node(i).id);
  const std::vector<Ref> spread = zonesOfCache(i);
  for (std::int64_t n = 0; n < count; ++n) {
    out.zones.push_back(spread[static_cast<std::size_t>(n) % spread.size()]);
    const Ref host = m_events.host(i, q, n == 0 ? std::string() : std::to_string(n + 1),
                                   fmt::format("Node {} of {}", n + 1, titleOf(m_design, i)));
    out.gone.push_back(m_tree.any(std::array{out.zones.back(), host}));
  }
  return out;
}

// The zones that it names, else the drawn ones around it.
std::vector<FaultTree::Ref> GraphBuilder::zonesOfCache(NodeIndex i) {
  std::vector<Ref> out;
  for (const NodeIndex zone : zonesNamedBy(m_design, i)) out.push_back(m_events.drawnZone(zone));
  if (!out.empty()) return out;
  for (const std::string& code : m_placements.zonesAround(i)) out.push_back(m_events.zone(i, code));
  if (out.empty()) out.push_back(m_events.undrawnZone(i));
  return out;
}

}  // namespace nines
