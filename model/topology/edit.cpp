#include "topology/edit.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace nines {

namespace {

Error refused(std::string reason) { return {ErrorCode::precondition, {}, {}, std::move(reason)}; }

// A change carried out: what undoes it, and what it touched.
struct Done {
  Change inverse;
};
using Step = Result<Done>;

// Carries out one change after the other on a topology and notes what they touch.
class Applier {
 public:
  Applier(Topology& topology, ChangeSet& touched) : m_topology(topology), m_touched(touched) {}

  Step operator()(const AddNode& c) {
    const Node& node = c.node;
    if (!isValidId(node.id)) return refused("'" + node.id + "' is no valid id");
    if (taken(node.id)) return refused("the id '" + node.id + "' is taken");
    if (!node.parent.empty() && !m_topology.nodes.find(node.parent)) return noNode(node.parent);
    if (!isStorable(node.properties) || !isStorable(node.extra)) return notStorable(node.id);
    if (node.rect && !isStorable(*node.rect)) return notStorable(node.id);
    m_topology.nodes.put(node);
    m_touched.nodes[node.id].add(Aspect::structure);
    return Done{RemoveNode{node.id}};
  }

  Step operator()(const RemoveNode& c) {
    const Node* node = m_topology.nodes.find(c.id);
    if (!node) return noNode(c.id);
    for (const auto& other : m_topology.nodes.rows()) {
      if (other->parent == c.id) return refused("'" + c.id + "' still contains '" + other->id + "'");
    }
    for (const auto& link : m_topology.links.rows()) {
      if (link->from == c.id || link->to == c.id)
        return refused("link '" + link->id + "' still ends at '" + c.id + "'");
    }
    if (hasComment(Comment::OnNode{c.id})) return refused("a comment still hangs on '" + c.id + "'");
    Done done{AddNode{*node}};
    m_topology.nodes.erase(c.id);
    m_touched.nodes[c.id].add(Aspect::structure);
    return done;
  }

  Step operator()(const RenameNode& c) {
    return changeNode(c.id, Aspect::name,
                      [&](Node& node) -> Change { return RenameNode{c.id, std::exchange(node.name, c.name)}; });
  }

  Step operator()(const SetNodeRect& c) {
    if (c.rect && !isStorable(*c.rect)) return notStorable(c.id);
    return changeNode(c.id, Aspect::geometry,
                      [&](Node& node) -> Change { return SetNodeRect{c.id, std::exchange(node.rect, c.rect)}; });
  }

  Step operator()(const SetNodeParent& c) {
    if (!c.parent.empty()) {
      if (!m_topology.nodes.find(c.parent)) return noNode(c.parent);
      for (const Node* at = m_topology.nodes.find(c.parent); at; at = m_topology.nodes.find(at->parent)) {
        if (at->id == c.id) return refused("'" + c.id + "' cannot stand inside itself");
        if (at->parent.empty()) break;
      }
    }
    return changeNode(c.id, Aspect::structure,
                      [&](Node& node) -> Change { return SetNodeParent{c.id, std::exchange(node.parent, c.parent)}; });
  }

  Step operator()(const SetNodeProperty& c) {
    if (c.value && !isStorable(*c.value)) return notStorable(c.id);
    return changeNode(c.id, Aspect::property, [&](Node& node) -> Change {
      return SetNodeProperty{c.id, c.key, exchange(node.properties, c.key, c.value)};
    });
  }

  Step operator()(const AddLink& c) {
    const Link& link = c.link;
    if (!isValidId(link.id)) return refused("'" + link.id + "' is no valid id");
    if (taken(link.id)) return refused("the id '" + link.id + "' is taken");
    if (!m_topology.nodes.find(link.from)) return noNode(link.from);
    if (!m_topology.nodes.find(link.to)) return noNode(link.to);
    if (!isStorable(link.properties) || !isStorable(link.extra)) return notStorable(link.id);
    if (!areStorable(link.bends)) return notStorable(link.id);
    m_topology.links.put(link);
    m_touched.links[link.id].add(Aspect::structure);
    return Done{RemoveLink{link.id}};
  }

