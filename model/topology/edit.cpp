#include "topology/edit.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "topology/applies.h"
#include "topology/draft.h"
#include "topology/nesting.h"

namespace nines {

namespace {

Error refused(std::string reason) { return {ErrorCode::precondition, {}, {}, std::move(reason)}; }

// A change carried out: what undoes it, and what it touched.
struct Done {
  Change inverse;
};
using Step = Result<Done>;

// What a topology has besides its tables.
struct Scalars {
  std::string name;
  std::string profile;
  Value::Object assumptions;
};

// Carries out one change after the other on a draft and notes what they touch.
class Applier {
 public:
  Applier(Draft& draft, Scalars& scalars, ChangeSet& touched)
      : m_draft(draft), m_scalars(scalars), m_touched(touched) {}

  Step operator()(const AddNode& c) {
    const Node& node = c.node;
    if (!isValidId(node.id)) return refused("'" + node.id + "' is no valid id");
    if (taken(node.id)) return refused("the id '" + node.id + "' is taken");
    if (!node.parent.empty() && !m_draft.node(node.parent)) return noNode(node.parent);
    if (!isStorable(node.properties) || !isStorable(node.extra)) return notStorable(node.id);
    if (node.rect && !isStorable(*node.rect)) return notStorable(node.id);
    m_draft.put(node);
    if (!node.parent.empty()) m_parented.push_back(node.id);
    m_touched.nodes[node.id].add(Aspect::structure);
    return Done{RemoveNode{node.id}};
  }

