#include "availability/surroundings.h"

#include <algorithm>
#include <array>

namespace nines {

namespace {

// Properties that name zones, which may be drawn anywhere.
bool namesZones(const Node& node) {
  constexpr std::array kNames{"nodeAzs", "subnetGroupAzs", "chosenStandbyAz"};
  return std::ranges::any_of(kNames,
                             [&](const char* name) { return node.properties.find(name) != node.properties.end(); });
}

bool isContainer(const Design& design, NodeIndex i) {
  return !design.children(i).empty() || design.has(i, trait::kRegion) || design.has(i, trait::kZone) ||
         design.has(i, trait::kDataCentre);
}

template <class Row>
bool sameRow(const std::shared_ptr<const Row>& a, const std::shared_ptr<const Row>& b) {
  return a == b || saysTheSame(*a, *b);
}

}  // namespace

bool saysTheSame(const Node& a, const Node& b) {
  return a.id == b.id && a.kind == b.kind && a.parent == b.parent && a.name == b.name && a.properties == b.properties;
}

bool saysTheSame(const Link& a, const Link& b) {
  return a.id == b.id && a.kind == b.kind && a.from == b.from && a.to == b.to && a.properties == b.properties;
}

void Surroundings::read(const Design& design) {
  findSites(design);
  markShared(design);
}

void Surroundings::findSites(const Design& design) {
  for (auto& [id, site] : m_sites) site.seen = false;
  m_siteOf.assign(design.nodeCount(), nullptr);
  const auto& rows = design.topology().nodes.rows();
  bool changed = false;
  std::vector<NodeIndex> order;
  for (const NodeIndex top : design.topLevel()) {
    if (!isContainer(design, top)) continue;
    const auto [at, fresh] = m_sites.try_emplace(design.node(top).id);
    Site& site = at->second;
    site.seen = true;
    Rows containers;
    order.assign(1, top);
    for (std::size_t i = 0; i < order.size(); ++i) {
      m_siteOf[order[i]] = &site;
      if (isContainer(design, order[i])) containers.push_back(rows[order[i]]);
      const auto inside = design.children(order[i]);
      order.insert(order.end(), inside.begin(), inside.end());
    }
    if (fresh || !std::ranges::equal(containers, site.containers, sameRow<Node>)) {
      site.stamp = ++m_last;
      changed = true;
    }
    site.containers = std::move(containers);
  }
  changed = std::erase_if(m_sites, [](const auto& entry) { return !entry.second.seen; }) > 0 || changed;
  if (changed) m_whole = ++m_last;
}

void Surroundings::markShared(const Design& design) {
  for (auto& [id, site] : m_sites) site.isShared = false;
  std::unordered_map<std::string_view, Site*> first;
  for (const NodeIndex region : design.withTrait(trait::kRegion)) {
    Site* site = m_siteOf[region];
    const auto [at, fresh] = first.try_emplace(design.regionCode(region), site);
    if (fresh || at->second == site) continue;
    site->isShared = at->second->isShared = true;
  }
}

void Surroundings::stampsOf(const Design& design, std::span<const NodeIndex> nodes, std::vector<Stamp>& out) {
  out.clear();
  ++m_question;
  bool wide = false;
  for (const NodeIndex node : nodes) {
    wide = wide || namesZones(design.node(node));
    Site* site = m_siteOf[node];
    if (!site || site->asked == m_question) continue;
    site->asked = m_question;
    wide = wide || site->isShared;
    out.push_back(site->stamp);
  }
  if (wide) out.push_back(m_whole);
}

}  // namespace nines
