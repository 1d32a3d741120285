#include "layout/pasting.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

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
        m_drawn(m_excerpt),
        m_plan(design, layout) {}

  Pasted besideOriginals() {
    m_beside = true;
    Pasted out = run(kNone, block().topLeft() + kBeside);
    constexpr std::string_view kVerb = "Paste";
    if (!out.edit.empty()) out.edit.label.replace(0, kVerb.size(), "Duplicate");
    return out;
  }

  Pasted run(NodeIndex into, Point at) {
    const auto top = m_excerpt.topLevel();
    if (top.empty()) return {};
    m_block = block();
    if (into != kNone && allFit(into)) {
      m_into = into;
      at = freePlace(m_design, m_layout, into, {m_block.width, m_block.height}).topLeft();
    }
    m_shift = at - m_block.topLeft();
    clearOfOthers();
    chooseIds();
    // Parents come before what they hold; frames last: they stand where their members do.
    for (const NodeIndex i : top) {
      if (!m_drawn.place(i).frame) makeRoom(i);
    }
    for (const NodeIndex i : top) {
      if (!m_drawn.place(i).frame) addRoot(i);
    }
    for (const NodeIndex i : top) {
      if (m_drawn.place(i).frame) addFrame(i);
    }
    if (!m_out.refusal.empty()) return {{}, {}, m_out.refusal};
    addLinks();
    std::vector<Change> changes = m_plan.changes();
    changes.insert(changes.end(), m_added.begin(), m_added.end());
    m_out.edit.changes = std::move(changes);
    m_out.edit.label = top.size() == 1 ? "Paste " + m_excerpt.node(top.front()).title()
                                       : "Paste " + std::to_string(top.size()) + " resources";
    return std::move(m_out);
  }

 private:
  Rect block() const {
    Rect out;
    for (const NodeIndex i : m_excerpt.topLevel()) out = out.united(m_drawn.rect(i));
    return out;
  }

  bool allFit(NodeIndex into) const {
    for (const NodeIndex i : m_excerpt.topLevel()) {
      if (!refusal(m_design, into, m_excerpt.node(i).kind).empty() && !m_drawn.place(i).frame) return false;
    }
    return true;
  }

  // What is under its middle.
  NodeIndex placeOf(NodeIndex i) const {
    if (m_into != kNone) return m_into;
    if (m_beside) return m_design.parent(m_design.indexOf(m_excerpt.node(i).id));
    return containerAt(m_design, m_layout, m_drawn.rect(i).translated(m_shift).centre());
  }

  // As what is dropped by hand: no card comes to lie on another.
  void clearOfOthers() {
    std::vector<Landing> landings;
    for (const NodeIndex i : m_excerpt.topLevel()) m_places[i] = placeOf(i);
    for (const NodeIndex i : m_excerpt.topLevel()) {
      if (!isCard(m_excerpt, m_drawn, i)) continue;
      const Rect there = m_drawn.rect(i).translated(m_shift);
      landings.push_back({there, m_places.at(i)});
    }
    m_shift = m_shift + shiftToFree(m_design, m_layout, landings, [](NodeIndex) { return false; });
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

  // The innermost container there that may hold it.
  NodeIndex containerFor(NodeIndex i, NodeIndex from) {
    std::string why;
    const std::string& kind = m_excerpt.node(i).kind;
    for (NodeIndex c = from;; c = m_design.parent(c)) {
      const std::string reason = refusal(m_design, c, kind);
      if (reason.empty()) return c;
      if (why.empty()) why = reason;
      if (c == kNone) break;
    }
    if (m_out.refusal.empty()) m_out.refusal = why;
    return kNone;
  }

  // Room first for all, then the places: what makes room for one can push what another goes into.
  void makeRoom(NodeIndex i) {
    const NodeIndex container = containerFor(i, m_places.at(i));
    m_containers[m_excerpt.node(i).id] = container;
    m_rooms[i] = m_plan.makeRoom(container, m_drawn.rect(i).translated(m_shift));
  }

  void addRoot(NodeIndex i) {
    const NodeIndex container = m_containers.at(m_excerpt.node(i).id);
    const Point base = container == kNone ? Point{} : m_plan.rect(container).topLeft();
    add(i, container, m_rooms.at(i).translated(Point{} - base));
    addContent(i);
  }

  void addFrame(NodeIndex i) {
    NodeIndex there = m_into;
    for (const NodeIndex member : m_excerpt.members(i)) {
      NodeIndex root = member;
      while (m_excerpt.parent(root) != kNone) root = m_excerpt.parent(root);
      if (const auto at = m_containers.find(m_excerpt.node(root).id); at != m_containers.end()) there = at->second;
    }
    add(i, containerFor(i, there), std::nullopt);
  }

  void addContent(NodeIndex container) {
    for (const NodeIndex child : m_excerpt.children(container)) {
      Node node = renamed(child);
      node.parent = m_ids.at(m_excerpt.node(child).parent);
      m_added.emplace_back(AddNode{std::move(node)});
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
    m_added.emplace_back(AddNode{std::move(node)});
  }

  void addLinks() {
    for (const auto& row : m_excerpt.topology().links.rows()) {
      Link link = *row;
      link.id = m_ids.at(link.id);
      link.from = m_ids.at(link.from);
      link.to = m_ids.at(link.to);
      for (Point& bend : link.bends) bend = bend + m_shift;
      m_added.emplace_back(AddLink{std::move(link)});
    }
  }

  const Design& m_design;
  const Layout& m_layout;
  Design m_excerpt;
  Layout m_drawn;
  Rearrangement m_plan;
  Rect m_block;
  Point m_shift;
  NodeIndex m_into = kNone;
  bool m_beside = false;
  Ids m_ids;                                              // from those of the excerpt
  std::map<NodeIndex, Rect> m_rooms;                      // of its roots, in the design
  std::map<NodeIndex, NodeIndex> m_places;                // of its roots, before anything made way
  std::map<NodeId, NodeIndex, std::less<>> m_containers;  // of its roots
  std::vector<Change> m_added;
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

Pasted paste(const Design& design, const Layout& layout, const Topology& excerpt, NodeIndex into, Point at) {
  return Paste(design, layout, excerpt).run(into, at);
}

Pasted duplicate(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes) {
  return Paste(design, layout, excerpt(design, layout, nodes)).besideOriginals();
}

}  // namespace nines::placing
