// What a Design looks up once: who stands where, which values are set, which links lead where, how deep replicas are.
#include <algorithm>
#include <array>
#include <bit>
#include <type_traits>

#include "semantics/design.h"
#include "semantics/id_table.h"

namespace nines {

namespace {

// Appends the values of a row by the positions that their properties have in its kind; true if it has others besides.
template <class Kind>
bool placeValues(const Properties& properties, const Kind* kind, std::vector<const Value*>& values) {
  if (!kind) return !properties.empty();
  const std::size_t first = values.size();
  values.resize(first + kind->properties.size());
  bool hasOthers = false;
  for (const auto& [key, value] : properties) {
    const std::uint32_t at = kind->positions.of(PropertyKey(key), kind->properties);
    if (at == PropertyPositions::kNone) hasOthers = true;
    else values[first + at] = &value;
  }
  return hasOthers;
}

// Answers for all links of the same kind between the same kinds at once.
class Legality {
 public:
  explicit Legality(const Catalogue& catalogue) : m_catalogue(catalogue) {}

  // Of unknown kinds nobody can say it.
  bool mayFollow(const LinkKind* link, const Kind* from, const Kind* to) {
    if (!link || !from || !to) return true;
    // A place each for combinations that meet in it: few are drawn, and what lost its place is asked for again.
    Answer& known = m_answers[placeOf(link, from, to)];
    if (known.link != link || known.from != from || known.to != to)
      known = {link, from, to, m_catalogue.mayLink(link->id, from->id, to->id)};
    return known.may;
  }

 private:
  struct Answer {
    const LinkKind* link = nullptr;
    const Kind* from = nullptr;
    const Kind* to = nullptr;
    bool may = false;
  };
  static constexpr std::size_t kPlaces = 256;

  std::size_t placeOf(const LinkKind* link, const Kind* from, const Kind* to) const {
    const auto number = [](const auto* row, std::span<const std::remove_cvref_t<decltype(*row)>> rows) {
      return static_cast<std::size_t>(row - rows.data());
    };
    const std::size_t ends = number(from, m_catalogue.kinds()) * 37 + number(to, m_catalogue.kinds());
    return (ends * 11 + number(link, m_catalogue.linkKinds())) % kPlaces;
  }

