#include "layout/pasting.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "layout/block_room.h"
#include "layout/landing.h"
#include "layout/placing.h"
#include "layout/rearrangement.h"
#include "layout/roots.h"
#include "layout/shown_part.h"

namespace nines::placing {

namespace {

constexpr Point kBeside{24, 24};

using Ids = std::map<std::string, std::string, std::less<>>;

class Paste {
 public:
  Paste(const Design& design, const Layout& layout, const Topology& excerpt)
      : m_design(design),
        m_layout(layout),
        m_excerpt(std::make_shared<const Topology>(excerpt), design.catalogue(), design.profile()),
        m_drawn(m_excerpt) {
    for (const NodeIndex i : m_excerpt.topLevel()) {
      (m_drawn.place(i).frame ? m_frames : m_roots).push_back(i);
      m_block = m_block.united(m_drawn.rect(i));
    }
  }

  Pasted besideOriginals() {
    std::vector<NodeIndex> containers;
    containers.reserve(m_roots.size());
    for (const NodeIndex i : m_roots) containers.push_back(m_design.parent(m_design.indexOf(m_excerpt.node(i).id)));
    Pasted out = put(containers, kBeside);
    constexpr std::string_view kVerb = "Paste";
    if (!out.edit.empty()) out.edit.label.replace(0, kVerb.size(), "Duplicate");
    return out;
  }

  Pasted into(NodeIndex container, std::optional<Point> corner) {
    if (container != kNone && allFit(container)) {
      if (!corner) corner = freePlace(m_design, m_layout, container, {m_block.width, m_block.height}).topLeft();
      return put(all(container), *corner - m_block.topLeft());
    }
    const Point shift = corner.value_or(m_block.topLeft()) - m_block.topLeft();
    return put(byCentre(shift), shift);
  }

  Pasted under(Point pointer) {
    if (const auto dropped = asDropped(pointer))
      return put(all(dropped->container), dropped->rect.topLeft() - m_block.topLeft());
    const Point corner = pointer - Point{m_block.width / 2, m_block.height / 2};
    const Point shift = snapped(corner) - m_block.topLeft();
    const std::vector<NodeIndex> found = byCentre(shift);
    if (m_refusal.empty() && shiftToRoom(m_design, m_layout, parts(found, shift)) == Point{}) return put(found, shift);
    // Together, rather than some of it here and some of it there.
    NodeIndex container = containerAt(m_design, m_layout, pointer);
    while (container != kNone && !allFit(container)) container = m_design.parent(container);
    if (!allFit(container)) return put(found, shift);
    m_refusal.clear();
    const Point base = container == kNone ? Point{} : m_layout.rect(container).topLeft();
    return put(all(container), base + snapped(corner - base) - m_block.topLeft());
  }

 private:
  std::vector<NodeIndex> all(NodeIndex container) const { return std::vector<NodeIndex>(m_roots.size(), container); }

  // Groups are looked through: what stands in one has to fit as well.
  std::string whyNotIn(NodeIndex container, NodeIndex i) const {
    std::string why = refusal(m_design, container, m_excerpt.node(i).kind);
    if (!m_excerpt.has(i, trait::kTransparent)) return why;
    for (const NodeIndex child : m_excerpt.children(i)) {
      if (why.empty()) why = whyNotIn(container, child);
    }
    return why;
  }

  bool allFit(NodeIndex container) const {
    return std::ranges::all_of(m_roots, [&](NodeIndex i) { return whyNotIn(container, i).empty(); });
  }

  // The innermost container there that may hold it.
  NodeIndex containerFor(NodeIndex i, NodeIndex from) {
    std::string why;
    for (NodeIndex c = from;; c = m_design.parent(c)) {
      const std::string reason = whyNotIn(c, i);
      if (reason.empty()) return c;
      if (why.empty()) why = reason;
      if (c == kNone) break;
    }
    if (m_refusal.empty()) m_refusal = why;
    return kNone;
  }

