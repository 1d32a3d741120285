// What a client needs to do its work: of each data set that it uses, a node that can be read or written.
#include <fmt/format.h>

#include <algorithm>

#include "availability/graph_builder.h"

namespace nines {

std::vector<NodeIndex> GraphBuilder::groupsOf(NodeIndex tier) const {
  std::vector<NodeIndex> out = m_design.targets(tier, "member");
  std::erase_if(out, [&](NodeIndex i) { return i == kNone || !m_design.has(i, trait::kComputeGroup); });
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// A tier in a group does its work as one of the group.
NodeIndex GraphBuilder::unitOf(NodeIndex node) const {
  if (!m_design.has(node, trait::kCompute)) return node;
  const std::vector<NodeIndex> groups = groupsOf(node);
  return groups.empty() ? node : groups.front();
}

std::vector<LinkIndex> GraphBuilder::usesOf(NodeIndex client) const {
  std::vector<LinkIndex> out;
  for (const LinkIndex l : m_design.outgoing(client)) {
    const bool counts = m_design.linkType(l) == "uses" && m_design.to(l) != kNone && m_design.to(l) != client;
    if (counts) out.push_back(l);
  }
  return out;
}

// In the order of the links. Sets of soft links alone are no need.
std::vector<GraphBuilder::LinkSet> GraphBuilder::neededSets(std::span<const LinkIndex> links) const {
  std::vector<LinkSet> sets;
  std::vector<bool> hard;
  std::unordered_map<NodeIndex, std::size_t> positions;
  for (const LinkIndex l : links) {
    const auto [at, fresh] = positions.try_emplace(m_sets.setOf(m_design.to(l)), sets.size());
    if (fresh) {
      sets.emplace_back();
      hard.push_back(false);
    }
    sets[at->second].push_back(l);
    if (m_design.readLink(l, "hard").flag(true)) hard[at->second] = true;
  }
  std::vector<LinkSet> out;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    if (hard[i]) out.push_back(std::move(sets[i]));
  }
  return out;
}

Failure GraphBuilder::needOf(std::span<const LinkIndex> links) {
  std::vector<Failure> parts;
  for (const LinkSet& set : neededSets(links)) parts.push_back(setFailure(set));
  return either(parts);
}

// The links of a tier together with those of its groups. Most tiers of a group have none of their own, and need the
// same.
Failure GraphBuilder::tierNeed(NodeIndex tier) {
  std::vector<LinkIndex> links = usesOf(tier);
  const std::vector<NodeIndex> groups = groupsOf(tier);
  const bool shared = links.empty() && groups.size() == 1;
  if (shared) {
    if (const auto at = m_groupNeeds.find(groups.front()); at != m_groupNeeds.end()) return at->second;
  }
  for (const NodeIndex group : groups) {
    const std::vector<LinkIndex> own = usesOf(group);
    links.insert(links.end(), own.begin(), own.end());
  }
  const Failure need = needOf(links);
  if (shared) m_groupNeeds.emplace(groups.front(), need);
  return need;
}

Failure GraphBuilder::setFailure(const LinkSet& links) {
  const NodeIndex first = m_design.to(links.front());
  if (!m_design.kind(first)) return noFigure(first);
  const bool computes = m_design.has(first, trait::kCompute) || m_design.has(first, trait::kComputeGroup);
  if (!computes && !m_design.has(first, trait::kDnsRecord) && !m_design.has(first, trait::kBalancer)) {
    return storesFailure(links);
  }
  // A tier that is a member of two groups does not make them one: each is needed.
  std::vector<NodeIndex> units;
  for (const LinkIndex l : links) {
    if (m_design.readLink(l, "hard").flag(true)) units.push_back(unitOf(m_design.to(l)));
  }
  std::ranges::sort(units);
  units.erase(std::unique(units.begin(), units.end()), units.end());
  std::vector<Failure> needed;
  needed.reserve(units.size());
  for (const NodeIndex unit : units) needed.push_back(unitFailure(unit));
  return either(needed);
}

// Hard links say what is needed; whatever the client is linked to may give it.
Failure GraphBuilder::storesFailure(const LinkSet& links) {
  LinkSet hard;
  for (const LinkIndex l : links) {
    if (m_design.readLink(l, "hard").flag(true)) hard.push_back(l);
  }
  const StoreNeed need = storeNeed(m_design, hard);
  const StoreNeed offered = hard.size() == links.size() ? need : storeNeed(m_design, links);
  std::vector<Failure> parts;
  parts.reserve(offered.targets.size() + 2);
  for (const NodeIndex store : offered.targets) parts.push_back(unfinished(store));
  const auto ask = [&](const std::vector<NodeIndex>& stores, bool write) {
    std::vector<Failure> down;
    down.reserve(stores.size());
    for (const NodeIndex store : stores) down.push_back(storeFailure(store, write));
    parts.push_back(allOf(m_tree, down));
  };
  if (need.read) ask(offered.readable, false);
  if (need.write) ask(offered.writable, true);
  return either(parts);
}

Failure GraphBuilder::workload(NodeIndex users) {
  const std::vector<LinkIndex> links = usesOf(users);
  if (neededSets(links).empty()) return unknown(fmt::format("{} uses nothing", titleOf(m_design, users)));
  return needOf(links);
}

}  // namespace nines
