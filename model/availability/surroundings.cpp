#include "availability/surroundings.h"

#include <algorithm>

namespace nines {

namespace {

// Whether the property names zones, which may be drawn anywhere.
bool namesZones(const PropertySchema& property, const Catalogue& catalogue) {
  if (property.type != PropertyType::node && property.type != PropertyType::nodeList) return false;
  return std::ranges::any_of(property.nodeKinds, [&](const std::string& id) {
    const Kind* kind = catalogue.kind(id);
    return kind && kind->has(trait::kZone);
  });
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
  if (m_catalogue != &design.catalogue()) findZoneKeys(design.catalogue());
  findSites(design);
  markShared(design);
}

void Surroundings::findZoneKeys(const Catalogue& catalogue) {
  m_catalogue = &catalogue;
  m_zoneKeys.clear();
  for (const Kind& kind : catalogue.kinds()) {
    for (const PropertySchema& property : kind.properties) {
      if (nines::namesZones(property, catalogue)) m_zoneKeys[&kind].push_back(property.key);
    }
  }
}

bool Surroundings::namesZones(const Design& design, NodeIndex node) const {
  const auto at = m_zoneKeys.find(design.kind(node));
  if (at == m_zoneKeys.end()) return false;
  const Properties& properties = design.node(node).properties;
  return std::ranges::any_of(at->second, [&](const std::string& key) { return properties.contains(key); });
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
    wide = wide || namesZones(design, node);
    Site* site = m_siteOf[node];
    if (!site || site->asked == m_question) continue;
    site->asked = m_question;
    wide = wide || site->isShared;
    out.push_back(site->stamp);
  }
  if (wide) out.push_back(m_whole);
}

}  // namespace nines