  // Of each root, what is under its middle.
  std::vector<NodeIndex> byCentre(Point shift) {
    std::vector<NodeIndex> out;
    out.reserve(m_roots.size());
    for (const NodeIndex i : m_roots) {
      NodeIndex there = containerAt(m_design, m_layout, m_drawn.rect(i).translated(shift).centre());
      while (there != kNone && isCopied(m_excerpt.topology(), m_design.node(there))) there = m_design.parent(there);
      out.push_back(containerFor(i, there));
    }
    return out;
  }

  // One card stands where a fresh one would that is dropped there.
  std::optional<Spot> asDropped(Point pointer) const {
    if (m_roots.size() != 1 || !m_frames.empty() || !isCard(m_excerpt, m_drawn, m_roots.front())) return std::nullopt;
    const Kind* kind = m_excerpt.kind(m_roots.front());
    if (!kind || freshSize(*kind) != Size{m_block.width, m_block.height}) return std::nullopt;
    const Spot spot = spotAt(m_design, m_layout, *kind, pointer);
    return spot.refusal.empty() ? std::optional(spot) : std::nullopt;
  }

  std::vector<BlockPart> parts(std::span<const NodeIndex> containers, Point shift) const {
    std::vector<BlockPart> out;
    for (std::size_t k = 0; k < m_roots.size(); ++k) {
      const Kind* kind = m_excerpt.kind(m_roots[k]);
      out.push_back({m_drawn.rect(m_roots[k]).translated(shift), containers[k], kind && kind->isContainer(), false});
    }
    for (const NodeIndex i : m_frames) {
      std::set<NodeIndex> around;
      for (const NodeIndex member : spanningMembers(m_excerpt, i)) around.insert(containers[rootOf(member)]);
      const Rect rect = m_drawn.rect(i).united(m_drawn.headerOf(m_excerpt, i)).translated(shift);
      for (const NodeIndex container : around) out.push_back({rect, container, false, true});
    }
    return out;
  }

  // By its place in m_roots.
  std::size_t rootOf(NodeIndex i) const {
    while (m_excerpt.parent(i) != kNone) i = m_excerpt.parent(i);
    return static_cast<std::size_t>(std::ranges::find(m_roots, i) - m_roots.begin());
  }

  // As what is dropped by hand: nothing comes to lie on anything, and zones stand beside the others of their Region.
  Point settled(std::span<const NodeIndex> containers, Point shift) const {
    if (m_roots.empty()) return shift;
    const NodeIndex region = containers.front();  // or a VPC
    const bool zones = region != kNone &&
                       std::ranges::all_of(m_roots, [&](NodeIndex i) { return m_excerpt.has(i, trait::kZone); }) &&
                       std::ranges::all_of(containers, [&](NodeIndex c) { return c == region; });
    if (zones) {
      const Kind& zone = *m_excerpt.kind(m_roots.front());
      shift = freeSpot(m_design, m_layout, zone, region).rect.topLeft() - m_block.topLeft();
    }
    return shift + shiftToRoom(m_design, m_layout, parts(containers, shift));
  }

  Pasted put(const std::vector<NodeIndex>& containers, Point shift) {
    if (m_excerpt.topLevel().empty()) return {};
    if (!m_refusal.empty()) return {{}, {}, m_refusal};
    m_shift = settled(containers, shift);
    chooseIds();
    // Parents come before what they hold; frames last: they stand where their members do.
    for (std::size_t k = 0; k < m_roots.size(); ++k) {
      const NodeIndex container = containers[k];
      const Point base = container == kNone ? Point{} : m_layout.rect(container).topLeft();
      add(m_roots[k], container, m_drawn.rect(m_roots[k]).translated(m_shift - base));
      addContent(m_roots[k]);
    }
    for (const NodeIndex i : m_frames) {
      add(i, containerFor(i, containers[rootOf(spanningMembers(m_excerpt, i).front())]), std::nullopt);
    }
    if (!m_refusal.empty()) return {{}, {}, m_refusal};
    addLinks();
    makeRoom();
    const auto top = m_excerpt.topLevel();
    m_out.edit.label = top.size() == 1 ? "Paste " + m_excerpt.node(top.front()).title()
                                       : "Paste " + std::to_string(top.size()) + " resources";
    return std::move(m_out);
  }

