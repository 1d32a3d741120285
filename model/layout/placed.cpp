#include "layout/placed.h"

#include <algorithm>
#include <set>

#include "layout/fellow_place.h"
#include "layout/placing.h"
#include "layout/rearrangement.h"

namespace nines {

namespace {

using Ids = std::set<NodeId, std::less<>>;

// The drawing at one moment.
struct Stage {
  Stage(Topology t, const Design& like)
      : topology(std::make_shared<const Topology>(std::move(t))),
        design(topology, like.catalogue(), like.profile()),
        layout(design) {}

  std::shared_ptr<const Topology> topology;
  Design design;
  Layout layout;
};

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};

// Whether a change cannot be carried out, or says nothing yet, while these nodes are missing.
bool concerns(const Change& change, const Ids& missing) {
  const auto is = [&](const std::string& id) { return missing.contains(id); };
  return std::visit(
      Overloaded{[&](const AddNode& c) { return is(c.node.id) || is(c.node.parent); },
                 [&](const SetNodeParent& c) { return is(c.id) || is(c.parent); },
                 [&](const RenameNode& c) { return is(c.id); }, [&](const SetNodeRect& c) { return is(c.id); },
                 [&](const SetNodeProperty& c) { return is(c.id); },
                 [&](const AddLink& c) { return is(c.link.from) || is(c.link.to); },
                 [&](const SetLinkEnds& c) { return is(c.from) || is(c.to); }, [](const auto&) { return false; }},
      change);
}

class Placer {
 public:
  Placer(const Design& before, const Edit& edit, Topology after)
      : m_before(before), m_edit(edit), m_after(std::move(after), before) {
    for (const Change& change : edit.changes) {
      if (const auto* add = std::get_if<AddNode>(&change)) note(add->node.id);
      if (const auto* set = std::get_if<SetNodeRect>(&change)) note(set->id);
      if (const auto* set = std::get_if<SetNodeParent>(&change)) note(set->id);
    }
  }

  bool hasWork() const { return !m_loose.empty(); }

  // The edit as it was where its changes cannot be told apart.
  Edit run() {
    Topology t = m_before.topology();
    if (!apply(t, withoutLoose())) return m_edit;
    Stage stage(std::move(t), m_before);
    // A later step may push what an earlier one placed.
    for (const NodeId& id : m_loose) {
      auto next = put(stage, id);
      if (!next) return m_edit;
      stage = std::move(*next);
    }
    return finished(*stage.topology);
  }

 private:
  void note(const NodeId& id) {
    const NodeIndex i = m_after.design.indexOf(id);
    if (i == kNone || m_after.design.node(i).rect || m_after.layout.place(i).frame || !m_after.design.kind(i)) return;
    if (std::ranges::find(m_loose, id) == m_loose.end()) m_loose.push_back(id);
  }

  Edit withoutLoose() const {
    Ids missing(m_loose.begin(), m_loose.end());
    Edit out;
    for (const Change& change : m_edit.changes) {
      if (!concerns(change, missing)) {
        out.changes.push_back(change);
        continue;
      }
      if (const auto* add = std::get_if<AddNode>(&change)) missing.insert(add->node.id);
    }
    return out;
  }

  // The cluster's other members, the primary of a standby.
  Fellows fellowsOf(const Stage& stage, NodeIndex inAfter) const {
    const Design& after = m_after.design;
    const NodeIndex cluster = after.clusterOf(inAfter);
    std::vector<NodeIndex> all = cluster == kNone ? NodeList() : after.members(cluster);
    if (const NodeIndex primary = after.primaryOf(inAfter); primary != kNone) all.push_back(primary);
    Fellows out;
    for (const NodeIndex fellow : all) {
      const NodeIndex i = stage.design.indexOf(after.node(fellow).id);
      if (fellow != inAfter && i != kNone && stage.layout.isSolid(stage.design, i)) out.nodes.push_back(i);
    }
    if (cluster != kNone) out.cluster = stage.design.indexOf(after.node(cluster).id);
    return out;
  }