  Step operator()(const RemoveLink& c) {
    const Link* link = m_topology.links.find(c.id);
    if (!link) return noLink(c.id);
    if (hasComment(Comment::OnLink{c.id})) return refused("a comment still hangs on link '" + c.id + "'");
    Done done{AddLink{*link}};
    m_topology.links.erase(c.id);
    m_touched.links[c.id].add(Aspect::structure);
    return done;
  }

  Step operator()(const SetLinkEnds& c) {
    if (!m_topology.nodes.find(c.from)) return noNode(c.from);
    if (!m_topology.nodes.find(c.to)) return noNode(c.to);
    return changeLink(c.id, Aspect::structure, [&](Link& link) -> Change {
      SetLinkEnds inverse{c.id, link.from, link.to};
      link.from = c.from;
      link.to = c.to;
      return inverse;
    });
  }

  Step operator()(const SetLinkBends& c) {
    if (!areStorable(c.bends)) return notStorable(c.id);
    return changeLink(c.id, Aspect::geometry,
                      [&](Link& link) -> Change { return SetLinkBends{c.id, std::exchange(link.bends, c.bends)}; });
  }

  Step operator()(const SetLinkProperty& c) {
    if (c.value && !isStorable(*c.value)) return notStorable(c.id);
    return changeLink(c.id, Aspect::property, [&](Link& link) -> Change {
      return SetLinkProperty{c.id, c.key, exchange(link.properties, c.key, c.value)};
    });
  }

  Step operator()(const SetComment& c) {
    if (!isValidId(c.id)) return refused("'" + c.id + "' is no valid id");
    if (c.comment && c.comment->id != c.id) return refused("the comment's id is not '" + c.id + "'");
    if (c.comment && !targetExists(c.comment->target))
      return refused("the comment hangs on something that does not exist");
    if (c.comment && !isCommentStorable(*c.comment)) return notStorable(c.id);
    const Comment* before = m_topology.comments.find(c.id);
    SetComment inverse{c.id, before ? std::optional(*before) : std::nullopt};
    if (c.comment) m_topology.comments.put(*c.comment);
    else m_topology.comments.erase(c.id);
    m_touched.comments.insert(c.id);
    return Done{std::move(inverse)};
  }

  Step operator()(const SetWaiver& c) {
    if (c.key.empty()) return refused("a waiver needs the key of a finding");
    if (c.waiver && c.waiver->key != c.key) return refused("the waiver's key is not '" + c.key + "'");
    if (c.waiver && !isStorable(c.waiver->extra)) return notStorable(c.key);
    const Waiver* before = m_topology.waivers.find(c.key);
    SetWaiver inverse{c.key, before ? std::optional(*before) : std::nullopt};
    if (c.waiver) m_topology.waivers.put(*c.waiver);
    else m_topology.waivers.erase(c.key);
    m_touched.waivers = true;
    return Done{std::move(inverse)};
  }

  Step operator()(const SetAssumption& c) {
    if (c.value && !isStorable(*c.value)) return notStorable(c.key);
    m_touched.assumptions = true;
    return Done{SetAssumption{c.key, exchange(m_topology.assumptions, c.key, c.value)}};
  }

  Step operator()(const SetDesignName& c) {
    m_touched.designName = true;
    return Done{SetDesignName{std::exchange(m_topology.name, c.name)}};
  }

  Step operator()(const SetProfile& c) {
    m_touched.profile = true;
    return Done{SetProfile{std::exchange(m_topology.profile, c.profile)}};
  }

 private:
  static Error noNode(const NodeId& id) { return refused("there is no resource '" + id + "'"); }
  static Error noLink(const LinkId& id) { return refused("there is no link '" + id + "'"); }