  Step operator()(const RemoveNode& c) {
    const Node* node = m_draft.node(c.id);
    if (!node) return noNode(c.id);
    if (std::string held = m_draft.whatHoldsNode(c.id); !held.empty()) return refused(std::move(held));
    Done done{AddNode{*node}};
    m_draft.eraseNode(c.id);
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
      if (!m_draft.node(c.parent)) return noNode(c.parent);
      for (const Node* at = m_draft.node(c.parent); at; at = m_draft.node(at->parent)) {
        if (at->id == c.id) return refused("'" + c.id + "' cannot stand inside itself");
        if (at->parent.empty()) break;
      }
      m_parented.push_back(c.id);
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

  Step operator()(const SetNodeLocked& c) {
    return changeNode(c.id, Aspect::lock,
                      [&](Node& node) -> Change { return SetNodeLocked{c.id, std::exchange(node.locked, c.locked)}; });
  }

  Step operator()(const AddLink& c) {
    const Link& link = c.link;
    if (!isValidId(link.id)) return refused("'" + link.id + "' is no valid id");
    if (taken(link.id)) return refused("the id '" + link.id + "' is taken");
    if (!m_draft.node(link.from)) return noNode(link.from);
    if (!m_draft.node(link.to)) return noNode(link.to);
    if (!isStorable(link.properties) || !isStorable(link.extra)) return notStorable(link.id);
    if (!areStorable(link.bends)) return notStorable(link.id);
    m_draft.put(link);
    m_touched.links[link.id].add(Aspect::structure);
    return Done{RemoveLink{link.id}};
  }

  Step operator()(const RemoveLink& c) {
    const Link* link = m_draft.link(c.id);
    if (!link) return noLink(c.id);
    if (std::string held = m_draft.whatHoldsLink(c.id); !held.empty()) return refused(std::move(held));
    Done done{AddLink{*link}};
    m_draft.eraseLink(c.id);
    m_touched.links[c.id].add(Aspect::structure);
    return done;
  }

  Step operator()(const SetLinkEnds& c) {
    if (!m_draft.node(c.from)) return noNode(c.from);
    if (!m_draft.node(c.to)) return noNode(c.to);
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
    const Comment* before = m_draft.comment(c.id);
    SetComment inverse{c.id, before ? std::optional(*before) : std::nullopt};
    if (c.comment) m_draft.put(*c.comment);
    else m_draft.eraseComment(c.id);
    m_touched.comments.insert(c.id);
    return Done{std::move(inverse)};
  }

  Step operator()(const SetWaiver& c) {
    if (c.key.empty()) return refused("a waiver needs the key of a finding");
    if (c.waiver && c.waiver->key != c.key) return refused("the waiver's key is not '" + c.key + "'");
    if (c.waiver && !isStorable(c.waiver->extra)) return notStorable(c.key);
    const Waiver* before = m_draft.waiver(c.key);
    SetWaiver inverse{c.key, before ? std::optional(*before) : std::nullopt};
    if (c.waiver) m_draft.put(*c.waiver);
    else m_draft.eraseWaiver(c.key);
    m_touched.waivers = true;
    return Done{std::move(inverse)};
  }

  Step operator()(const SetAssumption& c) {
    if (c.value && !isStorable(*c.value)) return notStorable(c.key);
    m_touched.assumptions = true;
    return Done{SetAssumption{c.key, exchange(m_scalars.assumptions, c.key, c.value)}};
  }

  Step operator()(const SetDesignName& c) {
    m_touched.designName = true;
    return Done{SetDesignName{std::exchange(m_scalars.name, c.name)}};
  }

  Step operator()(const SetProfile& c) {
    m_touched.profile = true;
    return Done{SetProfile{std::exchange(m_scalars.profile, c.profile)}};
  }

  // What is wrong with the outcome as a whole: on the way there things may lie as deep as they like, or what undoes an
  // edit could be refused.
  std::optional<Error> problemOfAll(const Topology& base) const {
    const Node* deep = nestedTooDeep(base, m_draft, m_parented);
    return deep ? std::optional(refused(tooDeepReason(*deep, "would stand"))) : std::nullopt;
  }

 private:
  static Error noNode(const NodeId& id) { return refused("there is no resource '" + id + "'"); }
  static Error noLink(const LinkId& id) { return refused("there is no link '" + id + "'"); }

  static Error notStorable(const std::string& id) {
    return refused("'" + id + "' would get a number that is not finite, a negative size or a place too far away");
  }
  static bool areStorable(const std::vector<Point>& points) {
    return std::ranges::all_of(points, [](const Point& point) { return isStorable(point); });
  }
  static bool isCommentStorable(const Comment& comment) {
    const auto* at = std::get_if<Point>(&comment.target);
    return isStorable(comment.extra) && (!at || isStorable(*at));
  }

  bool taken(std::string_view id) const { return m_draft.node(id) || m_draft.link(id); }

  bool targetExists(const Comment::Target& target) const {
    if (const auto* onNode = std::get_if<Comment::OnNode>(&target)) return m_draft.node(onNode->node);
    if (const auto* onLink = std::get_if<Comment::OnLink>(&target)) return m_draft.link(onLink->link);
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
    const Node* found = m_draft.node(id);
    if (!found) return noNode(id);
    Node node = *found;
    Done done{change(node)};
    m_draft.put(std::move(node));
    m_touched.nodes[id].add(aspect);
    return done;
  }

  template <class Change_>
  Step changeLink(const LinkId& id, Aspect aspect, Change_ change) {
    const Link* found = m_draft.link(id);
    if (!found) return noLink(id);
    Link link = *found;
    Done done{change(link)};
    m_draft.put(std::move(link));
    m_touched.links[id].add(aspect);
    return done;
  }

  Draft& m_draft;
  Scalars& m_scalars;
  ChangeSet& m_touched;
  std::vector<NodeId> m_parented;  // added in a container, or moved into one
};

// Whether what refers to the nodes and links is better counted once than looked for with each removal.
bool removesMany(const Edit& edit) {
  constexpr std::ptrdiff_t kMany = 8;
  const auto removes = [](const Change& change) {
    return std::holds_alternative<RemoveNode>(change) || std::holds_alternative<RemoveLink>(change);
  };
  return std::ranges::count_if(edit.changes, removes) > kMany;
}

bool setsValue(const Change& change) {
  return std::holds_alternative<SetNodeProperty>(change) || std::holds_alternative<SetLinkProperty>(change);
}

// Of a change that sets a value: as Applier has it.
bool fitsValue(const Topology& topology, const Change& change) {
  if (const auto* node = std::get_if<SetNodeProperty>(&change)) {
    return topology.nodes.find(node->id) && (!node->value || isStorable(*node->value));
  }
  const auto& link = std::get<SetLinkProperty>(change);
  return topology.links.find(link.id) && (!link.value || isStorable(*link.value));
}

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
  const auto counts = [](const auto& entry) { return !entry.second.ofDrawingOnly(); };
  return everything || waivers || assumptions || profile || std::ranges::any_of(nodes, counts) ||
         std::ranges::any_of(links, counts);
}

bool applies(const Topology& topology, const Edit& edit) {
  // Most corrections set values, which takes no draft.
  if (std::ranges::all_of(edit.changes, setsValue)) {
    return std::ranges::all_of(edit.changes, [&](const Change& change) { return fitsValue(topology, change); });
  }
  Draft draft(topology, removesMany(edit));
  Scalars scalars{topology.name, topology.profile, topology.assumptions};
  ChangeSet touched;
  Applier applier(draft, scalars, touched);
  return std::ranges::all_of(edit.changes, [&](const Change& change) { return std::visit(applier, change).ok(); }) &&
         !applier.problemOfAll(topology);
}

Result<Applied> apply(Topology& topology, const Edit& edit) {
  Draft draft(topology, removesMany(edit));
  Scalars scalars{topology.name, topology.profile, topology.assumptions};
  Applied applied;
  applied.inverse.label = edit.label;
  applied.inverse.changes.reserve(edit.changes.size());
  Applier applier(draft, scalars, applied.changes);
  for (const Change& change : edit.changes) {
    Step step = std::visit(applier, change);
    if (!step) return step.error();
    applied.inverse.changes.push_back(std::move(step->inverse));
  }
  if (auto problem = applier.problemOfAll(topology)) return std::move(*problem);
  std::ranges::reverse(applied.inverse.changes);
  draft.commit(topology);
  topology.name = std::move(scalars.name);
  topology.profile = std::move(scalars.profile);
  topology.assumptions = std::move(scalars.assumptions);
#ifndef NDEBUG
  // The whole check is linear: in debug builds only, and only where it does not drown large benchmarks' setup.
  if (topology.nodes.size() <= 2000) assert(brokenInvariant(topology).empty());
#endif
  return applied;
}

}  // namespace nines