  Rect placeFor(const Stage& stage, NodeIndex inAfter, NodeIndex container) const {
    const Kind& kind = *m_after.design.kind(inAfter);
    const Size size = placing::freshSize(kind);
    if (!kind.isContainer()) {
      const Fellows fellows = fellowsOf(stage, inAfter);
      if (const auto cell = placeBesideFellows(stage.design, stage.layout, container, size, fellows)) return *cell;
    }
    const auto spot = placing::freeSpot(stage.design, stage.layout, kind, container);
    if (spot.refusal.empty() && spot.container == container) return spot.rect;
    return freePlace(stage.design, stage.layout, container, size);
  }

  // The stage with this node at its place.
  std::optional<Stage> put(const Stage& stage, const NodeId& id) const {
    const NodeIndex inAfter = m_after.design.indexOf(id);
    Node node = m_after.design.node(inAfter);
    const NodeIndex container = node.parent.empty() ? kNone : stage.design.indexOf(node.parent);
    if (container == kNone && !node.parent.empty()) return std::nullopt;
    Rearrangement plan(stage.design, stage.layout);
    const Rect room = plan.makeRoom(container, placeFor(stage, inAfter, container));
    node.rect = room.translated(Point{} - (container == kNone ? Point{} : plan.rect(container).topLeft()));
    Edit step{{}, plan.changes()};
    if (stage.design.indexOf(id) == kNone) {
      step.changes.emplace_back(AddNode{std::move(node)});
    } else {
      step.changes.emplace_back(SetNodeParent{id, node.parent});
      step.changes.emplace_back(SetNodeRect{id, node.rect});
    }
    Topology t = *stage.topology;
    if (!apply(t, step)) return std::nullopt;
    Stage next(std::move(t), m_before);
    const Edit pins = pinsFor(stage.design, plan, next, id);
    if (pins.empty()) return next;
    t = *next.topology;
    if (!apply(t, pins)) return std::nullopt;
    return Stage(std::move(t), m_before);
  }

  // Nodes without a rectangle for which the layout would now find another place stay where they are.
  static Edit pinsFor(const Design& design, const Rearrangement& plan, const Stage& next, const NodeId& id) {
    Edit out;
    for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
      const Node& node = design.node(i);
      const NodeIndex now = next.design.indexOf(node.id);
      if (node.id == id || next.layout.place(now).frame || next.design.node(now).rect) continue;
      const NodeIndex parent = design.parent(i);
      const Rect expected = plan.rect(i);
      const Rect outer = parent == kNone ? Rect{} : plan.rect(parent);
      const NodeIndex above = next.design.parent(now);
      const Rect outerNow = above == kNone ? Rect{} : next.layout.rect(above);
      const Rect relative = expected.translated(Point{} - outer.topLeft());
      if (next.layout.rect(now).translated(Point{} - outerNow.topLeft()) == relative) continue;
      out.changes.emplace_back(SetNodeRect{node.id, relative});
    }
    return out;
  }

  // Fills in the places and appends what else has another rectangle than the edit itself would give it.
  Edit finished(const Topology& drawn) const {
    Edit out = m_edit;
    Ids filled;
    for (Change& change : out.changes) {
      auto* add = std::get_if<AddNode>(&change);
      auto* set = std::get_if<SetNodeRect>(&change);
      if (!add && !set) continue;
      const NodeId& id = add ? add->node.id : set->id;
      if (!isLoose(id)) continue;
      (add ? add->node.rect : set->rect) = drawn.nodes.find(id)->rect;
      filled.insert(id);
    }
    const Design& after = m_after.design;
    for (NodeIndex i = 0; i < after.nodeCount(); ++i) {
      const Node& node = after.node(i);
      const Node* then = drawn.nodes.find(node.id);
      if (!then || then->rect == node.rect || filled.contains(node.id)) continue;
      out.changes.emplace_back(SetNodeRect{node.id, then->rect});
    }
    return out;
  }

  bool isLoose(std::string_view id) const { return std::ranges::find(m_loose, id) != m_loose.end(); }

  const Design& m_before;
  const Edit& m_edit;
  Stage m_after;
  std::vector<NodeId> m_loose;  // in the order of the edit: containers before what they hold
};

bool hasPlaces(const Design& design) {
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    if (design.node(i).rect) return true;
  }
  return false;
}

}  // namespace

Edit placed(const Design& before, Edit edit) {
  if (!hasPlaces(before)) return edit;
  Topology after = before.topology();
  if (!apply(after, edit)) return edit;
  Placer placer(before, edit, std::move(after));
  return placer.hasWork() ? placer.run() : edit;
}

}  // namespace nines