  // Containers grow around what is there now, and push what is beside them, pasted or not.
  void makeRoom() {
    Topology topology = m_design.topology();
    for (const Node& node : m_nodes) topology.nodes.put(node);
    for (const Link& link : m_links) topology.links.put(link);
    const Design then(std::make_shared<const Topology>(std::move(topology)), m_design.catalogue(), m_design.profile());
    const Layout drawn(then);
    Rearrangement plan(then, drawn);
    for (const NodeIndex root : m_roots) {
      const NodeIndex i = then.indexOf(m_ids.at(m_excerpt.node(root).id));
      plan.moveTo(i, plan.makeRoom(then.parent(i), plan.rect(i)).topLeft());
    }
    for (Change& change : plan.changes()) {
      if (!changesPasted(change)) m_out.edit.changes.push_back(std::move(change));
    }
    for (Node& node : m_nodes) m_out.edit.changes.emplace_back(AddNode{std::move(node)});
    for (Link& link : m_links) m_out.edit.changes.emplace_back(AddLink{std::move(link)});
  }

  // Takes a change of what is pasted into that.
  bool changesPasted(const Change& change) {
    if (const auto* set = std::get_if<SetNodeRect>(&change)) {
      const auto node = std::ranges::find(m_nodes, set->id, &Node::id);
      if (node != m_nodes.end()) node->rect = set->rect;
      return node != m_nodes.end();
    }
    if (const auto* set = std::get_if<SetLinkBends>(&change)) {
      const auto link = std::ranges::find(m_links, set->id, &Link::id);
      if (link != m_links.end()) link->bends = set->bends;
      return link != m_links.end();
    }
    return false;
  }

  void chooseIds() {
    Topology taken = m_design.topology();
    const auto choose = [&](const std::string& id, std::string_view fallback) {
      return m_ids[id] = makeId(taken, id, fallback);
    };
    for (const auto& row : m_excerpt.topology().nodes.rows()) {
      Node node = *row;
      node.id = choose(row->id, row->kind);
      node.parent.clear();
      taken.nodes.put(std::move(node));
    }
    for (const auto& row : m_excerpt.topology().links.rows()) {
      Link link = *row;
      link.id = choose(row->id, row->kind);
      link.from = m_ids.at(row->from);
      link.to = m_ids.at(row->to);
      taken.links.put(std::move(link));
    }
  }

  void addContent(NodeIndex container) {
    for (const NodeIndex child : m_excerpt.children(container)) {
      Node node = renamed(child);
      node.parent = m_ids.at(m_excerpt.node(child).parent);
      m_nodes.push_back(std::move(node));
      addContent(child);
    }
  }

  std::string copyOf(const std::string& id) const {
    const auto at = m_ids.find(id);
    return at == m_ids.end() ? id : at->second;
  }

  // With its new id and free to be moved; properties that name a node which was copied along name the copy.
  Node renamed(NodeIndex i) const {
    Node node = m_excerpt.node(i);
    node.id = m_ids.at(node.id);
    node.locked = false;
    for (auto& [key, value] : node.properties) {
      const PropertySchema* schema = m_excerpt.kind(i) ? m_excerpt.kind(i)->property(key) : nullptr;
      if (!schema || (schema->type != PropertyType::node && schema->type != PropertyType::nodeList)) continue;
      if (const std::string* id = value.asText()) value = Value(copyOf(*id));
      Value::Array* list = value.asArray();
      for (std::size_t k = 0; list && k < list->size(); ++k) {
        if (const std::string* id = (*list)[k].asText()) (*list)[k] = Value(copyOf(*id));
      }
    }
    return node;
  }

  void add(NodeIndex i, NodeIndex container, std::optional<Rect> rect) {
    Node node = renamed(i);
    node.parent = container == kNone ? NodeId() : m_design.node(container).id;
    node.rect = rect;
    m_out.roots.push_back(node.id);
    m_nodes.push_back(std::move(node));
  }

  void addLinks() {
    for (const auto& row : m_excerpt.topology().links.rows()) {
      Link link = *row;
      link.id = m_ids.at(link.id);
      link.from = m_ids.at(link.from);
      link.to = m_ids.at(link.to);
      for (Point& bend : link.bends) bend = bend + m_shift;
      m_links.push_back(std::move(link));
    }
  }