  const Catalogue& m_catalogue;
  std::array<Answer, kPlaces> m_answers;
};

// Sorts the links by the node that `end` gives for each; kNone leaves one out.
template <class Lists, class End>
void bucketLinks(std::size_t nodes, std::size_t links, End end, Lists& out) {
  out.first.assign(nodes + 1, 0);
  for (std::size_t i = 0; i < links; ++i) {
    if (const NodeIndex n = end(i); n != kNone) ++out.first[n + 1];
  }
  for (std::size_t n = 0; n < nodes; ++n) out.first[n + 1] += out.first[n];
  out.links.resize(out.first[nodes]);
  std::vector<std::uint32_t> next(out.first.begin(), out.first.end() - 1);
  for (std::size_t i = 0; i < links; ++i) {
    if (const NodeIndex n = end(i); n != kNone) out.links[next[n]++] = static_cast<LinkIndex>(i);
  }
}

// The far ends by near end and kind of link; `near` gives kNone for what is left out.
template <class Near, class Far, class Type, class Lists>
void bucketEnds(std::size_t nodes, std::size_t links, Near near, Far far, Type type, Lists& out) {
  out.first.assign(nodes * LinkType::kCount + 1, 0);
  const auto bucket = [&](std::size_t l) {
    return near(l) == kNone || !type(l).hasMeaning() ? out.first.size() : near(l) * LinkType::kCount + type(l).number();
  };
  for (std::size_t l = 0; l < links; ++l) {
    if (const std::size_t b = bucket(l); b < out.first.size()) ++out.first[b + 1];
  }
  for (std::size_t b = 1; b < out.first.size(); ++b) out.first[b] += out.first[b - 1];
  out.ends.resize(out.first.back());
  std::vector<std::uint32_t> next(out.first.begin(), out.first.end() - 1);
  for (std::size_t l = 0; l < links; ++l) {
    if (const std::size_t b = bucket(l); b < out.first.size()) out.ends[next[b]++] = far(l);
  }
}

}  // namespace

// With the ends of links, which are looked up in the same table.
void Design::indexNodes() {
  const std::size_t count = nodeCount();
  const IdTable ids(m_topology->nodes);
  m_nodes.resize(count + 1);
  // Nodes of one kind tend to follow each other: ask the catalogue once per run.
  const Kind* kind = nullptr;
  std::string_view kindId;
  for (std::size_t i = 0; i < count; ++i) {
    const Node& node = m_topology->nodes[i];
    if (i == 0 || node.kind != kindId) {
      kindId = node.kind;
      kind = m_catalogue->kind(kindId);
    }
    NodeInfo& info = m_nodes[i];
    info.kind = kind;
    info.traits = kind ? kind->knownTraits : 0;
    info.parent = node.parent.empty() ? kNone : ids.find(node.parent);
  }
  m_links.resize(linkCount());
  for (std::size_t i = 0; i < m_links.size(); ++i) {
    m_links[i].from = ids.find(m_topology->links[i].from);
    m_links[i].to = ids.find(m_topology->links[i].to);
  }
}

void Design::indexTraits() {
  const auto count = static_cast<NodeIndex>(nodeCount());
  for (NodeIndex i = 0; i < count; ++i) {
    for (std::uint32_t left = m_nodes[i].traits; left != 0; left &= left - 1)
      m_withKnown[static_cast<std::size_t>(std::countr_zero(left))].push_back(i);
    const Kind* kind = m_nodes[i].kind;
    if (!kind || kind->traits.size() == static_cast<std::size_t>(std::popcount(kind->knownTraits))) continue;
    for (const std::string& t : kind->traits) m_withOther[t].push_back(i);
  }
}

void Design::indexChildren() {
  const std::size_t count = nodeCount();
  for (std::size_t i = 0; i < count; ++i) {
    if (m_nodes[i].parent == kNone) m_topLevel.push_back(static_cast<NodeIndex>(i));
    else ++m_nodes[m_nodes[i].parent + 1].children;
  }
  for (std::size_t i = 0; i < count; ++i) m_nodes[i + 1].children += m_nodes[i].children;
  m_children.resize(m_nodes[count].children);
  std::vector<std::uint32_t> next(count);
  for (std::size_t i = 0; i < count; ++i) next[i] = m_nodes[i].children;
  for (std::size_t i = 0; i < count; ++i) {
    if (const NodeIndex p = m_nodes[i].parent; p != kNone) m_children[next[p]++] = static_cast<NodeIndex>(i);
  }
}

void Design::indexLinks() {
  const std::size_t count = linkCount();
  Legality legality(*m_catalogue);
  for (std::size_t i = 0; i < count; ++i) {
    const Link& link = m_topology->links[i];
    LinkInfo& info = m_links[i];
    info.kind = m_catalogue->linkKind(link.kind);
    info.type = LinkType(link.kind);
    info.followed = info.from == kNone || info.to == kNone ||
                    legality.mayFollow(info.kind, m_nodes[info.from].kind, m_nodes[info.to].kind);
  }
  const auto ifFollowed = [&](std::size_t i, NodeIndex end) { return m_links[i].followed ? end : kNone; };
  bucketLinks(nodeCount(), count, [&](std::size_t i) { return ifFollowed(i, m_links[i].from); }, m_outgoing);
  bucketLinks(nodeCount(), count, [&](std::size_t i) { return ifFollowed(i, m_links[i].to); }, m_incoming);
  bucketLinks(nodeCount(), count, [&](std::size_t i) { return m_links[i].from; }, m_drawnFrom);
  bucketLinks(nodeCount(), count, [&](std::size_t i) { return m_links[i].to; }, m_drawnTo);
}

void Design::indexValues() {
  for (std::size_t i = 0; i < nodeCount(); ++i) {
    m_nodes[i].values = static_cast<std::uint32_t>(m_values.size());
    m_nodes[i].hasOthers = placeValues(m_topology->nodes[i].properties, m_nodes[i].kind, m_values);
  }
  for (std::size_t i = 0; i < linkCount(); ++i) {
    m_links[i].values = static_cast<std::uint32_t>(m_values.size());
    m_links[i].hasOthers = placeValues(m_topology->links[i].properties, m_links[i].kind, m_values);
  }
}

void Design::indexEnds() {
  const auto ifFollowed = [&](std::size_t l, NodeIndex end) { return m_links[l].followed ? end : kNone; };
  const auto from = [&](std::size_t l) { return m_links[l].from; };
  const auto to = [&](std::size_t l) { return m_links[l].to; };
  const auto type = [&](std::size_t l) { return m_links[l].type; };
  bucketEnds(nodeCount(), linkCount(), [&](std::size_t l) { return ifFollowed(l, from(l)); }, to, type, m_targets);
  bucketEnds(nodeCount(), linkCount(), [&](std::size_t l) { return ifFollowed(l, to(l)); }, from, type, m_sources);
}

void Design::placeNodes() {
  // Parents before children, whatever their ids: breadth first from the canvas.
  std::vector<NodeIndex> order(m_topLevel);
  order.reserve(nodeCount());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeIndex n = order[i];
    NodeInfo& info = m_nodes[n];
    if (info.parent != kNone) {
      const NodeInfo& up = m_nodes[info.parent];
      info.region = has(info.parent, trait::kRegion) ? info.parent : up.region;
      // A Region that was put into a zone has zones of its own only.
      info.zone = has(info.parent, trait::kZone) ? info.parent : has(info.parent, trait::kRegion) ? kNone : up.zone;
    }
    const auto inside = children(n);
    order.insert(order.end(), inside.begin(), inside.end());
  }
}

