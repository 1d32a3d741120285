#include "availability/graph_builder.h"

#include <fmt/format.h>

#include <algorithm>

#include "availability/build_order.h"

namespace nines {

GraphBuilder::GraphBuilder(GraphGround& ground, GraphKind kind, FaultTree& tree, EventTable& events,
                           std::deque<std::string>& reasons, Crowds crowds)
    : m_ground(ground),
      m_number(++ground.builders),
      m_design(ground.design),
      m_assumptions(ground.assumptions),
      m_structureOnly(kind == GraphKind::structureOnly),
      m_crowds(crowds),
      m_anchors(ground.anchors),
      m_tree(tree),
      m_events(events),
      m_reasons(reasons),
      m_sets(ground.sets),
      m_placements(ground.placements),
      m_causes(tree) {}

std::string_view GraphBuilder::because(std::string reason) { return m_reasons.emplace_back(std::move(reason)); }

// Nodes that a unit leads to, as units; those that lead on to nothing may be left out.
std::vector<NodeIndex> GraphBuilder::successorsOf(NodeIndex unit) const {
  std::vector<NodeIndex> out;
  const auto addUses = [&](std::span<const LinkIndex> links) {
    for (const LinkSet& set : neededSets(links)) {
      for (const LinkIndex l : set) out.push_back(unitOf(m_design.to(l)));
    }
  };
  if (m_design.has(unit, trait::kDnsRecord)) {
    for (const NodeIndex target : neededTargets(unit)) out.push_back(unitOf(target));
  } else if (m_design.has(unit, trait::kBalancer)) {
    for (const NodeIndex target : routedTo(unit)) out.push_back(unitOf(target));
  } else if (m_design.has(unit, trait::kComputeGroup)) {
    const std::vector<LinkIndex> shared = usesOf(unit);
    addUses(shared);
    for (const NodeIndex tier : tiersOf(unit)) {
      std::vector<LinkIndex> links = usesOf(tier);
      const std::vector<NodeIndex> groups = groupsOf(tier);
      if (links.empty() && groups.size() == 1) continue;
      for (const NodeIndex group : groups) {
        const std::vector<LinkIndex> own = usesOf(group);
        links.insert(links.end(), own.begin(), own.end());
      }
      addUses(links);
    }
  } else {
    addUses(usesOf(unit));
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void GraphBuilder::prepare(std::span<const NodeIndex> starts, const std::stop_token& stop) {
  const auto order = buildOrder(m_design.nodeCount(), starts, [this](NodeIndex i) { return successorsOf(i); });
  for (const BuildStep& step : order) {
    if (stop.stop_requested()) return;
    if (step.inCircle.empty()) {
      build(step.node);
      continue;
    }
    const std::string_view reason = because(
        step.inCircle.size() == 1 ? fmt::format("{} needs itself", titleOf(m_design, step.node))
                                  : fmt::format("{} and {} need each other", titleOf(m_design, step.inCircle[0]),
                                                titleOf(m_design, step.inCircle[1])));
    for (const NodeIndex i : step.inCircle) {
      m_ground.builtBy[i] = m_number;
      for (auto& units : m_ground.units) units[i] = {FaultTree::never(), reason};
    }
  }
}

void GraphBuilder::build(NodeIndex unit) {
  if (isBuilt(unit)) return;
  m_ground.builtBy[unit] = m_number;
  for (auto& units : m_ground.units) units[unit] = {};
  const auto set = [&](Failure read, Failure write) {
    m_ground.units[0][unit] = read;
    m_ground.units[1][unit] = write;
  };
  const auto both = [&](const Failure& failure) { set(failure, failure); };
  if (m_design.has(unit, trait::kDnsRecord)) both(buildRecord(unit));
  else if (m_design.has(unit, trait::kBalancer)) both(buildBalancer(unit));
  else if (m_design.has(unit, trait::kCompute) || m_design.has(unit, trait::kComputeGroup)) both(buildCompute(unit));
  else if (m_design.has(unit, trait::kServer)) both(buildServer(unit));
  else if (m_design.has(unit, trait::kTableCache)) set(buildCache(unit, false), buildCache(unit, true));
  else if (!m_design.has(unit, trait::kWorkload)) both(storeFailure(unit, false));  // what a record may lead to
}

Failure GraphBuilder::unitFailure(NodeIndex node, bool write) const {
  const NodeIndex unit = unitOf(node);
  return isBuilt(unit) ? m_ground.units[write ? 1 : 0][unit] : Failure{};
}

}  // namespace nines