  static Error notStorable(const std::string& id) {
    return refused("'" + id + "' would get a number that is not finite, or a negative size");
  }
  static bool areStorable(const std::vector<Point>& points) {
    return std::ranges::all_of(points, [](const Point& point) { return isStorable(point); });
  }
  static bool isCommentStorable(const Comment& comment) {
    const auto* at = std::get_if<Point>(&comment.target);
    return isStorable(comment.extra) && (!at || isStorable(*at));
  }

  bool taken(std::string_view id) const { return m_topology.nodes.find(id) || m_topology.links.find(id); }

  bool hasComment(const Comment::Target& target) const {
    return std::ranges::any_of(m_topology.comments.rows(), [&](const auto& c) { return c->target == target; });
  }

  bool targetExists(const Comment::Target& target) const {
    if (const auto* onNode = std::get_if<Comment::OnNode>(&target)) return m_topology.nodes.find(onNode->node);
    if (const auto* onLink = std::get_if<Comment::OnLink>(&target)) return m_topology.links.find(onLink->link);
    return true;
  }

  // Sets or removes a key; gives back what was there.
  static std::optional<Value> exchange(Value::Object& object, const std::string& key,
                                       const std::optional<Value>& value) {
    std::optional<Value> before;
    if (const auto at = object.find(key); at != object.end()) before = at->second;
    if (value) object.insert_or_assign(key, *value);
    else object.erase(key);
    return before;
  }

  template <class Change_>
  Step changeNode(const NodeId& id, Aspect aspect, Change_ change) {
    const Node* found = m_topology.nodes.find(id);
    if (!found) return noNode(id);
    Node node = *found;
    Done done{change(node)};
    m_topology.nodes.put(std::move(node));
    m_touched.nodes[id].add(aspect);
    return done;
  }

  template <class Change_>
  Step changeLink(const LinkId& id, Aspect aspect, Change_ change) {
    const Link* found = m_topology.links.find(id);
    if (!found) return noLink(id);
    Link link = *found;
    Done done{change(link)};
    m_topology.links.put(std::move(link));
    m_touched.links[id].add(aspect);
    return done;
  }

  Topology& m_topology;
  ChangeSet& m_touched;
};

}  // namespace

void ChangeSet::add(const ChangeSet& other) {
  const auto merge = [](auto& into, const auto& from) {
    for (const auto& [id, aspects] : from) into[id].add(aspects);
  };
  merge(nodes, other.nodes);
  merge(links, other.links);
  comments.insert(other.comments.begin(), other.comments.end());
  waivers |= other.waivers;
  assumptions |= other.assumptions;
  profile |= other.profile;
  designName |= other.designName;
  everything |= other.everything;
}

bool ChangeSet::touchesAnalyses() const {
  const auto counts = [](const auto& entry) { return !entry.second.only(Aspect::geometry); };
  return everything || waivers || assumptions || profile || std::ranges::any_of(nodes, counts) ||
         std::ranges::any_of(links, counts);
}

Result<Applied> apply(Topology& topology, const Edit& edit) {
  // Rows are shared, so the copy costs a pointer per row; it is what makes "all or nothing" certain.
  Topology before = topology;
  Applied applied;
  applied.inverse.label = edit.label;
  applied.inverse.changes.reserve(edit.changes.size());
  Applier applier(topology, applied.changes);
  for (const Change& change : edit.changes) {
    Step step = std::visit(applier, change);
    if (!step) {
      topology = std::move(before);
      return step.error();
    }
    applied.inverse.changes.push_back(std::move(step->inverse));
  }
  std::ranges::reverse(applied.inverse.changes);
#ifndef NDEBUG
  // The whole check is linear: in debug builds only, and only where it does not drown large benchmarks' setup.
  if (topology.nodes.size() <= 2000) assert(brokenInvariant(topology).empty());
#endif
  return applied;
}

}  // namespace nines