  const Design& m_design;
  const Layout& m_layout;
  Design m_excerpt;
  Layout m_drawn;
  std::vector<NodeIndex> m_roots;   // what stands in nothing else of the excerpt
  std::vector<NodeIndex> m_frames;  // clusters around some of these, or of what they hold
  Rect m_block;                     // around both
  Point m_shift;
  std::string m_refusal;
  Ids m_ids;  // from those of the excerpt
  std::vector<Node> m_nodes;
  std::vector<Link> m_links;
  Pasted m_out;
};

}  // namespace

namespace {

Topology designOf(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes) {
  const std::set<NodeIndex> taken(nodes.begin(), nodes.end());
  Topology out;
  out.name = design.topology().name;
  out.profile = design.topology().profile;
  for (const NodeIndex i : taken) {
    Node node = design.node(i);
    const NodeIndex parent = design.parent(i);
    if (parent == kNone || !taken.contains(parent)) {
      node.parent.clear();
      if (!layout.place(i).frame) node.rect = layout.rect(i);
    }
    out.nodes.put(std::move(node));
  }
  for (LinkIndex i = 0; i < design.linkCount(); ++i) {
    if (taken.contains(design.from(i)) && taken.contains(design.to(i))) out.links.put(design.link(i));
  }
  return out;
}

// Of a key as Finding::key() makes them. What is about the design as a whole is about no part of it.
bool isAllAbout(const Topology& part, std::string_view key) {
  const std::size_t rule = key.find(':');
  if (rule == std::string_view::npos) return false;
  std::string_view subjects = key.substr(rule + 1, key.find(':', rule + 1) - rule - 1);
  while (!subjects.empty()) {
    const std::string_view id = subjects.substr(0, subjects.find(','));
    if (!part.nodes.find(id) && !part.links.find(id)) return false;
    subjects.remove_prefix(std::min(id.size() + 1, subjects.size()));
    if (subjects.empty()) return true;
  }
  return false;
}

bool isPinnedTo(const Topology& part, const ShownPart& shown, const Comment& comment) {
  if (const auto* on = std::get_if<Comment::OnNode>(&comment.target)) return part.nodes.find(on->node) != nullptr;
  if (const auto* on = std::get_if<Comment::OnLink>(&comment.target)) return part.links.find(on->link) != nullptr;
  const Point at = std::get<Point>(comment.target);
  return std::ranges::any_of(shown.nodes, [&](NodeIndex i) { return shown.layout.rect(i).contains(at); });
}

}  // namespace

Topology excerpt(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes) {
  return designOf(design, layout, partOf(design, layout, nodes));
}

Topology shownExcerpt(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes) {
  const ShownPart part = shownPart(design, layout, nodes);
  const Topology& whole = design.topology();
  Topology out = designOf(design, layout, part.nodes);
  out.assumptions = whole.assumptions;
  for (const auto& comment : whole.comments.rows()) {
    if (isPinnedTo(out, part, *comment)) out.comments.put(*comment);
  }
  for (const auto& waiver : whole.waivers.rows()) {
    if (isAllAbout(out, waiver->key)) out.waivers.put(*waiver);
  }
  return out;
}

bool isCopied(const Topology& excerpt, const Node& node) {
  return std::ranges::any_of(excerpt.nodes.rows(), [&](const auto& row) {
    return row->parent.empty() && (row->id == node.id || (row->kind == node.kind && row->name == node.name));
  });
}

Pasted paste(const Design& design, const Layout& layout, const Topology& excerpt, NodeIndex into,
             std::optional<Point> at) {
  return Paste(design, layout, excerpt).into(into, at);
}

Pasted pasteUnder(const Design& design, const Layout& layout, const Topology& excerpt, Point pointer) {
  return Paste(design, layout, excerpt).under(pointer);
}

Pasted duplicate(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes) {
  return Paste(design, layout, excerpt(design, layout, nodes)).besideOriginals();
}

}  // namespace nines::placing
