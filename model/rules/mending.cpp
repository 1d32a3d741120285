#include "rules/mending.h"

#include <algorithm>
#include <iterator>

#include "catalogue/kind_with.h"
#include "topology/edits.h"

namespace nines {

namespace {

void append(Edit& edit, Edit more) {
  edit.changes.insert(edit.changes.end(), std::make_move_iterator(more.changes.begin()),
                      std::make_move_iterator(more.changes.end()));
}

}  // namespace

Mending::Mending(const Design& design, std::string label) : m_design(design) { m_edit.label = std::move(label); }

void Mending::set(NodeIndex node, std::string_view key, Value value) {
  m_edit.changes.emplace_back(SetNodeProperty{m_design.node(node).id, std::string(key), std::move(value)});
}

void Mending::unset(NodeIndex node, std::string_view key) {
  m_edit.changes.emplace_back(SetNodeProperty{m_design.node(node).id, std::string(key), std::nullopt});
}

void Mending::setLink(LinkIndex link, std::string_view key, Value value) {
  m_edit.changes.emplace_back(SetLinkProperty{m_design.link(link).id, std::string(key), std::move(value)});
}

// A container moves with what it is for; in a card nothing can stand.
bool Mending::holdsStrays(NodeIndex node) const {
  return std::ranges::any_of(m_design.children(node), [&](NodeIndex child) {
    return !m_design.catalogue().mayContain(m_design.node(node).kind, m_design.node(child).kind);
  });
}

void Mending::move(NodeIndex node, const NodeId& parent) {
  m_carriesAlong = m_carriesAlong || holdsStrays(node);
  const NodeId& id = m_design.node(node).id;
  m_edit.changes.emplace_back(SetNodeParent{id, parent});
  if (m_design.node(node).rect) m_edit.changes.emplace_back(SetNodeRect{id, std::nullopt});
}

void Mending::rehang(NodeIndex node, NodeIndex parent) {
  m_carriesAlong = m_carriesAlong || holdsStrays(node);
  const Node& n = m_design.node(node);
  m_edit.changes.emplace_back(SetNodeParent{n.id, parent == kNone ? NodeId() : m_design.node(parent).id});
  if (!n.rect) return;
  const auto before = originOf(m_design, m_design.parent(node));
  const auto after = originOf(m_design, parent);
  std::optional<Rect> rect;
  if (before && after) rect = n.rect->translated(*before - *after);
  m_edit.changes.emplace_back(SetNodeRect{n.id, rect});
}

void Mending::attach(LinkIndex link, NodeIndex from) { setEnds(link, m_design.node(from).id, m_design.link(link).to); }

void Mending::retarget(LinkIndex link, NodeIndex to) { setEnds(link, m_design.link(link).from, m_design.node(to).id); }

void Mending::setEnds(LinkIndex link, const NodeId& from, const NodeId& to) {
  const Link& l = m_design.link(link);
  m_edit.changes.emplace_back(SetLinkEnds{l.id, from, to});
  if (!l.bends.empty()) m_edit.changes.emplace_back(SetLinkBends{l.id, {}});
}

void Mending::remove(const std::vector<NodeIndex>& nodes) {
  std::vector<NodeId> ids;
  ids.reserve(nodes.size());
  for (const NodeIndex i : nodes) {
    ids.push_back(m_design.node(i).id);
    const auto isMeant = [&](NodeIndex child) { return std::ranges::find(nodes, child) != nodes.end(); };
    m_carriesAlong = m_carriesAlong || !std::ranges::all_of(m_design.children(i), isMeant);
  }
  append(m_edit, edits::removeNodes(m_design.topology(), ids));
}

void Mending::removeLinks(const std::vector<LinkIndex>& links) {
  std::vector<LinkId> ids;
  ids.reserve(links.size());
  for (const LinkIndex i : links) ids.push_back(m_design.link(i).id);
  append(m_edit, edits::removeLinks(m_design.topology(), ids));
}

std::string Mending::freshId(std::string_view name, std::string_view fallback) {
  const Topology& topology = m_design.topology();
  const auto isTaken = [&](const std::string& id) {
    return m_ids.contains(id) || topology.nodes.find(id) || topology.links.find(id);
  };
  std::string id = makeId(topology, name, fallback);
  // The number stands behind what makeId() cuts off a long name: within, it would be cut off again, for ever.
  const std::string base = id;
  for (int n = 2; isTaken(id); ++n) id = base + "-" + std::to_string(n);
  m_ids.insert(id);
  return id;
}

NodeId Mending::add(std::string_view kind, const NodeId& parent, std::string name, Properties properties,
                    std::string_view idFrom) {
  Node node;
  node.id = freshId(idFrom.empty() ? name : idFrom, kind);
  node.kind = kind;
  node.parent = parent;
  node.name = std::move(name);
  node.properties = std::move(properties);
  NodeId id = node.id;
  m_edit.changes.emplace_back(AddNode{std::move(node)});
  return id;
}

void Mending::link(std::string_view kind, const NodeId& from, const NodeId& to, Properties properties) {
  Link l;
  l.id = freshId(from + "-" + std::string(kind), kind);
  l.kind = kind;
  l.from = from;
  l.to = to;
  l.properties = std::move(properties);
  m_edit.changes.emplace_back(AddLink{std::move(l)});
}

std::map<std::string, NodeId, std::less<>> Mending::drawnZones(NodeIndex region, NodeIndex like) const {
  std::map<std::string, NodeId, std::less<>> out;
  const NodeIndex home = like == kNone ? kNone : m_design.parent(like);
  for (const NodeIndex z : m_design.withTrait(trait::kZone)) {
    if (m_design.region(z) != region) continue;
    const auto [at, fresh] = out.emplace(m_design.zoneCode(z), m_design.node(z).id);
    if (!fresh && home != kNone && m_design.parent(z) == home) at->second = m_design.node(z).id;
  }
  for (const auto& [key, id] : m_addedZones) {
    if (key.first == region) out.emplace(key.second, id);
  }
  return out;
}

std::optional<Mending::Zone> Mending::zone(NodeIndex region, const std::set<std::string, std::less<>>& avoid,
                                           std::string_view after, NodeIndex like) {
  if (region == kNone) return std::nullopt;
  std::optional<Zone> first;
  for (const auto& [code, id] : drawnZones(region, like)) {
    if (avoid.contains(code)) continue;
    if (code > after) return Zone{id, code};
    if (!first) first = Zone{id, code};
  }
  return first ? first : addZone(region, avoid, like);
}

std::optional<Mending::Zone> Mending::addZone(NodeIndex region, const std::set<std::string, std::less<>>& avoid,
                                              NodeIndex like) {
  const RegionFact* fact = region == kNone ? nullptr : awsRegion(m_design.regionCode(region));
  const Kind* fresh = kindWith(m_design.catalogue(), trait::kZone);
  const std::string_view kind = fresh ? std::string_view(fresh->id) : std::string_view();
  if (!fact || kind.empty()) return std::nullopt;
  const auto drawn = drawnZones(region, like);
  // A zone whose name says nothing may be any of the real ones: never draw more than there are. A Region without any
  // counts with all that it has; the first one would take the others away.
  if (drawn.empty() || drawn.size() >= fact->zones.size()) return std::nullopt;
  const auto code =
      std::ranges::find_if(fact->zones, [&](const std::string& c) { return !drawn.contains(c) && !avoid.contains(c); });
  if (code == fact->zones.end()) return std::nullopt;
  // Beside the zones that are there: in the same VPC, or in the Region itself.
  NodeIndex sibling = like != kNone && m_design.region(like) == region ? like : kNone;
  for (const NodeIndex z : m_design.withTrait(trait::kZone)) {
    if (sibling == kNone && m_design.region(z) == region) sibling = z;
  }
  NodeIndex container = sibling == kNone ? region : m_design.effectiveParent(sibling);
  if (container == kNone || !m_design.catalogue().mayContain(m_design.node(container).kind, kind)) {
    container = region;
  }
  NodeId id = add(kind, m_design.node(container).id, *code, {{"code", Value(*code)}});
  m_addedZones.emplace(std::pair(region, *code), id);
  return Zone{std::move(id), *code};
}

std::optional<Point> originOf(const Design& design, NodeIndex container) {
  Point at;
  for (NodeIndex n = container; n != kNone; n = design.parent(n)) {
    const auto& rect = design.node(n).rect;
    if (!rect) return std::nullopt;
    at = at + rect->topLeft();
  }
  return at;
}

}  // namespace nines