// Asked for by every rule that tells places apart, so found once.
void Design::nameCodes() {
  m_codes.resize(nodeCount());
  for (const NodeIndex i : withTrait(trait::kRegion)) m_codes[i] = findRegionCode(i);
  for (const NodeIndex i : withTrait(trait::kZone)) m_codes[i] = findZoneCode(i);
}

// Kahn's algorithm over the replicates links of database instances: what is never freed of its sources lies in or below
// a circle and keeps layer 0.
void Design::layerReplicas() {
  m_layers.assign(nodeCount(), 0);
  std::vector<std::uint32_t> sourcesLeft(nodeCount(), 0);
  const auto joinsDatabases = [&](LinkIndex l) {
    return linkType(l) == "replicates" && has(from(l), trait::kDatabaseInstance) &&
           has(to(l), trait::kDatabaseInstance);
  };
  std::vector<NodeIndex> free;
  for (const NodeIndex i : withTrait(trait::kDatabaseInstance)) {
    sourcesLeft[i] = static_cast<std::uint32_t>(std::ranges::count_if(incoming(i), joinsDatabases));
    if (sourcesLeft[i] == 0) free.push_back(i);
  }
  std::vector<std::uint32_t> deepest(nodeCount(), 1);
  for (std::size_t at = 0; at < free.size(); ++at) {
    const NodeIndex i = free[at];
    m_layers[i] = deepest[i];
    for (const LinkIndex l : outgoing(i)) {
      if (!joinsDatabases(l)) continue;
      deepest[to(l)] = std::max(deepest[to(l)], deepest[i] + 1);
      if (--sourcesLeft[to(l)] == 0) free.push_back(to(l));
    }
  }
}

}  // namespace nines
